// SPDX-License-Identifier: GPL-2.0
/*
 * A link as the message that the kernel would have sent. Compare
 * rtnl_fill_ifinfo(), which is not exported. Statistics are left out, because
 * announced.c cuts them too.
 */
#include <linux/bpf.h>
#include <linux/device.h>
#include <linux/filter.h>
#include <linux/if_link.h>
#include <linux/inetdevice.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <linux/skbuff.h>
#include <net/addrconf.h>
#include <net/net_namespace.h>
#include <net/netlink.h>
#include <net/rtnetlink.h>
#include <net/sch_generic.h>

#include "altnames.h"
#include "compat.h"
#include "link_message.h"
#include "silent.h"

/* An attribute whose value is that of a member of struct net_device. */
struct member {
	u16 type;
	u16 len;
	u16 offset;
};

#define MEMBER(attr, type_of, name) \
	{ IFLA_##attr, sizeof(type_of), offsetof(struct net_device, name) }

static const struct member members[] = {
	MEMBER(TXQLEN, u32, tx_queue_len),
	MEMBER(LINKMODE, u8, link_mode),
	MEMBER(MTU, u32, mtu),
	MEMBER(MIN_MTU, u32, min_mtu),
	MEMBER(MAX_MTU, u32, max_mtu),
	MEMBER(GROUP, u32, group),
	MEMBER(PROMISCUITY, u32, promiscuity),
	MEMBER(ALLMULTI, u32, allmulti),
	MEMBER(NUM_TX_QUEUES, u32, num_tx_queues),
	MEMBER(NUM_RX_QUEUES, u32, num_rx_queues),
	MEMBER(GSO_MAX_SIZE, u32, gso_max_size),
	MEMBER(GRO_MAX_SIZE, u32, gro_max_size),
	MEMBER(TSO_MAX_SIZE, u32, tso_max_size),
#ifdef NJ_HAVE_GSO_IPV4
	MEMBER(GSO_IPV4_MAX_SIZE, u32, gso_ipv4_max_size),
	MEMBER(GRO_IPV4_MAX_SIZE, u32, gro_ipv4_max_size),
#endif
	MEMBER(CARRIER_UP_COUNT, u32, carrier_up_count),
	MEMBER(CARRIER_DOWN_COUNT, u32, carrier_down_count),
	MEMBER(PROTO_DOWN, u8, proto_down),
#ifdef NJ_HAVE_HEADROOM
	MEMBER(HEADROOM, u16, needed_headroom),
	MEMBER(TAILROOM, u16, needed_tailroom),
#endif
};

static int put_members(struct sk_buff *skb, const struct net_device *dev)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(members); i++)
		if (nla_put(skb, members[i].type, members[i].len,
			    (const void *)dev + members[i].offset))
			return -EMSGSIZE;
	/* These members have 16 bits. */
	if (nla_put_u32(skb, IFLA_GSO_MAX_SEGS, dev->gso_max_segs) ||
	    nla_put_u32(skb, IFLA_TSO_MAX_SEGS, dev->tso_max_segs))
		return -EMSGSIZE;
	return 0;
}

static int put_carrier(struct sk_buff *skb, const struct net_device *dev)
{
	if (nla_put_u8(skb, IFLA_OPERSTATE, IF_OPER_DOWN) ||
	    nla_put_u8(skb, IFLA_CARRIER, netif_carrier_ok(dev)) ||
	    nla_put_u32(skb, IFLA_CARRIER_CHANGES,
			atomic_read(&dev->carrier_up_count) +
			atomic_read(&dev->carrier_down_count)))
		return -EMSGSIZE;
	return 0;
}

static int put_down_reason(struct sk_buff *skb, const struct net_device *dev)
{
	struct nlattr *nest;

	if (!dev->proto_down_reason)
		return 0;
	nest = nla_nest_start(skb, IFLA_PROTO_DOWN_REASON);
	if (!nest || nla_put_u32(skb, IFLA_PROTO_DOWN_REASON_VALUE,
				 dev->proto_down_reason))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static int put_alias(struct sk_buff *skb, const struct net_device *dev)
{
	const struct dev_ifalias *alias;
	int err = 0;

	rcu_read_lock();
	alias = rcu_dereference(dev->ifalias);
	if (alias && alias->ifalias[0])
		err = nla_put_string(skb, IFLA_IFALIAS, alias->ifalias);
	rcu_read_unlock();
	return err;
}

static int put_addresses(struct sk_buff *skb, const struct net_device *dev)
{
	if (!dev->addr_len)
		return 0;
	if (nla_put(skb, IFLA_ADDRESS, dev->addr_len, dev->dev_addr) ||
	    nla_put(skb, IFLA_BROADCAST, dev->addr_len, dev->broadcast))
		return -EMSGSIZE;
	if (!memchr_inv(dev->perm_addr, 0, dev->addr_len))
		return 0;
	return nla_put(skb, IFLA_PERM_ADDRESS, dev->addr_len, dev->perm_addr);
}

static int put_map(struct sk_buff *skb, const struct net_device *dev)
{
	struct rtnl_link_ifmap map;

	/* The padding at its end goes to user space, too. */
	memset(&map, 0, sizeof(map));
	map.mem_start = dev->mem_start;
	map.mem_end = dev->mem_end;
	map.base_addr = dev->base_addr;
	map.irq = dev->irq;
	map.dma = dev->dma;
	map.port = dev->if_port;
	return nla_put_64bit(skb, IFLA_MAP, sizeof(map), &map, IFLA_PAD);
}

/*
 * Puts the link below or the other end, and its namespace if the namespace is
 * another one.
 */
static int put_lower(struct sk_buff *skb, const struct net_device *dev)
{
	const struct rtnl_link_ops *ops = dev->rtnl_link_ops;
	int lower = dev_get_iflink(dev);
	struct net *net = dev_net(dev);

	if (ops && ops->get_link_net)
		net = ops->get_link_net(dev);
	/*
	 * The kernel's own announcement gives the namespace a number if it has none.
	 * This message then contains the number -1, which means unknown.
	 */
	if (!net_eq(net, dev_net(dev))) {
		if (nla_put_s32(skb, IFLA_LINK_NETNSID,
				peernet2id(dev_net(dev), net)))
			return -EMSGSIZE;
	} else if (lower == dev->ifindex) {
		return 0;
	}
	return nla_put_u32(skb, IFLA_LINK, lower);
}

static int put_qdisc(struct sk_buff *skb, const struct net_device *dev)
{
	if (!rcu_access_pointer(dev->qdisc))
		return 0;
	return nla_put_string(skb, IFLA_QDISC,
			      rtnl_dereference(dev->qdisc)->ops->id);
}

static int put_neighbours(struct sk_buff *skb, struct net_device *dev)
{
	const struct net_device *master = netdev_master_upper_dev_get(dev);
	const struct device *parent = dev->dev.parent;

	if ((master && nla_put_u32(skb, IFLA_MASTER, master->ifindex)) ||
	    put_qdisc(skb, dev) ||
	    (parent && nla_put_string(skb, IFLA_PARENT_DEV_NAME,
				      dev_name(parent))) ||
	    (parent && parent->bus &&
	     nla_put_string(skb, IFLA_PARENT_DEV_BUS_NAME, parent->bus->name)))
		return -EMSGSIZE;
	return put_lower(skb, dev);
}

static const struct {
	u8 mode;
	u8 attached;
	u16 type;
} xdp_modes[] = {
	{ XDP_MODE_SKB, XDP_ATTACHED_SKB, IFLA_XDP_SKB_PROG_ID },
	{ XDP_MODE_DRV, XDP_ATTACHED_DRV, IFLA_XDP_DRV_PROG_ID },
	{ XDP_MODE_HW, XDP_ATTACHED_HW, IFLA_XDP_HW_PROG_ID },
};

static const struct bpf_prog *xdp_prog(const struct net_device *dev, u8 mode)
{
	return mode == XDP_MODE_SKB ? rtnl_dereference(dev->xdp_prog) :
				      dev->xdp_state[mode].prog;
}

static int put_xdp(struct sk_buff *skb, const struct net_device *dev)
{
	u8 attached = XDP_ATTACHED_NONE;
	const struct bpf_prog *prog;
	struct nlattr *nest;
	unsigned int i;
	u32 id = 0;

	/* The program of a BPF link is in a private structure. */
	if (dev->xdp_state[XDP_MODE_DRV].link ||
	    dev->xdp_state[XDP_MODE_HW].link)
		return 0;
	nest = nla_nest_start_noflag(skb, IFLA_XDP);
	if (!nest)
		return -EMSGSIZE;
	for (i = 0; i < ARRAY_SIZE(xdp_modes); i++) {
		prog = xdp_prog(dev, xdp_modes[i].mode);
		if (!prog)
			continue;
		attached = id ? XDP_ATTACHED_MULTI : xdp_modes[i].attached;
		id = prog->aux->id;
		if (nla_put_u32(skb, xdp_modes[i].type, id))
			return -EMSGSIZE;
	}
	if (nla_put_u8(skb, IFLA_XDP_ATTACHED, attached) ||
	    (id && attached != XDP_ATTACHED_MULTI &&
	     nla_put_u32(skb, IFLA_XDP_PROG_ID, id)))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

/*
 * If hardware serves the link, fill_info() of the link's type may ask the hardware,
 * and sleep until the answer.
 */
static bool type_sleeps(const struct net_device *dev)
{
	return dev->dev.parent;
}

static int put_type(struct sk_buff *skb, const struct net_device *dev)
{
	const struct rtnl_link_ops *ops = dev->rtnl_link_ops;
	struct nlattr *nest;

	if (!ops)
		return 0;
	if (nla_put_string(skb, IFLA_INFO_KIND, ops->kind))
		return -EMSGSIZE;
	if (!ops->fill_info || type_sleeps(dev))
		return 0;
	nest = nla_nest_start_noflag(skb, IFLA_INFO_DATA);
	if (!nest || ops->fill_info(skb, dev) < 0)
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

/* Puts what the type of the master knows about the link as its port. */
static int put_port(struct sk_buff *skb, struct net_device *dev)
{
	struct net_device *master = netdev_master_upper_dev_get(dev);
	const struct rtnl_link_ops *ops;
	struct nlattr *nest;

	if (!master || !master->rtnl_link_ops)
		return 0;
	ops = master->rtnl_link_ops;
	if (nla_put_string(skb, IFLA_INFO_SLAVE_KIND, ops->kind))
		return -EMSGSIZE;
	if (!ops->fill_slave_info || type_sleeps(master))
		return 0;
	nest = nla_nest_start_noflag(skb, IFLA_INFO_SLAVE_DATA);
	if (!nest || ops->fill_slave_info(skb, master, dev) < 0)
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static int put_info(struct sk_buff *skb, struct net_device *dev)
{
	const struct net_device *master = netdev_master_upper_dev_get(dev);
	struct nlattr *nest;

	if (!dev->rtnl_link_ops && !(master && master->rtnl_link_ops))
		return 0;
	nest = nla_nest_start_noflag(skb, IFLA_LINKINFO);
	if (!nest || put_type(skb, dev) || put_port(skb, dev))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static int put_inet(struct sk_buff *skb, const struct net_device *dev)
{
	const struct in_device *in_dev = __in_dev_get_rtnl(dev);
	struct nlattr *nest;

	if (!in_dev)
		return 0;
	nest = nla_nest_start_noflag(skb, AF_INET);
	if (!nest || nla_put(skb, IFLA_INET_CONF, sizeof(in_dev->cnf.data),
			     in_dev->cnf.data))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

#if IS_ENABLED(CONFIG_IPV6)
static int put_inet6(struct sk_buff *skb, const struct net_device *dev)
{
	const struct inet6_dev *idev = __in6_dev_get(dev);
	struct nlattr *nest;

	if (!idev)
		return 0;
	nest = nla_nest_start_noflag(skb, AF_INET6);
	if (!nest || nla_put_u32(skb, IFLA_INET6_FLAGS, idev->if_flags) ||
	    nla_put_in6_addr(skb, IFLA_INET6_TOKEN, &idev->token) ||
	    nla_put_u8(skb, IFLA_INET6_ADDR_GEN_MODE, idev->cnf.addr_gen_mode) ||
	    (idev->ra_mtu &&
	     nla_put_u32(skb, IFLA_INET6_RA_MTU, idev->ra_mtu)))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}
#else
static int put_inet6(struct sk_buff *skb, const struct net_device *dev)
{
	return 0;
}
#endif

static int put_protocols(struct sk_buff *skb, const struct net_device *dev)
{
	struct nlattr *nest = nla_nest_start_noflag(skb, IFLA_AF_SPEC);

	if (!nest || put_inet(skb, dev) || put_inet6(skb, dev))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

/* The flags of a link that is down, without the flags that only a running link has. */
static u32 link_flags(const struct net_device *dev)
{
	const u32 asked = IFF_PROMISC | IFF_ALLMULTI;

	return (dev->flags & ~(asked | IFF_RUNNING | IFF_LOWER_UP | IFF_DORMANT)) |
	       (dev->gflags & asked);
}

static int put_link(struct sk_buff *skb, struct net_device *dev)
{
	struct ifinfomsg *ifi;
	struct nlmsghdr *nlh;

	nlh = nlmsg_put(skb, 0, 0, RTM_NEWLINK, sizeof(*ifi), 0);
	if (!nlh)
		return -EMSGSIZE;
	ifi = nlmsg_data(nlh);
	memset(ifi, 0, sizeof(*ifi));
	ifi->ifi_type = dev->type;
	ifi->ifi_index = dev->ifindex;
	ifi->ifi_flags = link_flags(dev);
	if (nla_put_string(skb, IFLA_IFNAME, dev->name) ||
	    nj_altnames_put(skb, dev) || put_members(skb, dev) ||
	    nj_link_put_newer(skb, dev) || put_carrier(skb, dev) ||
	    put_down_reason(skb, dev) || put_alias(skb, dev) ||
	    put_addresses(skb, dev) || put_map(skb, dev) ||
	    put_xdp(skb, dev) || put_info(skb, dev) ||
	    put_neighbours(skb, dev) || put_protocols(skb, dev))
		return -EMSGSIZE;
	nlmsg_end(skb, nlh);
	return 0;
}

static size_t protocols_size(void)
{
	return nla_total_size(0) +			/* IFLA_AF_SPEC */
	       nla_total_size(nla_total_size(sizeof_field(struct in_device,
							  cnf.data))) +
	       nla_total_size(3 * nla_total_size(sizeof(u32)) +
			      nla_total_size(sizeof(struct in6_addr)));
}

static size_t parent_size(const struct device *parent)
{
	if (!parent)
		return 0;
	return nla_total_size(strlen(dev_name(parent)) + 1) +
	       (parent->bus ? nla_total_size(strlen(parent->bus->name) + 1) : 0);
}

static size_t info_size(struct net_device *dev)
{
	const struct net_device *master = netdev_master_upper_dev_get(dev);
	const struct rtnl_link_ops *ops = dev->rtnl_link_ops;
	size_t size = 3 * nla_total_size(0) + 2 * nla_total_size(IFNAMSIZ);

	if (ops && ops->get_size)
		size += ops->get_size(dev);
	ops = master ? master->rtnl_link_ops : NULL;
	if (ops && ops->get_slave_size)
		size += ops->get_slave_size(master, dev);
	return size;
}

static size_t message_size(struct net_device *dev, size_t names_size)
{
	return NLMSG_ALIGN(sizeof(struct ifinfomsg)) + names_size +
	       2 * nla_total_size(IFNAMSIZ) +		/* name, qdisc */
	       ARRAY_SIZE(members) * nla_total_size(sizeof(u32)) +
	       NJ_NEWER_LINK_SIZE +
	       8 * nla_total_size(sizeof(u32)) +	/* carrier, neighbours */
	       nla_total_size(nla_total_size(sizeof(u32))) + /* reason */
	       nla_total_size(IFALIASZ) +
	       3 * nla_total_size(MAX_ADDR_LEN) +
	       nla_total_size_64bit(sizeof(struct rtnl_link_ifmap)) +
	       nla_total_size(5 * nla_total_size(sizeof(u32))) + /* XDP */
	       info_size(dev) + parent_size(dev->dev.parent) + protocols_size();
}

struct sk_buff *nj_link_message(struct net_device *dev, size_t names_size)
{
	struct sk_buff *skb;

	skb = nj_silent_message(message_size(dev, names_size));
	if (skb && put_link(skb, dev)) {
		nlmsg_free(skb);
		skb = NULL;
	}
	return skb;
}
