// SPDX-License-Identifier: GPL-2.0
/*
 * Records changes that the kernel makes and does not announce.
 */
#include <linux/skbuff.h>
#include <net/net_namespace.h>
#include <net/netlink.h>

#include "journal.h"
#include "netns.h"
#include "origin.h"
#include "silent.h"

static void message_record(struct nj_journal *journal, u32 kind,
			   const struct sk_buff *skb)
{
	const struct kvec piece = {
		.iov_base = skb->data,
		.iov_len = skb->len,
	};
	const struct nj_attr attrs[] = {
		{ .type = NETJOURNAL_A_RECORD_SILENT },
		{ .type = NETJOURNAL_A_RECORD_MESSAGE, .n_pieces = 1,
		  .len = skb->len, .pieces = &piece },
	};
	const struct nj_origin *origin;

	origin = nj_origin_get(journal->net, 0);
	nj_journal_add(journal, kind, origin, attrs, ARRAY_SIZE(attrs));
	nj_origin_put(origin);
}

/* Nobody can read the journal of a namespace that ends. */
bool nj_silent_wanted(const struct net *net, u32 kind)
{
	const struct nj_journal *journal = nj_netns_hear(net);

	return journal && check_net(net) && nj_journal_keeps(journal, kind);
}

struct sk_buff *nj_silent_message(size_t size)
{
	return nlmsg_new(min_t(size_t, size, NJ_PAYLOAD_MAX),
			 GFP_ATOMIC | __GFP_NOWARN);
}

void nj_silent_record(const struct net *net, u32 kind, struct sk_buff *skb)
{
	struct nj_journal *journal = nj_netns_hear(net);

	if (journal && skb)
		message_record(journal, kind, skb);
	else if (journal)
		nj_journal_lose(journal, kind, 1);
	nlmsg_free(skb);
}
