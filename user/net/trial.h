/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A command on trial: what it and its children changed is undone unless somebody confirms in time. A
 * guard, which is a process of its own, sees to that: it has its own session and cgroup and ignores
 * signals, so it survives the terminal, the login session and the program that started it. It has a parent that
 * starts it again if it is killed, and makes a new parent if that one is killed.
 */
#ifndef NETJOURNAL_TRIAL_H
#define NETJOURNAL_TRIAL_H

#include <sys/types.h>

#include "journal/filter.h"
#include "journal/record.h"
#include "net/aftermath.h"
#include "net/prior.h"

#define TRIAL_PATH_MAX	128

/*
 * @prior: what exists before the command
 * @aftermath: what the kernel did later because of the command, after trial_learn()
 * @cgroup: the id of the cgroup that the command and its children are in; 0: there is none, and they are
 *	known by their ancestors
 * @folder: of that cgroup, or ""
 * @command: its process
 * @guard: a socket, on which the guard answers and takes orders
 */
struct trial {
	struct prior prior;
	struct aftermath aftermath;
	uint64_t cgroup;
	char folder[TRIAL_PATH_MAX];
	pid_t command;
	unsigned int seconds;
	int guard;
	/* private: of the guard */
	struct filter filter;
	struct processes processes;
	char guard_folder[TRIAL_PATH_MAX], socket[TRIAL_PATH_MAX];
	int listener, pidfd;		/* @pidfd: of the command; -1: none */
	int start;			/* a pipe: the command waits for a byte from it */
	pid_t parent;			/* of the guard */
	int64_t end;			/* in ms since the machine started */
	char *order;			/* in memory that the guard shares with its parent; 0: none yet */
	size_t done;			/* commands that undid something */
	char error[128];
};

/*
 * Learns which acts of the kernel follow from what the command did, as far as the journal tells. Some of this is a guess;
 * see `why`. Without the journal, none is known.
 */
void trial_learn(struct trial *t);
/* Returns whether the command or its children made the record, or it follows from that. @arg: a struct trial. */
bool trial_is_inside(const struct record *rec, void *arg);

/*
 * Starts the guard for a trial of @t->seconds seconds. Returns 0 or a negative errno with a text in
 * @t->error.
 */
int trial_begin(struct trial *t, char **argv);
/* Starts the command @argv of trial_begin(). Call this once. Returns 0 or a negative errno. */
int trial_start(struct trial *t);

/* Orders to a guard. */
#define TRIAL_KEEP	'y'
#define TRIAL_UNDO	'n'

/*
 * Sends an order to the guard of the trial @pid, from another session. Returns 0, or -ENOENT if there is
 * no such trial.
 */
int trial_order(pid_t pid, char order);
/* Finds the trials that go on, at most @max. Returns their number. */
size_t trial_find(pid_t *pids, size_t max);

#endif
