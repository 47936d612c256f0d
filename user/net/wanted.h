/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a `log` is asked for: objects, and what happened to them. It comes from options
 * and from words as people type them.
 */
#ifndef NETJOURNAL_WANTED_H
#define NETJOURNAL_WANTED_H

#include "base/nearest.h"
#include "decode/selector.h"
#include "net/ifnames.h"

#define WANTED_MAX	32

/* One that is all zero wants everything. */
struct wanted {
	bool filtered;			/* by options */
	struct selector filter;
	struct selector objects[WANTED_MAX];	/* by words; one of them must match */
	size_t n;
	unsigned int happened;		/* mask of the rows of a table; 0: anything */
};

/*
 * Takes an option of domain_opts[], or a word: the name of an object or of what happened.
 * Returns 0, or -EINVAL with a text for people in @err.
 */
int wanted_option(struct wanted *w, int id, const char *value, char *err, size_t size);
int wanted_word(struct wanted *w, const char *word, char *err, size_t size);

/*
 * Returns whether the event is wanted. @sign: what happened to the object; @silent: the
 * kernel did not announce it.
 */
bool wanted_match(const struct wanted *w, const struct event *ev,
		  const struct event_names *names, char sign, bool silent);

/* The same, whatever happened to the object. */
bool wanted_object(const struct wanted *w, const struct event *ev,
		   const struct event_names *names);

/* Returns whether a change can make an unwanted object wanted, or the reverse. */
bool wanted_is_passing(const struct wanted *w);

/*
 * After no record matched: returns whether a word or option names a device which neither exists nor is among @known. Then @text
 * says which, and what it may have been meant to be.
 */
bool wanted_unknown(const struct wanted *w, const struct ifnames *known, char *text, size_t size);

/* Returns whether the device neither exists nor is among @known. Sets @hint likewise. */
bool device_is_unknown(const char *dev, const struct ifnames *known, char hint[NEAREST_TEXT_MAX]);

/* Calls @each for the words of what can happen. */
void wanted_words(void (*each)(const char *word));

#endif
