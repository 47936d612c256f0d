// SPDX-License-Identifier: GPL-2.0
/*
 * Records what ethtool announces, and what other families of generic netlink are
 * asked for that announce nothing.
 *
 * The kernel gives each family a number when it is registered. The module asks for the
 * numbers when it is loaded, and then hears each family that comes or goes.
 *
 * A request is recorded when the kernel acknowledges it, which it does after it has
 * carried the request out. A request that is refused changes nothing and is not
 * recorded. If a request asks for no acknowledgment, it is recorded when it comes, and
 * its flags say that its result is not known. The module then requires CAP_NET_ADMIN in
 * the network namespace, because otherwise any user could fill the journal.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/capability.h>
#include <linux/net.h>
#include <linux/netlink.h>
#include <linux/printk.h>
#include <linux/sizes.h>
#include <linux/skbuff.h>
#include <linux/slab.h>
#include <net/genetlink.h>
#include <net/net_namespace.h>
#include <net/netlink.h>
#include <net/sock.h>

#include "act.h"
#include "genl.h"
#include "genl_families.h"
#include "journal.h"
#include "netns.h"
#include "qdisc.h"
#include "redact.h"
#include "tc.h"

/* The id of a family that is not registered is 0, so that no message is of this family. */
static struct nj_genl_family *family_by_id(u16 id)
{
	struct nj_genl_family *family;

	if (id < GENL_MIN_ID)
		return NULL;
	for (family = nj_genl_families; family->name; family++)
		if (READ_ONCE(family->id) == id)
			return family;
	return NULL;
}

static struct nj_genl_family *family_by_name(const struct nlattr *name)
{
	struct nj_genl_family *family;

	for (family = nj_genl_families; family->name; family++)
		if (!nla_strcmp(name, family->name))
			return family;
	return NULL;
}

/* Returns the number of the group @name in CTRL_ATTR_MCAST_GROUPS, or 0. */
static u32 group_id(const struct nlattr *groups, const char *name)
{
	const struct nlattr *group, *its_name, *id;
	int rem;

	nla_for_each_nested(group, groups, rem) {
		its_name = nla_find_nested(group, CTRL_ATTR_MCAST_GRP_NAME);
		id = nla_find_nested(group, CTRL_ATTR_MCAST_GRP_ID);
		if (its_name && id && nla_len(id) == sizeof(u32) &&
		    !nla_strcmp(its_name, name))
			return nla_get_u32(id);
	}
	return 0;
}

/* Learns from a message of nlctrl, which the kernel has made. */
static void family_learn(const struct nlmsghdr *nlh)
{
	const struct genlmsghdr *genl = nlmsg_data(nlh);
	const struct nlattr *name, *id, *groups;
	struct nj_genl_family *family;

	if (nlmsg_len(nlh) < GENL_HDRLEN ||
	    (genl->cmd != CTRL_CMD_NEWFAMILY && genl->cmd != CTRL_CMD_DELFAMILY))
		return;
	name = nlmsg_find_attr(nlh, GENL_HDRLEN, CTRL_ATTR_FAMILY_NAME);
	id = nlmsg_find_attr(nlh, GENL_HDRLEN, CTRL_ATTR_FAMILY_ID);
	groups = nlmsg_find_attr(nlh, GENL_HDRLEN, CTRL_ATTR_MCAST_GROUPS);
	family = name ? family_by_name(name) : NULL;
	if (!family || !id || nla_len(id) != sizeof(u16))
		return;
	if (genl->cmd == CTRL_CMD_DELFAMILY) {
		WRITE_ONCE(family->id, 0);
		return;
	}
	if (family->group && groups)
		WRITE_ONCE(family->group_id, group_id(groups, family->group));
	WRITE_ONCE(family->id, nla_get_u16(id));
}

static void family_record(const struct net *net, u32 kind, const struct nj_genl_family *family,
			  const struct nlmsghdr *nlh, u32 port_id)
{
	struct nj_journal *journal = nj_netns_hear(net);

	if (journal && nj_journal_keeps(journal, kind))
		nj_redacted_record(journal, kind, nlh, GENL_HDRLEN,
				   NETLINK_GENERIC << 8 | family->number,
				   port_id, family->redaction);
}

void nj_genl_announced(const struct sock *ssk, const struct sk_buff *skb, u32 group)
{
	const struct nlmsghdr *nlh = nlmsg_hdr(skb);
	const struct net *net = sock_net(ssk);
	struct nj_genl_family *family;

	if (ssk != READ_ONCE(net->genl_sock) || !nlmsg_ok(nlh, skb->len))
		return;
	if (nlh->nlmsg_type == GENL_ID_CTRL) {
		family_learn(nlh);
		return;
	}
	family = family_by_id(nlh->nlmsg_type);
	if (family && family->group && READ_ONCE(family->group_id) == group)
		family_record(net, NETJOURNAL_KIND_ETHTOOL, family, nlh, nlh->nlmsg_pid);
}

static bool changes_something(const struct nj_genl_family *family, const struct nlmsghdr *nlh)
{
	const struct genlmsghdr *genl = nlmsg_data(nlh);
	unsigned int i;

	if (nlmsg_len(nlh) < GENL_HDRLEN)
		return false;
	for (i = 0; i < family->n_commands; i++)
		if (family->commands[i] == genl->cmd)
			return true;
	return false;
}

static void request_record(struct sk_buff *skb, const struct nlmsghdr *nlh)
{
	const struct nj_genl_family *family = family_by_id(nlh->nlmsg_type);

	if (family && changes_something(family, nlh))
		family_record(sock_net(NETLINK_CB(skb).sk), NETJOURNAL_KIND_REQUEST,
			      family, nlh, NETLINK_CB(skb).portid);
}

/*
 * Every user can have a message acknowledged that the kernel does not carry out: one that is
 * no request, and one with the type of a control message.
 */
static bool was_carried_out(const struct nlmsghdr *nlh)
{
	const u16 flags = NLM_F_REQUEST | NLM_F_ACK;

	return (nlh->nlmsg_flags & flags) == flags;
}

/* netlink_ack(in_skb, nlh, err, extack) */
static void notrace hear_ack(struct ftrace_regs *fregs)
{
	struct sk_buff *skb = (void *)nj_ftrace_arg(fregs, 0);
	const struct nlmsghdr *nlh = (void *)nj_ftrace_arg(fregs, 1);
	const struct sock *sk = NETLINK_CB(skb).sk;

	if ((int)nj_ftrace_arg(fregs, 2) || !sk || !was_carried_out(nlh))
		return;
	if (sk->sk_protocol == NETLINK_GENERIC)
		request_record(skb, nlh);
	if (sk->sk_protocol != NETLINK_ROUTE)
		return;
	if (IS_ENABLED(CONFIG_NET_SCHED))
		nj_qdisc_acknowledged(sock_net(sk));
	nj_tc_acknowledged(skb, nlh);
}

/* genl_rcv_msg(skb, nlh, extack) */
static void notrace hear_genl(struct ftrace_regs *fregs)
{
	struct sk_buff *skb = (void *)nj_ftrace_arg(fregs, 0);
	const struct nlmsghdr *nlh = (void *)nj_ftrace_arg(fregs, 1);

	/* One message can carry several requests, and each of them is an act. */
	nj_act_split();
	if (!(nlh->nlmsg_flags & NLM_F_ACK) && NETLINK_CB(skb).sk &&
	    family_by_id(nlh->nlmsg_type) && netlink_net_capable(skb, CAP_NET_ADMIN))
		request_record(skb, nlh);
}

struct nj_hook nj_hook_ack = {
	.function = "netlink_ack",
	.address = netlink_ack,
	.unseen = "requests to families that announce nothing, such as wireguard; classes, filters",
	.kinds = BIT(NETJOURNAL_KIND_REQUEST) | BIT(NETJOURNAL_KIND_TC),
	.hear = hear_ack,
};

struct nj_hook nj_hook_genl = {
	.function = "genl_rcv_msg",
	.unseen = "which generic netlink request made a change, unacknowledged requests",
	.kinds = BIT(NETJOURNAL_KIND_REQUEST),
	.hear = hear_genl,
};

/* The most bytes that the kernel puts into one message of a dump. */
#define DUMP_LEN	SZ_32K

/* Reads a message of the dump. Returns 1 if it was the last one, or a negative error. */
static int dump_read(struct socket *sock, void *buf)
{
	struct kvec vec = { .iov_base = buf, .iov_len = DUMP_LEN };
	struct msghdr msg = { };
	struct nlmsghdr *nlh = buf;
	int len;

	len = kernel_recvmsg(sock, &msg, &vec, 1, DUMP_LEN, MSG_DONTWAIT);
	for (; len > 0 && nlmsg_ok(nlh, len); nlh = nlmsg_next(nlh, &len)) {
		if (nlh->nlmsg_type == NLMSG_DONE)
			return 1;
		if (nlh->nlmsg_type == GENL_ID_CTRL)
			family_learn(nlh);
	}
	return len < 0 ? len : 0;
}

static int families_dump(struct socket *sock, void *buf)
{
	struct {
		struct nlmsghdr nlh;
		struct genlmsghdr genl;
	} request = {
		.nlh.nlmsg_len = sizeof(request),
		.nlh.nlmsg_type = GENL_ID_CTRL,
		.nlh.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
		.genl.cmd = CTRL_CMD_GETFAMILY,
		.genl.version = 1,
	};
	struct kvec vec = { .iov_base = &request, .iov_len = sizeof(request) };
	struct msghdr msg = { };
	int err;

	err = kernel_sendmsg(sock, &msg, &vec, 1, sizeof(request));
	while (err >= 0) {
		err = dump_read(sock, buf);
		if (err == 1)
			return 0;
	}
	return err;
}

/* Asks in a dump: to ask for a family by its name would load its module. */
static int genl_init(void)
{
	void *buf = kmalloc(DUMP_LEN, GFP_KERNEL);
	struct socket *sock;
	int err = -ENOMEM;

	if (buf)
		err = sock_create_kern(&init_net, PF_NETLINK, SOCK_RAW,
				       NETLINK_GENERIC, &sock);
	if (!err) {
		err = families_dump(sock, buf);
		sock_release(sock);
	}
	kfree(buf);
	if (err)
		pr_notice("cannot ask for the families of generic netlink (error %d). Requests to those that exist now are not recorded\n",
			  err);
	return 0;
}

const struct nj_part nj_genl_part = {
	.init = genl_init,
};
