// SPDX-License-Identifier: GPL-2.0
/*
 * note-add: user space adds a record with a text of its own.
 */
#include <net/genetlink.h>

#include "act.h"
#include "journal.h"
#include "netns.h"
#include "ops.h"
#include "origin.h"
#include "reply.h"

static int note_fill(struct sk_buff *skb, u64 instance, u64 seq)
{
	if (nla_put_u64_64bit(skb, NETJOURNAL_A_RECORD_INSTANCE, instance,
			      NETJOURNAL_A_RECORD_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_RECORD_SEQ, seq,
			      NETJOURNAL_A_RECORD_PAD))
		return -EMSGSIZE;
	return 0;
}

/*
 * Returns the length in bytes of the UTF-8 character at @s; 0 if the bytes are no
 * character, or are a control character.
 */
static unsigned int utf8_char(const u8 *s)
{
	static const u32 least[] = { 0, 0x20, 0xa0, 0x800, 0x10000 };
	unsigned int len, i;
	u32 c;

	if (s[0] < 0x80)
		len = 1;
	else if (s[0] < 0xc0 || s[0] >= 0xf8)
		return 0;
	else if (s[0] < 0xe0)
		len = 2;
	else if (s[0] < 0xf0)
		len = 3;
	else
		len = 4;

	c = len == 1 ? s[0] : s[0] & (0x7f >> len);
	for (i = 1; i < len; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3f);
	}
	/* Refuses longer forms, control characters, surrogates and DEL. */
	if (c < least[len] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ||
	    c == 0x7f)
		return 0;
	return len;
}

static bool note_is_valid(const char *text)
{
	unsigned int len;

	for (; *text; text += len) {
		len = utf8_char(text);
		if (!len)
			return false;
	}
	return true;
}

/* Returns the result of nj_journal_add(). */
static u64 note_record(struct nj_journal *journal, struct nlattr *note,
		       u32 port_id)
{
	const struct kvec piece = {
		.iov_base = nla_data(note),
		.iov_len = strlen(nla_data(note)) + 1,
	};
	const struct nj_attr attr = {
		.type = NETJOURNAL_A_RECORD_NOTE,
		.n_pieces = 1,
		.len = piece.iov_len,
		.pieces = &piece,
	};
	const struct nj_origin *origin = nj_origin_get(&journal->processes, port_id);
	u64 seq;

	seq = nj_journal_add(journal, NETJOURNAL_KIND_NOTE, origin, &attr, 1);
	nj_origin_put(origin);
	return seq;
}

static int note_check(struct nlattr *note, struct netlink_ext_ack *extack)
{
	if (!note)
		return nj_refuse_missing(NULL, NETJOURNAL_A_RECORD_NOTE,
					 "note is missing", extack);
	if (!*(char *)nla_data(note)) {
		NL_SET_ERR_MSG_ATTR(extack, note, "note is empty");
		return -EINVAL;
	}
	if (!note_is_valid(nla_data(note))) {
		NL_SET_ERR_MSG_ATTR(extack, note,
				    "note contains a control character or is not UTF-8");
		return -EINVAL;
	}
	return 0;
}

int nj_note_add_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nj_journal *journal = nj_netns_journal(genl_info_net(info));
	struct nlattr *note = info->attrs[NETJOURNAL_A_RECORD_NOTE];
	struct sk_buff *reply;
	u64 seq;
	int err;

	nj_act_split();
	err = note_check(note, info->extack);
	if (err)
		return err;

	/* Allocate the reply first: a request that fails must not add a record. */
	reply = nj_reply_begin(info, 2 * nla_total_size_64bit(sizeof(u64)));
	if (!reply)
		return -ENOMEM;
	seq = note_record(journal, note, info->snd_portid);
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
			return nj_reply_send(info, reply);
	}
	nlmsg_free(reply);
	return err;
}
