// SPDX-License-Identifier: GPL-2.0
/*
 * The record of one table of nftables, while a commit is made.
 *
 * A commit can have any number of changes. The record lists as many as fit, and
 * counts all of them.
 */
#include <linux/minmax.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/slab.h>
#include <net/netlink.h>

#include "journal.h"
#include "nft_draft.h"
#include "record.h"

#define DRAFT_GFP	(GFP_NOWAIT | __GFP_NOWARN | __GFP_ACCOUNT)

/* The first buffer of a draft. Each further one is twice as large. */
#define DRAFT_SIZE	2048

#define HEADER_LEN	(NLMSG_HDRLEN + NLMSG_ALIGN(sizeof(struct nfgenmsg)))

/* The most bytes that one change takes. */
#define CHANGE_LEN	1024

/* The most bytes that the counts and the generation take. */
#define TAIL_LEN	(2 * NJ_ATTR_SIZE(sizeof(u32)) +			\
			 NETJOURNAL_NFT_OBJECT_MAX * NETJOURNAL_NFT_ACTION_MAX * \
			 NJ_ATTR_SIZE(3 * NJ_ATTR_SIZE(sizeof(u32))))

/* The longest message that fits into a record. */
#define MESSAGE_MAX	(NJ_PAYLOAD_MAX - NLA_HDRLEN)

bool nj_nft_draft_begin(struct nj_nft_draft *draft, u8 family, const char *name)
{
	struct nfgenmsg *nfmsg;

	BUILD_BUG_ON(NJ_ATTR_SIZE(NFT_NAME_MAXLEN) + HEADER_LEN + CHANGE_LEN +
		     TAIL_LEN > DRAFT_SIZE);
	*draft = (struct nj_nft_draft){
		.family = family,
		.attrs = { .buf = kmalloc(DRAFT_SIZE, DRAFT_GFP), .size = DRAFT_SIZE },
	};
	if (!draft->attrs.buf)
		return false;
	memset(draft->attrs.buf, 0, HEADER_LEN);
	nfmsg = (void *)draft->attrs.buf + NLMSG_HDRLEN;
	nfmsg->nfgen_family = family;
	draft->attrs.len = HEADER_LEN;
	nj_attrs_put_string(&draft->attrs, NETJOURNAL_A_NFT_TABLE_NAME, name);
	return true;
}

bool nj_nft_draft_is(const struct nj_nft_draft *draft, u8 family, const char *name)
{
	const u8 *buf = draft->attrs.buf;

	return buf && draft->family == family &&
	       !nla_strcmp((const struct nlattr *)(buf + HEADER_LEN), name);
}

/* Makes room for a change. Returns false if it must not be listed. */
static bool draft_room(struct nj_nft_draft *draft)
{
	struct nj_attrs *attrs = &draft->attrs;
	u32 need = attrs->len + CHANGE_LEN + TAIL_LEN, size;
	u8 *buf;

	if (need <= attrs->size)
		return true;
	if (need > MESSAGE_MAX)
		return false;
	size = min_t(u32, 2 * attrs->size, NJ_PAYLOAD_MAX);
	buf = krealloc(attrs->buf, size, DRAFT_GFP);
	if (!buf)
		return false;
	attrs->buf = buf;
	attrs->size = size;
	return true;
}

static void put_base(struct nj_attrs *attrs, const struct nj_nft_change *change)
{
	nj_attrs_put_u32(attrs, NETJOURNAL_A_NFT_CHANGE_HOOK, change->hook);
	nj_attrs_put_u32(attrs, NETJOURNAL_A_NFT_CHANGE_PRIORITY, change->priority);
	nj_attrs_put_u32(attrs, NETJOURNAL_A_NFT_CHANGE_POLICY, change->policy);
}

static struct nlattr *put_change(struct nj_attrs *attrs, const struct nj_nft_change *change)
{
	struct nlattr *nest = nj_attrs_nest(attrs, NETJOURNAL_A_NFT_TABLE_CHANGE);

	nj_attrs_put_u32(attrs, NETJOURNAL_A_NFT_CHANGE_OBJECT, change->object);
	nj_attrs_put_u32(attrs, NETJOURNAL_A_NFT_CHANGE_ACTION, change->action);
	if (change->name)
		nj_attrs_put_string(attrs, NETJOURNAL_A_NFT_CHANGE_NAME, change->name);
	if (change->handle)
		nj_attrs_put_u64(attrs, NETJOURNAL_A_NFT_CHANGE_HANDLE, change->handle);
	if (change->base)
		put_base(attrs, change);
	if (change->expressions)
		nj_attrs_put_string(attrs, NETJOURNAL_A_NFT_CHANGE_EXPRESSIONS,
				    change->expressions);
	if (change->comment)
		nj_attrs_put(attrs, NETJOURNAL_A_NFT_CHANGE_COMMENT,
			     change->comment, change->comment_len);
	return nest;
}

void nj_nft_draft_add(struct nj_nft_draft *draft, const struct nj_nft_change *change)
{
	struct nj_attrs *attrs = &draft->attrs;

	draft->run = NULL;
	draft->counts[change->object][change->action]++;
	if (draft_room(draft))
		nj_attrs_nest_end(attrs, put_change(attrs, change));
	else
		draft->unlisted++;
}

bool nj_nft_draft_element(struct nj_nft_draft *draft, const void *set, u32 action)
{
	u32 *number = (u32 *)(draft->attrs.buf + draft->run_number);

	if (draft->run != set || draft->run_action != action)
		return false;
	draft->counts[NETJOURNAL_NFT_OBJECT_ELEMENT][action]++;
	if (draft->run_number)
		++*number;
	else
		draft->unlisted++;
	return true;
}

void nj_nft_draft_elements(struct nj_nft_draft *draft, const void *set, u32 action,
			   const char *name)
{
	const struct nj_nft_change change = {
		.object = NETJOURNAL_NFT_OBJECT_ELEMENT, .action = action,
		.name = name,
	};
	struct nj_attrs *attrs = &draft->attrs;
	struct nlattr *nest;

	draft->run = set;
	draft->run_action = action;
	draft->run_number = 0;
	draft->counts[change.object][action]++;
	if (!draft_room(draft)) {
		draft->unlisted++;
		return;
	}
	nest = put_change(attrs, &change);
	nj_attrs_put_u32(attrs, NETJOURNAL_A_NFT_CHANGE_NUMBER, 1);
	draft->run_number = attrs->len - sizeof(u32);
	nj_attrs_nest_end(attrs, nest);
}

static void put_counts(struct nj_attrs *attrs, const struct nj_nft_draft *draft)
{
	struct nlattr *nest;
	u32 object, action;

	for (object = 1; object <= NETJOURNAL_NFT_OBJECT_MAX; object++) {
		for (action = 1; action <= NETJOURNAL_NFT_ACTION_MAX; action++) {
			if (!draft->counts[object][action])
				continue;
			nest = nj_attrs_nest(attrs, NETJOURNAL_A_NFT_TABLE_COUNT);
			nj_attrs_put_u32(attrs, NETJOURNAL_A_NFT_COUNT_OBJECT, object);
			nj_attrs_put_u32(attrs, NETJOURNAL_A_NFT_COUNT_ACTION, action);
			nj_attrs_put_u32(attrs, NETJOURNAL_A_NFT_COUNT_NUMBER,
					 draft->counts[object][action]);
			nj_attrs_nest_end(attrs, nest);
		}
	}
}

/* A table that was deleted and is there again has not gone. */
static void put_header(struct nj_nft_draft *draft, u32 port_id)
{
	const u32 *tables = draft->counts[NETJOURNAL_NFT_OBJECT_TABLE];
	bool gone = tables[NETJOURNAL_NFT_ACTION_DELETED] &&
		    !tables[NETJOURNAL_NFT_ACTION_SET];
	struct nlmsghdr *nlh = (void *)draft->attrs.buf;

	nlh->nlmsg_len = draft->attrs.len;
	nlh->nlmsg_type = NETLINK_NETFILTER << 8 |
			  (gone ? NFT_MSG_DELTABLE : NFT_MSG_NEWTABLE);
	if (!tables[NETJOURNAL_NFT_ACTION_SET])
		nlh->nlmsg_flags = NLM_F_REPLACE;
	nlh->nlmsg_pid = port_id;
}

void nj_nft_draft_end(struct nj_nft_draft *draft, struct nj_journal *journal,
		      u32 port_id, u32 generation)
{
	struct nj_attrs *attrs = &draft->attrs;
	struct kvec piece = { .iov_base = attrs->buf };
	struct nj_attr attr = {
		.type = NETJOURNAL_A_RECORD_MESSAGE, .n_pieces = 1,
		.pieces = &piece,
	};

	if (generation)
		nj_attrs_put_u32(attrs, NETJOURNAL_A_NFT_TABLE_GENERATION,
				 generation);
	put_counts(attrs, draft);
	if (draft->unlisted)
		nj_attrs_put_u32(attrs, NETJOURNAL_A_NFT_TABLE_UNLISTED,
				 draft->unlisted);
	put_header(draft, port_id);
	piece.iov_len = attrs->len;
	attr.len = attrs->len;
	nj_record_add(journal, NETJOURNAL_KIND_NFT, port_id, &attr, 1);
	nj_nft_draft_drop(draft);
}

void nj_nft_draft_drop(struct nj_nft_draft *draft)
{
	kfree(draft->attrs.buf);
	draft->attrs.buf = NULL;
}
