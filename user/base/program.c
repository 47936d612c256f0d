// SPDX-License-Identifier: GPL-2.0
/*
 * A program with verbs: the options before the verb, the help, the exit status.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/program.h"
#include "base/tool.h"

static void print_help(const struct program *program, FILE *file)
{
	size_t i;

	fprintf(file,
		"Usage: " TOOL_NAME " [-n NAME] [-j] VERB [words and options]\n\n"
		"  -n, --netns NAME   work in the network namespace NAME\n"
		"  -j, --json         print JSON\n"
		"  -V, --version      print the compiler and the libraries of this program\n\n");
	for (i = 0; i < program->n_verbs; i++)
		fprintf(file, "  %-8s %s\n", program->verbs[i]->name, program->verbs[i]->summary);
	fprintf(file, "\nSee " TOOL_NAME " VERB --help, and man " TOOL_NAME ".\n");
}

static const struct verb *find_verb(const struct program *program, const char *name)
{
	size_t i;

	for (i = 0; i < program->n_verbs; i++)
		if (!strcmp(program->verbs[i]->name, name))
			return program->verbs[i];
	return NULL;
}

/* Moves into the network namespace that `ip netns` calls @name. */
static int enter_netns(const char *name)
{
	char path[PATH_MAX];
	int fd, err = 0;

	if (strchr(name, '/') || !*name) {
		complain("not the name of a network namespace: %s", name);
		return STATUS_USAGE;
	}
	snprintf(path, sizeof(path), "/run/netns/%s", name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || setns(fd, CLONE_NEWNET))
		err = errno;
	if (fd >= 0)
		close(fd);
	if (!err)
		return STATUS_DONE;
	complain("cannot enter the network namespace %s: %s", name,
		 err == ENOENT ? "it does not exist (see ip netns)" :
		 strerror(err));
	return STATUS_SYSTEM;
}

static bool has_json(const struct verb *verb)
{
	const struct opt *opt;

	for (opt = verb->opts; opt && opt->id; opt++)
		if (opt->id == 'j')
			return true;
	return false;
}

static int run_verb(const struct program *program, int argc, char **argv, bool json)
{
	const struct verb *verb = find_verb(program, argv[0]);
	struct args args;

	if (!verb) {
		complain("unknown verb: %s (see " TOOL_NAME " --help)", argv[0]);
		return STATUS_USAGE;
	}
	args_init(&args, verb, argc - 1, argv + 1);
	if (json && !has_json(verb))
		return args_usage(&args, "prints no JSON (-j)");
	args.json = json;
	return verb->run(&args);
}

/* The options before the verb. Returns the verb's place, or 0 and the status. */
static int read_global(const struct program *program, int argc, char **argv,
		       const char **netns, bool *json, int *status)
{
	int i;

	*status = STATUS_USAGE;
	for (i = 1; i < argc && argv[i][0] == '-'; i++) {
		if (!strcmp(argv[i], "-j") || !strcmp(argv[i], "--json")) {
			*json = true;
		} else if (!strcmp(argv[i], "-n") || !strcmp(argv[i], "--netns")) {
			if (++i == argc) {
				complain("%s needs the name of a network namespace",
					 argv[i - 1]);
				return 0;
			}
			*netns = argv[i];
		} else if (!strcmp(argv[i], "-h") || !strcmp(argv[i], "--help")) {
			print_help(program, stdout);
			*status = STATUS_DONE;
			return 0;
		} else if (!strcmp(argv[i], "-V") || !strcmp(argv[i], "--version")) {
			program->print_version();
			*status = STATUS_DONE;
			return 0;
		} else {
			complain("unknown option: %s (see " TOOL_NAME " --help)",
				 argv[i]);
			return 0;
		}
	}
	if (i < argc)
		return i;
	print_help(program, stderr);
	return 0;
}

/*
 * Where the output is closed nothing that is opened may take its place: the
 * program would write into its own pipe. It cannot be written to as before.
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
		status = netns ? enter_netns(netns) : STATUS_DONE;
	if (verb && !status)
		status = run_verb(program, argc - verb, argv + verb, json);
	/* A help text too has to arrive. */
	return status == STATUS_DONE && tool_flush() ? STATUS_SYSTEM : status;
}
