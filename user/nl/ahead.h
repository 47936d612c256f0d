/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Receives the rest of a large dump in a thread, a few parts ahead of the reader.
 * The kernel builds a part inside the call that receives it. Building takes about as
 * long as printing, so one CPU can build the next part while another prints.
 */
#ifndef NL_AHEAD_H
#define NL_AHEAD_H

#include <stdint.h>

struct ahead;

/*
 * Starts the thread. It calls @receive (netlink_receive()) on @fd until that fails
 * or the dump @seq ends. Nobody else may receive from @fd until ahead_stop().
 * Returns NULL if there is only one CPU or the thread cannot be started.
 */
struct ahead *ahead_start(int fd, uint32_t seq,
			  int (*receive)(int fd, void *buf));

/*
 * Waits for the next part. Sets @buf to it, which is valid until the next call, and
 * returns its length. Returns a negative errno if receiving failed; no part follows.
 */
int ahead_next(struct ahead *a, void **buf);

/* Ends the thread and frees everything. */
void ahead_stop(struct ahead *a);

#endif
