// SPDX-License-Identifier: GPL-2.0
/*
 * ended-get: which namespaces have ended whose journals are kept. Also finds such a
 * journal for the requests of other operations.
 */
#include <linux/capability.h>
#include <linux/err.h>
#include <net/genetlink.h>
#include <net/sock.h>

#include "compat.h"
#include "ended.h"
#include "netns.h"
#include "ops.h"
#include "reply.h"

/*
 * These journals are those of containers, of which none may know what another did. So
 * they are for those only who have the privilege on the host, in its own network.
 */
static int ended_refuse(struct sk_buff *skb, const struct net *net,
			struct netlink_ext_ack *extack)
{
	if (net_eq(net, &init_net) && netlink_capable(skb, CAP_NET_ADMIN))
		return 0;
	if (extack)
		extack->_msg = "only the initial namespace knows the journals of ended ones";
	return -EPERM;
}

struct nj_journal *nj_journal_of(struct sk_buff *skb, const struct net *net,
				 struct nlattr *cookie,
				 struct netlink_ext_ack *extack,
				 struct nj_ended **ended)
{
	int err;

	if (!cookie)
		return nj_netns_journal(net);
	err = ended_refuse(skb, net, extack);
	if (err) {
		NL_SET_BAD_ATTR(extack, cookie);
		return ERR_PTR(err);
	}
	*ended = nj_ended_get(nla_get_u64(cookie));
	if (*ended)
		return &(*ended)->journal;
	NL_SET_BAD_ATTR(extack, cookie);
	if (extack)
		extack->_msg = "no journal of an ended namespace with this cookie is kept";
	return ERR_PTR(-ENOENT);
}

static size_t ended_size(void)
{
	return nla_total_size(sizeof(u32)) +
	       7 * nla_total_size_64bit(sizeof(u64));
}

/* The journal is not locked: nothing changes it any more. */
static u64 first_seq(const struct nj_journal *journal)
{
	u64 first = journal->next_seq;
	struct nj_ring_pos pos;
	struct nj_ring_rec rec;
	u32 kind;

	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		if (!nj_ring_seek(&journal->rings[kind], 0, &pos))
			continue;
		nj_ring_at(&journal->rings[kind], &pos, &rec);
		first = min(first, rec.seq);
	}
	return first;
}

static int ended_put(struct sk_buff *skb, const struct nj_ended *ended)
{
	if (nla_put_u64_64bit(skb, NETJOURNAL_A_ENDED_COOKIE, ended->cookie,
			      NETJOURNAL_A_ENDED_PAD) ||
	    nla_put_u32(skb, NETJOURNAL_A_ENDED_INODE, ended->inode) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_ENDED_INSTANCE,
			      ended->journal.instance, NETJOURNAL_A_ENDED_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_ENDED_FIRST_SEQ,
			      first_seq(&ended->journal),
			      NETJOURNAL_A_ENDED_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_ENDED_NEXT_SEQ,
			      ended->journal.next_seq, NETJOURNAL_A_ENDED_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_ENDED_RECORDS, ended->records,
			      NETJOURNAL_A_ENDED_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_ENDED_USED, ended->bytes,
			      NETJOURNAL_A_ENDED_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_ENDED_TIME, ended->time,
			      NETJOURNAL_A_ENDED_PAD))
		return -EMSGSIZE;
	return 0;
}

int nj_ended_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nlattr *cookie = info->attrs[NETJOURNAL_A_ENDED_COOKIE];
	struct nj_ended *ended = NULL;
	struct nj_journal *journal;
	struct sk_buff *reply;
	int err;

	if (!cookie)
		return nj_refuse_missing(NULL, NETJOURNAL_A_ENDED_COOKIE,
					 "cookie is missing", info->extack);
	journal = nj_journal_of(skb, genl_info_net(info), cookie, info->extack,
				&ended);
	if (IS_ERR(journal))
		return PTR_ERR(journal);
	reply = nj_reply_begin(info, ended_size());
	err = reply ? ended_put(reply, ended) : -ENOMEM;
	nj_ended_put(ended);
	if (!err)
		return nj_reply_send(info, reply);
	nlmsg_free(reply);
	return err;
}

struct ended_dump {
	bool started;
	u64 number;	/* of the last one that was put */
};

static struct ended_dump *ended_dump(struct netlink_callback *cb)
{
	BUILD_BUG_ON(sizeof(struct ended_dump) > sizeof(cb->ctx));
	return (struct ended_dump *)cb->ctx;
}

static int ended_dump_begin(struct sk_buff *skb, struct netlink_callback *cb)
{
	int err;

	err = nj_refuse_present(nj_dump_attrs(cb), NETJOURNAL_A_ENDED_COOKIE,
				"cookie is not for a dump", cb->extack) ?:
	      ended_refuse(cb->skb, sock_net(skb->sk), cb->extack);
	ended_dump(cb)->started = !err;
	return err;
}

static int ended_dump_put(struct sk_buff *skb, struct netlink_callback *cb,
			  const struct nj_ended *ended)
{
	void *hdr = nj_dump_begin(skb, cb, NETJOURNAL_CMD_ENDED_GET);

	if (!hdr)
		return -EMSGSIZE;
	if (ended_put(skb, ended)) {
		genlmsg_cancel(skb, hdr);
		return -EMSGSIZE;
	}
	genlmsg_end(skb, hdr);
	return 0;
}

int nj_ended_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct ended_dump *dump = ended_dump(cb);
	struct nj_ended *ended;
	int err = 0;

	if (!dump->started) {
		err = ended_dump_begin(skb, cb);
		if (err)
			return err;
	}
	while (!err) {
		ended = nj_ended_next(dump->number);
		if (!ended)
			break;
		err = ended_dump_put(skb, cb, ended);
		if (!err)
			dump->number = ended->number;
		nj_ended_put(ended);
	}
	return skb->len;
}
