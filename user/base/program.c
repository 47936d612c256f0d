// SPDX-License-Identifier: GPL-2.0
/*
 * A program with verbs: the options before the verb, the help, the exit status.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/complete.h"
#include "base/nearest.h"
#include "base/netns.h"
#include "base/program.h"
#include "base/tool.h"
#include "base/util.h"

const struct opt program_opts[] = {
	{ 'n', "netns", "NETNS", "work in this network namespace" },
	{ 'j', "json", NULL, "print JSON" },
	{ 'V', "version", NULL, "print the version" },
	{ 'h', "help", NULL, "print this" },
	{ 0 }
};

static void print_verbs(FILE *file, const struct verb *const *verbs, size_t n)
{
	for (; n; n--, verbs++)
		fprintf(file, "  %-8s %s\n", (*verbs)->name, (*verbs)->summary);
}

static void print_options(FILE *file)
{
	const struct opt *opt;
	char text[64];

	for (opt = program_opts; opt->id; opt++) {
		snprintf(text, sizeof(text), "-%c, --%s%s%s  %s", opt->id, opt->name,
			 opt->arg ? " " : "", opt->arg ? opt->arg : "", opt->help);
		fprintf(file, (opt - program_opts) % 2 ? "   %s\n" : "  %-50s", text);
	}
}

/* Two options in a line and no empty lines, so that all of it is on a screen of 24 lines. */
static void print_help(const struct program *program, FILE *file)
{
	fprintf(file, "Usage: " TOOL_NAME " [-n NETNS] [-j] VERB [words and options]\n");
	print_options(file);
	print_verbs(file, program->verbs, program->n_verbs);
	print_verbs(file, program->more_verbs, program->n_more_verbs);
	fprintf(file, "See " TOOL_NAME " VERB --help, and man " TOOL_NAME ".\n");
	if (program->hints)
		fprintf(file, "%s", program->hints);
}

static const struct verb *find_verb(const struct verb *const *verbs, size_t n,
				    const char *name)
{
	for (; n; n--, verbs++)
		if (!strcmp((*verbs)->name, name))
			return *verbs;
	return NULL;
}

const struct verb *program_verb(const struct program *program, const char *name)
{
	const struct verb *verb = find_verb(program->verbs, program->n_verbs, name);

	return verb ? verb : find_verb(program->more_verbs, program->n_more_verbs, name);
}

static int enter_netns(const char *word)
{
	int fd = netns_open(word), err = fd < 0 ? -fd : 0;

	if (err == EINVAL) {
		complain("not the name of a network namespace: %s", word);
		return STATUS_USAGE;
	}
	if (!err && setns(fd, CLONE_NEWNET))
		err = errno;
	if (fd >= 0)
		close(fd);
	if (!err)
		return STATUS_DONE;
	complain("cannot enter the network namespace %s: %s", word,
		 err == ENOENT ? "it does not exist (see ip netns)" :
		 strerror(err));
	return STATUS_SYSTEM;
}

int program_enter(const struct args *args)
{
	return args->netns ? enter_netns(args->netns) : STATUS_DONE;
}

static bool has_json(const struct verb *verb)
{
	const struct opt *opt;

	for (opt = verb->opts; opt && opt->id; opt++)
		if (opt->id == 'j')
			return true;
	return false;
}

static void try_verbs(struct nearest *near, const struct verb *const *verbs, size_t n)
{
	for (; n; n--, verbs++)
		nearest_try(near, (*verbs)->name);
}

static int complain_verb(const struct program *program, const char *name)
{
	const char *const *word = program->instead;
	char text[NEAREST_TEXT_MAX];
	struct nearest near;

	for (; word && *word; word += 2) {
		if (!strcmp(word[0], name)) {
			complain("unknown verb: %s (" TOOL_NAME " %s does that)", name, word[1]);
			return STATUS_USAGE;
		}
	}
	nearest_init(&near, name);
	try_verbs(&near, program->verbs, program->n_verbs);
	try_verbs(&near, program->more_verbs, program->n_more_verbs);
	nearest_try(&near, "help");
	nearest_try(&near, "version");
	complain("unknown verb: %s%s (see " TOOL_NAME " --help)", name,
		 nearest_text(&near, "", text));
	return STATUS_USAGE;
}

static int run_complete(const struct program *program, int argc, char **argv)
{
	complete_print(program, argc - 1, argv + 1);
	return STATUS_DONE;
}

/* help [VERB] */
static int run_help(const struct program *program, int argc, char **argv)
{
	char *help[] = { (char *)"--help" };
	const struct verb *verb;
	struct args args;

	if (argc == 1) {
		print_help(program, stdout);
		return STATUS_DONE;
	}
	verb = program_verb(program, argv[1]);
	if (!verb)
		return complain_verb(program, argv[1]);
	args_init(&args, verb, 1, help);
	return args_status(args_next(&args));
}

static int run_version(const struct program *program, int argc, char **argv)
{
	if (argc > 1) {
		complain("version: unexpected word: %s", argv[1]);
		return STATUS_USAGE;
	}
	program->print_version();
	return STATUS_DONE;
}

/* The verbs about the program itself, which no help lists. */
static const struct {
	const char *name;
	int (*run)(const struct program *program, int argc, char **argv);
} own_verbs[] = {
	{ COMPLETE_VERB, run_complete },
	{ "help", run_help },
	{ "version", run_version },
};

static int run_verb(const struct program *program, int argc, char **argv, const char *netns, bool json)
{
	const struct verb *verb = program_verb(program, argv[0]);
	struct args args;
	int status;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(own_verbs); i++) {
		if (strcmp(own_verbs[i].name, argv[0]))
			continue;
		if (!json)
			return own_verbs[i].run(program, argc, argv);
		complain("%s: prints no JSON (-j)", argv[0]);
		return STATUS_USAGE;
	}
	if (!verb)
		return complain_verb(program, argv[0]);
	args_init(&args, verb, argc - 1, argv + 1);
	if (json && !has_json(verb))
		return args_usage(&args, "prints no JSON (-j)");
	args.json = json;
	args.netns = netns;
	status = verb->enters_netns ? STATUS_DONE : program_enter(&args);
	return status ? status : verb->run(&args);
}

/* The options before the verb. Returns the verb's place, or 0 and the status. */
static int read_global(const struct program *program, int argc, char **argv,
		       const char **netns, bool *json, int *status)
{
	const struct verb global = { .opts = program_opts };
	const struct opt *opt;
	int i;

	*status = STATUS_USAGE;
	for (i = 1; i < argc && argv[i][0] == '-'; i++) {
		opt = args_opt(&global, argv[i]);
		if (!opt) {
			complain("unknown option: %s (see " TOOL_NAME " --help)",
				 argv[i]);
			return 0;
		}
		if (opt->arg && ++i == argc) {
			complain("%s needs the name of a network namespace",
				 argv[i - 1]);
			return 0;
		}
		switch (opt->id) {
		case 'j':
			*json = true;
			break;
		case 'n':
			*netns = argv[i];
			break;
		case 'V':
			program->print_version();
			*status = STATUS_DONE;
			return 0;
		default:
			print_help(program, stdout);
			*status = STATUS_DONE;
			return 0;
		}
	}
	if (i < argc)
		return i;
	print_help(program, stderr);
	return 0;
}

/*
 * If stdout is closed, opens it for reading. Otherwise the next file that is
 * opened would take its place, and the program would write into its own pipe.
 * Writing to stdout fails as before.
 */
static void keep_output_closed(void)
{
	int fd;

	do {
		fd = open("/dev/null", O_RDONLY);
	} while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

int program_run(const struct program *program, int argc, char **argv)
{
	const char *netns = NULL;
	bool json = false;
	int status, verb;

	keep_output_closed();
	verb = read_global(program, argc, argv, &netns, &json, &status);
	if (verb)
		status = run_verb(program, argc - verb, argv + verb, netns, json);
	/* A help text that could not be written is an error too. */
	return status == STATUS_DONE && tool_flush() ? STATUS_SYSTEM : status;
}
