/* SPDX-License-Identifier: ((GPL-2.0 WITH Linux-syscall-note) OR BSD-3-Clause) */
/*
 * The ioctls of /dev/example, for programs that are older than the family.
 * Written by hand, because the spec knows no ioctl.
 */
#ifndef _UAPI_LINUX_EXAMPLE_IOCTL_H
#define _UAPI_LINUX_EXAMPLE_IOCTL_H

#include <linux/ioctl.h>
#include <linux/types.h>

/* The settings of a channel to change. */
#define EXAMPLE_IOCTL_LABEL	(1 << 0)
#define EXAMPLE_IOCTL_LEVEL	(1 << 1)

struct example_ioctl_channel {
	__u32 index;
	__u32 set;		/* EXAMPLE_IOCTL_*; 0 for EXAMPLE_IOC_GET */
	__u32 level;
	__u32 reserved;		/* 0 */
	__u64 changes;
	char label[16];
};

#define EXAMPLE_IOC_GET	_IOWR('x', 0, struct example_ioctl_channel)
#define EXAMPLE_IOC_SET	_IOW('x', 1, struct example_ioctl_channel)

#endif
