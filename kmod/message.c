// SPDX-License-Identifier: GPL-2.0
/*
 * Records and gaps as messages of the family.
 */
#include <net/genetlink.h>

#include "journal.h"
#include "message.h"
#include "nlbuf.h"
#include "reply.h"

static size_t message_record_size(const struct nj_ring_rec *rec, u64 instance)
{
	return (instance ? 5 : 4) * nla_total_size_64bit(sizeof(u64)) +
	       nla_total_size(sizeof(u32)) + nla_total_size(rec->shared_len) +
	       rec->payload_len;
}

size_t nj_message_size(const struct nj_item *item)
{
	/* A gap needs less room, because its record is empty. */
	return message_record_size(&item->rec, 1);
}

/* @instance: the instance to write; 0: write none */
static int message_put_gap(struct sk_buff *skb, const struct nj_item *item,
			   u64 instance)
{
	struct nlattr *nest;

	if ((instance &&
	     nla_put_u64_64bit(skb, NETJOURNAL_A_RECORD_INSTANCE, instance,
			       NETJOURNAL_A_RECORD_PAD)) ||
	    nla_put_u32(skb, NETJOURNAL_A_RECORD_KIND, item->kind))
		return -EMSGSIZE;
	nest = nla_nest_start(skb, NETJOURNAL_A_RECORD_GAP);
	if (!nest ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_GAP_FIRST, item->rec.first,
			      NETJOURNAL_A_GAP_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_GAP_LAST, item->rec.seq,
			      NETJOURNAL_A_GAP_PAD) ||
	    nla_put_u32(skb, NETJOURNAL_A_GAP_REASON, item->reason))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

/*
 * Checks the room once and writes all attributes. With nla_put() for each attribute,
 * a dump of a million records took 1.5 times as long.
 */
static int message_put_record(struct sk_buff *skb, const struct nj_item *item,
			      u64 instance)
{
	const struct nj_ring_rec *rec = &item->rec;
	u8 *start = skb_tail_pointer(skb), *to = start;

	if (skb_tailroom(skb) < message_record_size(rec, instance))
		return -EMSGSIZE;
	if (instance)
		to = nj_attr_put_u64(to, NETJOURNAL_A_RECORD_INSTANCE, instance,
				     NETJOURNAL_A_RECORD_PAD);
	to = nj_attr_put(to, NETJOURNAL_A_RECORD_KIND, &item->kind,
			 sizeof(item->kind));
	to = nj_attr_put_u64(to, NETJOURNAL_A_RECORD_SEQ, rec->seq,
			     NETJOURNAL_A_RECORD_PAD);
	to = nj_attr_put_u64(to, NETJOURNAL_A_RECORD_PREV_SEQ, rec->prev_seq,
			     NETJOURNAL_A_RECORD_PAD);
	to = nj_attr_put_u64(to, NETJOURNAL_A_RECORD_TIME, rec->time,
			     NETJOURNAL_A_RECORD_PAD);
	to = nj_attr_put_u64(to, NETJOURNAL_A_RECORD_BOOT_TIME, rec->boot_time,
			     NETJOURNAL_A_RECORD_PAD);
	to = nj_attr_put(to, NETJOURNAL_A_RECORD_ORIGIN | NLA_F_NESTED,
			 rec->shared, rec->shared_len);
	/* The ring holds the payload in netlink's format. */
	memcpy(to, rec->payload, rec->payload_len);
	to += rec->payload_len;
	skb_put(skb, to - start);
	return 0;
}

int nj_message_put(struct sk_buff *skb, const struct nj_item *item,
		   const struct nj_message *message)
{
	void *hdr = genlmsg_put(skb, message->portid, message->seq, &nj_family,
				message->flags, message->cmd);

	if (!hdr)
		return -EMSGSIZE;
	if (item->reason ? message_put_gap(skb, item, message->instance) :
			   message_put_record(skb, item, message->instance)) {
		genlmsg_cancel(skb, hdr);
		return -EMSGSIZE;
	}
	genlmsg_end(skb, hdr);
	return 0;
}

static bool listeners_exist(struct net *net, u32 kind)
{
	return genl_has_listeners(&nj_family, net, kind - 1);
}

static struct sk_buff *listeners_message(const struct nj_journal *journal,
					 const struct nj_item *item)
{
	const struct nj_message message = {
		.instance = journal->instance,
		.cmd = NETJOURNAL_CMD_RECORD_NTF,
	};
	struct sk_buff *skb;

	skb = genlmsg_new(nj_message_size(item), GFP_ATOMIC | __GFP_NOWARN);
	if (skb && nj_message_put(skb, item, &message)) {
		nlmsg_free(skb);
		skb = NULL;
	}
	/* Listeners rely on this: no message is missing without an error. */
	if (!skb)
		genl_set_err(&nj_family, journal->net, 0, item->kind - 1,
			     -ENOBUFS);
	return skb;
}

static void listeners_send(struct net *net, u32 kind, struct sk_buff *skb)
{
	genlmsg_multicast_netns(&nj_family, net, skb, 0, kind - 1,
				GFP_ATOMIC | __GFP_NOWARN);
}

const struct nj_listeners nj_message_listeners = {
	.exist = listeners_exist,
	.message = listeners_message,
	.send = listeners_send,
};
