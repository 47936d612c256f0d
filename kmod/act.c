// SPDX-License-Identifier: GPL-2.0
/*
 * Acts: which records belong together.
 *
 * An act is one request in one system call of one task, or one run of a work item.
 * The first record of an act opens the act. The act of a system call has a task
 * work. The kernel runs the task work when the task returns to user mode or ends,
 * and the task work closes the act. At the end of each work item the kernel passes a
 * tracepoint, which closes the act of the work item.
 *
 * Only the task of an act opens, changes and closes it. The locks only protect
 * the lists of the table.
 *
 * A task work makes the task leave the kernel on a slower way. But nothing in a task
 * changes with each system call and can be read: a loop of system calls has the same
 * registers each time. The tracepoint at the end of system calls would slow down all
 * system calls of the host.
 *
 * These have no act: soft interrupts, kernel threads that run no work item, and the
 * kernel's threads in a user's process (io_uring). Such a thread does not return to
 * user mode between two requests.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/atomic.h>
#include <linux/bottom_half.h>
#include <linux/hash.h>
#include <linux/list.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/tracepoint.h>
#include <linux/workqueue.h>

#include "act.h"
#include "compat.h"
#include "leave.h"

/**
 * struct act - an open act
 * @node: in the list of its bucket
 * @work: closes the act of a system call
 * @task: whose act it is
 * @id: its number; 0: the next record begins another act
 */
struct act {
	struct hlist_node node;
	struct callback_head work;
	const struct task_struct *task;
	u64 id;
};

/*
 * The open acts, in lists by task. The second half is for kernel threads: users can
 * keep many system calls open, and must not slow down the end of every work item.
 */
#define ACT_BITS	8

static struct bucket {
	spinlock_t lock;	/* protects the list */
	struct hlist_head acts;
} buckets[2 << ACT_BITS];

/* Closed acts, which the CPU uses again. Only used while soft interrupts are off. */
static DEFINE_PER_CPU(struct cache {
	unsigned int n;
	struct act *acts[4];
}, caches);

/* The number of the newest act. */
static atomic64_t last_id = ATOMIC64_INIT(0);

/*
 * The tracepoint at the end of a work item; NULL: none was found, so work items have
 * no acts.
 */
static struct tracepoint *work_end;

static struct bucket *bucket_of(const struct task_struct *task)
{
	unsigned int half = task->flags & PF_KTHREAD ? 1 << ACT_BITS : 0;

	return &buckets[half + hash_ptr((void *)task, ACT_BITS)];
}

static struct act *act_alloc(void)
{
	struct cache *cache = this_cpu_ptr(&caches);

	return cache->n ? cache->acts[--cache->n] :
	       kmalloc(sizeof(struct act), GFP_ATOMIC | __GFP_NOWARN);
}

static void act_free(struct act *act)
{
	struct cache *cache = this_cpu_ptr(&caches);

	if (cache->n < ARRAY_SIZE(cache->acts))
		cache->acts[cache->n++] = act;
	else
		kfree(act);
}

/* Returns the running task's open act, or NULL. */
static struct act *act_find(struct bucket *bucket)
{
	struct act *act;

	/* Only the running task adds its act, so an empty list needs no lock. */
	if (hlist_empty(&bucket->acts))
		return NULL;
	spin_lock(&bucket->lock);
	hlist_for_each_entry(act, &bucket->acts, node)
		if (act->task == current)
			break;
	spin_unlock(&bucket->lock);
	return act;
}

static void act_remove(struct bucket *bucket, struct act *act)
{
	spin_lock(&bucket->lock);
	hlist_del(&act->node);
	spin_unlock(&bucket->lock);
	act_free(act);
}

/* The kernel calls this when the task returns to user mode, or when the task ends. */
static void act_end_syscall(struct callback_head *work)
{
	local_bh_disable();
	act_remove(bucket_of(current), container_of(work, struct act, work));
	local_bh_enable();
	nj_leave_done();
}

/*
 * A soft interrupt also runs work items. It interrupts any task, whose act must stay
 * open.
 */
static void act_end_work(void *data, struct work_struct *work,
			 work_func_t func)
{
	struct bucket *bucket = bucket_of(current);
	struct act *act;

	if (hlist_empty(&bucket->acts) || !(current->flags & PF_WQ_WORKER) ||
	    in_serving_softirq())
		return;
	local_bh_disable();
	act = act_find(bucket);
	if (act)
		act_remove(bucket, act);
	local_bh_enable();
}

/* Makes sure that the act will be closed. */
static bool act_will_end(struct act *act)
{
	return current->flags & PF_KTHREAD ||
	       nj_leave_add(&act->work, act_end_syscall);
}

static struct act *act_open(struct bucket *bucket)
{
	struct act *act = act_alloc();

	if (!act)
		return NULL;
	act->task = current;
	act->id = 0;
	if (!act_will_end(act)) {
		act_free(act);
		return NULL;
	}
	spin_lock(&bucket->lock);
	hlist_add_head(&act->node, &bucket->acts);
	spin_unlock(&bucket->lock);
	return act;
}

static bool task_has_acts(void)
{
	if (current->flags & PF_KTHREAD)
		return work_end && current_work();
	return !(current->flags & NJ_PF_WORKER);
}

u64 nj_act_get(void)
{
	struct bucket *bucket = bucket_of(current);
	struct act *act;

	if (in_serving_softirq() || !task_has_acts())
		return 0;
	act = act_find(bucket) ?: act_open(bucket);
	if (!act)
		return 0;
	if (!act->id)
		act->id = atomic64_inc_return(&last_id);
	return act->id;
}

u64 nj_act_now(void)
{
	u64 act;

	local_bh_disable();
	act = nj_act_get();
	local_bh_enable();
	return act;
}

void nj_act_split(void)
{
	struct bucket *bucket = bucket_of(current);
	struct act *act;

	if (hlist_empty(&bucket->acts))
		return;
	local_bh_disable();
	act = act_find(bucket);
	if (act)
		act->id = 0;
	local_bh_enable();
}

static void work_end_find(struct tracepoint *tracepoint, void *arg)
{
	if (!strcmp(tracepoint->name, "workqueue_execute_end"))
		work_end = tracepoint;
}

static int act_init(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(buckets); i++)
		spin_lock_init(&buckets[i].lock);
	for_each_kernel_tracepoint(work_end_find, NULL);
	if (work_end && tracepoint_probe_register(work_end, act_end_work, NULL))
		work_end = NULL;
	if (!work_end)
		pr_notice("cannot see where a work item ends. Not recorded: which changes a work item made\n");
	return 0;
}

/* Most tasks that are logged at once. */
#define LOGGED_MAX	8

struct logged {
	pid_t pid;
	char comm[TASK_COMM_LEN];
};

/* Returns the next number to fill. A task cannot end before its act has been removed. */
static unsigned int bucket_log(struct bucket *bucket, struct logged *logged,
			       unsigned int n)
{
	const struct act *act;

	spin_lock_bh(&bucket->lock);
	hlist_for_each_entry(act, &bucket->acts, node) {
		if (n == LOGGED_MAX)
			break;
		logged[n].pid = task_pid_nr((struct task_struct *)act->task);
		memcpy(logged[n].comm, act->task->comm, TASK_COMM_LEN);
		logged[n++].comm[TASK_COMM_LEN - 1] = '\0';
	}
	spin_unlock_bh(&bucket->lock);
	return n;
}

/* Logs the tasks in whose system calls acts are open. */
static void tasks_log(void)
{
	struct logged logged[LOGGED_MAX];
	unsigned int i, n = 0;

	for (i = 0; i < ARRAY_SIZE(buckets) / 2 && n < LOGGED_MAX; i++)
		n = bucket_log(&buckets[i], logged, n);
	for (i = 0; i < n; i++)
		pr_notice("waiting for a system call of %s[%d] to end\n",
			  logged[i].comm, logged[i].pid);
}

/* Only the acts of work items that still run are left. */
static void acts_free(void)
{
	struct hlist_node *next;
	struct act *act;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(buckets); i++)
		hlist_for_each_entry_safe(act, next, &buckets[i].acts, node)
			kfree(act);
}

static void caches_free(void)
{
	struct cache *cache;
	int cpu;

	for_each_possible_cpu(cpu) {
		cache = per_cpu_ptr(&caches, cpu);
		while (cache->n)
			kfree(cache->acts[--cache->n]);
	}
}

static void act_exit(void)
{
	nj_leave_wait(tasks_log);
	if (work_end) {
		tracepoint_probe_unregister(work_end, act_end_work, NULL);
		tracepoint_synchronize_unregister();
	}
	acts_free();
	caches_free();
}

const struct nj_part nj_act_part = {
	.init = act_init,
	.exit = act_exit,
};
