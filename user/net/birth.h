/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tells from one message whether its object is new. RTM_NEW* messages are also about changes,
 * so each kind has its own rule. Does no I/O. births.h knows more, from other messages.
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
 * Returns what the event says about its object. The event is not a deletion. @sign is that of
 * births_sign(). @boot_time is the time of the event in ns since the machine started, or 0 if it
 * is not known.
 */
enum birth event_birth(const struct event *ev, char sign, uint64_t boot_time);

/*
 * Returns whether the event is about a part of a device: a bridge announces its ports, and a
 * wireless card announces what it does. The device itself does not change.
 */
bool event_is_part(const struct event *ev);

/*
 * Returns whether the kernel has learned the object from traffic. It is recorded only if everything
 * of its kind is.
 */
bool event_is_learned(const struct event *ev);

/*
 * Returns whether the kernel has this object and has not announced it yet, or its announcement may
 * not be recorded. The kernel announces an IPv6 address when it knows that the address is unique, and
 * a neighbour when it knows the link-layer address.
 */
bool event_unannounced(const struct event *ev);

#endif
