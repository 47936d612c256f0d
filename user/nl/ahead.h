/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Receives the rest of a large dump in a thread of its own, a few parts ahead.
 * The kernel makes each part while it is asked for it, which takes about as long
 * as to print it; so one CPU makes parts while another prints them.
 */
#ifndef NL_AHEAD_H
#define NL_AHEAD_H

#include <stdint.h>

struct ahead;

/*
 * Starts the thread, which receives from @fd by @receive (netlink_receive()) until
 * it has failed or has seen the end of the dump @seq. Nobody else may receive
 * from @fd until ahead_stop(). Returns NULL where it cannot or would not help.
 */
struct ahead *ahead_start(int fd, uint32_t seq,
			  int (*receive)(int fd, void *buf));

/*
 * Waits for the next part, whose length it returns and which @buf then points
 * at until the next call; or returns a negative errno, and then no more.
 */
int ahead_next(struct ahead *a, void **buf);

/* Ends the thread and frees everything. */
void ahead_stop(struct ahead *a);

#endif
