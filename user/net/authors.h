/* SPDX-License-Identifier: GPL-2.0 */
/* Who made the objects of one kind what they are: from all records of the journal. */
#ifndef NETJOURNAL_AUTHORS_H
#define NETJOURNAL_AUTHORS_H

#include "journal/reader.h"
#include "net/domain_net.h"
#include "net/span.h"

/* One that is all zero knows nobody. */
struct authors {
	struct reader reader;	/* what it finds is from here; see print_past() */
	/* private */
	struct domain *domain;
	struct span span;
	bool open;
};

/* Reads the journal. Returns 0 or a negative errno. */
int authors_read(struct authors *a, enum netjournal_kind kind);

/*
 * Fills @rec with the record that set the member @path of the object, or else made the object. @path is NULL: the record
 * that made it, or that deleted it if @ev is a deletion. Returns false if the journal does not have the record, or
 * contradicts @ev.
 */
bool authors_find(const struct authors *a, const struct event *ev, const char *path, struct record *rec);

/* @rec: the record that deleted the object of @ev. @names: of then. Returns 0 or a negative errno, which ends the walk. */
typedef int (authors_gone)(const struct event *ev, const struct record *rec, const struct event_names *names, void *arg);

/* Tells of each object that is gone, as the journal says. Returns what @each returned, or a negative errno. */
int authors_each_gone(const struct authors *a, authors_gone *each, void *arg);

/* The names of devices at @seq; valid until the next call. */
const struct event_names *authors_names(const struct authors *a, uint64_t seq);

void authors_drop(struct authors *a);

#endif
