/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a journal may show of tasks.
 *
 * A journal does not show tasks outside the user namespace that owns its network
 * namespace. The journals of the initial user namespace show everything, in the
 * numbers of the host. Other journals show the numbers that the running task
 * itself sees.
 */
#ifndef NJ_VIEW_H
#define NJ_VIEW_H

#include <linux/audit.h>
#include <linux/cred.h>
#include <linux/pid_namespace.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/user_namespace.h>
#include <net/net_namespace.h>

static inline bool nj_view_is_host(const struct net *net)
{
	return net->user_ns == &init_user_ns;
}

/* Like in_userns() of kernel/user_namespace.c, which is not exported. */
static inline bool nj_userns_within(const struct user_namespace *owner,
				    const struct user_namespace *ns)
{
	if (owner == &init_user_ns)
		return true;
	while (ns->level > owner->level)
		ns = ns->parent;
	return ns == owner;
}

/* The process id of @task; 0: the task has no id that the journal may show. */
static __always_inline u32 nj_view_pid(bool host, struct task_struct *task)
{
	return host ? task_tgid_nr(task) :
	       task_tgid_nr_ns(task, task_active_pid_ns(current));
}

/* Whether the journal of @net may show @task. Under rcu_read_lock_bh(). */
static __always_inline bool nj_view_shows(bool host, const struct net *net,
					  const struct task_struct *task)
{
	/*
	 * __task_cred() demands rcu_read_lock(), but the caller holds
	 * rcu_read_lock_bh().
	 */
	return host ||
	       nj_userns_within(net->user_ns,
				rcu_dereference_bh(task->real_cred)->user_ns);
}

/*
 * Whether the journal of @net may show what /proc shows of the running process. A process
 * of the host can enter the namespaces of users and networks of a container, but not its
 * PID namespace. The container then does not see the process in /proc.
 */
static inline bool nj_view_sees_process(const struct net *net)
{
	return nj_view_is_host(net) ||
	       nj_userns_within(net->user_ns,
				task_active_pid_ns(current)->user_ns);
}

/* The login user id of the running task; -1: none. */
static __always_inline u32 nj_view_loginuid(bool host, const struct net *net)
{
	kuid_t loginuid = audit_get_loginuid(current);

	/* An invalid login uid has the value -1. */
	if (host || !uid_valid(loginuid))
		return __kuid_val(loginuid);
	return from_kuid_munged(net->user_ns, loginuid);
}

#endif
