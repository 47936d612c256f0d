// SPDX-License-Identifier: GPL-2.0
/*
 * process-get: the details of one process, or a dump of all; and process-ntf.
 */
#include <linux/pid_namespace.h>
#include <net/genetlink.h>
#include <net/sock.h>

#include "compat.h"
#include "ended.h"
#include "journal.h"
#include "message.h"
#include "netns.h"
#include "ops.h"
#include "process.h"
#include "reply.h"
#include "view.h"

/* Room for a process beside the headers. */
static size_t process_room(const struct nj_process *process)
{
	return 2 * nla_total_size_64bit(sizeof(u64)) + nla_total_size(0) +
	       process->len + process->later_len;
}

/* The later part contains all ancestors again, with more details of each. */
static int process_put_attrs(struct sk_buff *skb, const struct nj_process *process)
{
	u32 len = process->later_attrs ? process->own_len : process->len;

	if (skb_tailroom(skb) < len + process->later_len)
		return -EMSGSIZE;
	skb_put_data(skb, process->attrs, len);
	if (process->later_attrs)
		skb_put_data(skb, process->later_attrs, process->later_len);
	return 0;
}

static int process_put_id(struct sk_buff *skb, u64 id, u64 instance)
{
	if (instance &&
	    nla_put_u64_64bit(skb, NETJOURNAL_A_PROCESS_INSTANCE, instance,
			      NETJOURNAL_A_PROCESS_PAD))
		return -EMSGSIZE;
	return nla_put_u64_64bit(skb, NETJOURNAL_A_PROCESS_ID, id,
				 NETJOURNAL_A_PROCESS_PAD);
}

static int process_put(struct sk_buff *skb, const struct nj_process *process,
		       u64 instance)
{
	if (process_put_id(skb, process->id, instance) ||
	    process_put_attrs(skb, process) ||
	    (process->later && nla_put_flag(skb, NETJOURNAL_A_PROCESS_PARTIAL)))
		return -EMSGSIZE;
	return 0;
}

/* Makes the reply while the store is locked. */
static int process_reply(struct nj_journal *journal, u64 id,
			 struct genl_info *info, struct sk_buff **reply)
{
	struct nj_process_store *store = &journal->processes;
	struct nj_process *process;
	void *hdr;
	int err = -ENOENT;

	spin_lock_bh(&store->lock);
	process = nj_process_find(store, id);
	if (process) {
		*reply = genlmsg_new(process_room(process), GFP_ATOMIC);
		err = *reply ? 0 : -ENOMEM;
	}
	if (!err) {
		hdr = genlmsg_put_reply(*reply, info, &nj_family, 0,
					NETJOURNAL_CMD_PROCESS_GET);
		err = hdr ? process_put(*reply, process, journal->instance) :
			    -EMSGSIZE;
	}
	spin_unlock_bh(&store->lock);
	return err;
}

/*
 * A container without a user namespace of its own can have a network namespace and
 * CAP_NET_ADMIN. Its PID namespace hides the processes of the host from it, and so
 * does this.
 */
static int process_refuse(const struct nj_journal *journal,
			  struct netlink_ext_ack *extack)
{
	if (!nj_view_is_host(journal->net) ||
	    task_active_pid_ns(current) == &init_pid_ns)
		return 0;
	NL_SET_ERR_MSG(extack, "a PID namespace does not see the processes of the host");
	return -EPERM;
}

static int process_answer(struct nj_journal *journal, struct genl_info *info)
{
	struct nlattr *id = info->attrs[NETJOURNAL_A_PROCESS_ID];
	struct sk_buff *reply = NULL;
	int err;

	err = process_refuse(journal, info->extack);
	if (err)
		return err;
	if (!id)
		return nj_refuse_missing(NULL, NETJOURNAL_A_PROCESS_ID,
					 "id is missing", info->extack);
	err = nj_refuse_stale(info->attrs[NETJOURNAL_A_PROCESS_INSTANCE],
			      journal->instance,
			      "the id is of another journal instance",
			      info->extack) ?:
	      process_reply(journal, nla_get_u64(id), info, &reply);
	if (!err)
		return nj_reply_send(info, reply);
	if (err == -ENOENT)
		NL_SET_ERR_MSG_ATTR(info->extack, id,
				    "the journal does not have the details of this process, or no longer");
	nlmsg_free(reply);
	return err;
}

int nj_process_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nj_ended *ended = NULL;
	struct nj_journal *journal;
	int err;

	journal = nj_journal_of(skb, genl_info_net(info),
				info->attrs[NETJOURNAL_A_PROCESS_ENDED],
				info->extack, &ended);
	err = IS_ERR(journal) ? PTR_ERR(journal) : process_answer(journal, info);
	nj_ended_put(ended);
	return err;
}

/* The state of a dump between two messages. */
struct process_dump {
	struct nj_journal *journal;	/* NULL: the dump has not begun */
	struct nj_ended *ended;		/* whose journal it is; NULL: of no ended namespace */
	u64 last;	/* id of the process that was sent last */
	u64 end;	/* id of the newest process when the dump began */
};

static struct process_dump *process_dump(struct netlink_callback *cb)
{
	BUILD_BUG_ON(sizeof(struct process_dump) > sizeof(cb->ctx));
	return (struct process_dump *)cb->ctx;
}

int nj_process_get_start(struct netlink_callback *cb)
{
	/* A message must have room for the largest process. */
	cb->min_dump_alloc = 16384;
	return process_refuse(nj_netns_journal(sock_net(cb->skb->sk)),
			      cb->extack);
}

int nj_process_get_done(struct netlink_callback *cb)
{
	nj_ended_put(process_dump(cb)->ended);
	return 0;
}

static int process_dump_begin(struct process_dump *dump, const struct net *net,
			      struct netlink_callback *cb)
{
	struct nlattr **attrs = nj_dump_attrs(cb);
	struct nj_journal *journal;
	int err;

	journal = nj_journal_of(cb->skb, net, attrs[NETJOURNAL_A_PROCESS_ENDED],
				cb->extack, &dump->ended);
	if (IS_ERR(journal))
		return PTR_ERR(journal);

	err = nj_refuse_present(attrs, NETJOURNAL_A_PROCESS_ID,
				"id is not for a dump", cb->extack) ?:
	      nj_refuse_stale(attrs[NETJOURNAL_A_PROCESS_INSTANCE],
			      journal->instance,
			      "the journal has another instance", cb->extack);
	if (err)
		return err;
	dump->end = READ_ONCE(journal->processes.last_id);
	dump->journal = journal;
	return 0;
}

static int process_dump_put(struct sk_buff *skb, struct netlink_callback *cb,
			    const struct nj_process *process)
{
	void *hdr = nj_dump_begin(skb, cb, NETJOURNAL_CMD_PROCESS_GET);

	if (!hdr)
		return -EMSGSIZE;
	if (process_put(skb, process, 0)) {
		genlmsg_cancel(skb, hdr);
		return -EMSGSIZE;
	}
	genlmsg_end(skb, hdr);
	return 0;
}

int nj_process_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct process_dump *dump = process_dump(cb);
	struct nj_process_store *store;
	struct nj_process *process;
	int err;

	if (!dump->journal) {
		err = process_dump_begin(dump, sock_net(skb->sk), cb);
		if (err)
			return err;
	}
	store = &dump->journal->processes;
	spin_lock_bh(&store->lock);
	while ((process = nj_process_next(store, dump->last)) &&
	       process->id <= dump->end) {
		if (process_dump_put(skb, cb, process))
			break;
		dump->last = process->id;
	}
	spin_unlock_bh(&store->lock);
	return skb->len;
}

/* Any listener gets the id only, because this cannot know who may see the details. */
void nj_process_notify(const struct nj_process_store *store, u64 id)
{
	const struct nj_journal *journal =
		container_of(store, struct nj_journal, processes);
	struct sk_buff *skb;
	void *hdr;

	if (!genl_has_listeners(&nj_family, journal->net, NJ_GROUP_PROCESS))
		return;
	skb = genlmsg_new(2 * nla_total_size_64bit(sizeof(u64)),
			  GFP_ATOMIC | __GFP_NOWARN);
	if (!skb)
		goto err;
	hdr = genlmsg_put(skb, 0, 0, &nj_family, 0, NETJOURNAL_CMD_PROCESS_NTF);
	if (!hdr || process_put_id(skb, id, journal->instance))
		goto err;
	genlmsg_end(skb, hdr);
	genlmsg_multicast_netns(&nj_family, journal->net, skb, 0,
				NJ_GROUP_PROCESS, GFP_ATOMIC | __GFP_NOWARN);
	return;
err:
	genl_set_err(&nj_family, journal->net, 0, NJ_GROUP_PROCESS, -ENOBUFS);
	nlmsg_free(skb);
}
