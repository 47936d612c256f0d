// SPDX-License-Identifier: GPL-2.0
/*
 * Who did it: reads the running task. Says what is known and never more: a
 * soft interrupt runs on the back of any task, and a task outside the user
 * namespace that owns the network namespace is not shown in its journal. (Process
 * id namespaces hide nothing: who owns the host's user namespace is the host.)
 */
#include <linux/audit.h>
#include <linux/cgroup.h>
#include <linux/cred.h>
#include <linux/local_lock.h>
#include <linux/nsproxy.h>
#include <linux/pid_namespace.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/string.h>
#include <linux/user_namespace.h>
#include <net/net_namespace.h>

#include "origin.h"

/*
 * All that an origin tells, as it is in the task. Most records are made by the
 * task that made the one before, so each fact is compared with what it was, and
 * the attributes made only where one differs. A name is two words; what follows
 * its end is of no importance.
 */
struct facts {
	u64 context;
	u64 port_id;		/* 0: none */
	u64 pid;		/* 0: not told */
	u64 tid;
	u64 uid;
	u64 loginuid;		/* INVALID: none */
	u64 netns;		/* 0: none */
	u64 cgroup_id;		/* 0: none */
	u64 comm[TASK_COMM_LEN / sizeof(u64)];
	u64 leader_comm[TASK_COMM_LEN / sizeof(u64)];
	u64 n_parents;
	struct parent {
		u64 pid;
		u64 comm[TASK_COMM_LEN / sizeof(u64)];
	} parents[NETJOURNAL_PARENTS_MAX];
};

#define INVALID		U64_MAX

/**
 * struct slot - what a CPU has at hand
 * @lock: held while @origin is in use; takes part in the exclusion only where
 *	soft interrupts can be preempted (PREEMPT_RT)
 * @facts: what @origin was made from
 * @origin: handed out
 */
struct slot {
	local_lock_t lock;	/* see above */
	struct facts facts;
	struct nj_origin origin;
};

static DEFINE_PER_CPU(struct slot, slots) = {
	.lock = INIT_LOCAL_LOCK(lock),
};

/* The id of the last origin made. */
static atomic64_t last_id = ATOMIC64_INIT(0);

/**
 * struct notes - facts on their way
 * @facts: what they are compared with, or written to
 * @write: which of the two; a constant where the functions below are inlined
 * @differ: has a bit set if one was another
 */
struct notes {
	struct facts *facts;
	bool write;
	u64 differ;
};

static __always_inline void note(struct notes *notes, u64 *fact, u64 value)
{
	if (notes->write)
		*fact = value;
	else
		notes->differ |= *fact ^ value;
}

/*
 * Reads the name without task_lock(), which callers in atomic context may not
 * take: comm is always terminated, and a name that is torn by a concurrent
 * prctl() is what get_task_comm() can return too (see linux/sched.h).
 */
static __always_inline void note_comm(struct notes *notes, u64 *comm,
				      const struct task_struct *task)
{
	u64 words[TASK_COMM_LEN / sizeof(u64)];

	BUILD_BUG_ON(sizeof(words) != sizeof(task->comm) ||
		     ARRAY_SIZE(words) != 2);
	memcpy(words, task->comm, sizeof(words));
	note(notes, &comm[0], words[0]);
	note(notes, &comm[1], words[1]);
}

/* The host's journal: it may tell everything, in the host's numbers. */
static bool is_host(const struct net *net)
{
	return net->user_ns == &init_user_ns;
}

/* in_userns() of kernel/user_namespace.c is not exported. */
static bool userns_within(const struct user_namespace *owner,
			  const struct user_namespace *ns)
{
	if (owner == &init_user_ns)
		return true;
	while (ns->level > owner->level)
		ns = ns->parent;
	return ns == owner;
}

/* Others than the host's are told the numbers that the task itself sees. */
static u32 read_pid(const struct net *net, struct task_struct *task)
{
	return is_host(net) ? task_tgid_nr(task) :
	       task_tgid_nr_ns(task, task_active_pid_ns(current));
}

static u32 read_tid(const struct net *net)
{
	return is_host(net) ? task_pid_nr(current) :
	       task_pid_nr_ns(current, task_active_pid_ns(current));
}

static u32 read_uid(const struct net *net, kuid_t uid)
{
	return is_host(net) ? __kuid_val(uid) :
			      from_kuid_munged(net->user_ns, uid);
}

static __always_inline void note_parents(struct notes *notes,
					 const struct net *net)
{
	struct parent *parents = notes->facts->parents;
	struct task_struct *task = current;
	const struct cred *cred;
	unsigned int i;
	u32 pid;

	for (i = 0; i < NETJOURNAL_PARENTS_MAX; i++) {
		task = rcu_dereference_bh(task->real_parent);
		task = READ_ONCE(task->group_leader);
		/* Not __task_cred(), which wants rcu_read_lock(). */
		cred = rcu_dereference_bh(task->real_cred);
		pid = read_pid(net, task);
		if (!pid || !userns_within(net->user_ns, cred->user_ns))
			break;
		note(notes, &parents[i].pid, pid);
		note_comm(notes, parents[i].comm, task);
	}
	note(notes, &notes->facts->n_parents, i);
}

static __always_inline void note_task(struct notes *notes,
				      const struct net *net)
{
	kuid_t loginuid = audit_get_loginuid(current);
	struct facts *facts = notes->facts;
	u64 id = 0;

	note(notes, &facts->pid, read_pid(net, current));
	note(notes, &facts->tid, read_tid(net));
	note_comm(notes, facts->comm, current);
	note_comm(notes, facts->leader_comm, READ_ONCE(current->group_leader));
	note(notes, &facts->uid, read_uid(net, current_euid()));
	note(notes, &facts->loginuid, uid_valid(loginuid) ?
	     read_uid(net, loginuid) : INVALID);
	/* A task that exits has given up its namespaces already. */
	note(notes, &facts->netns, current->nsproxy ?
	     current->nsproxy->net_ns->ns.inum : 0);
#ifdef CONFIG_CGROUPS
	id = cgroup_id(task_css_set_check(current,
					  rcu_read_lock_bh_held())->dfl_cgrp);
#endif
	note(notes, &facts->cgroup_id, id);
	note_parents(notes, net);
}

static u32 read_context(const struct net *net, u32 port_id)
{
	if (in_serving_softirq())
		return NETJOURNAL_CONTEXT_SOFTIRQ;
	if (current->flags & PF_KTHREAD)
		return NETJOURNAL_CONTEXT_KTHREAD;
	if (!userns_within(net->user_ns, current_user_ns()))
		return NETJOURNAL_CONTEXT_OUTSIDE;
	return port_id ? NETJOURNAL_CONTEXT_REQUEST : NETJOURNAL_CONTEXT_TASK;
}

static bool is_task(u32 context)
{
	return context == NETJOURNAL_CONTEXT_REQUEST ||
	       context == NETJOURNAL_CONTEXT_TASK;
}

static __always_inline void note_all(struct notes *notes,
				     const struct net *net, u32 port_id)
{
	struct facts *facts = notes->facts;
	u32 context = read_context(net, port_id);

	note(notes, &facts->context, context);
	note(notes, &facts->port_id, port_id);
	if (is_task(context)) {
		note_task(notes, net);
	} else if (context == NETJOURNAL_CONTEXT_KTHREAD) {
		/* The host's process ids are not for a container to know. */
		note(notes, &facts->pid, is_host(net) ? current->pid : 0);
		note_comm(notes, facts->comm, current);
	}
}

/* Whether they are what they were: what nearly all records need. */
static bool facts_same(struct facts *facts, const struct net *net, u32 port_id)
{
	struct notes notes = { .facts = facts };

	note_all(&notes, net, port_id);
	return !notes.differ;
}

static void facts_read(struct facts *facts, const struct net *net, u32 port_id)
{
	struct notes notes = { .facts = facts, .write = true };

	note_all(&notes, net, port_id);
}

/*
 * NJ_ORIGIN_LEN is an upper bound, so the buffer cannot overflow; the check
 * makes a mistake there lose an attribute and not memory.
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

static void origin_put_task(struct nj_origin *origin, const struct facts *facts)
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
	if (facts->loginuid != INVALID)
		origin_put_u32(origin, NETJOURNAL_A_ORIGIN_LOGINUID,
			       facts->loginuid);
	if (facts->cgroup_id)
		origin_put(origin, NETJOURNAL_A_ORIGIN_CGROUP_ID,
			   &facts->cgroup_id, sizeof(facts->cgroup_id));
	if (facts->netns)
		origin_put_u32(origin, NETJOURNAL_A_ORIGIN_NETNS, facts->netns);
}

static void origin_make(struct nj_origin *origin, const struct facts *facts)
{
	origin->id = atomic64_inc_return(&last_id);
	origin->context = facts->context;
	origin->len = 0;
	origin_put_u32(origin, NETJOURNAL_A_ORIGIN_CONTEXT, facts->context);
	if (is_task(facts->context)) {
		origin_put_task(origin, facts);
	} else if (facts->context == NETJOURNAL_CONTEXT_KTHREAD) {
		if (facts->pid)
			origin_put_u32(origin, NETJOURNAL_A_ORIGIN_PID,
				       facts->pid);
		origin_put_comm(origin, NETJOURNAL_A_ORIGIN_COMM, facts->comm);
	}
	if (facts->port_id)
		origin_put_u32(origin, NETJOURNAL_A_ORIGIN_PORT_ID,
			       facts->port_id);
}

const struct nj_origin *nj_origin_get(const struct net *net, u32 port_id)
	__acquires(RCU_BH)
{
	struct slot *slot;

	/* Keeps the task's parents there, and others off this CPU's slot. */
	rcu_read_lock_bh();
	local_lock(&slots.lock);
	slot = this_cpu_ptr(&slots);
	/* At first a context differs, which is never 0. */
	if (!facts_same(&slot->facts, net, port_id)) {
		facts_read(&slot->facts, net, port_id);
		origin_make(&slot->origin, &slot->facts);
	}
	return &slot->origin;
}

void nj_origin_put(const struct nj_origin *origin)
	__releases(RCU_BH)
{
	local_unlock(&slots.lock);
	rcu_read_unlock_bh();
}
