/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Differences between kernel versions that concern networking. See ../compat.h.
 */
#ifndef NJ_NET_COMPAT_H
#define NJ_NET_COMPAT_H

#include <linux/ftrace.h>
#include <linux/if_link.h>
#include <linux/netdevice.h>
#include <linux/ptrace.h>
#include <linux/ns_common.h>
#include <net/addrconf.h>
#include <net/fib_rules.h>
#include <net/ip_fib.h>
#include <net/netlink.h>

/* The function that all multicasts of netlink pass, and its name. */
#ifdef NJ_HAVE_BROADCAST_FILTERED
#define NJ_BROADCAST		netlink_broadcast_filtered
#define NJ_BROADCAST_FUNCTION	"netlink_broadcast_filtered"
#else
#define NJ_BROADCAST		netlink_broadcast
#define NJ_BROADCAST_FUNCTION	"netlink_broadcast"
#endif

/*
 * The function that all changes of a link pass before they are announced. Newer
 * kernels have a second one around it, netdev_state_change(), which takes a lock.
 */
#ifdef NJ_HAVE_NETIF_STATE_CHANGE
#define NJ_STATE_CHANGE_FUNCTION	"netif_state_change"
#else
#define NJ_STATE_CHANGE_FUNCTION	"netdev_state_change"
#endif

/* The modules with the code of nftables and iptables; NULL: the kernel itself. */
#define NJ_NFT_MODULE		(IS_MODULE(CONFIG_NF_TABLES) ? "nf_tables" : NULL)
#define NJ_XTABLES_MODULE	(IS_MODULE(CONFIG_NETFILTER_XTABLES) ? "x_tables" : NULL)

/*
 * The number of the argument with the event of nf_tables_flowtable_notify(). Kernels that keep
 * hooks to delete as struct nft_trans_hook pass a list of them before it.
 */
#ifdef NJ_HAVE_NFT_TRANS_HOOK
#define NJ_FLOWTABLE_EVENT_ARG	4
#else
#define NJ_FLOWTABLE_EVENT_ARG	3
#endif

/* What ftrace must save for a hook: the arguments, or all registers. */
#ifdef CONFIG_DYNAMIC_FTRACE_WITH_ARGS
#define NJ_FTRACE_OPS_FLAGS	0
#else
#define NJ_FTRACE_OPS_FLAGS	FTRACE_OPS_FL_SAVE_REGS
#endif

/* How many references to the namespace there are. */
static inline unsigned int nj_net_refs(const struct net *net)
{
#ifdef NJ_HAVE_NS_REF_READ
	return ns_ref_read(net);
#else
	return refcount_read(&net->ns.count);
#endif
}

/* The argument number @n, from 0, of the function that a hook is on. */
static __always_inline unsigned long
nj_ftrace_arg(struct ftrace_regs *fregs, unsigned int n)
{
#ifdef NJ_HAVE_FTRACE_REGS_GET_ARGUMENT
	return ftrace_regs_get_argument(fregs, n);
#else
	return regs_get_kernel_argument(&fregs->regs, n);
#endif
}

/*
 * When a preferred source address is removed, its routes go too. Some kernels
 * announce them, and mark that in the fib_info. Other kernels remove them
 * silently.
 */
static inline bool nj_fib_announced(const struct fib_info *fi)
{
#ifdef NJ_HAVE_PFSRC_REMOVED
	return fi->pfsrc_removed;
#else
	return false;
#endif
}

#if IS_ENABLED(CONFIG_IPV6)
/*
 * Whether an IPv6 route over @dev keeps its preferred source @addr, which @from has lost.
 * Another device can have the address, too.
 */
static inline bool nj_source6_stays(struct net *net, const struct in6_addr *addr,
				    const struct net_device *from,
				    const struct net_device *dev)
{
#ifdef NJ_HAVE_SOURCE6_OF_ALL
	return ipv6_chk_addr(net, addr, dev, 0);
#else
	return dev != from;
#endif
}
#endif

/* Rules can have masks for ports since 6.15. */
#ifdef NJ_HAVE_RULE_PORT_MASK
static inline int nj_rule_put_sport_mask(struct sk_buff *skb,
					 const struct fib_rule *rule)
{
	return rule->sport_mask ?
	       nla_put_u16(skb, FRA_SPORT_MASK, rule->sport_mask) : 0;
}

static inline int nj_rule_put_dport_mask(struct sk_buff *skb,
					 const struct fib_rule *rule)
{
	return rule->dport_mask ?
	       nla_put_u16(skb, FRA_DPORT_MASK, rule->dport_mask) : 0;
}
#else
static inline int nj_rule_put_sport_mask(struct sk_buff *skb,
					 const struct fib_rule *rule)
{
	return 0;
}

static inline int nj_rule_put_dport_mask(struct sk_buff *skb,
					 const struct fib_rule *rule)
{
	return 0;
}
#endif

/* Attributes of links since 6.13 and 6.15. */
#define NJ_NEWER_LINK_SIZE \
	(nla_total_size_64bit(sizeof(u64)) + nla_total_size(sizeof(u8)))

static inline int nj_link_put_newer(struct sk_buff *skb,
				    const struct net_device *dev)
{
#ifdef NJ_HAVE_PACING_HORIZON
	if (nla_put_uint(skb, IFLA_MAX_PACING_OFFLOAD_HORIZON,
			 dev->max_pacing_offload_horizon))
		return -EMSGSIZE;
#endif
#ifdef NJ_HAVE_NETNS_IMMUTABLE
	if (nla_put_u8(skb, IFLA_NETNS_IMMUTABLE, dev->netns_immutable))
		return -EMSGSIZE;
#endif
	return 0;
}

#endif
