// SPDX-License-Identifier: GPL-2.0
/*
 * Reads the options and words of a command line, as the tables of a verb describe them.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/args.h"
#include "base/nearest.h"
#include "base/tool.h"
#include "base/util.h"

void args_init(struct args *a, const struct verb *verb, int argc, char **argv)
{
	memset(a, 0, sizeof(*a));
	a->verb = verb;
	a->argc = argc;
	a->argv = argv;
}

int args_usage(const struct args *a, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	complain("%s: %s (see " TOOL_NAME " %s --help)", a->verb->name, text,
		 a->verb->name);
	return STATUS_USAGE;
}

const struct opt args_common_opts[] = {
	{ 'h', "help", NULL, "print this" },
	{ 0 }
};

const struct opt *args_netns_opts(const struct verb *verb)
{
	static const struct opt opts[] = {
		{ OPT_NETNS, "netns", "NETNS", "of this namespace: NAME, PID, PATH or INODE" },
		{ 0 }
	};

	return verb->reads_ended ? opts : NULL;
}

void args_print_opts(FILE *file, const struct opt *opt)
{
	char left[64];

	for (; opt && opt->id; opt++) {
		snprintf(left, sizeof(left), "%c%c%c --%s%s%s",
			 opt->id < OPT_CORE ? '-' : ' ',
			 opt->id < OPT_CORE ? opt->id : ' ',
			 opt->id < OPT_CORE ? ',' : ' ', opt->name,
			 opt->arg ? " " : "", opt->arg ? opt->arg : "");
		fprintf(file, "  %-24s %s\n", left, opt->help);
	}
}

static void print_help(const struct verb *verb)
{
	printf("Usage: " TOOL_NAME " [-n NETNS] %s%s%s\n\n%s.\n\n", verb->name,
	       verb->words ? " " : "", verb->words ? verb->words : "", verb->summary);
	args_print_opts(stdout, verb->opts);
	args_print_opts(stdout, verb->more_opts);
	args_print_opts(stdout, args_netns_opts(verb));
	args_print_opts(stdout, args_common_opts);
	if (verb->print_words || verb->more_help)
		printf("\n");
	if (verb->print_words)
		verb->print_words();
	if (verb->more_help)
		printf("%s", verb->more_help);
}

/* Finds an option by its letter; if @letter is 0, by its name. */
static const struct opt *find_in_table(const struct opt *opt, int letter,
				       const char *name, size_t len)
{
	for (; opt && opt->id; opt++) {
		if (letter ? opt->id == letter :
		    strlen(opt->name) == len && !memcmp(opt->name, name, len))
			return opt;
	}
	return NULL;
}

static const struct opt *find_opt(const struct verb *verb, int letter,
				  const char *name, size_t len)
{
	const struct opt *const tables[] = {
		args_common_opts, verb->opts, verb->more_opts, args_netns_opts(verb),
	};
	const struct opt *opt = NULL;
	size_t i;

	for (i = 0; !opt && i < ARRAY_SIZE(tables); i++)
		opt = find_in_table(tables[i], letter, name, len);
	return opt;
}

const struct opt *args_opt(const struct verb *verb, const char *word)
{
	if (word[0] != '-' || !word[1])
		return NULL;
	if (word[1] != '-')
		return word[2] ? NULL : find_opt(verb, word[1], "", 0);
	return find_opt(verb, 0, word + 2, strlen(word + 2));
}

/* @inside: the argument, if it stands in the same word as the option */
static int take_opt(struct args *a, const struct opt *opt, const char *inside)
{
	a->opt = opt;
	if (!opt->arg && inside) {
		args_usage(a, "--%s takes no argument", opt->name);
		return ARGS_BAD;
	}
	if (opt->id == 'h') {
		print_help(a->verb);
		return ARGS_HELP;
	}
	if (opt->arg) {
		a->value = inside;
		if (!inside && a->next < a->argc)
			a->value = a->argv[a->next++];
		if (!a->value || !*a->value) {
			args_usage(a, "--%s needs an argument (%s)", opt->name,
				   opt->arg);
			return ARGS_BAD;
		}
	}
	return opt->id;
}

static void try_opts(struct nearest *near, const struct opt *opt)
{
	for (; opt && opt->id; opt++)
		nearest_try(near, opt->name);
}

static int complain_unknown(const struct args *a, const char *name, size_t len)
{
	char text[NEAREST_TEXT_MAX], word[64];
	struct nearest near;

	snprintf(word, sizeof(word), "%.*s", (int)len, name);
	nearest_init(&near, word);
	try_opts(&near, a->verb->opts);
	try_opts(&near, a->verb->more_opts);
	try_opts(&near, args_netns_opts(a->verb));
	args_usage(a, "unknown option --%.*s%s", (int)len, name, nearest_text(&near, "--", text));
	return ARGS_BAD;
}

static int take_long(struct args *a, const char *name)
{
	const char *equals = strchr(name, '=');
	size_t len = equals ? (size_t)(equals - name) : strlen(name);
	const struct opt *opt = find_opt(a->verb, 0, name, len);

	if (!opt)
		return complain_unknown(a, name, len);
	return take_opt(a, opt, equals ? equals + 1 : NULL);
}

static int take_letter(struct args *a)
{
	int letter = (unsigned char)*a->bundle++;
	const struct opt *opt = find_opt(a->verb, letter, "", 0);
	const char *inside = NULL;

	if (!opt) {
		args_usage(a, "unknown option -%c", letter);
		return ARGS_BAD;
	}
	if (opt->arg && *a->bundle) {
		inside = a->bundle;
		a->bundle = NULL;
	}
	return take_opt(a, opt, inside);
}

/* Returns the option -n if @word is its number, such as -20 for -n 20. Otherwise returns NULL. */
static const struct opt *number_opt(const struct args *a, const char *word)
{
	const struct opt *opt = find_opt(a->verb, 'n', "", 0);
	size_t digits = strspn(word + 1, "0123456789");

	if (!digits || word[1 + digits] || find_opt(a->verb, word[1], "", 0))
		return NULL;
	return opt && opt->arg ? opt : NULL;
}

static int next_arg(struct args *a)
{
	const struct opt *number;
	const char *word;

	a->value = NULL;
	if (a->bundle && *a->bundle)
		return take_letter(a);
	if (a->next >= a->argc)
		return ARGS_END;

	word = a->argv[a->next++];
	if (!a->only_words && !strcmp(word, "--")) {
		a->only_words = true;
		return next_arg(a);
	}
	if (a->only_words || word[0] != '-' || !word[1]) {
		a->value = word;
		return ARGS_WORD;
	}
	if (word[1] == '-')
		return take_long(a, word + 2);
	number = number_opt(a, word);
	if (number)
		return take_opt(a, number, word + 1);
	/* A word such as -5m. */
	if (isdigit((unsigned char)word[1]) && !find_opt(a->verb, 'n', "", 0) &&
	    !find_opt(a->verb, word[1], "", 0)) {
		a->value = word;
		return ARGS_WORD;
	}
	a->bundle = word + 1;
	return take_letter(a);
}

int args_next(struct args *a)
{
	int id;

	while ((id = next_arg(a)) == 'j' || id == OPT_NETNS) {
		if (id == 'j')
			a->json = true;
		else
			a->netns = a->value;
	}
	return id;
}

int args_words(struct args *a)
{
	int id, n = 0;

	while ((id = args_next(a)) > 0)
		a->argv[n++] = (char *)a->value;
	return id < 0 ? id : n;
}

int args_status(int result)
{
	return result == ARGS_HELP ? STATUS_DONE : STATUS_USAGE;
}
