// SPDX-License-Identifier: GPL-2.0
/*
 * Functions with the names of functions of the kernel that the module hooks. A
 * livepatch has such functions, and another module may have them with other
 * arguments. Writing 1 to the parameter "call" calls them all.
 */
#define netlink_broadcast kernel_netlink_broadcast
#define netlink_broadcast_filtered kernel_netlink_broadcast_filtered
#define netlink_set_err kernel_netlink_set_err
#define call_fib_notifiers kernel_call_fib_notifiers
#define fib6_del kernel_fib6_del
#define rt6_disable_ip kernel_rt6_disable_ip
#define rt6_sync_up kernel_rt6_sync_up
#define fib_sync_down_dev kernel_fib_sync_down_dev
#define fib_sync_up kernel_fib_sync_up
#define netdev_state_change kernel_netdev_state_change
#define netif_state_change kernel_netif_state_change
#include <linux/module.h>
#include <linux/nsproxy.h>
#include <linux/rtnetlink.h>
#include <linux/sched.h>
#include <net/net_namespace.h>
#include <net/netlink.h>
#undef netlink_broadcast
#undef netlink_broadcast_filtered
#undef netlink_set_err
#undef call_fib_notifiers
#undef fib6_del
#undef rt6_disable_ip
#undef rt6_sync_up
#undef fib_sync_down_dev
#undef fib_sync_up
#undef netdev_state_change
#undef netif_state_change

/* Otherwise the compiler would not call the function, or would call a copy. */
#define NAMESAKE(function) \
	static noinline __noipa void function(void *a, void *b, long c, long d) \
	{ \
		barrier(); \
	}

NAMESAKE(netlink_broadcast)
NAMESAKE(netlink_broadcast_filtered)
NAMESAKE(netlink_set_err)
NAMESAKE(call_fib_notifiers)
NAMESAKE(fib_notify_alias_delete)
NAMESAKE(fib6_del)
NAMESAKE(rt6_sync_down_dev)
NAMESAKE(rt6_disable_ip)
NAMESAKE(rt6_sync_up)
NAMESAKE(fib_sync_down_dev)
NAMESAKE(fib_sync_up)
NAMESAKE(remove_nexthop)
NAMESAKE(fib_rules_event)
NAMESAKE(netdev_state_change)
NAMESAKE(netif_state_change)
NAMESAKE(rtnetlink_rcv_msg)
NAMESAKE(genl_rcv_msg)
NAMESAKE(rtnl_dellink)
NAMESAKE(__inet_del_ifa)
/* A function of the module nf_tables. */
NAMESAKE(nf_tables_rule_notify)

static void (*const namesakes[])(void *a, void *b, long c, long d) = {
	call_fib_notifiers, fib_notify_alias_delete, fib6_del, rt6_sync_down_dev,
	rt6_disable_ip, rt6_sync_up, fib_sync_down_dev, fib_sync_up,
	remove_nexthop, fib_rules_event, netdev_state_change, netif_state_change,
	rtnetlink_rcv_msg, genl_rcv_msg, rtnl_dellink, __inet_del_ifa,
	nf_tables_rule_notify,
};

/*
 * Calls the namesakes of the functions of netlink as if a route had been added, and
 * as if a message about it could not be made.
 */
static int call_netlink(void)
{
	struct net *net = current->nsproxy->net_ns;
	struct sk_buff *skb = nlmsg_new(NLMSG_DEFAULT_SIZE, GFP_KERNEL);

	if (!skb)
		return -ENOMEM;
	nlmsg_put(skb, 0, 0, RTM_NEWROUTE, sizeof(struct rtmsg), 0);
	netlink_broadcast(net->rtnl, skb, 0, RTNLGRP_IPV4_ROUTE);
	netlink_broadcast_filtered(net->rtnl, skb, 0, RTNLGRP_IPV4_ROUTE);
	netlink_set_err(net->rtnl, NULL, RTNLGRP_IPV4_ROUTE, -ENOBUFS);
	nlmsg_free(skb);
	return 0;
}

static int call_set(const char *val, const struct kernel_param *kp)
{
	unsigned int i, n;

	/* Some times, because the module remembers what it has found out. */
	for (n = 0; n < 3; n++)
		for (i = 0; i < ARRAY_SIZE(namesakes); i++)
			namesakes[i]((void *)0x7, (void *)0x7, 6, 0);
	return call_netlink();
}

static const struct kernel_param_ops call_ops = { .set = call_set };
module_param_cb(call, &call_ops, NULL, 0200);
MODULE_PARM_DESC(call, "Calls the functions");

MODULE_DESCRIPTION("Functions with the names of functions of the kernel");
MODULE_LICENSE("GPL");
