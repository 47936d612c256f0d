/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Who is to be named for a change, in one or two words: for tables, and to tell whether two
 * changes were made by the same. Does no I/O, except for the names of users.
 */
#ifndef NETJOURNAL_CULPRIT_H
#define NETJOURNAL_CULPRIT_H

#include "journal/process.h"
#include "journal/record.h"

#define CULPRIT_NAME_MAX	128

/*
 * @CULPRIT_KERNEL: no process asked for the change
 * @CULPRIT_COMMAND: neither a unit, a session nor a container is known
 */
enum culprit_type {
	CULPRIT_UNKNOWN,
	CULPRIT_KERNEL,
	CULPRIT_OUTSIDE,
	CULPRIT_COMMAND,
	CULPRIT_SESSION,
	CULPRIT_UNIT,
	CULPRIT_CONTAINER,
};

struct culprit {
	enum culprit_type type;
	char name[CULPRIT_NAME_MAX];
};

/*
 * Fills @c: with the container, or else the login session and its user, or else the systemd
 * unit, or else the program that wanted the change. @origin may be NULL; @process is NULL if
 * the details are not known.
 */
void culprit_find(struct culprit *c, const struct origin *origin, const struct process *process);

/* Returns "unit", "session" and so on. */
const char *culprit_type_name(const struct culprit *c);

bool culprit_same(const struct culprit *a, const struct culprit *b);

/* Writes the name of the program that wanted the change: "nightly-check". */
void culprit_program(char *name, size_t size, const struct origin *origin,
		     const struct process *process);

#endif
