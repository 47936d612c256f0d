/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The differences between two states of an object, in few words. Only differences count that
 * people would call a change of the configuration. Does no I/O.
 */
#ifndef NETJOURNAL_DIFFERENCE_H
#define NETJOURNAL_DIFFERENCE_H

#include "net/changes.h"

/*
 * A state and the one before it. @changes: between their messages, see changes_find()
 */
struct difference {
	const struct event *old, *new;
	const struct changes *changes;
};

/* Returns whether anything of the configuration differs. */
bool difference_is_any(const struct difference *d);
/* Returns whether this change is one of the configuration. */
bool difference_has(const struct difference *d, const struct change *change);
/* Returns whether a link has gone up or down, or has got or lost its carrier. */
bool difference_has_state(const struct difference *d);

/*
 * Returns 1 if a link has got its carrier, and -1 if it has lost its carrier. Returns 0 if
 * anything else differs.
 */
int difference_carrier(const struct difference *d);

/* Text only: prints "eth0 mtu 1500 -> 1400, master none -> br0", or "renamed a -> b". */
void difference_print(struct out *o, const struct difference *d,
		      const struct event_names *names);
/* The same without the name of the object. */
void difference_print_changes(struct out *o, const struct difference *d);

/*
 * Returns whether the kernel makes such an object by itself, with each address and device:
 * a local, broadcast, link-local or multicast route, a link-local address, the neighbour
 * entry of a multicast address, or the entry for a port's own address in a bridge.
 */
bool event_is_own(const struct event *ev);

#endif
