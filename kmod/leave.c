// SPDX-License-Identifier: GPL-2.0
/*
 * What the running task does on its way back to user mode.
 *
 * The kernel calls a task work when the task returns to user mode, or ends. A
 * task work cannot be taken back, so the module waits for them on unload.
 */
#include <linux/delay.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>

#include "leave.h"

/* The number of task works that a CPU added, minus the number that ended on this CPU. */
static DEFINE_PER_CPU(long, works);

bool nj_leave_add(struct callback_head *work, task_work_func_t leave)
{
	init_task_work(work, leave);
	if (task_work_add(current, work, TWA_RESUME))
		return false;
	this_cpu_inc(works);
	return true;
}

void nj_leave_done(void)
{
	this_cpu_dec(works);
}

/* No task adds a work any more. So the sum may be too high, but never too low. */
static long works_count(void)
{
	long n = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		n += READ_ONCE(per_cpu(works, cpu));
	return n;
}

/* How often the tasks are logged: the first time after 2 s, then every 10 s. */
#define WAIT_MS		20
#define LOG_FIRST	(2000 / WAIT_MS)
#define LOG_EACH	(10000 / WAIT_MS)

void nj_leave_wait(void (*log_tasks)(void))
{
	unsigned int waited = 0;

	while (works_count()) {
		msleep(WAIT_MS);
		if (waited++ % LOG_EACH == LOG_FIRST)
			log_tasks();
	}
	/*
	 * A task may still run the last instructions of the function that called
	 * nj_leave_done().
	 */
	synchronize_rcu_tasks();
}
