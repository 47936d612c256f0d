// SPDX-License-Identifier: GPL-2.0
/*
 * Copies messages without the secrets in them. A secret never gets into the copy, and
 * so neither into the memory of the journal nor to its readers.
 */
#include <linux/slab.h>
#include <net/netlink.h>

#include "journal.h"
#include "record.h"
#include "redact.h"

/* Nests in nests, at most. Deeper ones are kept without their attributes. */
#define DEPTH_MAX	6

static const struct nj_redacted *redacted(const struct nj_redaction *r, u16 type)
{
	unsigned int i;

	for (i = 0; i < r->n; i++)
		if (r->attrs[i].type == type)
			return &r->attrs[i];
	return NULL;
}

/* Returns how many bytes of the value of @nla are kept. Sets @nest if it is a nest. */
static u16 kept(const struct nj_redaction *r, const struct nlattr *nla,
		const struct nj_redaction **nest)
{
	const struct nj_redacted *row;

	*nest = r->elements;
	if (*nest)
		return 0;
	row = redacted(r, nla_type(nla));
	if (row) {
		*nest = row->nest;
		return row->keep;
	}
	return nla_type(nla) <= r->max ? NJ_KEEP_ALL : 0;
}

/* Copies attributes to @to. Returns where the copy ends. The copy is never longer. */
static u8 *copy_attrs(u8 *to, const struct nlattr *head, int len,
		      const struct nj_redaction *r, unsigned int depth)
{
	const struct nj_redaction *nest;
	const struct nlattr *nla;
	struct nlattr *copy;
	int rem;
	u16 keep;

	nla_for_each_attr(nla, head, len, rem) {
		keep = min_t(u16, kept(r, nla, &nest), nla_len(nla));
		copy = (struct nlattr *)to;
		if (!nest) {
			to = nj_attr_put(to, nla->nla_type, nla_data(nla), keep);
			continue;
		}
		copy->nla_type = nla->nla_type;
		to += NLA_HDRLEN;
		if (depth < DEPTH_MAX)
			to = copy_attrs(to, nla_data(nla), nla_len(nla), nest, depth + 1);
		copy->nla_len = to - (u8 *)copy;
	}
	return to;
}

/*
 * The last attribute of a message need not be padded, but its copy is. So the copy can
 * be a word longer than the message for each level of nests.
 */
#define ROOM_MORE	((DEPTH_MAX + 2) * NLA_ALIGNTO)

void nj_redacted_record(struct nj_journal *journal, u32 kind,
			const struct nlmsghdr *nlh, unsigned int hdr_len,
			u16 type, u32 port_id, const struct nj_redaction *redaction)
{
	const unsigned int head = NLMSG_HDRLEN + NLMSG_ALIGN(hdr_len);
	struct kvec piece;
	struct nj_attr attr = {
		.type = NETJOURNAL_A_RECORD_MESSAGE, .n_pieces = 1,
		.pieces = &piece,
	};
	struct nlmsghdr *copy = NULL;
	u8 *end;

	if (nlh->nlmsg_len >= nlmsg_msg_size(hdr_len) && nlh->nlmsg_len <= NJ_PAYLOAD_MAX)
		copy = kzalloc(max(head, nlh->nlmsg_len) + ROOM_MORE,
			       GFP_ATOMIC | __GFP_NOWARN);
	if (!copy) {
		nj_journal_lose(journal, kind, 1);
		return;
	}
	memcpy(copy, nlh, nlmsg_msg_size(hdr_len));
	end = (u8 *)copy + head;
	if (nlh->nlmsg_len > head)
		end = copy_attrs(end, (void *)nlh + head, nlh->nlmsg_len - head,
				 redaction, 0);
	copy->nlmsg_len = end - (u8 *)copy;
	copy->nlmsg_type = type;
	copy->nlmsg_pid = port_id;
	piece.iov_base = copy;
	piece.iov_len = copy->nlmsg_len;
	attr.len = copy->nlmsg_len;
	nj_record_add(journal, kind, port_id, &attr, 1);
	kfree(copy);
}
