/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One walk from an empty namespace on: commands, and after each of them the
 * question whether the journal tells the kernel's state. Walks are short and many,
 * so that one that fails is soon repeated.
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
	int patience_ms;	/* how long the kernel may take to announce what it does by itself */
	struct drop drop;
	unsigned int blame_each;	/* steps, after which `netjournal blame` is asked; 0: never */
	bool check_end_only;	/* compare after the last step only */
	bool verbose;		/* print each command, and what `ip` says of it */
};

struct life_result {
	bool failed;
	size_t steps;		/* that were made */
	uint64_t records;
	size_t objects_max;	/* in one namespace */
	char kind[64];		/* of the failure */
	struct text report;	/* lines that begin with # */
};

/* The settings that a seed stands for, as text. */
const char *life_settings(uint32_t seed);
/* The @n commands that a seed stands for. */
void life_choose(struct commands *list, uint32_t seed, size_t n);
/* Makes the steps until one fails. Free result->report. */
void life_run(const struct life_options *options, const struct commands *list,
	      struct life_result *result);

#endif
