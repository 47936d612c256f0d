// SPDX-License-Identifier: GPL-2.0
/*
 * Records the announcements of XFRM: security associations and policies that are added,
 * changed, deleted and flushed, or that expire, and the default policy. The kernel builds them
 * even if nobody listens. The module xfrm_user makes them, which is loaded when a process first
 * uses XFRM over netlink.
 *
 * The messages about associations contain keys. Of each algorithm the record keeps only the
 * name and the length of the key.
 */
#include <linux/netlink.h>
#include <linux/rcupdate.h>
#include <linux/skbuff.h>
#include <linux/stddef.h>
#include <linux/xfrm.h>
#include <net/net_namespace.h>
#include <net/netlink.h>
#include <net/sock.h>

#include "journal.h"
#include "netns.h"
#include "redact.h"
#include "xfrm.h"

static const struct nj_redacted xfrm_keys[] = {
	{ XFRMA_ALG_AUTH, offsetof(struct xfrm_algo, alg_key) },
	{ XFRMA_ALG_CRYPT, offsetof(struct xfrm_algo, alg_key) },
	{ XFRMA_ALG_COMP, offsetof(struct xfrm_algo, alg_key) },
	{ XFRMA_ALG_AEAD, offsetof(struct xfrm_algo_aead, alg_key) },
	{ XFRMA_ALG_AUTH_TRUNC, offsetof(struct xfrm_algo_auth, alg_key) },
};

/* The last attribute that was looked at for keys is XFRMA_IPTFS_PKT_SIZE of Linux 6.14. */
static const struct nj_redaction xfrm_redaction = {
	.max = 40, .n = ARRAY_SIZE(xfrm_keys), .attrs = xfrm_keys,
};

/* The bytes between the header of a message and its attributes, plus 1; 0: it is not recorded. */
static const u16 header_lens[] = {
	[XFRM_MSG_NEWSA - XFRM_MSG_BASE] = 1 + sizeof(struct xfrm_usersa_info),
	[XFRM_MSG_UPDSA - XFRM_MSG_BASE] = 1 + sizeof(struct xfrm_usersa_info),
	[XFRM_MSG_DELSA - XFRM_MSG_BASE] = 1 + sizeof(struct xfrm_usersa_id),
	[XFRM_MSG_FLUSHSA - XFRM_MSG_BASE] = 1 + sizeof(struct xfrm_usersa_flush),
	[XFRM_MSG_NEWPOLICY - XFRM_MSG_BASE] = 1 + sizeof(struct xfrm_userpolicy_info),
	[XFRM_MSG_UPDPOLICY - XFRM_MSG_BASE] = 1 + sizeof(struct xfrm_userpolicy_info),
	[XFRM_MSG_DELPOLICY - XFRM_MSG_BASE] = 1 + sizeof(struct xfrm_userpolicy_id),
	[XFRM_MSG_FLUSHPOLICY - XFRM_MSG_BASE] = 1,
	[XFRM_MSG_EXPIRE - XFRM_MSG_BASE] = 1 + sizeof(struct xfrm_user_expire),
	[XFRM_MSG_POLEXPIRE - XFRM_MSG_BASE] = 1 + sizeof(struct xfrm_user_polexpire),
	/* XFRM_MSG_SETDEFAULT is announced with this type. */
	[XFRM_MSG_GETDEFAULT - XFRM_MSG_BASE] = 1 + sizeof(struct xfrm_userpolicy_default),
};

/*
 * Whether the message, which is long enough, is a mere warning that something will expire.
 * The kernel also lets an association expire that it had only made to wait for a real one,
 * and that has no SPI yet.
 */
static bool is_warning(const struct nlmsghdr *nlh)
{
	const struct xfrm_user_polexpire *policy = nlmsg_data(nlh);
	const struct xfrm_user_expire *sa = nlmsg_data(nlh);

	if (nlh->nlmsg_type == XFRM_MSG_EXPIRE)
		return !sa->hard || !sa->state.id.spi;
	return nlh->nlmsg_type == XFRM_MSG_POLEXPIRE && !policy->hard;
}

/* Whether @ssk is the kernel's own socket. Root can send to the groups too. */
static bool is_kernel_socket(const struct sock *ssk)
{
	return ssk == rcu_access_pointer(sock_net(ssk)->xfrm.nlsk);
}

void nj_xfrm_announced(const struct sock *ssk, const struct sk_buff *skb, u32 group)
{
	const struct nlmsghdr *nlh = nlmsg_hdr(skb);
	struct nj_journal *journal;
	unsigned int type;
	u16 len;

	if ((group != XFRMNLGRP_SA && group != XFRMNLGRP_POLICY && group != XFRMNLGRP_EXPIRE) ||
	    !is_kernel_socket(ssk) || !nlmsg_ok(nlh, skb->len))
		return;
	type = nlh->nlmsg_type - XFRM_MSG_BASE;
	journal = nj_netns_hear(sock_net(ssk));
	if (type >= ARRAY_SIZE(header_lens) || !header_lens[type] || !journal ||
	    !nj_journal_keeps(journal, NETJOURNAL_KIND_XFRM))
		return;
	len = header_lens[type] - 1;
	if (nlmsg_len(nlh) >= len && is_warning(nlh))
		return;
	nj_redacted_record(journal, NETJOURNAL_KIND_XFRM, nlh, len,
			   NETLINK_XFRM << 8 | nlh->nlmsg_type, nlh->nlmsg_pid,
			   &xfrm_redaction);
}
