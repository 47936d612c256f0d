/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The differences between two messages about the same network object. Both are decoded
 * to values, and the members are compared by name. So everything that the decoder knows
 * is compared. Opens no sockets.
 */
#ifndef NETJOURNAL_CHANGES_H
#define NETJOURNAL_CHANGES_H

#include <stddef.h>

#include "base/out.h"
#include "base/values.h"
#include "decode/event.h"

#define CHANGE_PATH_MAX	128

/* @old, @new: the index of the value in the values of that message; 0: no value */
struct change {
	char path[CHANGE_PATH_MAX];	/* "linkinfo.info_data.forward_delay" */
	size_t old, new;
};

/* Must be all zero before the first use. Keeps its memory for the next use. */
struct changes {
	struct change *list;
	size_t n, max;
	struct values old, new;
};

/*
 * Fills @c with the differences. Leaves out members that change by themselves, and those
 * that only some messages have. Returns 0 or -ENOMEM.
 */
int changes_find(struct changes *c, const struct event *old,
		 const struct event *new, const struct event_names *names);
void changes_free(struct changes *c);

/* Returns whether a member with this name changes by itself, so that it is not compared. */
bool changes_is_volatile(const char *key);

/*
 * Prints "mtu 1500 -> 1400, master none -> br0", or in JSON the member "changes" of the
 * open object: an array of objects with "name", "old" and "new". A value that did not exist
 * has no "old", and one that is gone no "new".
 */
void changes_print(struct out *o, const struct changes *c);

/* Text only: print one value, and "1500 -> 1400". */
void changes_print_value(struct out *o, const struct values *v, size_t at);
void changes_print_sides(struct out *o, const struct changes *c, const struct change *change);

#endif
