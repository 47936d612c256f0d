/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The past of a journal: the journals of the same network namespace that a store has, of this boot and of
 * the ones before, and the store's part of the present one.
 */
#ifndef JOURNAL_PAST_H
#define JOURNAL_PAST_H

#include "journal/archive.h"

/* The store that is read if the user names none. */
extern const char *past_default;

enum past_use {
	PAST_NONE,		/* only the journal of the kernel */
	PAST_DEFAULT,		/* and the store of this machine, if there is one */
	PAST_FILE,		/* only the store @file */
};

/*
 * What is wanted. All zero: no store.
 *
 * @netns: with PAST_FILE: the name or the inode number of the namespace, or NULL for the initial one
 * @boot: only this boot: "0" is the present or last one, "-1" the one before, or the beginning of a boot
 *	id; NULL: all
 * @whole: refuse a file of JSON lines, because they do not have the whole messages
 */
struct past_wish {
	enum past_use use;
	const char *file;
	const char *netns;
	const char *boot;
	bool whole;
};

/*
 * @journals: in the order in which they began
 * @no_live: the journal of the kernel is not wanted
 */
struct past {
	struct archive *archive;
	struct archive_journal *journals;
	size_t n;
	bool no_live;
};

/*
 * Opens the store and chooses its journals. Without a store, @p is empty. Returns 0 or a negative errno,
 * with a text for people in @text.
 */
int past_open(struct past *p, const struct past_wish *wish, char *text, size_t size);
void past_close(struct past *p);

/* Returns the journal @instance, or NULL. */
const struct archive_journal *past_find(const struct past *p, uint64_t instance);

#endif
