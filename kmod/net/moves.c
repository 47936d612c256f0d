// SPDX-License-Identifier: GPL-2.0
/*
 * Links that move to another network namespace.
 *
 * The kernel announces the link as deleted in the old namespace, and then as new in
 * the other one. Nothing in the messages says what the other namespace is. The hook
 * comes before both. The task that moves the link holds RTNL from the hook to the last
 * message, so no second move comes in between.
 */
#include <linux/if_link.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <net/net_namespace.h>
#include <net/netlink.h>

#include "moves.h"
#include "view.h"

/**
 * struct side - a namespace, and the link in it
 * @net: the namespace; only compared, because it may have ended since
 * @inode: inode number of the namespace
 * @cookie: its cookie
 * @shown: the other side may learn of this one
 * @ifindex: index of the link; 0: not yet known
 * @name: name of the link; "": not known
 */
struct side {
	const struct net *net;
	u32 inode;
	u64 cookie;
	bool shown;
	u32 ifindex;
	char name[IFNAMSIZ];
};

/*
 * The last move. Written under RTNL. The moving task reads it, and holds RTNL then;
 * other tasks only compare @task.
 */
static struct {
	const struct task_struct *task;
	struct side from, to;
} last;

/* A container must not learn anything of namespaces outside. */
static void side_init(struct side *side, const struct net *net, const struct net *other)
{
	side->net = net;
	side->inode = net->ns.inum;
	side->cookie = net->net_cookie;
	side->shown = nj_userns_within(other->user_ns, net->user_ns);
}

/*
 * The name that the link is to have. Without @pattern it keeps its name. With a
 * pattern such as dev%d the name is not yet known.
 */
static void side_name(struct side *to, const char *name, const char *pattern)
{
	to->name[0] = '\0';
	if (!pattern)
		strscpy(to->name, name, sizeof(to->name));
	else if (!strchr(pattern, '%'))
		strscpy(to->name, pattern, sizeof(to->name));
}

/* __dev_change_net_namespace(dev, net, pat, ...) */
static void notrace hear_move(struct ftrace_regs *fregs)
{
	const struct net_device *dev = (void *)nj_ftrace_arg(fregs, 0);
	const char *pattern = (void *)nj_ftrace_arg(fregs, 2);
	const struct net *from = dev_net(dev), *to = (void *)nj_ftrace_arg(fregs, 1);

	side_init(&last.from, from, to);
	side_init(&last.to, to, from);
	last.from.ifindex = dev->ifindex;
	strscpy(last.from.name, dev->name, sizeof(last.from.name));
	last.to.ifindex = 0;
	side_name(&last.to, dev->name, pattern);
	WRITE_ONCE(last.task, current);
}

static void move_fill(struct nj_move *move, u16 type, const struct side *side)
{
	u8 *to = move->attrs;

	move->type = type | NLA_F_NESTED;
	if (!side->shown)
		return;
	to = nj_attr_put(to, NETJOURNAL_A_MOVE_INODE, &side->inode, sizeof(side->inode));
	to = nj_attr_put(to, NETJOURNAL_A_MOVE_COOKIE, &side->cookie, sizeof(side->cookie));
	if (side->ifindex)
		to = nj_attr_put(to, NETJOURNAL_A_MOVE_IFINDEX, &side->ifindex,
				 sizeof(side->ifindex));
	if (side->name[0])
		to = nj_attr_put(to, NETJOURNAL_A_MOVE_NAME, side->name,
				 strlen(side->name) + 1);
	move->len = to - move->attrs;
}

void nj_move_get(struct nj_move *move, const struct net *net,
		 const struct nlmsghdr *nlh)
{
	const struct ifinfomsg *ifi = nlmsg_data(nlh);
	const struct nlattr *index;

	move->type = 0;
	move->len = 0;
	if (READ_ONCE(last.task) != current || ifi->ifi_family != AF_UNSPEC)
		return;
	if (nlh->nlmsg_type == RTM_DELLINK) {
		/* Only a link that moves has this attribute. */
		index = nlmsg_find_attr(nlh, sizeof(*ifi), IFLA_NEW_IFINDEX);
		if (!index || nla_len(index) != sizeof(u32) ||
		    !net_eq(net, last.from.net) ||
		    ifi->ifi_index != last.from.ifindex)
			return;
		last.to.ifindex = nla_get_u32(index);
		move_fill(move, NETJOURNAL_A_RECORD_MOVED_TO, &last.to);
	} else if (last.to.ifindex && ifi->ifi_index == last.to.ifindex &&
		   ifi->ifi_change == ~0u && net_eq(net, last.to.net)) {
		move_fill(move, NETJOURNAL_A_RECORD_MOVED_FROM, &last.from);
		WRITE_ONCE(last.task, NULL);
	}
}

struct nj_hook nj_hook_move = {
	.function = "__dev_change_net_namespace",
	.unseen = "from which and to which network namespace a link moves",
	.hear = hear_move,
};
