/* SPDX-License-Identifier: GPL-2.0 */
/* What is known of the kinds of saved lists. Only for saved.c and saved_read.c. */
#ifndef NETJOURNAL_SAVED_KIND_H
#define NETJOURNAL_SAVED_KIND_H

#include "net/saved.h"

#define MARKS_MAX	3
#define KEYS_MAX	9
#define TOLD_MAX	8

/*
 * A kind: by which members its objects are recognised, and by which an object is found again.
 *
 * @marks: all must be there
 * @told: what every program prints if the object has it, so an object without it had none
 * @inside: the member with the objects themselves; NULL: it is one
 * @family: the beginning of the name of the family, if the object has one; NULL: of any
 * @unlike: a member that only objects of another kind have; NULL: none
 * @some: a list usually has some of the objects, so one that is not there is not new
 */
struct saved_kind {
	enum netjournal_kind kind;
	const char *marks[MARKS_MAX];
	const char *keys[KEYS_MAX];
	const char *told[TOLD_MAX];
	const char *inside;
	const char *family, *unlike;
	bool some;
};

/* Returns the first row of the kind. */
const struct saved_kind *saved_row(enum netjournal_kind kind);

#endif
