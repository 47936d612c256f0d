/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A running `ip -batch` or `bridge -batch` in a network namespace, which gets one command at a time. Starting a
 * program for each command would take longer than everything else.
 */
#ifndef WALK_BATCH_H
#define WALK_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct batch {
	const char *program;
	const char *option;	/* an option that a line cannot contain: "-6" */
	pid_t pid;		/* 0: it does not run */
	int to, from;		/* pipes to its standard input and from its standard error */
	unsigned int line;	/* the last one it was given */
	const char *command;	/* the present one */
};

/*
 * Makes the program carry out the command. Returns whether it succeeded; otherwise @said has the
 * reason.
 */
bool batch_run(struct batch *batch, int netns, const char *command, char *said, size_t room);
/* Ends it. It is started again when it is needed. */
void batch_stop(struct batch *batch);

#endif
