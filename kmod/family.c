// SPDX-License-Identifier: GPL-2.0
/*
 * The generic netlink family: operations, policies, groups, notifications.
 *
 * Every policy is strict (no .validate flags), every refusal has a text, and
 * everything needs CAP_NET_ADMIN in the user namespace that owns the network
 * namespace of the socket.
 */
#include <linux/module.h>
#include <linux/slab.h>
#include <net/genetlink.h>
#include <net/sock.h>

#include "compat.h"
#include "family.h"
#include "journal.h"
#include "kinds.h"
#include "net.h"
#include "origin.h"
/* domain: includes */
/* end of domain */

static struct genl_family nj_family;

/*
 * Whether the family's groups exist. Sources run before it is registered and
 * after it is gone, and the ids of its groups then belong to somebody else.
 */
static bool nj_family_open;

/* No attributes at all; a policy is needed for strict validation. */
static const struct nla_policy status_get_policy[NETJOURNAL_A_STATUS_MAX + 1];

static const struct nla_policy record_get_policy[NETJOURNAL_A_RECORD_MAX + 1] = {
	[NETJOURNAL_A_RECORD_SEQ] = { .type = NLA_U64 },
	[NETJOURNAL_A_RECORD_INSTANCE] = { .type = NLA_U64 },
	[NETJOURNAL_A_RECORD_AFTER] = { .type = NLA_U64 },
	[NETJOURNAL_A_RECORD_KINDS] = NLA_POLICY_MASK(NLA_U32, NJ_KINDS_ALL),
};

static const struct nla_policy note_add_policy[NETJOURNAL_A_RECORD_MAX + 1] = {
	[NETJOURNAL_A_RECORD_NOTE] = {
		.type = NLA_NUL_STRING,
		.len = NETJOURNAL_NOTE_LEN_MAX,
	},
};

static const struct nla_policy ring_policy[NETJOURNAL_A_RING_MAX + 1] = {
	[NETJOURNAL_A_RING_KIND] =
		NLA_POLICY_RANGE(NLA_U32, 1, NETJOURNAL_KIND_MAX),
	[NETJOURNAL_A_RING_SIZE] = { .type = NLA_U64 },
	[NETJOURNAL_A_RING_ENABLED] = NLA_POLICY_MAX(NLA_U32, 1),
};

static const struct nla_policy config_set_policy[NETJOURNAL_A_RECORD_MAX + 1] = {
	[NETJOURNAL_A_RECORD_CONFIG] = NLA_POLICY_NESTED(ring_policy),
};

static const struct nla_policy clear_policy[NETJOURNAL_A_RECORD_MAX + 1] = {
	[NETJOURNAL_A_RECORD_KINDS] = NLA_POLICY_MASK(NLA_U32, NJ_KINDS_ALL),
};

static size_t record_size(const struct nj_ring_rec *rec)
{
	return 4 * nla_total_size_64bit(sizeof(u64)) +
	       nla_total_size(rec->shared_len) + rec->payload_len;
}

/* Space for an item in a message of its own, and for what replies add. */
static size_t item_size(const struct nj_item *item)
{
	return 2 * nla_total_size_64bit(sizeof(u64)) +
	       3 * nla_total_size(sizeof(u32)) + record_size(&item->rec);
}

static int item_fill_gap(struct sk_buff *skb, const struct nj_item *item)
{
	struct nlattr *nest = nla_nest_start(skb, NETJOURNAL_A_RECORD_GAP);

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

/* Writes an attribute to @to, where there is room; returns what follows it. */
static __always_inline u8 *attr_put(u8 *to, u16 type, const void *data, u16 len)
{
	struct nlattr *nla = (struct nlattr *)to;

	nla->nla_type = type;
	nla->nla_len = nla_attr_size(len);
	memcpy(to + NLA_HDRLEN, data, len);
	memset(to + NLA_HDRLEN + len, 0, nla_padlen(len));
	return to + nla_total_size(len);
}

/* The same for 64 bits, which are aligned where that has to be. */
static __always_inline u8 *attr_put_u64(u8 *to, u16 type, u64 value)
{
	if (!IS_ENABLED(CONFIG_HAVE_EFFICIENT_UNALIGNED_ACCESS) &&
	    IS_ALIGNED((unsigned long)to, 8))
		to = attr_put(to, NETJOURNAL_A_RECORD_PAD, NULL, 0);
	return attr_put(to, type, &value, sizeof(value));
}

/*
 * A record is written in one go: a dump of a million of them is what readers
 * wait for, and with nla_put() for each attribute it took half as long again.
 */
static int item_fill_record(struct sk_buff *skb, const struct nj_item *item)
{
	const struct nj_ring_rec *rec = &item->rec;
	u8 *start = skb_tail_pointer(skb), *to = start;

	if (skb_tailroom(skb) < record_size(rec))
		return -EMSGSIZE;
	to = attr_put_u64(to, NETJOURNAL_A_RECORD_SEQ, rec->seq);
	to = attr_put_u64(to, NETJOURNAL_A_RECORD_PREV_SEQ, rec->prev_seq);
	to = attr_put_u64(to, NETJOURNAL_A_RECORD_TIME, rec->time);
	to = attr_put_u64(to, NETJOURNAL_A_RECORD_BOOT_TIME, rec->boot_time);
	to = attr_put(to, NETJOURNAL_A_RECORD_ORIGIN | NLA_F_NESTED,
		      rec->shared, rec->shared_len);
	/* The payload is in netlink's format already. */
	memcpy(to, rec->payload, rec->payload_len);
	to += rec->payload_len;
	skb_put(skb, to - start);
	return 0;
}

/* One message with @item; @instance 0 leaves the instance out. */
static int item_fill(struct sk_buff *skb, const struct nj_item *item,
		     u64 instance, u32 portid, u32 seq, int flags, u8 cmd)
{
	void *hdr = genlmsg_put(skb, portid, seq, &nj_family, flags, cmd);

	if (!hdr)
		return -EMSGSIZE;
	if ((instance &&
	     nla_put_u64_64bit(skb, NETJOURNAL_A_RECORD_INSTANCE, instance,
			       NETJOURNAL_A_RECORD_PAD)) ||
	    nla_put_u32(skb, NETJOURNAL_A_RECORD_KIND, item->kind) ||
	    (item->reason ? item_fill_gap(skb, item) :
			    item_fill_record(skb, item))) {
		genlmsg_cancel(skb, hdr);
		return -EMSGSIZE;
	}
	genlmsg_end(skb, hdr);
	return 0;
}

struct sk_buff *nj_family_record(const struct nj_journal *journal,
				 const struct nj_item *item)
{
	struct sk_buff *skb;

	if (!READ_ONCE(nj_family_open) ||
	    !genl_has_listeners(&nj_family, journal->net, item->kind - 1))
		return NULL;
	skb = genlmsg_new(item_size(item), GFP_ATOMIC | __GFP_NOWARN);
	if (!skb) {
		genl_set_err(&nj_family, journal->net, 0, item->kind - 1,
			     -ENOBUFS);
		return NULL;
	}
	if (item_fill(skb, item, journal->instance, 0, 0, 0,
		      NETJOURNAL_CMD_RECORD_NTF)) {
		nlmsg_free(skb);
		return NULL;
	}
	return skb;
}

void nj_family_notify(struct net *net, u32 kind, struct sk_buff *skb)
{
	/* Soft interrupts are off, so nj_family_unregister() waits for this. */
	if (READ_ONCE(nj_family_open))
		genlmsg_multicast_netns(&nj_family, net, skb, 0, kind - 1,
					GFP_ATOMIC | __GFP_NOWARN);
	else
		nlmsg_free(skb);
}

static struct nj_journal *info_journal(struct genl_info *info)
{
	return nj_net_journal(genl_info_net(info));
}

struct sk_buff *nj_family_reply(struct genl_info *info, size_t size)
{
	struct sk_buff *skb = genlmsg_new(size, GFP_KERNEL);

	if (skb && !genlmsg_put_reply(skb, info, &nj_family, 0,
				      info->genlhdr->cmd)) {
		nlmsg_free(skb);
		return NULL;
	}
	return skb;
}

void *nj_family_put(struct sk_buff *skb, struct netlink_callback *cb, u8 cmd)
{
	return genlmsg_put(skb, NETLINK_CB(cb->skb).portid, cb->nlh->nlmsg_seq,
			   &nj_family, NLM_F_MULTI, cmd);
}

int nj_family_send(struct genl_info *info, struct sk_buff *skb)
{
	nlmsg_end(skb, nlmsg_hdr(skb));
	return genlmsg_reply(skb, info);
}

/* status-get */

struct status {
	u64 instance;
	u64 first_seq;
	u64 next_seq;
	struct {
		struct nj_ring ring;
		bool enabled;
	} kinds[NETJOURNAL_KIND_MAX + 1];
};

static size_t status_size(void)
{
	return 3 * nla_total_size_64bit(sizeof(u64)) +
	       NETJOURNAL_KIND_MAX *
	       nla_total_size(2 * nla_total_size(sizeof(u32)) +
			      5 * nla_total_size_64bit(sizeof(u64)));
}

static void status_read(struct nj_journal *journal, struct status *status)
{
	struct nj_ring_pos pos;
	struct nj_ring_rec rec;
	u32 kind;

	spin_lock_bh(&journal->lock);
	status->instance = journal->instance;
	status->first_seq = journal->next_seq;
	status->next_seq = journal->next_seq;
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		const struct nj_kind *k = &journal->kinds[kind];

		status->kinds[kind].ring = k->ring;
		status->kinds[kind].enabled = k->enabled;
		if (nj_ring_seek(&k->ring, 0, &pos)) {
			nj_ring_at(&k->ring, &pos, &rec);
			status->first_seq = min(status->first_seq, rec.seq);
		}
	}
	spin_unlock_bh(&journal->lock);
}

static int status_fill_ring(struct sk_buff *skb, const struct status *status,
			    u32 kind)
{
	const struct nj_ring *ring = &status->kinds[kind].ring;
	struct nlattr *nest = nla_nest_start(skb, NETJOURNAL_A_STATUS_RING);

	if (!nest ||
	    nla_put_u32(skb, NETJOURNAL_A_RING_KIND, kind) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_RING_SIZE, ring->limit,
			      NETJOURNAL_A_RING_PAD) ||
	    nla_put_u32(skb, NETJOURNAL_A_RING_ENABLED,
			status->kinds[kind].enabled) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_RING_USED, ring->used,
			      NETJOURNAL_A_RING_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_RING_RECORDS, ring->records,
			      NETJOURNAL_A_RING_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_RING_OVERWRITTEN,
			      ring->overwritten, NETJOURNAL_A_RING_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_RING_LOST, ring->lost,
			      NETJOURNAL_A_RING_PAD))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static int status_fill(struct sk_buff *skb, const struct status *status)
{
	u32 kind;

	if (nla_put_u64_64bit(skb, NETJOURNAL_A_STATUS_INSTANCE,
			      status->instance, NETJOURNAL_A_STATUS_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_STATUS_FIRST_SEQ,
			      status->first_seq, NETJOURNAL_A_STATUS_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_STATUS_NEXT_SEQ,
			      status->next_seq, NETJOURNAL_A_STATUS_PAD))
		return -EMSGSIZE;
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		if (status_fill_ring(skb, status, kind))
			return -EMSGSIZE;
	return 0;
}

static int status_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct status *status = kzalloc(sizeof(*status), GFP_KERNEL);
	struct sk_buff *reply = nj_family_reply(info, status_size());
	int err = -ENOMEM;

	if (!status || !reply)
		goto err;
	status_read(info_journal(info), status);
	err = status_fill(reply, status);
	if (err)
		goto err;
	kfree(status);
	return nj_family_send(info, reply);
err:
	nlmsg_free(reply);
	kfree(status);
	return err;
}

/* Tells the listeners of the group config what the journal is like now. */
static void status_notify(struct nj_journal *journal)
{
	struct status *status;
	struct sk_buff *skb;
	void *hdr;

	if (!genl_has_listeners(&nj_family, journal->net,
				NETJOURNAL_KIND_CONFIG - 1))
		return;
	status = kzalloc(sizeof(*status), GFP_KERNEL);
	skb = genlmsg_new(status_size(), GFP_KERNEL);
	if (!status || !skb)
		goto err;
	hdr = genlmsg_put(skb, 0, 0, &nj_family, 0, NETJOURNAL_CMD_STATUS_NTF);
	status_read(journal, status);
	if (!hdr || status_fill(skb, status))
		goto err;
	genlmsg_end(skb, hdr);
	genlmsg_multicast_netns(&nj_family, journal->net, skb, 0,
				NETJOURNAL_KIND_CONFIG - 1, GFP_KERNEL);
	kfree(status);
	return;
err:
	genl_set_err(&nj_family, journal->net, 0, NETJOURNAL_KIND_CONFIG - 1,
		     -ENOBUFS);
	nlmsg_free(skb);
	kfree(status);
}

/* record-get */

/* A cursor of another instance would silently skip or repeat records. */
static int check_instance(struct nlattr **attrs, const struct nj_journal *journal,
			  struct netlink_ext_ack *extack)
{
	struct nlattr *attr = attrs[NETJOURNAL_A_RECORD_INSTANCE];

	if (!attr || nla_get_u64(attr) == journal->instance)
		return 0;
	NL_SET_ERR_MSG_ATTR(extack, attr,
			    "the sequence number is of another journal instance");
	return -ESTALE;
}

int nj_family_missing(struct nlattr *nest, int type, const char *msg,
		      struct netlink_ext_ack *extack)
{
	NL_SET_BAD_ATTR(extack, nest);
	NL_SET_ERR_ATTR_MISS(extack, nest, type);
	extack->_msg = msg;
	return -EINVAL;
}

static int check_absent(struct nlattr **attrs, int type, const char *msg,
			struct netlink_ext_ack *extack)
{
	if (!attrs[type])
		return 0;
	NL_SET_BAD_ATTR(extack, attrs[type]);
	extack->_msg = msg;
	return -EINVAL;
}

/* What is sent in reply to record-get do, made while the journal is locked. */
struct record_reply {
	struct genl_info *info;
	u64 instance;
	struct sk_buff *skb;
};

static int record_reply_take(const struct nj_item *item, void *arg)
{
	struct record_reply *r = arg;

	r->skb = genlmsg_new(item_size(item), GFP_ATOMIC);
	if (!r->skb)
		return -ENOMEM;
	return item_fill(r->skb, item, r->instance, r->info->snd_portid,
			 r->info->snd_seq, 0, NETJOURNAL_CMD_RECORD_GET);
}

static int record_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nj_journal *journal = info_journal(info);
	struct record_reply r = { .info = info, .instance = journal->instance };
	struct nlattr *seq = info->attrs[NETJOURNAL_A_RECORD_SEQ];
	int err;

	if (!seq)
		return nj_family_missing(NULL, NETJOURNAL_A_RECORD_SEQ,
					 "seq is missing", info->extack);
	err = check_instance(info->attrs, journal, info->extack) ?:
	      check_absent(info->attrs, NETJOURNAL_A_RECORD_AFTER,
			   "after is for a dump", info->extack) ?:
	      check_absent(info->attrs, NETJOURNAL_A_RECORD_KINDS,
			   "kinds is for a dump", info->extack);
	if (err)
		return err;

	err = nj_journal_find(journal, nla_get_u64(seq), record_reply_take, &r);
	switch (err) {
	case 0:
		return genlmsg_reply(r.skb, info);
	case -ENOENT:
		NL_SET_ERR_MSG_ATTR(info->extack, seq,
				    "the journal has no record with this seq (any more)");
		break;
	case -ERANGE:
		NL_SET_ERR_MSG_ATTR(info->extack, seq,
				    "seq is still to come");
		break;
	}
	nlmsg_free(r.skb);
	return err;
}

/* What a dump keeps from one message to the next; owned by cb, see done. */
struct record_dump {
	struct nj_cursor cursor;
	u64 bookmark;
	bool started;
	bool ended;
};

struct record_dump_ctx {
	struct record_dump *dump;
};

static struct record_dump *record_dump(struct netlink_callback *cb)
{
	BUILD_BUG_ON(sizeof(struct record_dump_ctx) > sizeof(cb->ctx));
	return ((struct record_dump_ctx *)cb->ctx)->dump;
}

static int record_get_start(struct netlink_callback *cb)
{
	struct record_dump_ctx *ctx = (struct record_dump_ctx *)cb->ctx;

	ctx->dump = kzalloc(sizeof(*ctx->dump), GFP_KERNEL);
	if (!ctx->dump)
		return -ENOMEM;
	/* A message must take the largest record. */
	cb->min_dump_alloc = NLMSG_ALIGN(NJ_PAYLOAD_MAX + 1024);
	return 0;
}

static int record_get_done(struct netlink_callback *cb)
{
	kfree(record_dump(cb));
	return 0;
}

/*
 * Reads the request. Not done in start, where older kernels give no extack.
 * The dump ends with the newest record of this moment, so that it does end.
 */
static int record_dump_begin(struct record_dump *dump,
			     struct nj_journal *journal,
			     struct netlink_callback *cb)
{
	struct nlattr **attrs = nj_dump_attrs(cb);
	struct nlattr *kinds = attrs[NETJOURNAL_A_RECORD_KINDS];
	struct nlattr *after = attrs[NETJOURNAL_A_RECORD_AFTER];
	u64 seq = after ? nla_get_u64(after) : 0;
	u32 kind;
	int err;

	err = check_instance(attrs, journal, cb->extack) ?:
	      check_absent(attrs, NETJOURNAL_A_RECORD_SEQ,
			   "seq is not for a dump; use after", cb->extack);
	if (err)
		return err;

	spin_lock_bh(&journal->lock);
	dump->bookmark = journal->next_seq - 1;
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		dump->cursor.until[kind] = journal->kinds[kind].ring.last_seq;
	spin_unlock_bh(&journal->lock);
	if (seq > dump->bookmark) {
		NL_SET_ERR_MSG_ATTR(cb->extack, after, "after is still to come");
		return -ERANGE;
	}
	dump->cursor.kinds = kinds ? nla_get_u32(kinds) : NJ_KINDS_ALL;
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		dump->cursor.after[kind] = seq;
	dump->started = true;
	return 0;
}

struct record_dump_arg {
	struct sk_buff *skb;
	struct netlink_callback *cb;
};

static int record_dump_take(const struct nj_item *item, void *arg)
{
	const struct record_dump_arg *a = arg;

	return item_fill(a->skb, item, 0, NETLINK_CB(a->cb->skb).portid,
			 a->cb->nlh->nlmsg_seq, NLM_F_MULTI,
			 NETJOURNAL_CMD_RECORD_GET);
}

static int record_dump_bookmark(struct sk_buff *skb, struct netlink_callback *cb,
				const struct nj_journal *journal, u64 bookmark)
{
	void *hdr = nj_family_put(skb, cb, NETJOURNAL_CMD_RECORD_GET);

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

static int record_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct nj_journal *journal = nj_net_journal(sock_net(skb->sk));
	struct record_dump_arg arg = { .skb = skb, .cb = cb };
	struct record_dump *dump = record_dump(cb);
	int err;

	if (!dump->started) {
		err = record_dump_begin(dump, journal, cb);
		if (err)
			return err;
	}
	if (dump->ended)
		return 0;
	err = nj_journal_read(journal, &dump->cursor, record_dump_take, &arg);
	if (!err)
		err = record_dump_bookmark(skb, cb, journal, dump->bookmark);
	if (!err)
		dump->ended = true;
	/* What did not fit comes in the next message; one always takes a record. */
	return skb->len ?: err;
}

/* note-add */

static int note_fill(struct sk_buff *skb, u64 instance, u64 seq)
{
	if (nla_put_u64_64bit(skb, NETJOURNAL_A_RECORD_INSTANCE, instance,
			      NETJOURNAL_A_RECORD_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_RECORD_SEQ, seq,
			      NETJOURNAL_A_RECORD_PAD))
		return -EMSGSIZE;
	return 0;
}

/* Length in bytes of the UTF-8 character at @s, 0 if it is none, or control. */
static unsigned int utf8_char(const u8 *s)
{
	static const u32 least[] = { 0, 0x20, 0xa0, 0x800, 0x10000 };
	unsigned int len, i;
	u32 c;

	if (s[0] < 0x80)
		len = 1;
	else if (s[0] < 0xc0)
		return 0;
	else if (s[0] < 0xe0)
		len = 2;
	else if (s[0] < 0xf0)
		len = 3;
	else if (s[0] < 0xf8)
		len = 4;
	else
		return 0;

	c = len == 1 ? s[0] : s[0] & (0x7f >> len);
	for (i = 1; i < len; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3f);
	}
	/* Shortest form only, no surrogates, none of the controls, and no DEL. */
	if (c < least[len] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ||
	    c == 0x7f)
		return 0;
	return len;
}

static bool note_valid(const char *text)
{
	unsigned int len;

	for (; *text; text += len) {
		len = utf8_char(text);
		if (!len)
			return false;
	}
	return true;
}

static int note_add_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nlattr *note = info->attrs[NETJOURNAL_A_RECORD_NOTE];
	struct nj_journal *journal = info_journal(info);
	const struct nj_origin *origin;
	struct sk_buff *reply;
	struct nj_attr attr;
	struct kvec piece;
	u64 seq;
	int err;

	if (!note)
		return nj_family_missing(NULL, NETJOURNAL_A_RECORD_NOTE,
					 "note is missing", info->extack);
	if (!*(char *)nla_data(note)) {
		NL_SET_ERR_MSG_ATTR(info->extack, note, "note is empty");
		return -EINVAL;
	}
	if (!note_valid(nla_data(note))) {
		NL_SET_ERR_MSG_ATTR(info->extack, note,
				    "note holds a control character or is not UTF-8");
		return -EINVAL;
	}

	/* First, so that a note that is refused is not in the journal. */
	reply = nj_family_reply(info, 2 * nla_total_size_64bit(sizeof(u64)));
	if (!reply)
		return -ENOMEM;
	piece.iov_base = nla_data(note);
	piece.iov_len = strlen(nla_data(note)) + 1;
	attr.type = NETJOURNAL_A_RECORD_NOTE;
	attr.n_pieces = 1;
	attr.len = piece.iov_len;
	attr.pieces = &piece;
	origin = nj_origin_get(journal->net, info->snd_portid);
	seq = nj_journal_add(journal, NETJOURNAL_KIND_NOTE, origin, &attr, 1);
	nj_origin_put(origin);
	switch (seq) {
	case 0:
		NL_SET_ERR_MSG(info->extack, "the kind note is not enabled");
		err = -EOPNOTSUPP;
		break;
	case NJ_SEQ_LOST:
		err = -ENOMEM;
		break;
	default:
		err = note_fill(reply, journal->instance, seq);
		if (!err)
			return nj_family_send(info, reply);
	}
	nlmsg_free(reply);
	return err;
}

/* config-set */

/*
 * What was taken of the nest @tb, once each: a nest that says the same a
 * thousand times would be too large to be recorded.
 */
static void config_record(struct nj_journal *journal, struct genl_info *info,
			  struct nlattr **tb)
{
	struct kvec pieces[NETJOURNAL_A_RING_MAX + 1];
	struct nj_attr attr = {
		.type = NETJOURNAL_A_RECORD_CONFIG | NLA_F_NESTED,
		.pieces = pieces,
	};
	const struct nj_origin *origin;
	struct kvec *piece;
	int type;

	for (type = 0; type <= NETJOURNAL_A_RING_MAX; type++) {
		if (!tb[type])
			continue;
		piece = &pieces[attr.n_pieces++];
		piece->iov_base = tb[type];
		piece->iov_len = nla_total_size(nla_len(tb[type]));
		attr.len += piece->iov_len;
	}
	origin = nj_origin_get(journal->net, info->snd_portid);
	nj_journal_add(journal, NETJOURNAL_KIND_CONFIG, origin, &attr, 1);
	nj_origin_put(origin);
}

static int config_set_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nlattr *config = info->attrs[NETJOURNAL_A_RECORD_CONFIG];
	struct nlattr *tb[NETJOURNAL_A_RING_MAX + 1];
	struct nj_journal *journal = info_journal(info);
	struct nlattr *size, *enabled;
	u64 bytes = 0;
	u32 kind;
	int err;

	if (!config)
		return nj_family_missing(NULL, NETJOURNAL_A_RECORD_CONFIG,
					 "config is missing", info->extack);
	err = nla_parse_nested(tb, NETJOURNAL_A_RING_MAX, config, ring_policy,
			       info->extack);
	if (err)
		return err;
	if (!tb[NETJOURNAL_A_RING_KIND])
		return nj_family_missing(config, NETJOURNAL_A_RING_KIND,
					 "kind is missing", info->extack);
	kind = nla_get_u32(tb[NETJOURNAL_A_RING_KIND]);
	size = tb[NETJOURNAL_A_RING_SIZE];
	enabled = tb[NETJOURNAL_A_RING_ENABLED];
	if (!size && !enabled) {
		NL_SET_ERR_MSG_ATTR(info->extack, config,
				    "neither size nor enabled is given");
		return -EINVAL;
	}
	if (size) {
		bytes = nla_get_u64(size);
		if (bytes < NETJOURNAL_RING_SIZE_MIN) {
			NL_SET_ERR_MSG_ATTR(info->extack, size,
					    "size is below ring-size-min");
			return -ERANGE;
		}
		if (bytes > nj_journal_size_max()) {
			NL_SET_ERR_MSG_ATTR(info->extack, size,
					    "size is above the module's ring_size_max");
			return -ERANGE;
		}
	}

	if (size) {
		err = nj_journal_resize(journal, kind, bytes);
		if (err)
			return err;
	}
	/* With the kind enabled, so that who stops the kind config is recorded. */
	if (enabled && nla_get_u32(enabled))
		nj_journal_enable(journal, kind, true);
	config_record(journal, info, tb);
	if (enabled && !nla_get_u32(enabled))
		nj_journal_enable(journal, kind, false);
	status_notify(journal);
	return 0;
}

/* clear */

static int clear_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nlattr *kinds = info->attrs[NETJOURNAL_A_RECORD_KINDS];
	struct nj_journal *journal = info_journal(info);
	int err;

	err = nj_journal_clear(journal,
			       kinds ? nla_get_u32(kinds) : NJ_KINDS_ALL,
			       info->snd_portid);
	if (!err)
		status_notify(journal);
	return err;
}

static const struct genl_ops nj_ops[] = {
	{
		.cmd = NETJOURNAL_CMD_STATUS_GET,
		.flags = GENL_UNS_ADMIN_PERM,
		.policy = status_get_policy,
		.maxattr = ARRAY_SIZE(status_get_policy) - 1,
		.doit = status_get_doit,
	},
	{
		.cmd = NETJOURNAL_CMD_RECORD_GET,
		.flags = GENL_UNS_ADMIN_PERM,
		.policy = record_get_policy,
		.maxattr = ARRAY_SIZE(record_get_policy) - 1,
		.doit = record_get_doit,
		.start = record_get_start,
		.dumpit = record_get_dumpit,
		.done = record_get_done,
	},
	{
		.cmd = NETJOURNAL_CMD_NOTE_ADD,
		.flags = GENL_UNS_ADMIN_PERM,
		.policy = note_add_policy,
		.maxattr = ARRAY_SIZE(note_add_policy) - 1,
		.doit = note_add_doit,
	},
	{
		.cmd = NETJOURNAL_CMD_CONFIG_SET,
		.flags = GENL_UNS_ADMIN_PERM,
		.policy = config_set_policy,
		.maxattr = ARRAY_SIZE(config_set_policy) - 1,
		.doit = config_set_doit,
	},
	{
		.cmd = NETJOURNAL_CMD_CLEAR,
		.flags = GENL_UNS_ADMIN_PERM,
		.policy = clear_policy,
		.maxattr = ARRAY_SIZE(clear_policy) - 1,
		.doit = clear_doit,
	},
	/* domain: operations */
	/* end of domain */
};

static struct genl_family nj_family __ro_after_init = {
	.name = NETJOURNAL_FAMILY_NAME,
	.version = NETJOURNAL_FAMILY_VERSION,
	.netnsok = true,
	.parallel_ops = true,
	.module = THIS_MODULE,
	.ops = nj_ops,
	.n_ops = ARRAY_SIZE(nj_ops),
	.mcgrps = nj_groups,
	.n_mcgrps = ARRAY_SIZE(nj_groups),
};

MODULE_ALIAS_GENL_FAMILY(NETJOURNAL_FAMILY_NAME);

int nj_family_register(void)
{
	int err = genl_register_family(&nj_family);

	if (!err)
		WRITE_ONCE(nj_family_open, true);
	return err;
}

void nj_family_unregister(void)
{
	WRITE_ONCE(nj_family_open, false);
	/* Notifications are sent with soft interrupts off: wait for the last. */
	synchronize_rcu();
	genl_unregister_family(&nj_family);
}
