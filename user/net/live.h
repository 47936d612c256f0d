/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A socket on which rtnetlink announces changes in one network namespace. Announcements of
 * all groups and all replies come over the same socket, in the kernel's order. Lost messages
 * are counted.
 */
#ifndef NETJOURNAL_LIVE_H
#define NETJOURNAL_LIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "decode/event.h"

struct live {
	int fd;			/* -1: not open */
	uint32_t port;
	uint32_t seq;		/* of the last request */
	uint32_t drops;		/* the socket's counter, as last seen */
	/* private */
	bool overrun;		/* messages were lost after those that are queued */
};

/*
 * Opens a socket in the present network namespace and joins the groups of the
 * kinds in the mask @kinds; @family 0 is any. Returns 0 or a negative errno.
 */
int live_open(struct live *l, uint32_t kinds, uint8_t family);
void live_close(struct live *l);

/* Asks for a dump. Its messages have the sequence number @l->seq and our port. */
int live_dump(struct live *l, enum netjournal_kind kind, uint8_t family);

/*
 * Receives once from the kernel, without waiting. Returns the length, or -EAGAIN if no
 * message waits. If messages were lost, returns -ENOBUFS once when the queue is empty.
 * Otherwise returns another negative errno. The messages at *@nlh are valid until the next
 * call for any socket, and may be changed.
 */
int live_receive(struct live *l, struct nlmsghdr **nlh);

/* Returns how many messages were lost since the last call. */
uint32_t live_lost(struct live *l);

#endif
