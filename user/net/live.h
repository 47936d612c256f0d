/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A socket on which rtnetlink announces changes in one network namespace. All
 * groups and all answers come over the same socket, in the kernel's order, and
 * what is lost is counted.
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
	bool overrun;		/* messages were lost behind those that are queued */
};

/*
 * Opens a socket in the present network namespace and joins the groups of the
 * kinds in the mask @kinds; @family 0 is any. Returns 0 or a negative errno.
 */
int live_open(struct live *l, uint32_t kinds, uint8_t family);
void live_close(struct live *l);

/* Asks for a dump. Its messages have the number @l->seq and our port. */
int live_dump(struct live *l, enum netjournal_kind kind, uint8_t family);

/*
 * Takes what one receive brings, from the kernel, without waiting. Returns its
 * length, -EAGAIN if there is nothing, -ENOBUFS the first time that there is nothing
 * after messages were lost, or another negative errno. The messages at *@nlh last
 * until the next call for any socket, and may be written to.
 */
int live_receive(struct live *l, struct nlmsghdr **nlh);

/* How many messages were lost since this was last asked. */
uint32_t live_lost(struct live *l);

#endif
