/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The words OBJECT SELECTOR of command lines: network objects, in the words of `ip`.
 * For verbs that take them, and for the help and the completion; see struct verb.
 */
#ifndef NETJOURNAL_OBJECTS_H
#define NETJOURNAL_OBJECTS_H

#include "base/args.h"
#include "decode/selector.h"
#include "journal/domain.h"

/*
 * Which objects words mean: those of some kinds, those of one kind with its selector, or all that have to do with a name.
 *
 * @kinds: as a mask; 0: all
 * @name: a device, an address, a prefix, ...; NULL: none
 * @selects: only those that @sel matches
 */
struct object_words {
	uint32_t kinds;
	const char *name;
	bool selects;
	struct selector sel;
};

/* The line of a help that says what they are; it needs the line of objects_print_kinds(). */
#define OBJECT_WORDS_HELP	"OBJECT: a KIND, a KIND with its SELECTOR as in `list`, or a name such as eth0\n"

/* Reads KIND... | KIND SELECTOR... | NAME. Returns 0, or -EINVAL with a text for people in @err. */
int object_words_parse(struct object_words *w, int n, char **words, char *err, size_t size);

/*
 * After nothing was found: complains if the name is that of no device. @domain: of the records that were searched.
 * Returns whether it does.
 */
bool object_words_misspelt(const struct object_words *w, const struct args *a, struct domain *domain);

/* Complains that no kind of objects has this name. Returns STATUS_USAGE. */
int object_unknown(const struct args *a, const char *word);

/* For verbs that take some kinds of objects, as a mask: prints the lines of a help that list them. @word: their name there */
void objects_print_kinds(const char *word, uint32_t kinds);
void objects_complete_kinds(uint32_t kinds);

/* Prints the lines of a help about OBJECT SELECTOR. */
void selectors_print(void);
void selectors_complete(int n, char **words);
/* Completes a question, in which the name of an object can stand alone. */
void questions_complete(int n, char **words);

#endif
