/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a message says about the birth of its object. The kernel announces new objects
 * and changed ones alike, so this is a question for each kind. Pure.
 */
#ifndef NETJOURNAL_BIRTH_H
#define NETJOURNAL_BIRTH_H

#include "decode/event.h"

/*
 * @BIRTH_BEFORE: the object was there before
 * @BIRTH_NOW: the object is new
 * @BIRTH_UNKNOWN: the kernel would announce both like this
 */
enum birth {
	BIRTH_BEFORE,
	BIRTH_NOW,
	BIRTH_UNKNOWN,
};

/*
 * Returns what the event, which is no deletion, says alone. @boot_time: when it
 * happened, in ns since the machine started; 0: not known.
 */
enum birth event_birth(const struct event *ev, uint64_t boot_time);

/*
 * Whether the kernel has this object and has not announced it yet. It announces an IPv6
 * address once it is known to be unique, and a neighbour once its link-layer address is.
 */
bool event_unannounced(const struct event *ev);

#endif
