/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tells from a message whether its object is new. RTM_NEW* messages are also about changes,
 * so each kind has its own rule. Does no I/O.
 */
#ifndef NETJOURNAL_BIRTH_H
#define NETJOURNAL_BIRTH_H

#include "decode/event.h"

/*
 * @BIRTH_BEFORE: the object existed before
 * @BIRTH_NOW: the object is new
 * @BIRTH_UNKNOWN: a new object and a changed one have the same message
 */
enum birth {
	BIRTH_BEFORE,
	BIRTH_NOW,
	BIRTH_UNKNOWN,
};

/*
 * Returns what the event says about its object. The event is not a deletion. @boot_time is
 * the time of the event in ns since the machine started, or 0 if it is not known.
 */
enum birth event_birth(const struct event *ev, uint64_t boot_time);

/*
 * Returns whether the kernel has this object and has not announced it yet. It announces an
 * IPv6 address when it knows that the address is unique, and a neighbour when it knows the
 * link-layer address.
 */
bool event_unannounced(const struct event *ev);

#endif
