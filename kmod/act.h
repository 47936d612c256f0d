/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Acts: which records belong together.
 */
#ifndef NJ_ACT_H
#define NJ_ACT_H

#include <linux/types.h>

#include "part.h"

/*
 * On unload, waits until the system calls have ended that have an open act, and closes
 * the acts of work items. All parts that call nj_leave_add() stop before.
 */
extern const struct nj_part nj_act_part;

/**
 * nj_act_get - return the act of the running task
 *
 * The first call in a system call or in a work item opens an act.
 *
 * Context: soft interrupts are off, or one is running; hard interrupts are not.
 * Return: the number of the act; 0 if it is not known.
 */
u64 nj_act_get(void);

/**
 * nj_act_now - return the act of the running task
 *
 * Context: like nj_act_get(), but also while soft interrupts are on.
 * Return: the number of the act; 0 if it is not known.
 */
u64 nj_act_now(void);

/**
 * nj_act_split - begin another act with the next record
 *
 * One system call can carry out several requests. The task that carries them out
 * calls this before each request.
 *
 * Context: task; soft interrupts are on. Does not sleep.
 */
void nj_act_split(void);

#endif
