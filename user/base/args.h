/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Command lines: tables describe the verbs and their options. The help is printed
 * from the tables. Options and words may be mixed; options are never abbreviated.
 * A verb with an option -n for a number also takes -20 for -n 20. Otherwise what begins with - and
 * a digit is a word.
 */
#ifndef BASE_ARGS_H
#define BASE_ARGS_H

#include <stdbool.h>
#include <stdio.h>

/*
 * An option. args_next() returns @id; an id below 128 is also the letter of the
 * option. @arg is the argument's name in the help, which also decides what
 * completion offers (complete.h), or NULL if the option takes no argument. An id of
 * 0 ends a table.
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
/* --netns, see struct args. */
#define OPT_NETNS	1024

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
	/* The verb calls program_enter() itself, unless it works on a file. */
	bool enters_netns;
	/* The verb works on namespaces that have ended, too, and has --netns for that. */
	bool reads_ended;
};

/* The options that every verb has: --help. */
extern const struct opt args_common_opts[];
/* Those that it has besides, if it works on namespaces that have ended: --netns; or NULL. */
const struct opt *args_netns_opts(const struct verb *verb);

/* The option of @verb that is written @word: -x or --name. NULL: there is none. */
const struct opt *args_opt(const struct verb *verb, const char *word);
/* Prints the lines of a help about these options. */
void args_print_opts(FILE *file, const struct opt *opt);

/* What args_next() returns beside the ids of options. */
enum {
	ARGS_BAD = -2,	/* a mistake; the error has been printed */
	ARGS_HELP = -1,	/* --help; the help has been printed */
	ARGS_END = 0,
	ARGS_WORD = 1,	/* a word, in @value */
};

struct args {
	const struct verb *verb;
	int argc;
	char **argv;
	bool json;		/* -j was given, here or before the verb */
	const char *netns;	/* --netns was given, before the verb as -n, too; or NULL */
	const char *value;	/* the word, or the option's argument */
	const struct opt *opt;	/* the last option returned */
	/* private */
	int next;
	const char *bundle;	/* the letters that remain of "-abc" */
	bool only_words;	/* after "--" */
};

/* @argv are the arguments after the verb. */
void args_init(struct args *a, const struct verb *verb, int argc, char **argv);

/* Returns the next option or word. Stores -j in @a->json, and --netns in @a->netns, and does not return them. */
int args_next(struct args *a);

/*
 * Reads all words of a verb that has only the common options, and moves them to
 * the front of @a->argv. Returns their number, or ARGS_BAD or ARGS_HELP.
 */
int args_words(struct args *a);

/* Returns the exit status for ARGS_BAD or ARGS_HELP. */
int args_status(int result);

/* Prints what is wrong with the command line, and where to find help. Returns STATUS_USAGE. */
int args_usage(const struct args *a, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif
