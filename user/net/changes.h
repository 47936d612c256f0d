/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What differs between two messages about the same network object. Both are
 * decoded to values, and their members compared by name, so whatever the decoder
 * knows is compared. Pure: no sockets.
 */
#ifndef NETJOURNAL_CHANGES_H
#define NETJOURNAL_CHANGES_H

#include <stddef.h>

#include "base/out.h"
#include "base/values.h"
#include "decode/event.h"

#define CHANGE_PATH_MAX	128

/* @old, @new: where the value is among those of that message; 0: there is none. */
struct change {
	char path[CHANGE_PATH_MAX];	/* "linkinfo.info_data.forward_delay" */
	size_t old, new;
};

/* All zero at first. Used again and again, it keeps its memory. */
struct changes {
	struct change *list;
	size_t n, max;
	struct values old, new;
};

/*
 * Fills @c with what differs, but for what changes by itself or is not in each
 * message about an object. Returns 0 or -ENOMEM.
 */
int changes_find(struct changes *c, const struct event *old,
		 const struct event *new, const struct event_names *names);
void changes_free(struct changes *c);

/*
 * "mtu 1500 -> 1400, master none -> br0", or in JSON the member "changes" of the
 * open object, where what was or is not there has no "old" or "new".
 */
void changes_print(struct out *o, const struct changes *c);

#endif
