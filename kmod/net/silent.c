// SPDX-License-Identifier: GPL-2.0
/*
 * Records changes that the kernel makes and does not announce.
 *
 * One event, such as the loss of a carrier, can change a million routes that
 * share their nexthops, and each of their messages can be as large as a record.
 * The task that makes the change would hold RTNL for seconds, and any user can
 * be that task, in a network namespace of his own. So each namespace has a
 * budget: in a second it may make as many bytes of messages as fill its ring
 * SILENT_RINGS times. A change beyond that is counted as lost, and no message is
 * made. Most of what is lost would be overwritten in the ring anyway. The initial
 * namespace has no budget, because only root can make changes there.
 */
#include <linux/atomic.h>
#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/sizes.h>
#include <linux/skbuff.h>
#include <linux/timekeeping.h>
#include <net/net_namespace.h>
#include <net/netlink.h>
#include <net/netns/generic.h>

#include "journal.h"
#include "netns.h"
#include "record.h"
#include "silent.h"

/* How often the messages of one second may fill the ring. */
#define SILENT_RINGS	4

/* A larger ring gives no larger budget, because any user can enlarge his rings. */
#define SILENT_RING_MAX	SZ_4M

static unsigned int silent_id __read_mostly;

/**
 * struct silent - the budget of a network namespace
 * @paid_until: when the budget will have paid for all messages, as time since
 *	boot in ns; the budget is spent if that is more than a second from now
 */
struct silent {
	atomic64_t paid_until;
};

static bool budget_applies(const struct net *net)
{
	return !net_eq(net, &init_net);
}

static bool budget_is_spent(const struct net *net)
{
	struct silent *silent = net_generic(net, silent_id);
	s64 now = ktime_get_coarse_boottime_ns();

	return budget_applies(net) &&
	       atomic64_read(&silent->paid_until) > now + (s64)NSEC_PER_SEC;
}

/* Returns how many bytes of messages of @kind the budget pays for in a second. */
static u32 budget_of(const struct nj_journal *journal, u32 kind)
{
	size_t ring = READ_ONCE(journal->rings[kind].limit);

	return SILENT_RINGS *
	       clamp_t(size_t, ring, NETJOURNAL_RING_SIZE_MIN, SILENT_RING_MAX);
}

/*
 * If two tasks spend at once, one of the two payments may be forgotten. The debt has
 * a limit, so the budget is never spent for longer than a second.
 */
static void budget_spend(const struct nj_journal *journal, u32 kind,
			 size_t bytes)
{
	struct silent *silent = net_generic(journal->net, silent_id);
	s64 now = ktime_get_coarse_boottime_ns();
	s64 until = max_t(s64, atomic64_read(&silent->paid_until), now);

	if (!budget_applies(journal->net))
		return;
	until += div_u64((u64)bytes * NSEC_PER_SEC, budget_of(journal, kind));
	atomic64_set(&silent->paid_until,
		     min(until, now + 2 * (s64)NSEC_PER_SEC));
}

static void message_record(struct nj_journal *journal, u32 kind,
			   const struct sk_buff *skb)
{
	const struct nj_attr silent = { .type = NETJOURNAL_A_RECORD_SILENT };
	const struct kvec whole = {
		.iov_base = skb->data, .iov_len = skb->len,
	};

	nj_record(journal, kind, nlmsg_hdr(skb), &whole, 1, &silent);
}

/* Nobody can read the journal of a namespace that ends. */
bool nj_silent_wanted(const struct net *net, u32 kind)
{
	const struct nj_journal *journal = nj_netns_hear(net);

	return journal && check_net(net) && nj_journal_keeps(journal, kind);
}

bool nj_silent_admit(const struct net *net, u32 kind)
{
	if (!nj_silent_wanted(net, kind))
		return false;
	if (likely(!budget_is_spent(net)))
		return true;
	nj_journal_lose(nj_netns_hear(net), kind, 1);
	return false;
}

void nj_silent_spend(const struct net *net, u32 kind, size_t bytes)
{
	const struct nj_journal *journal = nj_netns_hear(net);

	if (journal)
		budget_spend(journal, kind, bytes);
}

struct sk_buff *nj_silent_message(size_t size)
{
	return nlmsg_new(min_t(size_t, size, NJ_PAYLOAD_MAX),
			 GFP_ATOMIC | __GFP_NOWARN);
}

void nj_silent_record(const struct net *net, u32 kind, struct sk_buff *skb)
{
	struct nj_journal *journal = nj_netns_hear(net);

	if (!journal)
		goto free;
	if (skb)
		message_record(journal, kind, skb);
	else
		nj_journal_lose(journal, kind, 1);
	/* A message that does not fit into a record takes time, too. */
	budget_spend(journal, kind, skb ? skb->len : NJ_PAYLOAD_MAX);
free:
	nlmsg_free(skb);
}

static struct pernet_operations silent_ops = {
	.id = &silent_id,
	.size = sizeof(struct silent),
};

const struct nj_part nj_silent_part = {
	.netns = &silent_ops,
};
