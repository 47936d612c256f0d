/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Some steps of the walk as a command on trial: `netjournal try` undoes them. The command only waits. The walk itself joins
 * its cgroup, so what the walk does is what the command has done.
 */
#ifndef WALK_TRIAL_H
#define WALK_TRIAL_H

#include <stdbool.h>
#include <stdio.h>

#include "space.h"
#include "text.h"

/* @program: what `netjournal try` prints; NULL: there is no trial */
struct trial {
	FILE *program;
	int pid;
};

/* Begins a trial in the namespace. No process of a batch may run. */
void trial_begin(struct trial *trial, const struct space *space);

/*
 * Ends the trial. No process of a batch may run. @undo: undo all since it began; otherwise keep it. Returns whether the
 * guard said that it has done so. @text has what it said, in lines that begin with #.
 */
bool trial_end(struct trial *trial, bool undo, struct text *text);

#endif
