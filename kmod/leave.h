/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the running task does on its way back to user mode.
 */
#ifndef NJ_LEAVE_H
#define NJ_LEAVE_H

#include <linux/task_work.h>

#include "part.h"

/* On unload, waits until all functions of nj_leave_add() have run. */
extern const struct nj_part nj_leave_part;

/**
 * nj_leave_add - call a function when the running task leaves the kernel
 * @work: belongs to the function from now on
 * @leave: called in the task, may sleep; nj_leave_done() is the last thing that
 *	it does
 *
 * Context: a task that is no thread of the kernel.
 * Return: false if the task is ending and will not call @leave.
 */
bool nj_leave_add(struct callback_head *work, task_work_func_t leave);

/* See nj_leave_add(). */
void nj_leave_done(void);

#endif
