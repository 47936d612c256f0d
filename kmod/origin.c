// SPDX-License-Identifier: GPL-2.0
/*
 * Who did it: reads the running task. Says what is known and never more: a
 * soft interrupt runs on the back of any task, and a task that the owner of the
 * network namespace could not see is not shown in its journal.
 */
#include <linux/audit.h>
#include <linux/cgroup.h>
#include <linux/cred.h>
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
 * task that made the one before, so this is compared and the attributes made
 * only where it differs. A name is two words; what follows its end is of no
 * importance.
 */
struct facts {
	u64 cgroup_id;		/* 0: none */
	u64 comm[TASK_COMM_LEN / sizeof(u64)];
	u64 leader_comm[TASK_COMM_LEN / sizeof(u64)];
	u32 context;
	u32 port_id;		/* 0: none */
	u32 pid;		/* 0: not told */
	u32 tid;
	u32 uid;
	u32 loginuid;		/* INVALID: none */
	u32 netns;		/* 0: none */
	u32 n_parents;
	struct parent {
		u64 comm[TASK_COMM_LEN / sizeof(u64)];
		u64 pid;
	} parents[NETJOURNAL_PARENTS_MAX];
};

#define INVALID		((u32)-1)

/**
 * struct slot - what a CPU has at hand
 * @lock: held while @origin is in use; nearly always by the CPU itself, but a
 *	task can be moved to another
 * @now: which of @facts @origin was made from
 * @facts: the other one is for those of the next task
 * @origin: handed out
 */
struct slot {
	spinlock_t lock;	/* see above */
	unsigned int now;
	struct facts facts[2];
	struct nj_origin origin;
};

static DEFINE_PER_CPU(struct slot, slots) = {
	.lock = __SPIN_LOCK_UNLOCKED(slots.lock),
};

/* The id of the last origin made. */
static atomic64_t last_id = ATOMIC64_INIT(0);

/*
 * Reads the name without task_lock(), which callers in atomic context may not
 * take: comm is always terminated, and a name that is torn by a concurrent
 * prctl() is what get_task_comm() can return too (see linux/sched.h).
 */
static __always_inline void read_comm(u64 *comm, const struct task_struct *task)
{
	BUILD_BUG_ON(sizeof(task->comm) != TASK_COMM_LEN);
	memcpy(comm, task->comm, TASK_COMM_LEN);
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

static void read_parents(struct facts *facts, const struct net *net)
{
	struct task_struct *task = current;
	unsigned int i;

	for (i = 0; i < NETJOURNAL_PARENTS_MAX; i++) {
		struct parent *parent = &facts->parents[i];

		task = rcu_dereference(task->real_parent);
		task = READ_ONCE(task->group_leader);
		parent->pid = read_pid(net, task);
		if (!parent->pid ||
		    !userns_within(net->user_ns, __task_cred(task)->user_ns))
			break;
		read_comm(parent->comm, task);
	}
	facts->n_parents = i;
}

static void read_task(struct facts *facts, const struct net *net)
{
	kuid_t loginuid = audit_get_loginuid(current);

	facts->pid = read_pid(net, current);
	facts->tid = read_tid(net);
	read_comm(facts->comm, current);
	facts->uid = read_uid(net, current_euid());
	facts->loginuid = uid_valid(loginuid) ? read_uid(net, loginuid) : INVALID;
	/* A task that exits has given up its namespaces already. */
	facts->netns = current->nsproxy ?
		       current->nsproxy->net_ns->ns.inum : 0;
	facts->cgroup_id = 0;

	rcu_read_lock();
	read_comm(facts->leader_comm, READ_ONCE(current->group_leader));
#ifdef CONFIG_CGROUPS
	facts->cgroup_id = cgroup_id(task_dfl_cgroup(current));
#endif
	read_parents(facts, net);
	rcu_read_unlock();
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

static void read_facts(struct facts *facts, const struct net *net, u32 port_id)
{
	facts->context = read_context(net, port_id);
	facts->port_id = port_id;
	if (is_task(facts->context)) {
		read_task(facts, net);
		return;
	}
	memset(facts, 0, offsetof(struct facts, context));
	facts->pid = 0;
	facts->tid = 0;
	facts->uid = 0;
	facts->loginuid = INVALID;
	facts->netns = 0;
	facts->n_parents = 0;
	if (facts->context == NETJOURNAL_CONTEXT_KTHREAD) {
		/* The host's process ids are not for a container to know. */
		if (is_host(net))
			facts->pid = current->pid;
		read_comm(facts->comm, current);
	}
}

/* As memcmp(), which is a call, and goes byte by byte on some machines. */
static bool facts_equal(const struct facts *a, const struct facts *b)
{
	const u64 *x = (const u64 *)a, *y = (const u64 *)b;
	size_t n = offsetof(struct facts, parents) / sizeof(u64) +
		   a->n_parents * (sizeof(struct parent) / sizeof(u64));
	u64 differ = 0;
	size_t i;

	BUILD_BUG_ON(sizeof(struct parent) % (3 * sizeof(u64)));
	BUILD_BUG_ON(offsetof(struct facts, parents) % (3 * sizeof(u64)));
	for (i = 0; i < n; i += 3)
		differ |= (x[i] ^ y[i]) | (x[i + 1] ^ y[i + 1]) |
			  (x[i + 2] ^ y[i + 2]);
	return !differ;
}

/*
 * NJ_ORIGIN_LEN is an upper bound, so the buffer cannot overflow; the check
 * makes a mistake there lose an attribute and not memory.
 */
static struct nlattr *origin_reserve(struct nj_origin *origin, int type, int len)
{
	struct nlattr *nla = (struct nlattr *)(origin->attrs + origin->len);
	int size = nla_total_size(len);

	if (WARN_ON_ONCE(origin->len + size > sizeof(origin->attrs)))
		return NULL;
	nla->nla_type = type;
	nla->nla_len = nla_attr_size(len);
	memset((u8 *)nla + nla->nla_len, 0, nla_padlen(len));
	origin->len += size;
	return nla;
}

static void origin_put(struct nj_origin *origin, int type, const void *data,
		       int len)
{
	struct nlattr *nla = origin_reserve(origin, type, len);

	if (nla)
		memcpy(nla_data(nla), data, len);
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
	u32 before = origin->len;
	struct nlattr *nest;

	nest = origin_reserve(origin, NETJOURNAL_A_ORIGIN_PARENT | NLA_F_NESTED,
			      0);
	origin_put_u32(origin, NETJOURNAL_A_PARENT_PID, parent->pid);
	origin_put_comm(origin, NETJOURNAL_A_PARENT_COMM, parent->comm);
	if (nest)
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
	__acquires(slot->lock)
{
	struct slot *slot = raw_cpu_ptr(&slots);
	struct facts *facts;

	spin_lock_bh(&slot->lock);
	facts = &slot->facts[!slot->now];
	read_facts(facts, net, port_id);
	/* Facts are never all zero: a context is not. */
	if (!facts_equal(facts, &slot->facts[slot->now])) {
		slot->now = !slot->now;
		origin_make(&slot->origin, facts);
	}
	return &slot->origin;
}

void nj_origin_put(const struct nj_origin *origin)
	__releases(slot->lock)
{
	struct slot *slot = container_of((struct nj_origin *)origin,
					 struct slot, origin);

	spin_unlock_bh(&slot->lock);
}
