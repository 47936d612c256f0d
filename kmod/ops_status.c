// SPDX-License-Identifier: GPL-2.0
/*
 * status-get and its notification.
 */
#include <linux/slab.h>
#include <net/genetlink.h>

#include "ended.h"
#include "journal.h"
#include "net/module.h"
#include "netns.h"
#include "ops.h"
#include "reply.h"

struct status {
	u64 instance;
	u64 first_seq;
	u64 next_seq;
	u64 processes_size;
	u64 processes_used;
	u64 processes;
	u64 forgotten;
	bool host;	/* it is the journal of the initial namespace */
	struct nj_ended_status ended;
	struct {
		struct nj_ring ring;
		u32 enabled;
	} kinds[NETJOURNAL_KIND_MAX + 1];
};

static size_t status_size(void)
{
	return 3 * nla_total_size_64bit(sizeof(u64)) +
	       NETJOURNAL_KIND_MAX *
	       nla_total_size(2 * nla_total_size(sizeof(u32)) +
			      5 * nla_total_size_64bit(sizeof(u64))) +
	       nla_total_size(4 * nla_total_size_64bit(sizeof(u64))) +
	       nla_total_size(5 * nla_total_size_64bit(sizeof(u64))) +
	       nj_more_status_size();
}

static void status_read_processes(struct nj_process_store *store,
				  struct status *status)
{
	spin_lock_bh(&store->lock);
	status->processes_size = store->limit;
	status->processes_used = store->used;
	status->processes = store->count;
	status->forgotten = store->forgotten;
	spin_unlock_bh(&store->lock);
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
		const struct nj_ring *ring = &journal->rings[kind];

		status->kinds[kind].ring = *ring;
		status->kinds[kind].enabled = nj_journal_enabled(journal, kind);
		if (nj_ring_seek(ring, 0, &pos)) {
			nj_ring_at(ring, &pos, &rec);
			status->first_seq = min(status->first_seq, rec.seq);
		}
	}
	spin_unlock_bh(&journal->lock);
	status_read_processes(&journal->processes, status);
	status->host = net_eq(journal->net, &init_net);
	nj_ended_read_status(&status->ended);
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

static int status_fill_processes(struct sk_buff *skb,
				 const struct status *status)
{
	struct nlattr *nest;

	nest = nla_nest_start(skb, NETJOURNAL_A_STATUS_PROCESS_STORE);
	if (!nest ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_PROCESS_STORE_SIZE,
			      status->processes_size,
			      NETJOURNAL_A_PROCESS_STORE_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_PROCESS_STORE_USED,
			      status->processes_used,
			      NETJOURNAL_A_PROCESS_STORE_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_PROCESS_STORE_PROCESSES,
			      status->processes,
			      NETJOURNAL_A_PROCESS_STORE_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_PROCESS_STORE_FORGOTTEN,
			      status->forgotten,
			      NETJOURNAL_A_PROCESS_STORE_PAD))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static int status_fill_ended(struct sk_buff *skb,
			     const struct nj_ended_status *ended)
{
	struct nlattr *nest;

	nest = nla_nest_start(skb, NETJOURNAL_A_STATUS_ENDED_STORE);
	if (!nest ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_ENDED_STORE_SIZE, ended->size,
			      NETJOURNAL_A_ENDED_STORE_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_ENDED_STORE_USED, ended->used,
			      NETJOURNAL_A_ENDED_STORE_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_ENDED_STORE_JOURNALS,
			      ended->journals, NETJOURNAL_A_ENDED_STORE_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_ENDED_STORE_DROPPED,
			      ended->dropped, NETJOURNAL_A_ENDED_STORE_PAD) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_ENDED_STORE_DROPPED_RECORDS,
			      ended->dropped_records,
			      NETJOURNAL_A_ENDED_STORE_PAD))
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
	return status_fill_processes(skb, status) ?:
	       (status->host ? status_fill_ended(skb, &status->ended) : 0) ?:
	       nj_more_status(skb);
}

int nj_status_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct status *status = kzalloc(sizeof(*status), GFP_KERNEL);
	struct sk_buff *reply = nj_reply_begin(info, status_size());
	int err = -ENOMEM;

	if (!status || !reply)
		goto err;
	status_read(nj_netns_journal(genl_info_net(info)), status);
	err = status_fill(reply, status);
	if (err)
		goto err;
	kfree(status);
	return nj_reply_send(info, reply);
err:
	nlmsg_free(reply);
	kfree(status);
	return err;
}

void nj_status_notify(struct nj_journal *journal)
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
