// SPDX-License-Identifier: GPL-2.0
/*
 * A policy rule as the message that the kernel would have sent. Compare
 * fib_nl_fill_rule(), which is not exported.
 */
#include <linux/fib_rules.h>
#include <linux/rtnetlink.h>
#include <linux/skbuff.h>
#include <linux/uidgid.h>
#include <net/fib_rules.h>
#include <net/net_namespace.h>
#include <net/netlink.h>

#include "compat.h"
#include "rule_message.h"
#include "silent.h"

static size_t message_size(const struct fib_rules_ops *ops,
			   struct fib_rule *rule)
{
	return NLMSG_ALIGN(sizeof(struct fib_rule_hdr)) +
	       2 * nla_total_size(IFNAMSIZ) +
	       7 * nla_total_size(sizeof(u32)) +
	       nla_total_size_64bit(sizeof(rule->tun_id)) +
	       nla_total_size(sizeof(struct fib_rule_uid_range)) +
	       3 * nla_total_size(sizeof(u8)) +
	       2 * nla_total_size(sizeof(u16)) +
	       2 * nla_total_size(sizeof(struct fib_rule_port_range)) +
	       (ops->nlmsg_payload ? ops->nlmsg_payload(rule) : 0);
}

static int put_names(struct sk_buff *skb, const struct fib_rule *rule)
{
	if ((rule->iifname[0] &&
	     nla_put_string(skb, FRA_IIFNAME, rule->iifname)) ||
	    (rule->oifname[0] &&
	     nla_put_string(skb, FRA_OIFNAME, rule->oifname)))
		return -EMSGSIZE;
	return 0;
}

/* In the numbers of those who read the journal, whoever causes the change. */
static int put_uids(struct sk_buff *skb, struct user_namespace *user_ns,
		    const struct fib_rule *rule)
{
	const struct fib_rule_uid_range range = {
		.start = from_kuid_munged(user_ns, rule->uid_range.start),
		.end = from_kuid_munged(user_ns, rule->uid_range.end),
	};

	if (!uid_valid(rule->uid_range.start) ||
	    !uid_valid(rule->uid_range.end))
		return 0;
	return nla_put(skb, FRA_UID_RANGE, sizeof(range), &range);
}

static int put_ports(struct sk_buff *skb, int type,
		     const struct fib_rule_port_range *range)
{
	if (!fib_rule_port_range_set(range))
		return 0;
	return nla_put(skb, type, sizeof(*range), range);
}

static int put_marks(struct sk_buff *skb, const struct fib_rule *rule)
{
	if ((rule->mark && nla_put_u32(skb, FRA_FWMARK, rule->mark)) ||
	    ((rule->mark_mask || rule->mark) &&
	     nla_put_u32(skb, FRA_FWMASK, rule->mark_mask)))
		return -EMSGSIZE;
	return 0;
}

static int put_selectors(struct sk_buff *skb, struct user_namespace *user_ns,
			 const struct fib_rule *rule)
{
	if ((rule->pref && nla_put_u32(skb, FRA_PRIORITY, rule->pref)) ||
	    put_marks(skb, rule) ||
	    (rule->target && nla_put_u32(skb, FRA_GOTO, rule->target)) ||
	    (rule->tun_id &&
	     nla_put_be64(skb, FRA_TUN_ID, rule->tun_id, FRA_PAD)) ||
	    (rule->l3mdev && nla_put_u8(skb, FRA_L3MDEV, rule->l3mdev)) ||
	    put_uids(skb, user_ns, rule) ||
	    put_ports(skb, FRA_SPORT_RANGE, &rule->sport_range) ||
	    nj_rule_put_sport_mask(skb, rule) ||
	    put_ports(skb, FRA_DPORT_RANGE, &rule->dport_range) ||
	    nj_rule_put_dport_mask(skb, rule) ||
	    (rule->ip_proto && nla_put_u8(skb, FRA_IP_PROTO, rule->ip_proto)))
		return -EMSGSIZE;
	return 0;
}

static u32 rule_flags(const struct fib_rule *rule, u32 detached)
{
	bool unresolved = rule->action == FR_ACT_GOTO &&
			  !rcu_access_pointer(rule->ctarget);

	return rule->flags | detached | (unresolved ? FIB_RULE_UNRESOLVED : 0);
}

static int put_rule(struct sk_buff *skb, struct fib_rules_ops *ops,
		    struct fib_rule *rule, u32 detached)
{
	struct fib_rule_hdr *frh;
	struct nlmsghdr *nlh;

	nlh = nlmsg_put(skb, 0, 0, RTM_NEWRULE, sizeof(*frh), 0);
	if (!nlh)
		return -EMSGSIZE;
	frh = nlmsg_data(nlh);
	memset(frh, 0, sizeof(*frh));
	frh->family = ops->family;
	frh->table = rule->table < 256 ? rule->table : RT_TABLE_COMPAT;
	frh->action = rule->action;
	frh->flags = rule_flags(rule, detached);
	if (nla_put_u32(skb, FRA_TABLE, rule->table) ||
	    nla_put_u32(skb, FRA_SUPPRESS_PREFIXLEN,
			rule->suppress_prefixlen) ||
	    nla_put_u8(skb, FRA_PROTOCOL, rule->proto) ||
	    put_names(skb, rule) ||
	    put_selectors(skb, ops->fro_net->user_ns, rule) ||
	    (rule->suppress_ifgroup != -1 &&
	     nla_put_u32(skb, FRA_SUPPRESS_IFGROUP, rule->suppress_ifgroup)) ||
	    ops->fill(rule, skb, frh) < 0)
		return -EMSGSIZE;
	nlmsg_end(skb, nlh);
	return 0;
}

struct sk_buff *nj_rule_message(struct fib_rules_ops *ops,
				struct fib_rule *rule, u32 detached)
{
	struct sk_buff *skb;

	skb = nj_silent_message(message_size(ops, rule));
	if (skb && put_rule(skb, ops, rule, detached)) {
		nlmsg_free(skb);
		skb = NULL;
	}
	return skb;
}
