// SPDX-License-Identifier: GPL-2.0
/*
 * Records what is asked for classes, filters, chains and actions of traffic control.
 *
 * The kernel makes no announcement of most of these unless somebody listens, and a
 * listener would make all of them more expensive, in all network namespaces. So requests
 * are recorded, as those of generic netlink are (genl.c), and only if everything of the
 * kind is: some machines make thousands of filters in a second.
 */
#include <linux/bits.h>
#include <linux/capability.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/skbuff.h>
#include <net/netlink.h>
#include <net/sock.h>

#include "journal.h"
#include "netns.h"
#include "record.h"
#include "tc.h"

static bool is_tc(u16 type)
{
	switch (type) {
	case RTM_NEWTCLASS:
	case RTM_DELTCLASS:
	case RTM_NEWTFILTER:
	case RTM_DELTFILTER:
	case RTM_NEWCHAIN:
	case RTM_DELCHAIN:
	case RTM_NEWACTION:
	case RTM_DELACTION:
		return true;
	default:
		return false;
	}
}

/* Returns the journal that records the request; NULL: none does. */
static struct nj_journal *request_journal(const struct sk_buff *skb, const struct nlmsghdr *nlh)
{
	struct nj_journal *journal;

	if (!is_tc(nlh->nlmsg_type) || !NETLINK_CB(skb).sk)
		return NULL;
	journal = nj_netns_hear(sock_net(NETLINK_CB(skb).sk));
	return journal && nj_journal_keeps(journal, NETJOURNAL_KIND_TC) &&
	       nj_journal_keeps_full(journal, NETJOURNAL_KIND_TC) ? journal : NULL;
}

static void request_record(struct nj_journal *journal, const struct sk_buff *skb,
			   const struct nlmsghdr *nlh)
{
	struct nlmsghdr hdr = *nlh;
	struct kvec pieces[] = {
		{ .iov_base = &hdr, .iov_len = sizeof(hdr) },
		{ .iov_base = (void *)(nlh + 1), .iov_len = nlh->nlmsg_len - sizeof(hdr) },
	};

	hdr.nlmsg_pid = NETLINK_CB(skb).portid;
	nj_record(journal, NETJOURNAL_KIND_TC, &hdr, pieces, ARRAY_SIZE(pieces), NULL);
}

void nj_tc_requested(struct sk_buff *skb, const struct nlmsghdr *nlh)
{
	struct nj_journal *journal;

	if (nlh->nlmsg_flags & NLM_F_ACK)
		return;
	journal = request_journal(skb, nlh);
	/* Otherwise any user could fill the journal. */
	if (journal && netlink_net_capable(skb, CAP_NET_ADMIN))
		request_record(journal, skb, nlh);
}

void nj_tc_acknowledged(struct sk_buff *skb, const struct nlmsghdr *nlh)
{
	struct nj_journal *journal = request_journal(skb, nlh);

	if (journal)
		request_record(journal, skb, nlh);
}
