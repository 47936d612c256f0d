/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A program with verbs: the options before the verb, the help, and the body of
 * main(). The words help and version are verbs too, which no help lists.
 */
#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H

#include <stddef.h>

#include "base/args.h"

/* What can stand for a value that a help calls @arg: files of @folder, or @words. */
struct value_words {
	const char *arg;
	const char *folder;
	const char *words;	/* one on a line */
};

/**
 * struct program - what a main.c knows
 * @verbs: the verbs, in the order of the help
 * @n_verbs: how many there are
 * @more_verbs, @n_more_verbs: those of the domain, after them
 * @values: what completion offers for values, the last without @arg; or NULL
 * @print_version: prints the line of --version
 * @hints: the last line of the help, or NULL
 * @instead: words that are no verb, each followed by what does that; ends with NULL. NULL: none
 */
struct program {
	const struct verb *const *verbs;
	size_t n_verbs;
	const struct verb *const *more_verbs;
	size_t n_more_verbs;
	const struct value_words *values;
	void (*print_version)(void);
	const char *hints;
	const char *const *instead;
};

/* The options before the verb. */
extern const struct opt program_opts[];

/* The verb of that name, or NULL. */
const struct verb *program_verb(const struct program *program, const char *name);

/*
 * Moves into the network namespace that was given before the verb, if one was. Returns an enum status, after
 * an error with a text on stderr.
 */
int program_enter(const struct args *args);

/* Does what the command line says. Returns the exit status. */
int program_run(const struct program *program, int argc, char **argv);

#endif
