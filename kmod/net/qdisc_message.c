// SPDX-License-Identifier: GPL-2.0
/*
 * A qdisc as the message that the kernel would have sent. Compare tc_fill_qdisc(), which
 * is not exported.
 */
#include <linux/netdevice.h>
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>
#include <linux/skbuff.h>
#include <linux/string.h>
#include <net/netlink.h>
#include <net/pkt_cls.h>
#include <net/sch_generic.h>

#include "qdisc_message.h"
#include "silent.h"

static int put_block(struct sk_buff *skb, u16 type, u32 index)
{
	return index ? nla_put_u32(skb, type, index) : 0;
}

/* The blocks of filters that the qdisc shares with others. */
static int put_blocks(struct sk_buff *skb, struct Qdisc *q)
{
	const struct Qdisc_ops *ops = q->ops;

	if (ops->ingress_block_get &&
	    put_block(skb, TCA_INGRESS_BLOCK, ops->ingress_block_get(q)))
		return -EMSGSIZE;
	if (!ops->egress_block_get)
		return 0;
	return put_block(skb, TCA_EGRESS_BLOCK, ops->egress_block_get(q));
}

/*
 * Whether dump() of the qdisc may sleep: it can ask the driver. That of "gred" always
 * allocates memory for the answer.
 */
static bool options_sleep(const struct Qdisc *q)
{
	const struct net_device *dev = qdisc_dev(q);

	return (tc_can_offload(dev) && dev->netdev_ops->ndo_setup_tc) ||
	       !strcmp(q->ops->id, "gred");
}

static int put_options(struct sk_buff *skb, struct Qdisc *q)
{
	if (q->ops->dump && !options_sleep(q) && q->ops->dump(q, skb) < 0)
		return -EMSGSIZE;
	return nla_put_u8(skb, TCA_HW_OFFLOAD, !!(q->flags & TCQ_F_OFFLOADED));
}

/* By what table the qdisc corrects the sizes of packets. */
static int put_sizes(struct sk_buff *skb, const struct Qdisc *q)
{
	const struct qdisc_size_table *sizes = rtnl_dereference(q->stab);
	struct nlattr *nest;

	if (!sizes)
		return 0;
	nest = nla_nest_start_noflag(skb, TCA_STAB);
	if (!nest || nla_put(skb, TCA_STAB_BASE, sizeof(sizes->szopts), &sizes->szopts))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static int put_qdisc(struct sk_buff *skb, struct Qdisc *q, const struct nlmsghdr *hdr,
		     bool whole)
{
	struct nlmsghdr *nlh;
	struct tcmsg *tcm;

	nlh = nlmsg_put(skb, hdr->nlmsg_pid, hdr->nlmsg_seq, hdr->nlmsg_type,
			sizeof(*tcm), hdr->nlmsg_flags);
	if (!nlh)
		return -EMSGSIZE;
	tcm = nlmsg_data(nlh);
	*tcm = (struct tcmsg){
		.tcm_family = AF_UNSPEC,
		.tcm_ifindex = qdisc_dev(q)->ifindex,
		.tcm_parent = q->parent,
		.tcm_handle = q->handle,
		.tcm_info = refcount_read(&q->refcnt),
	};
	if (nla_put_string(skb, TCA_KIND, q->ops->id))
		return -EMSGSIZE;
	if (whole && (put_blocks(skb, q) || put_options(skb, q) || put_sizes(skb, q)))
		return -EMSGSIZE;
	nlmsg_end(skb, nlh);
	return 0;
}

struct sk_buff *nj_qdisc_message(struct Qdisc *q, const struct nlmsghdr *hdr, bool whole)
{
	struct sk_buff *skb = nj_silent_message(NLMSG_GOODSIZE);

	if (skb && put_qdisc(skb, q, hdr, whole)) {
		nlmsg_free(skb);
		skb = NULL;
	}
	return skb;
}
