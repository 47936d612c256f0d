/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Command lines: verbs and their options as tables. Options and words may be
 * mixed, keywords are exact, and the help text comes from the tables.
 */
#ifndef BASE_ARGS_H
#define BASE_ARGS_H

#include <stdbool.h>
#include <stdio.h>

/*
 * An option. @id is what args_next() returns; below 128 it is also the
 * option's letter. @arg names the argument in the help and says what completion
 * offers for it (complete.h); NULL: takes none. A table ends with an id of 0.
 */
struct opt {
	int id;
	const char *name;
	const char *arg;
	const char *help;
};

/* Ids of long options without a letter: the core's, then the domain's. */
#define OPT_CORE	256
#define OPT_DOMAIN	512

#define OPT_JSON \
	{ 'j', "json", NULL, "print JSON, one object a line" }

struct args;

/* A verb. */
struct verb {
	const char *name;
	const char *words;		/* its words and options for the help, or NULL */
	const char *summary;
	const struct opt *opts;
	const struct opt *more_opts;	/* those of the domain, or NULL */
	const char *more_help;		/* paragraphs after the options, or NULL */
	void (*print_words)(void);	/* what the words are, before that; or NULL */
	/* Prints the words that can stand after the @n in @words (complete.h); or NULL. */
	void (*complete)(int n, char **words);
	int (*run)(struct args *args);	/* returns an enum status */
};

/* The options that every verb has: --help. */
extern const struct opt args_common_opts[];

/* The option of @verb that is written @word: -x or --name. NULL: there is none. */
const struct opt *args_opt(const struct verb *verb, const char *word);
/* Prints the lines of a help about these options. */
void args_print_opts(FILE *file, const struct opt *opt);

/* What args_next() returns beside the ids of options. */
enum {
	ARGS_BAD = -2,	/* a mistake; it has been told */
	ARGS_HELP = -1,	/* --help; the help has been printed */
	ARGS_END = 0,
	ARGS_WORD = 1,	/* @value is no option */
};

struct args {
	const struct verb *verb;
	int argc;
	char **argv;
	bool json;		/* -j was given, here or before the verb */
	const char *value;	/* of the option or the word just returned */
	const struct opt *opt;	/* the last option returned */
	/* private */
	int next;
	const char *bundle;	/* rest of letters in one argument */
	bool only_words;	/* after "--" */
};

/* @argv are the arguments after the verb. */
void args_init(struct args *a, const struct verb *verb, int argc, char **argv);

/* The next option or word. -j is kept in @a->json and not returned. */
int args_next(struct args *a);

/*
 * All the words of a verb that has no option but the common ones: moves them to
 * the front of @a->argv. Returns their number, or ARGS_BAD or ARGS_HELP.
 */
int args_words(struct args *a);

/* The exit status for ARGS_BAD or ARGS_HELP. */
int args_status(int result);

/* Tells of a wrong command line and where the help is; returns STATUS_USAGE. */
int args_usage(const struct args *a, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif
