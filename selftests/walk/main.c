// SPDX-License-Identifier: GPL-2.0
/*
 * A random walk through everything that `ip` can do, and much of `bridge`, `nft` and sysctls, as a
 * test of the journal. After each step, the state according to the journal must be the state
 * according to the kernel.
 *
 *   walk [--seed N] [--steps N] [OPTION]...
 *
 *   --seed N       what it chooses by (1)
 *   --steps N      of all walks together (2000)
 *   --length N     of one walk, which begins with empty namespaces (250)
 *   --settings N   of the sysctls that silence the kernel: 0 to 3 (each in turn)
 *   --known FILE   first repeat the walks in FILE, each with all settings
 *   --grammar FILE what it chooses from (grammar)
 *   --commands FILE  only the walks in FILE
 *   --failures N   end after so many walks that failed (1)
 *   --shrink       find a few commands that are enough to fail
 *   --patience MS  how long the kernel may take to announce its own changes (30000)
 *   --blame N      after each N steps compare netjournal blame with the kernel (25; 0: never)
 *   --moment N     after each N steps remember the moment for netjournal list --at (20; 0: never)
 *   --undo N       after each N steps undo the next 5 with netjournal undo (40; 0: never)
 *   --undo-print   only print what would be undone; the walk must fail
 *   --shift N      ask for moments N records later; the walk must fail
 *   --drop KIND    leave out records of this kind; the walk must fail
 *   --nth N        leave out each Nth one (20), because one alone can be such that it changes nothing
 *   --verbose      print each command
 *
 * Prints TAP. The report of a failure ends with the command that repeats it.
 */
#include <errno.h>
#include <getopt.h>
#include <linux/netjournal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "count.h"
#include "grammar.h"
#include "life.h"
#include "shrink.h"

/* After so many steps, a long walk says how far it is. */
#define STEPS_TOLD	1000

/* If a sort of command was tried so often and never succeeded, the grammar is wrong. */
#define TRIED_OFTEN	40

/* Print so many steps before the one that failed. */
#define STEPS_SHOWN	8

static struct {
	struct life_options life;
	size_t steps, length;
	int settings;
	unsigned int failures;
	const char *known, *commands, *grammar;
	bool shrink;
} options = {
	.life = { .seed = 1, .patience_ms = 30000, .drop = { .nth = 20 }, .blame_each = 25,
		  .moment_each = 20, .undo_each = 40 },
	.steps = 2000,
	.length = 250,
	.settings = -1,
	.grammar = "grammar",
	.failures = 1,
};

static const char *const kinds[] = {
	[NETJOURNAL_KIND_LINK] = "link", [NETJOURNAL_KIND_ADDR] = "addr",
	[NETJOURNAL_KIND_ROUTE] = "route", [NETJOURNAL_KIND_RULE] = "rule",
	[NETJOURNAL_KIND_NEIGH] = "neigh", [NETJOURNAL_KIND_NEXTHOP] = "nexthop",
	[NETJOURNAL_KIND_FDB] = "fdb", [NETJOURNAL_KIND_VLAN] = "vlan", [NETJOURNAL_KIND_MDB] = "mdb",
	[NETJOURNAL_KIND_MPLS] = "mpls", [NETJOURNAL_KIND_MROUTE] = "mroute",
	[NETJOURNAL_KIND_XFRM] = "xfrm", [NETJOURNAL_KIND_SYSCTL] = "sysctl", [NETJOURNAL_KIND_NFT] = "nft",
};

/* The results of all walks. */
static struct {
	unsigned int lives, failed;
	size_t steps, objects_max;
	uint64_t records;
	unsigned int settings[LIFE_SETTINGS];
	unsigned int undone, undone_partly;
	const char *file;	/* the one that the present walk is from, or NULL */
} sum;

static uint32_t kind_number(const char *name)
{
	for (uint32_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kinds[i] && !strcmp(kinds[i], name))
			return i;
	fprintf(stderr, "walk: no kind %s\n", name);
	exit(2);
}

static void print_steps(const struct commands *list, size_t from, size_t to)
{
	for (; from < to; from++)
		printf("#   %zu: %s\n", from + 1, list->command[from]);
}

/*
 * Prints a failure: one line with its sort, for counting, and then everything that helps to
 * understand and to repeat it.
 */
static void print_failure(const struct life_options *life, struct commands *list,
			  struct life_result *result)
{
	size_t failed_at = result->steps;

	printf("# FAILED seed %u step %zu: %s (%s)\n", life->seed, failed_at, result->kind,
	       life_settings(life->seed));
	printf("%s", result->report.s);
	print_steps(list, failed_at > STEPS_SHOWN ? failed_at - STEPS_SHOWN : 0, failed_at);
	if (options.shrink) {
		struct commands few = {};

		for (size_t i = 0; i < failed_at; i++)
			commands_add(&few, list->command[i]);
		shrink(life, &few, result);
		printf("# enough to fail:\n%s", result->report.s);
		if (few.n < failed_at)
			print_steps(&few, 0, few.n);
		commands_free(&few);
	}
	if (sum.file)
		printf("# repeat with: walk --commands %s --settings %u\n", sum.file, life->seed);
	else
		printf("# repeat with: walk --seed %u --steps %zu --length %zu\n", life->seed,
		       failed_at, failed_at);
}

static void run_list(const struct life_options *life, struct commands *list)
{
	struct life_result result;

	life_run(life, list, &result);
	sum.lives++;
	sum.settings[life->seed % LIFE_SETTINGS]++;
	sum.steps += result.steps;
	sum.records += result.records;
	sum.undone += result.undone;
	sum.undone_partly += result.undone_partly;
	if (result.objects_max > sum.objects_max)
		sum.objects_max = result.objects_max;
	if (result.failed) {
		sum.failed++;
		print_failure(life, list, &result);
	}
	text_free(&result.report);
	fflush(stdout);
}

static void run_seed(uint32_t seed, size_t steps)
{
	struct life_options life = options.life;
	struct commands list = {};

	life.seed = seed;
	life_choose(&list, seed, steps);
	run_list(&life, &list);
	commands_free(&list);
}

static FILE *open_file(const char *path)
{
	FILE *f = fopen(path, "r");

	if (!f) {
		perror(path);
		exit(2);
	}
	return f;
}

/*
 * With each of the settings, which are the last two bits of a seed. The tool is asked only where no sysctl silences the kernel,
 * and where all do.
 */
static void run_settings(struct commands *list)
{
	for (uint32_t i = 0; list->n && i < LIFE_SETTINGS; i++) {
		struct life_options life = options.life;

		life.seed = i;
		/* Nearly all the time of a short walk goes into what the tool is asked at its end. */
		if (options.settings < 0 && i && i != LIFE_SETTINGS - 1) {
			life.blame_each = 0;
			life.moment_each = 0;
		}
		if (options.settings < 0 || options.settings == (int)i)
			run_list(&life, list);
	}
	commands_free(list);
}

/* Walks that end with an empty line. */
static void run_file(const char *path)
{
	struct commands list = {};
	FILE *f = open_file(path);
	char line[512];

	sum.file = path;
	while (fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = 0;
		if (!line[0])
			run_settings(&list);
		else if (line[0] != '#')
			commands_add(&list, line);
	}
	run_settings(&list);
	sum.file = NULL;
	fclose(f);
}

/*
 * The first walk has the seed itself. So every walk can be repeated alone, as the first one.
 */
static uint32_t next_seed(struct random *random, unsigned int number)
{
	uint32_t seed = number ? random_u64(random) >> 32 : options.life.seed;
	unsigned int settings = number ? options.life.seed + number : seed;

	if (options.settings >= 0)
		settings = options.settings;
	return (seed & ~(LIFE_SETTINGS - 1)) | settings % LIFE_SETTINGS;
}

static void run_walks(void)
{
	struct random random = { .state = options.life.seed };
	size_t left = options.steps;

	for (unsigned int i = 0; left && sum.failed < options.failures; i++) {
		size_t n = left < options.length ? left : options.length;

		run_seed(next_seed(&random, i), n);
		if (left / STEPS_TOLD != (left - n) / STEPS_TOLD)
			printf("# %zu steps left, %u failures\n", left - n, sum.failed);
		left -= n;
	}
}

static void read_options(int argc, char **argv)
{
	static const struct option names[] = {
		{ "seed", 1, NULL, 's' }, { "steps", 1, NULL, 'n' }, { "length", 1, NULL, 'l' },
		{ "settings", 1, NULL, 'S' }, { "known", 1, NULL, 'k' }, { "commands", 1, NULL, 'c' },
		{ "blame", 1, NULL, 'b' },
		{ "moment", 1, NULL, 'm' }, { "shift", 1, NULL, 'i' }, { "undo", 1, NULL, 'u' },
		{ "undo-print", 0, NULL, 'U' }, { "grammar", 1, NULL, 'g' },
		{ "failures", 1, NULL, 'f' }, { "shrink", 0, NULL, 'h' }, { "patience", 1, NULL, 'p' },
		{ "drop", 1, NULL, 'd' }, { "nth", 1, NULL, 'N' }, { "verbose", 0, NULL, 'v' }, {}
	};
	int c;

	while ((c = getopt_long(argc, argv, "", names, NULL)) != -1) {
		switch (c) {
		case 's':
			options.life.seed = strtoul(optarg, NULL, 0);
			break;
		case 'n':
			options.steps = strtoul(optarg, NULL, 0);
			break;
		case 'l':
			options.length = strtoul(optarg, NULL, 0);
			break;
		case 'S':
			options.settings = strtol(optarg, NULL, 0);
			break;
		case 'k':
			options.known = optarg;
			break;
		case 'c':
			options.commands = optarg;
			break;
		case 'b':
			options.life.blame_each = strtoul(optarg, NULL, 0);
			break;
		case 'm':
			options.life.moment_each = strtoul(optarg, NULL, 0);
			break;
		case 'u':
			options.life.undo_each = strtoul(optarg, NULL, 0);
			break;
		case 'U':
			options.life.undo_print = true;
			break;
		case 'i':
			options.life.shift = strtoul(optarg, NULL, 0);
			break;
		case 'g':
			options.grammar = optarg;
			break;
		case 'f':
			options.failures = strtoul(optarg, NULL, 0);
			break;
		case 'h':
			options.shrink = true;
			break;
		case 'p':
			options.life.patience_ms = strtol(optarg, NULL, 0);
			break;
		case 'd':
			options.life.drop.kind = kind_number(optarg);
			break;
		case 'N':
			options.life.drop.nth = strtoul(optarg, NULL, 0);
			break;
		case 'v':
			options.life.verbose = true;
			break;
		default:
			exit(2);
		}
	}
}

static void print_result(bool ok, unsigned int number, const char *name)
{
	printf("%sok %u %s\n", ok ? "" : "not ", number, name);
}

int main(int argc, char **argv)
{
	struct timespec begin, end;
	unsigned int known_failed;
	size_t never;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	/* If the walk hangs or is killed, its last line says where. */
	setvbuf(stdout, NULL, _IOLBF, 0);
	read_options(argc, argv);
	grammar_read(options.grammar);
	if (options.known)
		run_file(options.known);
	known_failed = sum.failed;
	if (options.commands)
		run_file(options.commands);
	else
		run_walks();
	clock_gettime(CLOCK_MONOTONIC, &end);
	never = count_print(TRIED_OFTEN);
	printf("# seed %u: %u walks, %zu steps, %llu records, at most %zu objects of a namespace, %ld s; walks by settings:",
	       options.life.seed, sum.lives, sum.steps, (unsigned long long)sum.records,
	       sum.objects_max, (long)(end.tv_sec - begin.tv_sec));
	for (int i = 0; i < LIFE_SETTINGS; i++)
		printf(" %u", sum.settings[i]);
	printf("\n# undo: %u times all, %u times a part\n", sum.undone, sum.undone_partly);
	print_result(!known_failed, 1, "walks that failed once do not fail");
	print_result(sum.failed == known_failed, 2, "the journal tells the kernel's state after each step");
	print_result(!never, 3, "each sort of command was carried out");
	print_result(!options.life.undo_each || sum.undone > sum.undone_partly, 4, "most steps can be undone");
	return sum.failed || never;
}
