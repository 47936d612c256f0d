/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Commands of `ip` that make or remove a network object. The command also serves as a text of the
 * configuration of the object: two states of an object with the same command are the same
 * configuration. Devices are named, so it is also the same if a device has got another index. Does
 * no I/O.
 */
#ifndef NETJOURNAL_RECIPE_H
#define NETJOURNAL_RECIPE_H

#include "decode/event.h"

#define RECIPE_WORDS	160
#define RECIPE_BYTES	4096

/* A command as words. @why: why there is none. */
struct recipe {
	const char *word[RECIPE_WORDS + 1];	/* the last one is followed by NULL */
	int n;
	char why[128];
	/* private */
	char buf[RECIPE_BYTES];
	size_t len;
};

/* What the command does. RECIPE_PUT also replaces another state of the object. */
enum recipe_verb {
	RECIPE_ADD,
	RECIPE_PUT,
	RECIPE_APPEND,
	RECIPE_DELETE,
};

/*
 * Makes a command about an object that is no link. Returns 0, or -ENOTSUP with the reason in @r->why
 * if it cannot be written as a command.
 */
int recipe_object(struct recipe *r, const struct event *ev, const struct event_names *names,
		  enum recipe_verb verb);

/* Begin a command, and add a word. A command that gets too long is marked in @why. */
void recipe_begin(struct recipe *r);
void recipe_add(struct recipe *r, const char *word);
void recipe_addn(struct recipe *r, const char *word, size_t len);

/* Returns whether two commands have the same words. */
bool recipe_same(const struct recipe *a, const struct recipe *b);
/* Writes the command as a line for a shell. */
void recipe_line(const struct recipe *r, char *line, size_t size);

#endif
