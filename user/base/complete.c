// SPDX-License-Identifier: GPL-2.0
/* What can stand next on a command line. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "base/complete.h"

void complete_word(const char *word)
{
	puts(word);
}

static void print_files(const char *folder)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (entry->d_name[0] != '.')
			complete_word(entry->d_name);
	if (dir)
		closedir(dir);
}

/* The values that the program offers, set while words are printed. */
static const struct value_words *program_values;

static const struct value_words *find_value(const struct value_words *value,
					    const char *arg)
{
	for (; value && value->arg; value++)
		if (!strcmp(value->arg, arg))
			return value;
	return NULL;
}

/* "a|b|c" */
static void print_choices(const char *choices)
{
	for (; *choices; choices++)
		putchar(*choices == '|' ? '\n' : *choices);
	putchar('\n');
}

void complete_value(const char *arg)
{
	static const struct value_words values[] = {
		{ "NETNS", "/run/netns", NULL },
		{ "TIME", NULL, "now\ntoday\nyesterday\n-1h\n-1d" },
		{ "FILE", NULL, "<files>" },
		{ NULL }
	};
	const struct value_words *value = find_value(values, arg);

	if (!value)
		value = find_value(program_values, arg);
	if (!value && strchr(arg, '|'))
		print_choices(arg);
	else if (value && value->folder)
		print_files(value->folder);
	else if (value)
		complete_word(value->words);
}

static void print_opts(const struct opt *opt)
{
	for (; opt && opt->id; opt++)
		printf("--%s\n", opt->name);
}

static void print_program(const struct program *program)
{
	size_t i;

	for (i = 0; i < program->n_verbs; i++)
		complete_word(program->verbs[i]->name);
	for (i = 0; i < program->n_more_verbs; i++)
		complete_word(program->more_verbs[i]->name);
	print_opts(program_opts);
}

/*
 * Sorts what follows a verb: words are moved to the front of @argv, and counted in
 * @n. Returns the option whose value stands next, or NULL.
 */
static const struct opt *sort_words(const struct verb *verb, int argc, char **argv,
				    int *n)
{
	const struct opt *opt;
	int i;

	*n = 0;
	for (i = 0; i < argc; i++) {
		if (argv[i][0] != '-') {
			argv[(*n)++] = argv[i];
			continue;
		}
		opt = args_opt(verb, argv[i]);
		if (opt && opt->arg && ++i == argc)
			return opt;
	}
	return NULL;
}

static void print_verb(const struct verb *verb, int argc, char **argv)
{
	const struct opt *opt;
	int n;

	opt = sort_words(verb, argc, argv, &n);
	if (opt) {
		complete_value(opt->arg);
		return;
	}
	if (verb->complete)
		verb->complete(n, argv);
	print_opts(verb->opts);
	print_opts(verb->more_opts);
	print_opts(args_netns_opts(verb));
	print_opts(args_common_opts);
}

void complete_print(const struct program *program, int argc, char **argv)
{
	const struct verb global = { .opts = program_opts }, *verb;
	const struct opt *opt;
	int i;

	program_values = program->values;
	for (i = 0; i < argc && argv[i][0] == '-'; i++) {
		opt = args_opt(&global, argv[i]);
		if (opt && opt->arg && ++i == argc) {
			complete_value(opt->arg);
			return;
		}
	}
	verb = i < argc ? program_verb(program, argv[i]) : NULL;
	if (verb)
		print_verb(verb, argc - i - 1, argv + i + 1);
	else if (i == argc)
		print_program(program);
}
