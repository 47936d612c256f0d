/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The records that set the present configuration of an object: for each property that was
 * changed, the last record that did it. So a change of one property does not hide who changed
 * another property. Does no I/O.
 */
#ifndef NETJOURNAL_SETTERS_H
#define NETJOURNAL_SETTERS_H

#include "journal/record.h"
#include "net/difference.h"

/* A record, and the properties that no later record has changed. */
struct setter {
	struct setter *next;	/* the older one */
	struct record_copy rec;
	/* private */
	size_t n;
	uint32_t names[];	/* hashes of their paths */
};

/*
 * Takes the next record of an object. @diff: from the state before to that after it. Leaves
 * @list as it is if nothing of the configuration differs. Returns 0 or -ENOMEM.
 */
int setters_take(struct setter **list, const struct record *rec,
		 const struct difference *diff);
/* Fills @rec with the newest record that set a property in which @diff differs. Returns false if there is none. */
bool setters_find(const struct setter *list, const struct difference *diff, struct record *rec);
/* The same for one member: "mtu". */
bool setters_find_path(const struct setter *list, const char *path, struct record *rec);
void setters_drop(struct setter **list);

#endif
