// SPDX-License-Identifier: GPL-2.0
/*
 * Records IPv4 routes that the kernel removes without announcing it.
 *
 * When a link goes down, or an address or a nexthop is removed, the kernel marks
 * the routes that depend on it as dead, and flushes them from the tables
 * (fib_table_flush()). It announces such a deletion only if a mark in the
 * fib_info says so.
 *
 * struct fib_alias is private to the kernel (see fib_alias.h). The hook checks it
 * each time. It has a second check: an ordinary deletion is announced next, by
 * the same task. If that announcement differs from what the hook has read, the
 * hook is distrusted.
 */
#include <linux/inet.h>
#include <linux/rtnetlink.h>
#include <net/fib_notifier.h>
#include <net/ip_fib.h>
#include <net/net_namespace.h>
#include <net/netlink.h>

#include "compat.h"
#include "fib_alias.h"
#include "silent.h"
#include "silent_route4.h"

/**
 * struct expected - the announcement that must come next
 * @task: who will make it; NULL: none is expected
 * @net: where
 * @tb_id: table of the route
 * @dst: its prefix
 * @dst_len: length of the prefix
 *
 * There is only one, because IPv4 routes change under RTNL.
 */
static struct expected {
	const struct task_struct *task;
	const struct net *net;
	u32 tb_id;
	__be32 dst;
	u8 dst_len;
} expected;

static bool route_is_silent(const struct fib_info *fi)
{
	return (fi->fib_flags & RTNH_F_DEAD) && !nj_fib_announced(fi);
}

static void deletion_record(const struct net *net, const struct nj_route4 *route)
{
	if (nj_silent_admit(net, NETJOURNAL_KIND_ROUTE))
		nj_silent_record(net, NETJOURNAL_KIND_ROUTE,
				 nj_route4_message(RTM_DELROUTE, route, NULL));
}

/* fib_notify_alias_delete(net, key, fah, fa_to_delete, extack) */
static void notrace hear_route4(struct ftrace_regs *fregs)
{
	struct net *net = (void *)nj_ftrace_arg(fregs, 0);
	u32 key = nj_ftrace_arg(fregs, 1);
	struct nj_route4 route;

	if (READ_ONCE(nj_hook_route4.state) != NETJOURNAL_HOOK_STATE_ON)
		return;
	/*
	 * The namespace is ending: nobody can read its journal, and the kernel
	 * does not announce every deletion.
	 */
	if (!check_net(net))
		return;
	if (!nj_fib_alias_read(net, key, (void *)nj_ftrace_arg(fregs, 3),
			       &route)) {
		nj_hook_distrust(&nj_hook_route4);
		return;
	}
	if (route_is_silent(route.fi)) {
		deletion_record(net, &route);
		return;
	}
	expected = (struct expected){
		.net = net,
		.tb_id = route.tb_id,
		.dst = htonl(key),
		.dst_len = route.dst_len,
	};
	WRITE_ONCE(expected.task, current);
}

static bool is_route4_deletion(const struct nlmsghdr *nlh)
{
	const struct rtmsg *rtm = nlmsg_data(nlh);

	return nlh->nlmsg_type == RTM_DELROUTE &&
	       nlmsg_len(nlh) >= sizeof(*rtm) && rtm->rtm_family == AF_INET;
}

static bool is_expected(const struct net *net, const struct nlmsghdr *nlh)
{
	const struct rtmsg *rtm = nlmsg_data(nlh);
	const struct nlattr *table, *dst;

	table = nlmsg_find_attr(nlh, sizeof(*rtm), RTA_TABLE);
	dst = nlmsg_find_attr(nlh, sizeof(*rtm), RTA_DST);
	return net == expected.net && rtm->rtm_dst_len == expected.dst_len &&
	       table && nla_get_u32(table) == expected.tb_id &&
	       (dst ? nla_get_in_addr(dst) : 0) == expected.dst;
}

void nj_route4_announced(const struct net *net, const struct nlmsghdr *nlh)
{
	if (likely(READ_ONCE(expected.task) != current) || !in_task())
		return;
	/* A listener of the FIB may announce something else first. */
	if (nlh && !is_route4_deletion(nlh))
		return;
	WRITE_ONCE(expected.task, NULL);
	if (nlh && !is_expected(net, nlh))
		nj_hook_distrust(&nj_hook_route4);
}

struct nj_hook nj_hook_route4 = {
	.function = "fib_notify_alias_delete",
	.unseen = "silent deletions of IPv4 routes, if the prefix has several",
	.kinds = BIT(NETJOURNAL_KIND_ROUTE),
	.hear = hear_route4,
};

/* call_fib_notifiers(net, event_type, info) */
static void notrace hear_fib(struct ftrace_regs *fregs)
{
	const struct net *net = (void *)nj_ftrace_arg(fregs, 0);
	const struct fib_notifier_info *base = (void *)nj_ftrace_arg(fregs, 2);
	const struct fib_entry_notifier_info *info;
	struct nj_route4 route;

	if ((u32)nj_ftrace_arg(fregs, 1) != FIB_EVENT_ENTRY_DEL ||
	    base->family != AF_INET)
		return;
	info = container_of(base, struct fib_entry_notifier_info, info);
	if (!route_is_silent(info->fi))
		return;
	route = (struct nj_route4){
		.tb_id = info->tb_id,
		.dst = info->dst,
		.dst_len = info->dst_len,
		.dscp = info->dscp,
		.type = info->type,
		.fi = info->fi,
	};
	deletion_record(net, &route);
}

struct nj_hook nj_hook_fib = {
	.function = "call_fib_notifiers",
	.address = call_fib_notifiers,
	.unseen = "silent deletions of IPv4 routes",
	.kinds = BIT(NETJOURNAL_KIND_ROUTE),
	.instead_of = &nj_hook_route4,
	.hear = hear_fib,
};
