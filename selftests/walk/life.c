// SPDX-License-Identifier: GPL-2.0
/*
 * Makes one walk, which begins with an empty namespace. See life.h.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "blame.h"
#include "compare.h"
#include "count.h"
#include "grammar.h"
#include "life.h"
#include "moments.h"
#include "saved.h"
#include "signs.h"
#include "trial.h"

/* One step in so many also compares the namespaces that its command was not for. */
#define OTHERS_EACH	10

/* So many steps are undone at once. */
#define STEPS_UNDONE	5

/* One step in so many waits for announcements that the kernel makes later, by itself. */
#define WAIT_EACH	50

/* The last two bits of the seed set the two sysctls that silence the kernel. */
static const char *const silences[][2] = {
	{ "net/ipv6/route/skip_notify_on_dev_down=0", "net/ipv6/route/skip_notify_on_dev_down=1" },
	{ "net/ipv4/nexthop_compat_mode=1", "net/ipv4/nexthop_compat_mode=0" },
};

/*
 * Other bits set other sysctls, which change what happens when a device or its carrier
 * goes.
 */
static const char *const others[][2] = {
	{ "net/ipv6/conf/all/keep_addr_on_down=0", "net/ipv6/conf/all/keep_addr_on_down=1" },
	{ "net/ipv4/conf/all/promote_secondaries=0", "net/ipv4/conf/all/promote_secondaries=1" },
	{ "net/ipv4/conf/all/ignore_routes_with_linkdown=0", "net/ipv4/conf/all/ignore_routes_with_linkdown=1" },
	{ "net/ipv6/conf/all/forwarding=0", "net/ipv6/conf/all/forwarding=1" },
};

/*
 * Duplicate address detection delays the announcement of an address by one or two
 * seconds. Switching it off makes the announcement immediate.
 */
static const char *const always[] = {
	"net/ipv6/conf/all/accept_dad=0", "net/ipv6/conf/default/accept_dad=0",
};

#define N_OF(array)	(sizeof(array) / sizeof((array)[0]))
#define SYSCTLS		(N_OF(silences) + N_OF(others) + N_OF(always))

struct life {
	const struct life_options *options;
	struct life_result *result;
	struct space space[LIFE_SPACES];
	const char *sysctl[SYSCTLS + 1];
	struct drop drop;
	struct moments moments;	/* of the first namespace */
	struct moments to_undo;
	struct trial trial;	/* of the steps since the moment to undo */
	bool carrier_set;	/* by one of these steps */
	struct text differences;
};

void commands_add(struct commands *list, const char *command)
{
	if (list->n == list->room) {
		list->room = list->room ? 2 * list->room : 64;
		list->command = realloc(list->command, list->room * sizeof(*list->command));
		if (!list->command)
			abort();
	}
	list->command[list->n++] = strdup(command);
}

void commands_free(struct commands *list)
{
	for (size_t i = 0; i < list->n; i++)
		free(list->command[i]);
	free(list->command);
	memset(list, 0, sizeof(*list));
}

static void choose_sysctls(const char **sysctl, uint32_t seed)
{
	struct random random = { .state = seed };
	size_t n = 0;

	for (size_t i = 0; i < N_OF(silences); i++)
		sysctl[n++] = silences[i][seed >> i & 1];
	for (size_t i = 0; i < N_OF(others); i++)
		sysctl[n++] = others[i][random_percent(&random, 50)];
	for (size_t i = 0; i < N_OF(always); i++)
		sysctl[n++] = always[i];
	sysctl[n] = NULL;
}

const char *life_settings(uint32_t seed)
{
	const char *sysctl[SYSCTLS + 1];
	static struct text text;

	choose_sysctls(sysctl, seed);
	text_clear(&text);
	for (size_t i = 0; i < N_OF(silences) + N_OF(others); i++) {
		text_str(&text, i ? " " : "");
		text_str(&text, strrchr(sysctl[i], '/') + 1);
	}
	return text.s;
}

void life_choose(struct commands *list, uint32_t seed, size_t n)
{
	struct random random = { .state = ~(uint64_t)seed };
	struct text text = {};

	for (size_t i = 0; i < n; i++) {
		grammar_choose(&text, &random, list->command, list->n);
		commands_add(list, text.s);
	}
	text_free(&text);
}

static void space_name(char *name, unsigned int number)
{
	sprintf(name, "w%u", number);
}

/*
 * A name may now mean another link, or none, so `ip` must not use the names that it
 * remembers.
 */
static bool changes_names(const char *command)
{
	return !strncmp(command, "link del", 8) || !strncmp(command, "tuntap del", 10) ||
	       !strncmp(command, "link property del", 17) ||
	       (!strncmp(command, "link set", 8) &&
		(strstr(command, " name ") || strstr(command, " netns ")));
}

static void forget_all(struct life *life)
{
	for (unsigned int i = 0; i < LIFE_SPACES; i++)
		if (life->space[i].netns >= 0)
			space_forget(&life->space[i]);
}

static bool do_netns(struct life *life, const char *command)
{
	unsigned int number;
	bool add = sscanf(command, "netns add %u", &number) == 1, there;
	char name[8];

	if (!add && sscanf(command, "netns del %u", &number) != 1)
		return false;
	if (number >= LIFE_SPACES)
		return false;
	there = life->space[number].netns >= 0;
	if (there == add)
		return false;
	forget_all(life);
	if (add) {
		space_name(name, number);
		space_open(&life->space[number], name, life->sysctl);
	} else {
		life->result->records += life->space[number].records;
		forget_all(life);
		space_close(&life->space[number]);
	}
	return true;
}

static bool do_command(struct life *life, const char *command, char *said, size_t room)
{
	unsigned int number;
	int skip = 0;
	bool done;

	said[0] = 0;
	if (!strncmp(command, "netns", 5))
		return do_netns(life, command);
	if (sscanf(command, "%u %n", &number, &skip) != 1 || number >= LIFE_SPACES ||
	    life->space[number].netns < 0)
		return false;
	done = space_do(&life->space[number], command + skip, said, room);
	if (done && changes_names(command + skip))
		forget_all(life);
	return done;
}

static int64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}

static void fail(struct life *life, const struct space *space, const char *kind, const char *lines)
{
	struct life_result *result = life->result;

	result->failed = true;
	snprintf(result->kind, sizeof(result->kind), "%s", kind);
	text_str(&result->report, "# in namespace ");
	text_str(&result->report, space->name);
	text_str(&result->report, "\n");
	text_str(&result->report, lines);
}

/* @wrong: what is wrong with a record, which is freed, or NULL */
static void fail_record(struct life *life, const struct space *space, const char *kind, char *wrong)
{
	struct text lines = {};

	if (!wrong)
		return;
	text_str(&lines, "# ");
	text_str(&lines, wrong);
	text_str(&lines, "\n");
	fail(life, space, kind, lines.s);
	text_free(&lines);
	free(wrong);
}

/* Returns whether the journal and the kernel agree now. */
static bool compare_once(struct life *life, struct space *space, struct difference *difference)
{
	struct objects kernel;
	char *wrong;

	space_dump(space, &kernel);
	wrong = space_read(space, &life->drop);
	objects_compare(&space->model, &kernel, difference, &life->differences);
	if (kernel.n > life->result->objects_max)
		life->result->objects_max = kernel.n;
	objects_free(&kernel);
	fail_record(life, space, "a record cannot be true", wrong);
	return !difference->n;
}

/*
 * Compares until both agree, or until too much time has passed: the kernel announces
 * some of its own changes later, and an announcement may be under way while the kernel
 * is asked. @wait: also wait for carriers.
 */
static void check_space(struct life *life, struct space *space, bool wait)
{
	int64_t end = now_ms() + life->options->patience_ms;
	struct difference difference;
	unsigned int pause = 500;

	while (!compare_once(life, space, &difference) && !life->result->failed) {
		if (difference.by_itself && !wait)
			return;
		if (now_ms() >= end) {
			fail(life, space, difference.kind, life->differences.s);
			return;
		}
		usleep(pause);
		if (pause < 50000)
			pause *= 2;
	}
}

/* Between the two answers, the kernel itself may make a change. @last: ask all questions. */
static void check_blame(struct life *life, struct space *space, bool last)
{
	int64_t end = now_ms() + life->options->patience_ms;
	unsigned int number = life->options->seed + life->result->steps / life->options->blame_each;

	while (last ? !blame_agrees_about_all(space, &life->differences) :
	       !blame_agrees(space, number, &life->differences)) {
		if (now_ms() >= end) {
			fail(life, space, "blame is wrong about the present", life->differences.s);
			return;
		}
		usleep(100000);
	}
}

/* @number: the number of the namespace that the command was for. */
static void check(struct life *life, unsigned int number, bool last)
{
	bool others = last || life->result->steps % OTHERS_EACH == 0;
	bool wait = last || life->result->steps % WAIT_EACH == 0;

	for (unsigned int i = 0; i < LIFE_SPACES && !life->result->failed; i++)
		if (life->space[i].netns >= 0 && (i == number || others))
			check_space(life, &life->space[i], wait);
}

/* Remembers the moment, when the kernel has seen all carriers. Some changes follow from these. */
static void add_moment(struct life *life, struct moments *moments)
{
	check_space(life, &life->space[0], true);
	if (!life->result->failed)
		moments_add(moments, &life->space[0]);
}

/*
 * Remembers the moment. After the last step, asks for all of them. The lists of other programs take some seconds, so a short
 * walk, which has only the last moment, does without them.
 */
static void check_moments(struct life *life, bool last)
{
	const struct life_options *options = life->options;

	add_moment(life, &life->moments);
	if (!last && !life->result->failed && !saved_agrees(&life->space[0], &life->differences))
		fail(life, &life->space[0], "a list differs from that of another program", life->differences.s);
	if (last && !life->result->failed && !moments_agree(&life->moments, &life->space[0], options->shift, &life->differences))
		fail(life, &life->space[0], "list --at is wrong", life->differences.s);
}

/* The kernel makes the routes of a link that goes up when a work item has seen its carrier. */
static bool wait_restored(struct life *life, const struct space *space)
{
	int64_t end = now_ms() + life->options->patience_ms;
	size_t said = life->differences.len;

	while (!moments_restored(&life->to_undo, space, &life->differences)) {
		if (now_ms() >= end)
			return false;
		text_cut(&life->differences, said);
	}
	return true;
}

/* Remembers the moment. Every second time, puts the next steps on trial. */
static void begin_undo(struct life *life)
{
	add_moment(life, &life->to_undo);
	if (life->result->failed || !life->to_undo.n || life->result->steps / life->options->undo_each % 2)
		return;
	forget_all(life);
	trial_begin(&life->trial, &life->space[0]);
}

/* Every so many steps, undoes the last ones. If nothing can be undone, that counts as no proof. */
static void check_undo(struct life *life)
{
	const struct life_options *options = life->options;
	size_t at = life->result->steps % options->undo_each;
	struct space *space = &life->space[0];
	bool all, restored, on_trial = life->trial.program;

	if (at == 0) {
		begin_undo(life);
		life->carrier_set = false;
	}
	if (at != STEPS_UNDONE || !life->to_undo.n)
		return;
	check_space(life, space, true);
	if (life->result->failed)
		return;
	forget_all(life);
	if (on_trial)
		all = trial_end(&life->trial, !options->undo_print, &life->differences) && !life->carrier_set;
	else
		all = moments_undo(&life->to_undo, space, options->undo_print, &life->differences);
	if (options->verbose)
		printf("%s", life->differences.s ? life->differences.s : "");
	restored = all && wait_restored(life, space);
	moments_free(&life->to_undo);
	life->result->undone += all;
	life->result->undone_partly += !all;
	if (all && !restored)
		fail(life, space, on_trial ? "try is wrong" : "undo is wrong", life->differences.s);
	fail_record(life, space, "a record of undo cannot be true", space_read(space, &life->drop));
}

static void step(struct life *life, const char *command, bool last)
{
	const struct life_options *options = life->options;
	static char said[16384];
	bool done = do_command(life, command, said, sizeof(said));

	count_command(command, done);
	/* This alone has no record, so try does not know whose the consequences are. */
	life->carrier_set |= !!strstr(command, " carrier ");
	life->result->steps++;
	if (options->verbose)
		printf("# %s %s%s%s\n", done ? "+" : "-", command, said[0] ? ": " : "",
		       strtok(said, "\n") ?: "");
	if (!options->check_end_only || last)
		check(life, strtoul(command, NULL, 10), last);
	if (!life->result->failed && options->blame_each &&
	    (last || life->result->steps % options->blame_each == 0))
		check_blame(life, &life->space[0], last);
	if (!life->result->failed && options->blame_each && last &&
	    !signs_agree(&life->space[0], &life->differences))
		fail(life, &life->space[0], "blame or log has a wrong sign", life->differences.s);
	if (!life->result->failed && options->moment_each &&
	    (last || life->result->steps % options->moment_each == 0))
		check_moments(life, last);
	if (!life->result->failed && options->undo_each)
		check_undo(life);
}

void life_run(const struct life_options *options, const struct commands *list,
	      struct life_result *result)
{
	struct life life = { .options = options, .result = result, .drop = options->drop };
	char name[8];

	memset(result, 0, sizeof(*result));
	choose_sysctls(life.sysctl, options->seed);
	life.moments.also = "mroute";
	life.to_undo.also = "";
	for (unsigned int i = 1; i < LIFE_SPACES; i++)
		life.space[i].netns = -1;
	space_name(name, 0);
	space_open(&life.space[0], name, life.sysctl);
	for (size_t i = 0; i < list->n && !result->failed; i++)
		step(&life, list->command[i], i == list->n - 1);
	forget_all(&life);
	if (life.trial.program)
		trial_end(&life.trial, false, &life.differences);
	for (unsigned int i = 0; i < LIFE_SPACES; i++) {
		if (life.space[i].netns < 0)
			continue;
		result->records += life.space[i].records;
		space_close(&life.space[i]);
	}
	moments_free(&life.moments);
	moments_free(&life.to_undo);
	text_free(&life.differences);
}
