/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A running `ip -batch` in a network namespace, which is given one command at a
 * time. To start a program for each command would take longer than all else.
 */
#ifndef WALK_BATCH_H
#define WALK_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct batch {
	const char *option;	/* of `ip`, which no line can have: "-6" */
	pid_t pid;		/* 0: it does not run */
	int to, from;		/* pipes to its standard input and from its standard error */
	unsigned int line;	/* the last one it was given */
};

/* Has the command carried out. Returns whether `ip` said that it was; else @said is why not. */
bool batch_run(struct batch *batch, int netns, const char *command, char *said, size_t room);
/* Ends it. It is started again when it is needed. */
void batch_stop(struct batch *batch);

#endif
