// SPDX-License-Identifier: GPL-2.0
/*
 * Reads who makes a change from the running task.
 *
 * An origin states only what is known. A soft interrupt interrupts any task, so its
 * origin names no task. A journal does not name tasks outside the user namespace
 * that owns its network namespace. (PID namespaces need no such rule: whoever owns
 * the initial user namespace may see all processes of the host.)
 */
#include <linux/audit.h>
#include <linux/cgroup.h>
#include <linux/cred.h>
#include <linux/kallsyms.h>
#include <linux/kthread.h>
#include <linux/local_lock.h>
#include <linux/nsproxy.h>
#include <linux/pid_namespace.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/user_namespace.h>
#include <linux/workqueue.h>
#include <net/net_namespace.h>

#include "act.h"
#include "origin.h"
#include "process.h"
#include "view.h"

/*
 * All facts that an origin states. Most records are made by the same task as the
 * record before. So each fact is compared with its last value, and the
 * attributes are made again only if one differs. A name is two words; bytes
 * after its end do not matter.
 */
struct facts {
	u64 context;
	u64 port_id;		/* 0: none */
	u64 pid;		/* 0: not shown */
	u64 tid;
	u64 uid;
	u64 loginuid;		/* NO_LOGINUID: none */
	u64 netns;		/* 0: none */
	u64 cgroup_id;		/* 0: none */
	u64 generation;		/* of the store of processes */
	u64 start;		/* when the process started */
	u64 exec_id;		/* changes when it executes another program */
	u64 io_uring;		/* 0: it is no worker of io_uring */
	u64 work;		/* function of the work item; 0: none */
	u64 comm[TASK_COMM_LEN / sizeof(u64)];
	u64 leader_comm[TASK_COMM_LEN / sizeof(u64)];
	u64 n_parents;
	struct parent {
		u64 pid;
		u64 comm[TASK_COMM_LEN / sizeof(u64)];
	} parents[NETJOURNAL_PARENTS_MAX];
};

#define NO_LOGINUID	((u32)-1)

/**
 * struct slot - the last origin of a CPU
 * @lock: held while @origin is in use; needed only where soft interrupts can be
 *	preempted (PREEMPT_RT)
 * @facts: the facts that @origin was made from
 * @origin: the origin
 * @symbol: room for the name of a function
 */
struct slot {
	local_lock_t lock;	/* see above */
	struct facts facts;
	struct nj_origin origin;
	char symbol[KSYM_SYMBOL_LEN];
};

static DEFINE_PER_CPU(struct slot, slots) = {
	.lock = INIT_LOCAL_LOCK(lock),
};

/* The id of the newest origin. */
static atomic64_t last_id = ATOMIC64_INIT(0);

/**
 * struct reading - one reading of the running task
 * @facts: what the facts are compared with, or where they are written
 * @host: the journal belongs to the initial user namespace: it may show
 *	everything, in the numbers of the host
 * @write: write the facts instead of comparing them
 * @differ: not 0: a fact differs
 *
 * @host and @write are constants where the functions below are inlined, so that
 * the usual case has few branches.
 */
struct reading {
	struct facts *facts;
	bool host;
	bool write;
	u64 differ;
};

static __always_inline void fact_take(struct reading *r, u64 *fact, u64 value)
{
	if (r->write)
		*fact = value;
	else
		r->differ |= *fact ^ value;
}

/*
 * Takes a task's name without task_lock(), which is not allowed in atomic
 * context. The name is always terminated. A concurrent prctl() can tear it, as
 * it can for get_task_comm() (see linux/sched.h).
 */
static __always_inline void fact_take_comm(struct reading *r, u64 *comm,
					   const struct task_struct *task)
{
	u64 first, second;

	BUILD_BUG_ON(sizeof(task->comm) != sizeof(first) + sizeof(second));
	memcpy(&first, task->comm, sizeof(first));
	memcpy(&second, task->comm + sizeof(first), sizeof(second));
	fact_take(r, &comm[0], first);
	fact_take(r, &comm[1], second);
}

static __always_inline u32 read_tid(const struct reading *r)
{
	return r->host ? task_pid_nr(current) :
	       task_pid_nr_ns(current, task_active_pid_ns(current));
}

static __always_inline u32 read_uid(const struct reading *r,
				    const struct net *net, kuid_t uid)
{
	return r->host ? __kuid_val(uid) : from_kuid_munged(net->user_ns, uid);
}

static __always_inline u64 read_cgroup_id(void)
{
#ifdef CONFIG_CGROUPS
	return cgroup_id(task_css_set_check(current,
					    rcu_read_lock_bh_held())->dfl_cgrp);
#else
	return 0;
#endif
}

static __always_inline void facts_take_parents(struct reading *r,
					       const struct net *net)
{
	struct parent *parents = r->facts->parents;
	struct task_struct *task = current;
	unsigned int i;
	u32 pid;

	for (i = 0; i < NETJOURNAL_PARENTS_MAX; i++) {
		task = rcu_dereference_bh(task->real_parent);
		task = READ_ONCE(task->group_leader);
		pid = nj_view_pid(r->host, task);
		if (!pid || !nj_view_shows(r->host, net, task))
			break;
		fact_take(r, &parents[i].pid, pid);
		fact_take_comm(r, parents[i].comm, task);
	}
	fact_take(r, &r->facts->n_parents, i);
}

static __always_inline void facts_take_task(struct reading *r,
					    const struct net *net)
{
	/* An exiting task has already left its namespaces. */
	const struct nsproxy *nsproxy = current->nsproxy;
	struct facts *facts = r->facts;

	fact_take(r, &facts->pid, nj_view_pid(r->host, current));
	fact_take(r, &facts->tid, read_tid(r));
	fact_take_comm(r, facts->comm, current);
	fact_take_comm(r, facts->leader_comm, READ_ONCE(current->group_leader));
	fact_take(r, &facts->uid, read_uid(r, net, current_euid()));
	fact_take(r, &facts->loginuid, nj_view_loginuid(r->host, net));
	fact_take(r, &facts->netns, nsproxy ? nsproxy->net_ns->ns.inum : 0);
	fact_take(r, &facts->cgroup_id, read_cgroup_id());
	fact_take(r, &facts->start,
		  READ_ONCE(current->group_leader)->start_boottime);
	fact_take(r, &facts->exec_id, current->self_exec_id);
	fact_take(r, &facts->io_uring, current->flags & PF_IO_WORKER);
	facts_take_parents(r, net);
}

static __always_inline u32 read_context(const struct reading *r,
					const struct net *net, u32 port_id)
{
	if (in_serving_softirq())
		return NETJOURNAL_CONTEXT_SOFTIRQ;
	if (current->flags & PF_KTHREAD)
		return NETJOURNAL_CONTEXT_KTHREAD;
	if (!r->host && !nj_userns_within(net->user_ns, current_user_ns()))
		return NETJOURNAL_CONTEXT_OUTSIDE;
	return port_id ? NETJOURNAL_CONTEXT_REQUEST : NETJOURNAL_CONTEXT_TASK;
}

static bool context_is_task(u32 context)
{
	return context == NETJOURNAL_CONTEXT_REQUEST ||
	       context == NETJOURNAL_CONTEXT_TASK;
}

/* The beginning of the kernel's struct worker, in Linux 6.1 to 7.2. */
struct worker_begin {
	struct list_head entry;
	struct work_struct *work;
	work_func_t func;
};

/*
 * Does not read the work item, because its function may have freed it. If struct worker
 * of this kernel has another form than the one above, the member work does not point to
 * the work item.
 */
u64 nj_origin_work(void)
{
	const struct work_struct *work = current_work();
	struct worker_begin worker;

	if (!work ||
	    copy_from_kernel_nofault(&worker, kthread_data(current),
				     sizeof(worker)) ||
	    worker.work != work)
		return 0;
	return (unsigned long)worker.func;
}

static __always_inline void facts_take(struct reading *r,
				       const struct nj_process_store *store,
				       u32 port_id)
{
	const struct net *net = store->net;
	struct facts *facts = r->facts;
	u32 context = read_context(r, net, port_id);

	fact_take(r, &facts->context, context);
	fact_take(r, &facts->generation, READ_ONCE(store->generation));
	fact_take(r, &facts->port_id, port_id);
	if (context_is_task(context)) {
		facts_take_task(r, net);
	} else if (context == NETJOURNAL_CONTEXT_KTHREAD) {
		/* A container must not learn process ids of the host. */
		fact_take(r, &facts->pid, r->host ? current->pid : 0);
		fact_take_comm(r, facts->comm, current);
		fact_take(r, &facts->work, nj_origin_work());
	}
}

static __always_inline bool
facts_are_same(struct facts *facts, const struct nj_process_store *store,
	       u32 port_id, bool host)
{
	struct reading r = { .facts = facts, .host = host };

	facts_take(&r, store, port_id);
	return !r.differ;
}

/*
 * A function of its own, so that the usual case (the host's journal) is short.
 */
static noinline bool
facts_are_same_elsewhere(struct facts *facts,
			 const struct nj_process_store *store, u32 port_id)
{
	return facts_are_same(facts, store, port_id, false);
}

static void facts_read(struct facts *facts, const struct nj_process_store *store,
		       u32 port_id)
{
	struct reading r = {
		.facts = facts, .host = nj_view_is_host(store->net),
		.write = true,
	};

	facts_take(&r, store, port_id);
}

/*
 * Returns where the value goes. NJ_ORIGIN_LEN is an upper bound, so the buffer
 * cannot overflow. If that bound were ever wrong, this check would cost an
 * attribute instead of memory.
 */
static void *origin_reserve(struct nj_origin *origin, int type, int len)
{
	u8 *to = origin->attrs + origin->len;
	int size = nla_total_size(len);

	if (WARN_ON_ONCE(origin->len + size > sizeof(origin->attrs)))
		return NULL;
	origin->len += size;
	return nj_attr_begin(to, type, len);
}

static void origin_put(struct nj_origin *origin, int type, const void *data,
		       int len)
{
	void *to = origin_reserve(origin, type, len);

	if (to)
		memcpy(to, data, len);
}

static void origin_put_u32(struct nj_origin *origin, int type, u32 value)
{
	origin_put(origin, type, &value, sizeof(value));
}

static void origin_put_comm(struct nj_origin *origin, int type,
			    const u64 *words)
{
	char comm[TASK_COMM_LEN];

	strscpy(comm, (const char *)words, sizeof(comm));
	origin_put(origin, type, comm, strlen(comm) + 1);
}

static void origin_put_parent(struct nj_origin *origin,
			      const struct parent *parent)
{
	struct nlattr *nest = (struct nlattr *)(origin->attrs + origin->len);
	u32 before = origin->len;

	if (!origin_reserve(origin, NETJOURNAL_A_ORIGIN_PARENT | NLA_F_NESTED,
			    0))
		return;
	origin_put_u32(origin, NETJOURNAL_A_PARENT_PID, parent->pid);
	origin_put_comm(origin, NETJOURNAL_A_PARENT_COMM, parent->comm);
	nest->nla_len = origin->len - before;
}

static void origin_put_task(struct nj_origin *origin, const struct facts *facts,
			    u64 process)
{
	unsigned int i;

	origin_put_u32(origin, NETJOURNAL_A_ORIGIN_PID, facts->pid);
	origin_put_u32(origin, NETJOURNAL_A_ORIGIN_TID, facts->tid);
	origin_put_comm(origin, NETJOURNAL_A_ORIGIN_COMM, facts->comm);
	origin_put_comm(origin, NETJOURNAL_A_ORIGIN_LEADER_COMM,
			facts->leader_comm);
	for (i = 0; i < facts->n_parents; i++)
		origin_put_parent(origin, &facts->parents[i]);
	origin_put_u32(origin, NETJOURNAL_A_ORIGIN_UID, facts->uid);
	if (facts->loginuid != NO_LOGINUID)
		origin_put_u32(origin, NETJOURNAL_A_ORIGIN_LOGINUID,
			       facts->loginuid);
	if (facts->cgroup_id)
		origin_put(origin, NETJOURNAL_A_ORIGIN_CGROUP_ID,
			   &facts->cgroup_id, sizeof(facts->cgroup_id));
	if (facts->netns)
		origin_put_u32(origin, NETJOURNAL_A_ORIGIN_NETNS, facts->netns);
	if (process)
		origin_put(origin, NETJOURNAL_A_ORIGIN_PROCESS, &process,
			   sizeof(process));
	if (facts->io_uring)
		origin_reserve(origin, NETJOURNAL_A_ORIGIN_IO_URING, 0);
}

/* Puts the name of the function, without its module. */
static void origin_put_work(struct nj_origin *origin, u64 func, char *symbol)
{
	size_t len;

	sprint_symbol_no_offset(symbol, func);
	len = min_t(size_t, strcspn(symbol, " "), NJ_WORK_LEN - 1);
	symbol[len] = '\0';
	/* If the function has no name, the text is its address. */
	if (symbol[0] != '0')
		origin_put(origin, NETJOURNAL_A_ORIGIN_WORK, symbol, len + 1);
}

static void origin_make(struct slot *slot, u64 process)
{
	const struct facts *facts = &slot->facts;
	struct nj_origin *origin = &slot->origin;

	origin->id = atomic64_inc_return(&last_id);
	origin->context = facts->context;
	origin->len = 0;
	origin_put_u32(origin, NETJOURNAL_A_ORIGIN_CONTEXT, facts->context);
	if (context_is_task(facts->context)) {
		origin_put_task(origin, facts, process);
	} else if (facts->context == NETJOURNAL_CONTEXT_KTHREAD) {
		if (facts->pid)
			origin_put_u32(origin, NETJOURNAL_A_ORIGIN_PID,
				       facts->pid);
		origin_put_comm(origin, NETJOURNAL_A_ORIGIN_COMM, facts->comm);
		if (facts->work)
			origin_put_work(origin, facts->work, slot->symbol);
	}
	if (facts->port_id)
		origin_put_u32(origin, NETJOURNAL_A_ORIGIN_PORT_ID,
			       facts->port_id);
}

static noinline void slot_update(struct slot *slot,
				 struct nj_process_store *store, u32 port_id)
{
	u64 process = 0;

	facts_read(&slot->facts, store, port_id);
	if (context_is_task(slot->facts.context))
		process = nj_process_get(store, slot->facts.cgroup_id);
	origin_make(slot, process);
}

const struct nj_origin *nj_origin_get(struct nj_process_store *store,
				      u32 port_id)
	__acquires(RCU_BH)
{
	struct slot *slot;
	bool same;

	/* Keeps the task's parents in memory, and protects this CPU's slot. */
	rcu_read_lock_bh();
	local_lock(&slots.lock);
	slot = this_cpu_ptr(&slots);
	/* An unused slot differs: its context is 0. */
	same = nj_view_is_host(store->net) ?
	       facts_are_same(&slot->facts, store, port_id, true) :
	       facts_are_same_elsewhere(&slot->facts, store, port_id);
	if (!same)
		slot_update(slot, store, port_id);
	slot->origin.act = nj_act_get();
	return &slot->origin;
}

void nj_origin_put(const struct nj_origin *origin)
	__releases(RCU_BH)
{
	local_unlock(&slots.lock);
	rcu_read_unlock_bh();
}
