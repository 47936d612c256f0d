// SPDX-License-Identifier: GPL-2.0
/*
 * A change of a sysctl as a record. The kernel has no message for it, so the record
 * has a message of the module's own; see NETJOURNAL_MESSAGE_SYSCTL.
 */
#include <linux/netjournal.h>
#include <linux/netlink.h>
#include <linux/socket.h>
#include <linux/string.h>
#include <linux/uio.h>

#include "journal.h"
#include "nlbuf.h"
#include "origin.h"
#include "sysctl.h"

/* The header of the message, after its nlmsghdr. */
struct sysctl_header {
	u8 family;
	u8 reserved[3];
};

/* The attributes are pieces: header, text and padding of each. */
struct pieces {
	struct nlmsghdr nlh;
	struct sysctl_header header;
	struct nlattr attrs[NETJOURNAL_A_SYSCTL_MAX];
	unsigned int n_attrs;
	unsigned int n;
	struct kvec piece[2 + 3 * NETJOURNAL_A_SYSCTL_MAX];
};

static const u8 padding[NLA_ALIGNTO];

static void pieces_add(struct pieces *p, const void *data, size_t len)
{
	if (!len)
		return;
	p->piece[p->n].iov_base = (void *)data;
	p->piece[p->n].iov_len = len;
	p->n++;
	p->nlh.nlmsg_len += len;
}

/* @len: bytes of @data */
static void attr_add(struct pieces *p, u16 type, const void *data, size_t len)
{
	struct nlattr *nla = &p->attrs[p->n_attrs++];

	nla->nla_type = type;
	nla->nla_len = nla_attr_size(len);
	pieces_add(p, nla, sizeof(*nla));
	pieces_add(p, data, len);
	pieces_add(p, padding, nla_padlen(len));
}

static void text_add(struct pieces *p, u16 type, const char *text)
{
	if (text)
		attr_add(p, type, text, strlen(text) + 1);
}

static u8 family_of(const char *path)
{
	if (!strncmp(path, "net/ipv4/", strlen("net/ipv4/")))
		return AF_INET;
	if (!strncmp(path, "net/ipv6/", strlen("net/ipv6/")))
		return AF_INET6;
	if (!strncmp(path, "net/mpls/", strlen("net/mpls/")))
		return AF_MPLS;
	return AF_UNSPEC;
}

static void pieces_fill(struct pieces *p, const struct nj_sysctl_change *change)
{
	memset(p, 0, sizeof(*p));
	p->nlh.nlmsg_type = NETJOURNAL_MESSAGE_SYSCTL;
	p->nlh.nlmsg_flags = NLM_F_REPLACE;
	p->header.family = family_of(change->path);
	pieces_add(p, &p->nlh, sizeof(p->nlh));
	pieces_add(p, &p->header, sizeof(p->header));
	text_add(p, NETJOURNAL_A_SYSCTL_PATH, change->path);
	text_add(p, NETJOURNAL_A_SYSCTL_VALUE, change->value);
	text_add(p, NETJOURNAL_A_SYSCTL_OLD, change->old);
	if (change->cut)
		attr_add(p, NETJOURNAL_A_SYSCTL_CUT, NULL, 0);
	if (change->announced)
		attr_add(p, NETJOURNAL_A_SYSCTL_ANNOUNCED, NULL, 0);
	if (change->consequence)
		attr_add(p, NETJOURNAL_A_SYSCTL_CONSEQUENCE, NULL, 0);
}

void nj_sysctl_record(struct nj_journal *journal,
		      const struct nj_sysctl_change *change)
{
	const struct nj_origin *origin;
	struct nj_attr attr = { .type = NETJOURNAL_A_RECORD_MESSAGE };
	struct pieces pieces;

	pieces_fill(&pieces, change);
	attr.n_pieces = pieces.n;
	attr.len = pieces.nlh.nlmsg_len;
	attr.pieces = pieces.piece;
	origin = nj_origin_get(&journal->processes, 0);
	nj_journal_add(journal, NETJOURNAL_KIND_SYSCTL, origin, &attr, 1);
	nj_origin_put(origin);
}
