/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the running task does on its way back to user mode.
 */
#ifndef NJ_LEAVE_H
#define NJ_LEAVE_H

#include <linux/task_work.h>

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

/**
 * nj_leave_wait - wait until all functions of nj_leave_add() have run
 * @log_tasks: logs the tasks that have not run theirs; called from time to time
 *
 * A task can be held in a system call for any time. Nobody calls nj_leave_add() any
 * more. Context: may sleep.
 */
void nj_leave_wait(void (*log_tasks)(void));

#endif
