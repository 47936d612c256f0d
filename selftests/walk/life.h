/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One walk, which begins with an empty namespace: commands, and after each command
 * a comparison of the journal's state with the kernel's. There are many short
 * walks, so that a failing one can be repeated quickly.
 */
#ifndef WALK_LIFE_H
#define WALK_LIFE_H

#include <stdint.h>

#include "compare.h"
#include "space.h"
#include "text.h"

#define LIFE_SPACES	3
#define LIFE_SETTINGS	4	/* ways to set the sysctls that silence the kernel */

struct commands {
	char **command;
	size_t n, room;
};

void commands_add(struct commands *list, const char *command);
void commands_free(struct commands *list);

struct life_options {
	uint32_t seed;
	int patience_ms;	/* for the kernel to announce its own changes */
	struct drop drop;
	unsigned int blame_each;	/* steps between checks of blame; 0: none */
	unsigned int moment_each;	/* steps between moments to remember; 0: none */
	unsigned int undo_each;		/* steps between attempts to undo; 0: none */
	bool undo_print;		/* only print what would be undone */
	unsigned int shift;		/* ask for moments so many records later */
	bool check_end_only;	/* compare after the last step only */
	bool verbose;		/* print each command, and what `ip` says of it */
};

struct life_result {
	bool failed;
	size_t steps;		/* that were made */
	uint64_t records;
	size_t objects_max;	/* in one namespace */
	unsigned int undone, undone_partly;	/* how often all, or not all, was undone */
	char kind[64];		/* of the failure */
	struct text report;	/* lines that begin with # */
};

/* Returns the settings that belong to a seed, as text. */
const char *life_settings(uint32_t seed);
/* Makes the @n commands that belong to a seed. */
void life_choose(struct commands *list, uint32_t seed, size_t n);
/* Makes the steps until one fails. Free result->report. */
void life_run(const struct life_options *options, const struct commands *list,
	      struct life_result *result);

#endif
