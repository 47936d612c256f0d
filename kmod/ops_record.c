// SPDX-License-Identifier: GPL-2.0
/*
 * record-get: one record, or a dump of all records after one.
 */
#include <linux/slab.h>
#include <net/genetlink.h>
#include <net/sock.h>

#include "compat.h"
#include "ended.h"
#include "journal.h"
#include "message.h"
#include "ops.h"
#include "reply.h"

/*
 * A sequence number of another instance would silently skip or repeat records.
 */
static int record_check_instance(struct nlattr **attrs,
				 const struct nj_journal *journal,
				 struct netlink_ext_ack *extack)
{
	return nj_refuse_stale(attrs[NETJOURNAL_A_RECORD_INSTANCE],
			       journal->instance,
			       "the sequence number is of another journal instance",
			       extack);
}

/* The reply to a do request. It is made while the journal is locked. */
struct record_reply {
	struct genl_info *info;
	u64 instance;
	struct sk_buff *skb;
};

static int record_reply_take(const struct nj_item *item, void *arg)
{
	struct record_reply *r = arg;
	const struct nj_message message = {
		.instance = r->instance,
		.portid = r->info->snd_portid,
		.seq = r->info->snd_seq,
		.cmd = NETJOURNAL_CMD_RECORD_GET,
	};

	r->skb = genlmsg_new(nj_message_size(item), GFP_ATOMIC);
	if (!r->skb)
		return -ENOMEM;
	return nj_message_put(r->skb, item, &message);
}

static int record_reply(struct nj_journal *journal, struct genl_info *info)
{
	struct record_reply r = { .info = info, .instance = journal->instance };
	struct nlattr *seq = info->attrs[NETJOURNAL_A_RECORD_SEQ];
	int err;

	if (!seq)
		return nj_refuse_missing(NULL, NETJOURNAL_A_RECORD_SEQ,
					 "seq is missing", info->extack);
	err = record_check_instance(info->attrs, journal, info->extack) ?:
	      nj_refuse_present(info->attrs, NETJOURNAL_A_RECORD_AFTER,
				"after is only for a dump", info->extack) ?:
	      nj_refuse_present(info->attrs, NETJOURNAL_A_RECORD_KINDS,
				"kinds is only for a dump", info->extack);
	if (err)
		return err;

	err = nj_journal_find(journal, nla_get_u64(seq), record_reply_take, &r);
	switch (err) {
	case 0:
		return genlmsg_reply(r.skb, info);
	case -ENOENT:
		NL_SET_ERR_MSG_ATTR(info->extack, seq,
				    "the journal does not have this record, or no longer");
		break;
	case -ERANGE:
		NL_SET_ERR_MSG_ATTR(info->extack, seq,
				    "seq is greater than the last sequence number");
		break;
	}
	nlmsg_free(r.skb);
	return err;
}

int nj_record_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nj_ended *ended = NULL;
	struct nj_journal *journal;
	int err;

	journal = nj_journal_of(skb, genl_info_net(info),
				info->attrs[NETJOURNAL_A_RECORD_ENDED],
				info->extack, &ended);
	err = IS_ERR(journal) ? PTR_ERR(journal) : record_reply(journal, info);
	nj_ended_put(ended);
	return err;
}

/* The state of a dump between two messages. done frees it, however the dump ends. */
struct record_dump {
	struct nj_journal *journal;	/* NULL: the dump has not begun */
	struct nj_ended *ended;		/* whose journal it is; NULL: of no ended namespace */
	struct nj_cursor cursor;
	u64 bookmark;
	bool complete;
};

struct record_dump_ctx {
	struct record_dump *dump;
};

static struct record_dump *record_dump(struct netlink_callback *cb)
{
	BUILD_BUG_ON(sizeof(struct record_dump_ctx) > sizeof(cb->ctx));
	return ((struct record_dump_ctx *)cb->ctx)->dump;
}

int nj_record_get_start(struct netlink_callback *cb)
{
	struct record_dump_ctx *ctx = (struct record_dump_ctx *)cb->ctx;

	ctx->dump = kzalloc(sizeof(*ctx->dump), GFP_KERNEL);
	if (!ctx->dump)
		return -ENOMEM;
	/* A message must have room for the largest record. */
	cb->min_dump_alloc = NLMSG_ALIGN(NJ_PAYLOAD_MAX + 1024);
	return 0;
}

int nj_record_get_done(struct netlink_callback *cb)
{
	struct record_dump *dump = record_dump(cb);

	nj_ended_put(dump->ended);
	kfree(dump);
	return 0;
}

/*
 * Reads the request. start cannot do that, because older kernels give it no
 * extack. The dump ends with the newest record of this moment; otherwise new
 * records could keep it going for ever.
 */
static int record_dump_begin(struct record_dump *dump, const struct net *net,
			     struct netlink_callback *cb)
{
	struct nlattr **attrs = nj_dump_attrs(cb);
	struct nj_journal *journal;
	struct nlattr *kinds = attrs[NETJOURNAL_A_RECORD_KINDS];
	struct nlattr *after = attrs[NETJOURNAL_A_RECORD_AFTER];
	u64 seq = after ? nla_get_u64(after) : 0;
	u32 kind;
	int err;

	journal = nj_journal_of(cb->skb, net, attrs[NETJOURNAL_A_RECORD_ENDED],
				cb->extack, &dump->ended);
	if (IS_ERR(journal))
		return PTR_ERR(journal);
	err = record_check_instance(attrs, journal, cb->extack) ?:
	      nj_refuse_present(attrs, NETJOURNAL_A_RECORD_SEQ,
				"seq is not for a dump; use after", cb->extack);
	if (err)
		return err;

	spin_lock_bh(&journal->lock);
	dump->bookmark = journal->next_seq - 1;
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		dump->cursor.until[kind] = journal->rings[kind].last_seq;
	spin_unlock_bh(&journal->lock);
	if (seq > dump->bookmark) {
		NL_SET_ERR_MSG_ATTR(cb->extack, after,
				    "after is greater than the last sequence number");
		return -ERANGE;
	}
	dump->cursor.kinds = kinds ? nla_get_u32(kinds) : NJ_KINDS_ALL;
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		dump->cursor.after[kind] = seq;
	dump->journal = journal;
	return 0;
}

struct record_dump_arg {
	struct sk_buff *skb;
	struct netlink_callback *cb;
};

static int record_dump_take(const struct nj_item *item, void *arg)
{
	const struct record_dump_arg *a = arg;
	const struct nj_message message = {
		.portid = NETLINK_CB(a->cb->skb).portid,
		.seq = a->cb->nlh->nlmsg_seq,
		.flags = NLM_F_MULTI,
		.cmd = NETJOURNAL_CMD_RECORD_GET,
	};

	return nj_message_put(a->skb, item, &message);
}

static int record_dump_bookmark(struct sk_buff *skb, struct netlink_callback *cb,
				const struct nj_journal *journal, u64 bookmark)
{
	void *hdr = nj_dump_begin(skb, cb, NETJOURNAL_CMD_RECORD_GET);

	if (!hdr)
		return -EMSGSIZE;
	if (nla_put_u64_64bit(skb, NETJOURNAL_A_RECORD_INSTANCE,
			      journal->instance, NETJOURNAL_A_RECORD_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_RECORD_BOOKMARK, bookmark,
			      NETJOURNAL_A_RECORD_PAD)) {
		genlmsg_cancel(skb, hdr);
		return -EMSGSIZE;
	}
	genlmsg_end(skb, hdr);
	return 0;
}

int nj_record_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct record_dump_arg arg = { .skb = skb, .cb = cb };
	struct record_dump *dump = record_dump(cb);
	int err;

	if (!dump->journal) {
		err = record_dump_begin(dump, sock_net(skb->sk), cb);
		if (err)
			return err;
	}
	if (dump->complete)
		return 0;
	err = nj_journal_read(dump->journal, &dump->cursor, record_dump_take, &arg);
	if (!err)
		err = record_dump_bookmark(skb, cb, dump->journal,
					   dump->bookmark);
	if (!err)
		dump->complete = true;
	/*
	 * A record that did not fit comes in the next message. A message has room
	 * for at least one, so the dump always makes progress.
	 */
	return skb->len ?: err;
}
