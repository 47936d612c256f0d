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

/*
 * Reads the name without task_lock(), which callers in atomic context may not
 * take: comm is always terminated, and a name that is torn by a concurrent
 * prctl() is what get_task_comm() can return too (see linux/sched.h).
 */
static void origin_put_comm(struct nj_origin *origin, int type,
			    struct task_struct *task)
{
	char comm[TASK_COMM_LEN];

	strscpy(comm, task->comm, sizeof(comm));
	origin_put(origin, type, comm, strlen(comm) + 1);
}

/* in_userns() of kernel/user_namespace.c is not exported. */
static bool userns_within(const struct user_namespace *owner,
			  const struct user_namespace *ns)
{
	while (ns->level > owner->level)
		ns = ns->parent;
	return ns == owner;
}

/* The PID namespace whose numbers a reader of @net's journal is shown. */
static struct pid_namespace *origin_pid_ns(const struct net *net)
{
	if (net->user_ns == &init_user_ns)
		return &init_pid_ns;
	return task_active_pid_ns(current);
}

static void origin_put_parents(struct nj_origin *origin, const struct net *net,
			       struct pid_namespace *pid_ns)
{
	struct task_struct *task = current;
	unsigned int i;

	rcu_read_lock();
	for (i = 0; i < NETJOURNAL_PARENTS_MAX; i++) {
		struct nlattr *nest;
		u32 before = origin->len;
		pid_t pid;

		task = rcu_dereference(task->real_parent);
		task = READ_ONCE(task->group_leader);
		pid = task_tgid_nr_ns(task, pid_ns);
		if (!pid ||
		    !userns_within(net->user_ns, __task_cred(task)->user_ns))
			break;

		nest = origin_reserve(origin,
				      NETJOURNAL_A_ORIGIN_PARENT | NLA_F_NESTED, 0);
		origin_put_u32(origin, NETJOURNAL_A_PARENT_PID, pid);
		origin_put_comm(origin, NETJOURNAL_A_PARENT_COMM, task);
		if (nest)
			nest->nla_len = origin->len - before;
	}
	rcu_read_unlock();
}

static u64 origin_cgroup_id(void)
{
	u64 id = 0;

#ifdef CONFIG_CGROUPS
	rcu_read_lock();
	id = cgroup_id(task_dfl_cgroup(current));
	rcu_read_unlock();
#endif
	return id;
}

static void origin_put_task(struct nj_origin *origin, const struct net *net)
{
	struct pid_namespace *pid_ns = origin_pid_ns(net);
	kuid_t loginuid = audit_get_loginuid(current);
	u64 cgroup_id = origin_cgroup_id();

	origin_put_u32(origin, NETJOURNAL_A_ORIGIN_PID,
		       task_tgid_nr_ns(current, pid_ns));
	origin_put_u32(origin, NETJOURNAL_A_ORIGIN_TID,
		       task_pid_nr_ns(current, pid_ns));
	origin_put_comm(origin, NETJOURNAL_A_ORIGIN_COMM, current);
	origin_put_comm(origin, NETJOURNAL_A_ORIGIN_LEADER_COMM,
			READ_ONCE(current->group_leader));
	origin_put_parents(origin, net, pid_ns);
	origin_put_u32(origin, NETJOURNAL_A_ORIGIN_UID,
		       from_kuid_munged(net->user_ns, current_euid()));
	if (uid_valid(loginuid))
		origin_put_u32(origin, NETJOURNAL_A_ORIGIN_LOGINUID,
			       from_kuid_munged(net->user_ns, loginuid));
	if (cgroup_id)
		origin_put(origin, NETJOURNAL_A_ORIGIN_CGROUP_ID, &cgroup_id,
			   sizeof(cgroup_id));
	/* A task that exits has given up its namespaces already. */
	if (current->nsproxy)
		origin_put_u32(origin, NETJOURNAL_A_ORIGIN_NETNS,
			       current->nsproxy->net_ns->ns.inum);
}

static u32 origin_context(const struct net *net, u32 port_id)
{
	if (in_serving_softirq())
		return NETJOURNAL_CONTEXT_SOFTIRQ;
	if (current->flags & PF_KTHREAD)
		return NETJOURNAL_CONTEXT_KTHREAD;
	if (!userns_within(net->user_ns, current_user_ns()))
		return NETJOURNAL_CONTEXT_OUTSIDE;
	return port_id ? NETJOURNAL_CONTEXT_REQUEST : NETJOURNAL_CONTEXT_TASK;
}

void nj_origin_current(struct nj_origin *origin, const struct net *net,
		       u32 port_id)
{
	origin->len = 0;
	origin->context = origin_context(net, port_id);
	origin_put_u32(origin, NETJOURNAL_A_ORIGIN_CONTEXT, origin->context);

	switch (origin->context) {
	case NETJOURNAL_CONTEXT_REQUEST:
	case NETJOURNAL_CONTEXT_TASK:
		origin_put_task(origin, net);
		break;
	case NETJOURNAL_CONTEXT_KTHREAD:
		/* The host's process ids are not for a container to know. */
		if (net->user_ns == &init_user_ns)
			origin_put_u32(origin, NETJOURNAL_A_ORIGIN_PID,
				       current->pid);
		origin_put_comm(origin, NETJOURNAL_A_ORIGIN_COMM, current);
		break;
	}
	if (port_id)
		origin_put_u32(origin, NETJOURNAL_A_ORIGIN_PORT_ID, port_id);
}

void nj_origin_uncertain(struct nj_origin *origin, u32 port_id)
{
	origin->len = 0;
	origin->context = NETJOURNAL_CONTEXT_UNCERTAIN;
	origin_put_u32(origin, NETJOURNAL_A_ORIGIN_CONTEXT, origin->context);
	if (port_id)
		origin_put_u32(origin, NETJOURNAL_A_ORIGIN_PORT_ID, port_id);
}
