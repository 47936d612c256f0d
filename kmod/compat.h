/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Differences between kernel versions that concern the core. Those that concern
 * what is recorded are in net/compat.h.
 *
 * kmod/Makefile searches the headers of the kernel at hand for each feature and
 * defines NJ_HAVE_*. No version numbers are compared.
 */
#ifndef NJ_COMPAT_H
#define NJ_COMPAT_H

#include <linux/fs.h>
#include <linux/sched.h>
#include <net/genetlink.h>

/*
 * Flags of the kernel's threads in a user's process, which do not return to user
 * mode. In Linux 6.1 only io_uring has such threads.
 */
#ifdef PF_USER_WORKER
#define NJ_PF_WORKER	(PF_IO_WORKER | PF_USER_WORKER)
#else
#define NJ_PF_WORKER	PF_IO_WORKER
#endif

/*
 * Takes a reference to the file that @pointer points to, under RCU. Returns NULL if
 * there is no file.
 */
static inline struct file *nj_get_file_rcu(struct file __rcu **pointer)
{
#ifdef NJ_HAVE_GET_FILE_RCU_POINTER
	return get_file_rcu(pointer);
#else
	struct file *file = rcu_dereference(*pointer);

	return file && get_file_rcu(file) ? file : NULL;
#endif
}

/* The parsed attributes of a dump request. */
static inline struct nlattr **nj_dump_attrs(struct netlink_callback *cb)
{
#ifdef NJ_HAVE_GENL_INFO_DUMP
	return genl_info_dump(cb)->attrs;
#else
	return genl_dumpit_info(cb)->attrs;
#endif
}

#endif
