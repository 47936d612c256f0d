/* SPDX-License-Identifier: GPL-2.0 */
/* The objects that the kernel has now, as commands that make them. */
#ifndef NETJOURNAL_CENSUS_H
#define NETJOURNAL_CENSUS_H

#include "base/store.h"
#include "net/idmap.h"
#include "net/recipe.h"

/* @line: the command; NULL: there is none, or it is a link */
struct census_object {
	struct idmap_node node;
	const struct nlmsghdr *nlh;
	const char *line;
};

/* One that is all zero is empty. */
struct census {
	/* private */
	struct idmap objects;
	struct store store;
	const char **lines;	/* sorted when they are looked for */
	size_t n, max;
	bool sorted;
};

/* Adds an object. Returns 0 or -ENOMEM. */
int census_add(struct census *c, const struct event *ev, const struct event_names *names);
/* Adds a command without an object. */
int census_add_line(struct census *c, const char *line);
/* Returns whether an object has this command. */
bool census_has(struct census *c, const char *line);
/* Returns the first object with this identity, or NULL; idmap_next() returns others. */
const struct census_object *census_find(const struct census *c, const struct identity *id);
/* Returns the message of the link with this name, or NULL. */
const struct nlmsghdr *census_link(const struct census *c, const char *name);

void census_drop(struct census *c);

#endif
