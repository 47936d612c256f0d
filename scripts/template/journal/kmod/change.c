// SPDX-License-Identifier: GPL-2.0
/*
 * Records each change of a channel in the journal.
 */
#include <linux/example.h>
#include <net/netlink.h>

#include "change.h"
#include "channel.h"
#include "journal.h"
#include "message.h"
#include "netns.h"
#include "ops.h"
#include "origin.h"
#include "process.h"

void example_change_record(struct net *net, u32 index,
			   const struct example_channel *channel, u32 port_id)
{
	struct example_journal *journal = example_netns_journal(net);
	const struct example_origin *origin;
	struct example_attr attr;
	struct sk_buff *skb;
	struct kvec piece;

	if (!example_journal_keeps(journal, EXAMPLE_KIND_CHANGE))
		return;
	skb = example_channel_message(index, channel);
	if (!skb) {
		/* No loss is silent: readers see that records are missing. */
		example_journal_lose(journal, EXAMPLE_KIND_CHANGE, 1);
		return;
	}
	piece.iov_base = skb->data;
	piece.iov_len = skb->len;
	attr.type = EXAMPLE_A_RECORD_CHANNEL | NLA_F_NESTED;
	attr.n_pieces = 1;
	attr.len = skb->len;
	attr.pieces = &piece;
	/* Nothing sleeps from here to the end of the origin's use. */
	origin = example_origin_get(&journal->processes, port_id);
	example_journal_add(journal, EXAMPLE_KIND_CHANGE, origin, &attr, 1);
	example_origin_put(origin);
	nlmsg_free(skb);
}

static int listening_init(void)
{
	example_journal_set_listeners(&example_message_listeners);
	example_process_set_listener(example_process_notify);
	return 0;
}

/* The ids of the groups may soon belong to another family. */
static void listening_exit(void)
{
	example_process_set_listener(NULL);
	example_journal_set_listeners(NULL);
}

const struct example_part example_listening_part = {
	.init = listening_init,
	.exit = listening_exit,
};
