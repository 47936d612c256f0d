// SPDX-License-Identifier: GPL-2.0
/*
 * Sees the events from which other changes follow: see cause.c.
 *
 * The kernel calls the notifiers of an event in the order of their priorities. The
 * module has two for each event, the first and the last one. What the others change
 * follows from the event.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/if_addr.h>
#include <linux/inetdevice.h>
#include <linux/netdevice.h>
#include <linux/printk.h>
#include <linux/rtnetlink.h>
#include <linux/sched.h>
#include <linux/uaccess.h>
#include <net/addrconf.h>
#include <net/if_inet6.h>
#include <net/net_namespace.h>
#include <net/netlink.h>
#include <net/sock.h>

#include "addr6_message.h"
#include "cause.h"
#include "cause_events.h"
#include "cause_memory.h"
#include "compat.h"
#include "silent.h"

/*
 * While this is false, the notifiers do nothing: when the module begins and stops to
 * listen, the kernel calls them for all devices, as if each came or went.
 */
static bool listening;

static struct nj_event event_of_dev(const struct net_device *dev, u32 event)
{
	return (struct nj_event){
		.event = event,
		.netns = dev_net(dev)->ns.inum,
		.ifindex = dev->ifindex,
	};
}

/* What the kernel calls the events of a link; 0: nothing follows. */
static const u8 link_events[] = {
	[NETDEV_UP] = NETJOURNAL_CAUSE_EVENT_LINK_UP,
	[NETDEV_DOWN] = NETJOURNAL_CAUSE_EVENT_LINK_DOWN,
	[NETDEV_REGISTER] = NETJOURNAL_CAUSE_EVENT_LINK_ADDED,
	[NETDEV_UNREGISTER] = NETJOURNAL_CAUSE_EVENT_LINK_REMOVED,
	[NETDEV_CHANGE] = NETJOURNAL_CAUSE_EVENT_LINK_STATE,
	[NETDEV_CHANGEMTU] = NETJOURNAL_CAUSE_EVENT_LINK_MTU,
	[NETDEV_CHANGEADDR] = NETJOURNAL_CAUSE_EVENT_LINK_LLADDR,
	[NETDEV_CHANGENAME] = NETJOURNAL_CAUSE_EVENT_LINK_NAME,
	[NETDEV_CHANGEUPPER] = NETJOURNAL_CAUSE_EVENT_LINK_MASTER,
};

static void link_event(unsigned long event, void *info,
		       void (*pass)(const struct nj_event *event))
{
	struct nj_event passed;

	if (!READ_ONCE(listening) || event >= ARRAY_SIZE(link_events) ||
	    !link_events[event])
		return;
	passed = event_of_dev(netdev_notifier_info_to_dev(info),
			      link_events[event]);
	pass(&passed);
}

static int link_begins(struct notifier_block *nb, unsigned long event, void *info)
{
	link_event(event, info, nj_cause_begin);
	return NOTIFY_DONE;
}

static int link_ends(struct notifier_block *nb, unsigned long event, void *info)
{
	link_event(event, info, nj_cause_end);
	return NOTIFY_DONE;
}

static struct notifier_block link_first = {
	.notifier_call = link_begins, .priority = INT_MAX,
};

static struct notifier_block link_last = {
	.notifier_call = link_ends, .priority = INT_MIN,
};

static struct nj_event event_of_addr(const struct in_ifaddr *ifa, u32 event)
{
	struct nj_event passed = event_of_dev(ifa->ifa_dev->dev, event);

	passed.address_len = sizeof(ifa->ifa_local);
	memcpy(passed.address, &ifa->ifa_local, sizeof(ifa->ifa_local));
	return passed;
}

static void addr_event(unsigned long event, const struct in_ifaddr *ifa,
		       void (*pass)(const struct nj_event *event))
{
	struct nj_event passed;

	if (!READ_ONCE(listening) || (event != NETDEV_UP && event != NETDEV_DOWN))
		return;
	passed = event_of_addr(ifa, event == NETDEV_UP ?
				    NETJOURNAL_CAUSE_EVENT_ADDR_ADDED :
				    NETJOURNAL_CAUSE_EVENT_ADDR_REMOVED);
	pass(&passed);
}

static int addr_begins(struct notifier_block *nb, unsigned long event, void *ifa)
{
	addr_event(event, ifa, nj_cause_begin);
	return NOTIFY_DONE;
}

static int addr_ends(struct notifier_block *nb, unsigned long event, void *ifa)
{
	addr_event(event, ifa, nj_cause_end);
	return NOTIFY_DONE;
}

static struct notifier_block addr_first = {
	.notifier_call = addr_begins, .priority = INT_MAX,
};

static struct notifier_block addr_last = {
	.notifier_call = addr_ends, .priority = INT_MIN,
};

#if IS_ENABLED(CONFIG_IPV6)
/*
 * Returns whether the kernel announces the address only when a work item has finished
 * duplicate address detection. It announces other addresses twice, the first time in
 * the task that asks for the address.
 */
static bool is_announced_later(const struct inet6_ifaddr *ifa)
{
	return ifa->flags & (IFA_F_NODAD | IFA_F_OPTIMISTIC | IFA_F_TEMPORARY) ||
	       ifa->ifa_proto == IFAPROT_KERNEL_LL ||
	       ifa->ifa_proto == IFAPROT_KERNEL_RA;
}

/* An address has been added. Its routes and its announcement come next. */
static int addr6_begins(struct notifier_block *nb, unsigned long event, void *arg)
{
	struct inet6_ifaddr *ifa = arg;
	struct net_device *dev = ifa->idev->dev;
	struct nj_event passed;

	if (!READ_ONCE(listening) || event != NETDEV_UP)
		return NOTIFY_DONE;
	if (in_task() && !irqs_disabled()) {
		passed = event_of_dev(dev, NETJOURNAL_CAUSE_EVENT_ADDR_ADDED);
		passed.address_len = sizeof(ifa->addr);
		memcpy(passed.address, &ifa->addr, sizeof(ifa->addr));
		nj_cause_add_addr6(&passed);
	}
	if (is_announced_later(ifa) &&
	    nj_silent_admit(dev_net(dev), NETJOURNAL_KIND_ADDR))
		nj_silent_record(dev_net(dev), NETJOURNAL_KIND_ADDR,
				 nj_addr6_message(RTM_NEWADDR, ifa));
	return NOTIFY_DONE;
}

static struct notifier_block addr6_first = {
	.notifier_call = addr6_begins, .priority = INT_MAX,
};

static int addr6_listen(void)
{
	return register_inet6addr_notifier(&addr6_first);
}

static void addr6_stop(void)
{
	unregister_inet6addr_notifier(&addr6_first);
}
#else
static int addr6_listen(void)
{
	return 0;
}

static void addr6_stop(void)
{
}
#endif

/* The device that a request names; 0: not known. */
static u32 requested_index(const struct net *net, const struct nlmsghdr *nlh)
{
	const struct ifinfomsg *ifm = nlmsg_data(nlh);
	const struct nlattr *name;
	const struct net_device *dev;
	char text[ALTIFNAMSIZ];
	u32 ifindex;

	if (nlmsg_find_attr(nlh, sizeof(*ifm), IFLA_TARGET_NETNSID))
		return 0;
	if (ifm->ifi_index)
		return ifm->ifi_index;
	name = nlmsg_find_attr(nlh, sizeof(*ifm), IFLA_IFNAME) ?:
	       nlmsg_find_attr(nlh, sizeof(*ifm), IFLA_ALT_IFNAME);
	if (!name || nla_strscpy(text, name, sizeof(text)) < 0)
		return 0;
	rcu_read_lock();
	dev = dev_get_by_name_rcu((struct net *)net, text);
	ifindex = dev ? dev->ifindex : 0;
	rcu_read_unlock();
	return ifindex;
}

/*
 * rtnl_dellink(skb, nlh, extack). The kernel's function that deletes a link has no
 * event of its own: ports and the other end of a veth go before any notifier is called.
 */
static void notrace hear_delete_link(struct ftrace_regs *fregs)
{
	const struct sk_buff *skb = (void *)nj_ftrace_arg(fregs, 0);
	const struct nlmsghdr *nlh = (void *)nj_ftrace_arg(fregs, 1);
	const struct net *net = sock_net(skb->sk);
	struct nj_event event = {
		.event = NETJOURNAL_CAUSE_EVENT_LINK_REMOVED,
		.netns = net->ns.inum,
	};

	if (nlmsg_len(nlh) < sizeof(struct ifinfomsg))
		return;
	event.ifindex = requested_index(net, nlh);
	if (event.ifindex)
		nj_cause_delete_link(&event);
}

/* __inet_del_ifa(in_dev, ifap, ...), where @ifap points to a member of a list of @in_dev */
static void notrace hear_delete_addr(struct ftrace_regs *fregs)
{
	const struct in_device *in_dev = (void *)nj_ftrace_arg(fregs, 0);
	struct in_ifaddr *const *ifap = (void *)nj_ftrace_arg(fregs, 1);
	struct in_device *owner;
	struct in_ifaddr *ifa;
	struct nj_event event;

	if (READ_ONCE(nj_hook_delete_addr.state) != NETJOURNAL_HOOK_STATE_ON)
		return;
	if (get_kernel_nofault(ifa, ifap) ||
	    get_kernel_nofault(owner, &ifa->ifa_dev) || owner != in_dev) {
		nj_hook_distrust(&nj_hook_delete_addr);
		return;
	}
	event = event_of_addr(ifa, NETJOURNAL_CAUSE_EVENT_ADDR_REMOVED);
	nj_cause_delete_addr(&event);
}

/*
 * linkwatch_fire_event(dev). Drivers call this with any locks, and in any context. A
 * work item carries out the change, and the module looks for the act that caused it. If
 * that is not known, then an act that changed the carrier before is not the cause.
 */
static void notrace hear_carrier(struct ftrace_regs *fregs)
{
	struct nj_event event = event_of_dev((void *)nj_ftrace_arg(fregs, 0),
					     NETJOURNAL_CAUSE_EVENT_CARRIER);

	if (!in_task() || irqs_disabled() || current->flags & PF_WQ_WORKER)
		nj_carrier_take(&event);
	else
		nj_cause_carrier(&event);
}

struct nj_hook nj_hook_delete_link = {
	.function = "rtnl_dellink",
	.unseen = "which links follow a link that somebody deletes",
	.hear = hear_delete_link,
};

struct nj_hook nj_hook_delete_addr = {
	.function = "__inet_del_ifa",
	.unseen = "which addresses go with their primary address",
	.hear = hear_delete_addr,
};

struct nj_hook nj_hook_carrier = {
	.function = "linkwatch_fire_event",
	.unseen = "which task may have changed a carrier",
	.hear = hear_carrier,
};

static int events_init(void)
{
	int err;

	err = register_netdevice_notifier(&link_first);
	if (err)
		return err;
	err = register_netdevice_notifier(&link_last);
	if (err)
		goto last;
	err = register_inetaddr_notifier(&addr_first);
	if (err)
		goto addr;
	err = register_inetaddr_notifier(&addr_last);
	if (err)
		goto addr_last;
	err = addr6_listen();
	if (err)
		goto addr6;
	WRITE_ONCE(listening, true);
	return 0;
addr6:
	unregister_inetaddr_notifier(&addr_last);
addr_last:
	unregister_inetaddr_notifier(&addr_first);
addr:
	unregister_netdevice_notifier(&link_last);
last:
	unregister_netdevice_notifier(&link_first);
	return err;
}

static void events_exit(void)
{
	WRITE_ONCE(listening, false);
	addr6_stop();
	unregister_inetaddr_notifier(&addr_last);
	unregister_inetaddr_notifier(&addr_first);
	unregister_netdevice_notifier(&link_last);
	unregister_netdevice_notifier(&link_first);
}

/* The kernel calls this for each namespace that ends, before any link of them goes. */
static void __net_exit events_pre_exit(struct net *net)
{
	/* The module stops. */
	if (current->flags & PF_WQ_WORKER)
		nj_cause_end_netns(net);
}

static struct pernet_operations events_ops = {
	.pre_exit = events_pre_exit,
};

const struct nj_part nj_cause_events_part = {
	.init = events_init,
	.exit = events_exit,
	.netns = &events_ops,
};
