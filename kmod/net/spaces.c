// SPDX-License-Identifier: GPL-2.0
/*
 * Records who makes network namespaces, and who drops the last reference to them.
 *
 * Two journals have the records of a namespace: that of the initial namespace, and
 * that of the maker, which is the namespace of the task that made it. So a container
 * learns only of namespaces that were made inside it.
 *
 * The last reference is dropped in __put_net(). netns_put() contains a copy of
 * __put_net(), because the compiler inlines it; it drops the reference of a name, of
 * an open file or of a mount. If neither hook sees the end, then the work item that
 * cleans up records it: nobody knows who dropped the last reference.
 */
#include <linux/interrupt.h>
#include <linux/list.h>
#include <linux/netlink.h>
#include <linux/nsproxy.h>
#include <linux/proc_ns.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>

#include "compat.h"
#include "journal.h"
#include "netns.h"
#include "nlbuf.h"
#include "origin.h"
#include "spaces.h"

static unsigned int spaces_id __read_mostly;

/**
 * struct space - a network namespace
 * @net: the namespace
 * @maker: whose journal has its records beside that of the initial namespace; NULL:
 *	none, it is not known, or it has ended. It exists as long as an RCU reader can
 *	find it here.
 * @made: the spaces with this maker
 * @in_made: in the maker's list
 * @teller: the task whose last reference was recorded; NULL: none was. It is only
 *	compared.
 */
struct space {
	const struct net *net;
	struct space *maker;
	struct list_head made;
	struct list_head in_made;
	const struct task_struct *teller;
};

/*
 * Protects all spaces. It is not held while a record is made: sending the notification
 * takes as long as there are listeners.
 */
static DEFINE_SPINLOCK(spaces_lock);

static struct space *space_of(const struct net *net)
{
	return net_generic(net, spaces_id);
}

/* The message of a record. On the wire, its u64 is aligned to 8 bytes. */
struct space_message {
	struct nlmsghdr hdr;
	u8 family[NLMSG_ALIGNTO];
	u8 inode[NJ_ATTR_SIZE(sizeof(u32))];
	u8 cookie[NJ_ATTR_SIZE(sizeof(u64))];
};

static void journal_record(struct nj_journal *journal,
			   struct space_message *message)
{
	const struct kvec piece = {
		.iov_base = message, .iov_len = sizeof(*message),
	};
	const struct nj_attr attr = {
		.type = NETJOURNAL_A_RECORD_MESSAGE,
		.n_pieces = 1,
		.len = sizeof(*message),
		.pieces = &piece,
	};
	const struct nj_origin *origin;

	if (!nj_journal_keeps(journal, NETJOURNAL_KIND_NETNS))
		return;
	origin = nj_origin_get(&journal->processes, 0);
	nj_journal_add(journal, NETJOURNAL_KIND_NETNS, origin, &attr, 1);
	nj_origin_put(origin);
}

/* Records what the running task does to the space. */
static void space_record(const struct space *space, u16 type)
{
	u32 inode = space->net->ns.inum;
	u64 cookie = space->net->net_cookie;
	const struct space *maker;
	struct space_message message = {
		.hdr = { .nlmsg_len = sizeof(message), .nlmsg_type = type },
	};

	nj_attr_put(message.inode, NETJOURNAL_A_NETNS_INODE, &inode,
		    sizeof(inode));
	nj_attr_put(message.cookie, NETJOURNAL_A_NETNS_COOKIE, &cookie,
		    sizeof(cookie));
	journal_record(nj_netns_journal(&init_net), &message);
	/* After maker_forget() the kernel waits for RCU readers before the journal goes. */
	rcu_read_lock();
	maker = READ_ONCE(space->maker);
	if (maker)
		journal_record(nj_netns_journal(maker->net), &message);
	rcu_read_unlock();
}

/* Whether the kernel is still making the namespace. */
static bool net_is_new(const struct net *net)
{
	return !net->list.next || list_empty(&net->list);
}

/* Nothing ends the maker meanwhile: the running task is in it. */
static void space_make(struct space *space)
{
	const struct nsproxy *nsproxy = current->nsproxy;
	struct space *maker = nsproxy ? space_of(nsproxy->net_ns) : NULL;

	if (maker && !net_eq(maker->net, &init_net)) {
		spin_lock(&spaces_lock);
		WRITE_ONCE(space->maker, maker);
		list_add(&space->in_made, &maker->made);
		spin_unlock(&spaces_lock);
	}
	space_record(space, NETJOURNAL_MESSAGE_NETNS_NEW);
}

static int __net_init spaces_init(struct net *net)
{
	struct space *space = space_of(net);

	space->net = net;
	INIT_LIST_HEAD(&space->made);
	INIT_LIST_HEAD(&space->in_made);
	/* When the module is loaded, this runs for the namespaces that exist. */
	if (net_is_new(net))
		space_make(space);
	return 0;
}

/*
 * The running task has dropped the last reference. It may pass several hooks then. A
 * reference that another task gets at the last moment keeps the namespace alive;
 * whoever drops that one is recorded, too.
 */
static void space_end(const struct net *net)
{
	struct space *space = space_of(net);

	if (xchg(&space->teller, current) != current)
		space_record(space, NETJOURNAL_MESSAGE_NETNS_DEL);
}

/* Removes the space from the list of its maker, and from the spaces that it has made. */
static void maker_forget(struct space *space)
{
	struct space *made, *next;

	spin_lock(&spaces_lock);
	list_for_each_entry_safe(made, next, &space->made, in_made) {
		WRITE_ONCE(made->maker, NULL);
		list_del_init(&made->in_made);
	}
	WRITE_ONCE(space->maker, NULL);
	list_del_init(&space->in_made);
	spin_unlock(&spaces_lock);
}

/*
 * Runs in the work item that cleans up, and in the task for which the kernel could not
 * make the namespace. When the module is unloaded, it runs for all namespaces in the
 * task that unloads the module. That task must make no record: the unload waits until
 * the system calls of all records have ended.
 */
static void __net_exit spaces_pre_exit(struct net *net)
{
	bool cleaned = !check_net(net) && current->flags & PF_WQ_WORKER;

	if ((cleaned || net_is_new(net)) && !READ_ONCE(space_of(net)->teller))
		space_end(net);
	maker_forget(space_of(net));
}

static struct pernet_operations spaces_ops = {
	.init = spaces_init,
	.pre_exit = spaces_pre_exit,
	.id = &spaces_id,
	.size = sizeof(struct space),
};

const struct nj_part nj_spaces_part = {
	.netns = &spaces_ops,
};

/*
 * Whether the running task, and not an interrupt, drops the reference. The hooks also do
 * nothing while soft interrupts are off: sending a notification can drop a reference,
 * under the locks of a journal.
 */
static bool is_task(void)
{
	return !in_interrupt() && !irqs_disabled();
}

/* __put_net(net) */
static void notrace hear_put_net(struct ftrace_regs *fregs)
{
	if (is_task())
		space_end((struct net *)nj_ftrace_arg(fregs, 0));
}

/* netns_put(ns), called before the reference is dropped */
static void notrace hear_netns_put(struct ftrace_regs *fregs)
{
	struct ns_common *ns = (void *)nj_ftrace_arg(fregs, 0);
	const struct net *net = container_of(ns, struct net, ns);

	if (!is_task() ||
	    READ_ONCE(nj_hook_netns_put.state) != NETJOURNAL_HOOK_STATE_ON)
		return;
	if (ns->ops != init_net.ns.ops)
		nj_hook_distrust(&nj_hook_netns_put);
	else if (nj_net_refs(net) == 1)
		space_end(net);
}

struct nj_hook nj_hook_put_net = {
	.function = "__put_net",
	.address = __put_net,
	.unseen = "which task dropped the last reference to a network namespace",
	.hear = hear_put_net,
};

struct nj_hook nj_hook_netns_put = {
	.function = "netns_put",
	.unseen = "which task removed the last name or file of a network namespace",
	.hear = hear_netns_put,
};
