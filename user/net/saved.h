/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A list that was saved as JSON, by `ip -j`, `bridge -j`, `tc -j` or `list -j`, and how the present objects differ from
 * it. Compared are the members that the saved objects have, and those that each of these programs prints if an object
 * has them. Does no I/O, except saved_read().
 */
#ifndef NETJOURNAL_SAVED_H
#define NETJOURNAL_SAVED_H

#include "base/values.h"
#include "decode/event.h"
#include "journal/record.h"
#include "net/changes.h"

/*
 * @at: in the values
 * @dev: the link that an address of `ip -j addr` is inside, or NULL
 * @vlan: which one of a range of VLANs; 0: it is no range
 * @family: of a route or rule, if it is known only from what the object has; otherwise 0
 * @seen: the present has it
 * @deleter: for the caller: the record that deleted it
 */
struct saved_object {
	size_t at;
	const char *dev;
	uint64_t vlan;
	uint8_t family;
	bool seen;
	struct record_copy deleter;
};

/*
 * One that is all zero is empty.
 *
 * @all_tables: it has routes of other tables than main
 * @family: routes and rules: of which it has objects; 0: of all. `ip -j` lists one family.
 * @no_family: nothing in the list says which one
 */
struct saved {
	struct values values;
	enum netjournal_kind kind;
	bool all_tables;
	uint8_t family;
	bool no_family;
	struct saved_object *objects;
	size_t n;
	char error[160];
	/* private */
	struct values now;	/* the object in hand */
	uint8_t now_family;
	size_t max, next;	/* @next: after the object that was found last */
};

/* A member that differs: "mtu" or "linkinfo.info_data.id". @old, @new: in the saved and in the present values; 0: none */
struct saved_change {
	char name[CHANGE_PATH_MAX];
	size_t old, new;
};

#define SAVED_CHANGES_MAX	64

/*
 * Reads the file. @kind: of its objects; 0: what their members look like. Returns 0 or a negative errno with
 * a text for people in @s->error.
 */
int saved_read(struct saved *s, const char *path, enum netjournal_kind kind);
/* The same from memory. */
int saved_parse(struct saved *s, const char *text, size_t len, enum netjournal_kind kind);

/* Begins to compare, also again: none of the saved objects was seen. */
void saved_begin(struct saved *s);
/* Returns how many of the saved objects were not seen. */
size_t saved_unseen(const struct saved *s);

/*
 * Compares a present object. Returns the number of members that differ, which are in @changes, or -1 if it
 * was not saved; -ENOMEM. The values are valid until the next call.
 */
int saved_compare(struct saved *s, const struct event *ev, const struct event_names *names,
		  struct saved_change changes[SAVED_CHANGES_MAX]);

/* Returns the saved object that @ev is about, if the present does not have it; otherwise, or without memory, NULL. */
struct saved_object *saved_find(struct saved *s, const struct event *ev, const struct event_names *names);

/* Returns whether nobody had configured the saved object: the kernel had learned it. */
bool saved_is_learned(const struct saved *s, const struct saved_object *o);

/* Returns the name of the member that says most about which object it is. */
const char *saved_main_key(const struct saved *s);

void saved_drop(struct saved *s);

#endif
