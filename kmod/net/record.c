// SPDX-License-Identifier: GPL-2.0
/*
 * Records a change of a network namespace: the message, who made the change, and from
 * which event it follows.
 */
#include <net/netlink.h>

#include "cause.h"
#include "journal.h"
#include "origin.h"
#include "record.h"

/* The most attributes of a record beside its origin and act. */
#define ATTRS_MAX	3

/* The kinds of records from which others can follow. */
#define CAUSES	(BIT(NETJOURNAL_KIND_LINK) | BIT(NETJOURNAL_KIND_ADDR) |	\
		 BIT(NETJOURNAL_KIND_NEXTHOP))

/* Adds the cause to the @n attributes, if it is known. Returns how many there are then. */
static unsigned int record_add_cause(const struct nj_change *change,
				     struct nj_attr *attrs, unsigned int n,
				     u8 *buf, struct kvec *piece)
{
	u32 len = nj_cause_put(change, buf);

	/* The message is of more use than its cause. */
	if (!len || attrs[n - 1].len + NJ_ATTR_SIZE(NJ_CAUSE_LEN) > NJ_PAYLOAD_MAX)
		return n;
	*piece = (struct kvec){ .iov_base = buf, .iov_len = len };
	attrs[n] = (struct nj_attr){
		.type = NETJOURNAL_A_RECORD_CAUSE | NLA_F_NESTED,
		.n_pieces = 1, .len = len, .pieces = piece,
	};
	return n + 1;
}

void nj_record(struct nj_journal *journal, u32 kind, const struct nlmsghdr *nlh,
	       const struct kvec *pieces, unsigned int n, const struct nj_attr *more)
{
	u8 cause[NJ_CAUSE_LEN] __aligned(NLA_ALIGNTO);
	struct nj_attr attrs[ATTRS_MAX];
	const struct nj_origin *origin;
	struct nj_change change = {
		.net = journal->net, .kind = kind, .nlh = nlh,
	};
	unsigned int n_attrs = 0;
	struct kvec piece;
	u64 seq;

	origin = nj_origin_get(&journal->processes, nlh->nlmsg_pid);
	change.act = origin->act;
	if (more)
		attrs[n_attrs++] = *more;
	attrs[n_attrs++] = (struct nj_attr){
		.type = NETJOURNAL_A_RECORD_MESSAGE, .n_pieces = n,
		.len = ((struct nlmsghdr *)pieces->iov_base)->nlmsg_len,
		.pieces = pieces,
	};
	n_attrs = record_add_cause(&change, attrs, n_attrs, cause, &piece);
	seq = nj_journal_add(journal, kind, origin, attrs, n_attrs);
	if (BIT(kind) & CAUSES && seq && seq != NJ_SEQ_LOST)
		nj_cause_recorded(&change, seq);
	nj_origin_put(origin);
}
