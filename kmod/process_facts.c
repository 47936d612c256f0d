// SPDX-License-Identifier: GPL-2.0
/*
 * Reads the details of the running process that can be read without sleeping, with
 * the locks that the kernel holds where it announces a change.
 */
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/cgroup.h>
#include <linux/mm_types.h>
#include <linux/moduleparam.h>
#include <linux/nsproxy.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "process_facts.h"
#include "view.h"

enum {
	CMDLINE_NEVER,
	CMDLINE_HOST,
	CMDLINE_EVERYWHERE,
};

/* See nj_limit_ops in quota.c. */
static int cmdline_set(const char *val, const struct kernel_param *kp)
{
	if (!capable(CAP_NET_ADMIN))
		return -EPERM;
	return param_set_uint_minmax(val, kp, CMDLINE_NEVER, CMDLINE_EVERYWHERE);
}

static const struct kernel_param_ops cmdline_ops = {
	.set = cmdline_set,
	.get = param_get_uint,
};

static unsigned int cmdline = CMDLINE_HOST;
module_param_cb(cmdline, &cmdline_ops, &cmdline, 0644);
MODULE_PARM_DESC(cmdline, "Whether command lines are recorded: 0 never, 1 in network namespaces of the initial user namespace (default), 2 everywhere");

/* Room for a path and for a command line, one after the other. */
#define NJ_TEXT_LEN	512

/* Under rcu_read_lock_bh(). */
static DEFINE_PER_CPU(struct nj_process_facts, last_facts);
static DEFINE_PER_CPU(char [NJ_TEXT_LEN], text_buffer);

bool nj_cmdline_is_shown(const struct net *net)
{
	return READ_ONCE(cmdline) >
	       (nj_view_is_host(net) ? CMDLINE_NEVER : CMDLINE_HOST) &&
	       nj_view_sees_process(net);
}

/*
 * Copies from the memory of the running process, up to the first page that is not
 * present. One copy of several pages fails if a single page is not present, so each
 * page is copied by itself.
 */
static size_t user_copy(void *to, unsigned long from, size_t len)
{
	size_t done, part;

	for (done = 0; done < len; done += part) {
		part = min(len - done, PAGE_SIZE - offset_in_page(from + done));
		if (copy_from_user_nofault(to + done,
					   (void __user *)(from + done), part))
			break;
	}
	return done;
}

/*
 * Returns false if a page of the command line cannot be read now. After fork(), this is
 * so for each page that the child has not yet used, on processors on which the kernel
 * itself notes the use of a page (ARMv8.0).
 */
static bool facts_put_cmdline(struct nj_attrs *attrs)
{
	char *text = *this_cpu_ptr(&text_buffer);
	/* A process that ends may have no memory any more. */
	const struct mm_struct *mm = current->mm;
	unsigned long start, end;
	size_t len, max;

	BUILD_BUG_ON(NJ_TEXT_LEN < NJ_PATH_LEN);
	BUILD_BUG_ON(NJ_TEXT_LEN < NETJOURNAL_CMDLINE_LEN_MAX);
	if (!mm)
		return true;
	start = READ_ONCE(mm->arg_start);
	end = READ_ONCE(mm->arg_end);
	if (end <= start)
		return true;
	max = min_t(unsigned long, end - start, NETJOURNAL_CMDLINE_LEN_MAX);
	len = user_copy(text, start, max);
	if (!len)
		return false;
	nj_cmdline_mask(text, len, len < end - start);
	nj_attrs_put(attrs, NETJOURNAL_A_PROCESS_CMDLINE, text, len);
	if (len < end - start)
		nj_attrs_put_flag(attrs, NETJOURNAL_A_PROCESS_CMDLINE_CUT);
	return len == max;
}

#ifdef CONFIG_CGROUPS
/*
 * Sets @root to where the path begins; NULL: at the root of the host. Returns false
 * if the journal must not show a path. Only the task's own cgroup namespace is
 * asked, because its tasks can see such paths anyway.
 */
static bool cgroup_root(const struct net *net, struct kernfs_node **root)
{
	const struct cgroup_namespace *ns;

	*root = NULL;
	if (nj_view_is_host(net))
		return true;
	if (!current->nsproxy)
		return false;
	ns = current->nsproxy->cgroup_ns;
	*root = ns->root_cset->dfl_cgrp->kn;
	return nj_userns_within(net->user_ns, ns->user_ns);
}

static void facts_put_cgroup(struct nj_attrs *attrs, const struct net *net)
{
	char *path = *this_cpu_ptr(&text_buffer);
	const struct cgroup *cgroup;
	struct kernfs_node *root;
	int len;

	if (!cgroup_root(net, &root))
		return;
	cgroup = task_css_set_check(current,
				    rcu_read_lock_bh_held())->dfl_cgrp;
	len = kernfs_path_from_node(cgroup->kn, root, path, NJ_PATH_LEN);
	/* Some versions return an error for a path that is too long, others its length. */
	if (len <= 0 || len >= NJ_PATH_LEN)
		return;
	/* The cgroup is outside the task's cgroup namespace. */
	if (root && !strncmp(path, "/..", 3))
		return;
	nj_attrs_put_string(attrs, NETJOURNAL_A_PROCESS_CGROUP, path);
}
#else
static void facts_put_cgroup(struct nj_attrs *attrs, const struct net *net)
{
}
#endif

static void comm_copy(char *to, const struct task_struct *task)
{
	/* See fact_take_comm() in origin.c. */
	memcpy(to, task->comm, TASK_COMM_LEN);
	to[TASK_COMM_LEN - 1] = '\0';
}

static void facts_put_own(struct nj_attrs *attrs, const struct net *net)
{
	struct task_struct *leader = READ_ONCE(current->group_leader);
	bool host = nj_view_is_host(net);
	u32 loginuid = nj_view_loginuid(host, net);
	char comm[TASK_COMM_LEN];

	nj_attrs_put_u32(attrs, NETJOURNAL_A_PROCESS_PID,
			 nj_view_pid(host, current));
	nj_attrs_put_u64(attrs, NETJOURNAL_A_PROCESS_START_TIME,
			 leader->start_boottime);
	comm_copy(comm, leader);
	nj_attrs_put_string(attrs, NETJOURNAL_A_PROCESS_COMM, comm);
	if (loginuid != (u32)-1)
		nj_attrs_put_u32(attrs, NETJOURNAL_A_PROCESS_LOGINUID, loginuid);
	/*
	 * Audit counts sessions for the whole host, so only the host sees their
	 * numbers.
	 */
	if (host && audit_get_sessionid(current) != AUDIT_SID_UNSET)
		nj_attrs_put_u32(attrs, NETJOURNAL_A_PROCESS_SESSION,
				 audit_get_sessionid(current));
	facts_put_cgroup(attrs, net);
}

/*
 * Returns the task's memory; NULL if the task is inside execve(), where the memory
 * may already be that of the other program. The caller has read the exec id.
 */
static const struct mm_struct *stable_mm(const struct task_struct *task)
{
	const struct mm_struct *mm;

	/* execve() sets in_execve, the memory and the exec id, and clears in_execve. */
	smp_rmb();
	mm = READ_ONCE(task->mm);
	/* A task that has another memory is still inside, or has another exec id. */
	smp_rmb();
	return task->in_execve ? NULL : mm;
}

unsigned int nj_ancestors_get(const struct net *net,
			      struct nj_ancestor *ancestors)
{
	bool host = nj_view_is_host(net);
	struct task_struct *task = current;
	struct nj_ancestor *a;
	unsigned int i;

	for (i = 0; i < NETJOURNAL_ANCESTORS_MAX; i++) {
		a = &ancestors[i];
		task = rcu_dereference_bh(task->real_parent);
		task = READ_ONCE(task->group_leader);
		a->task = task;
		a->pid = nj_view_pid(host, task);
		if (!a->pid || !nj_view_shows(host, net, task))
			break;
		a->start = task->start_boottime;
		a->exec_id = READ_ONCE(task->self_exec_id);
		a->mm = stable_mm(task);
		comm_copy(a->comm, task);
	}
	return i;
}

void nj_ancestor_put(struct nj_attrs *attrs, const struct nj_ancestor *ancestor)
{
	nj_attrs_put_u32(attrs, NETJOURNAL_A_ANCESTOR_PID, ancestor->pid);
	nj_attrs_put_u64(attrs, NETJOURNAL_A_ANCESTOR_START_TIME,
			 ancestor->start);
	nj_attrs_put_string(attrs, NETJOURNAL_A_ANCESTOR_COMM, ancestor->comm);
}

static void facts_put_ancestors(struct nj_attrs *attrs, const struct net *net)
{
	struct nj_ancestor ancestors[NETJOURNAL_ANCESTORS_MAX];
	unsigned int n = nj_ancestors_get(net, ancestors), i;
	struct nlattr *nest;

	for (i = 0; i < n; i++) {
		nest = nj_attrs_nest(attrs, NETJOURNAL_A_PROCESS_ANCESTOR);
		if (!nest)
			return;
		nj_ancestor_put(attrs, &ancestors[i]);
		nj_attrs_nest_end(attrs, nest);
	}
}

const struct nj_process_facts *nj_process_facts_get(const struct net *net)
{
	struct nj_process_facts *facts = this_cpu_ptr(&last_facts);
	struct nj_attrs attrs = {
		.buf = facts->attrs, .size = sizeof(facts->attrs),
	};

	facts_put_own(&attrs, net);
	facts->own_len = attrs.len;
	facts->cmdline_later = nj_cmdline_is_shown(net) && !facts_put_cmdline(&attrs);
	if (!facts->cmdline_later)
		facts->own_len = attrs.len;
	facts_put_ancestors(&attrs, net);
	facts->len = attrs.len;
	return facts;
}
