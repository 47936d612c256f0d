// SPDX-License-Identifier: GPL-2.0
/*
 * Netlink for the selftests. See netlink.h.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "netlink.h"

#ifndef SOL_NETLINK
#define SOL_NETLINK	270
#endif

int nl_open(struct nl *nl, int protocol)
{
	struct sockaddr_nl addr = { .nl_family = AF_NETLINK };
	socklen_t len = sizeof(addr);
	int one = 1;

	memset(nl, 0, sizeof(*nl));
	nl->fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);
	if (nl->fd < 0)
		return -errno;
	if (bind(nl->fd, (struct sockaddr *)&addr, sizeof(addr)) ||
	    getsockname(nl->fd, (struct sockaddr *)&addr, &len) ||
	    setsockopt(nl->fd, SOL_NETLINK, NETLINK_EXT_ACK, &one, sizeof(one)) ||
	    setsockopt(nl->fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, &one, sizeof(one))) {
		int err = -errno;

		close(nl->fd);
		return err;
	}
	nl->port = addr.nl_pid;
	return 0;
}

void nl_close(struct nl *nl)
{
	close(nl->fd);
}

int nl_join(struct nl *nl, uint32_t group)
{
	if (setsockopt(nl->fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof(group)))
		return -errno;
	return 0;
}

void nl_begin(struct nl_req *req, uint16_t type, uint16_t flags)
{
	memset(&req->nlh, 0, sizeof(req->nlh));
	req->nlh.nlmsg_len = NLMSG_HDRLEN;
	req->nlh.nlmsg_type = type;
	req->nlh.nlmsg_flags = NLM_F_REQUEST | flags;
}

void nl_append(struct nl_req *req, const void *data, size_t len)
{
	size_t pad = NLA_ALIGN(len) - len;

	if (req->nlh.nlmsg_len + len + pad > sizeof(req->buf))
		abort();
	memcpy(req->buf + req->nlh.nlmsg_len, data, len);
	memset(req->buf + req->nlh.nlmsg_len + len, 0, pad);
	req->nlh.nlmsg_len += len + pad;
}

void nl_begin_genl(struct nl_req *req, uint16_t family, uint8_t cmd, uint16_t flags)
{
	struct genlmsghdr genl = { .cmd = cmd, .version = 1 };

	nl_begin(req, family, flags);
	nl_append(req, &genl, sizeof(genl));
}

void nl_put(struct nl_req *req, uint16_t type, const void *data, size_t len)
{
	struct nlattr nla = { .nla_type = type, .nla_len = NLA_HDRLEN + len };

	nl_append(req, &nla, sizeof(nla));
	nl_append(req, data, len);
}

void nl_put_u32(struct nl_req *req, uint16_t type, uint32_t value)
{
	nl_put(req, type, &value, sizeof(value));
}

void nl_put_u64(struct nl_req *req, uint16_t type, uint64_t value)
{
	nl_put(req, type, &value, sizeof(value));
}

void nl_put_str(struct nl_req *req, uint16_t type, const char *text)
{
	nl_put(req, type, text, strlen(text) + 1);
}

size_t nl_nest(struct nl_req *req, uint16_t type)
{
	size_t nest = req->nlh.nlmsg_len;

	nl_put(req, type | NLA_F_NESTED, NULL, 0);
	return nest;
}

void nl_nest_end(struct nl_req *req, size_t nest)
{
	struct nlattr *nla = (void *)(req->buf + nest);

	nla->nla_len = req->nlh.nlmsg_len - nest;
}

const void *nl_data(const struct nlattr *nla)
{
	return (const char *)nla + NLA_HDRLEN;
}

size_t nl_len(const struct nlattr *nla)
{
	return nla->nla_len - NLA_HDRLEN;
}

uint32_t nl_u32(const struct nlattr *nla)
{
	uint32_t value = 0;

	if (nla && nl_len(nla) == sizeof(value))
		memcpy(&value, nl_data(nla), sizeof(value));
	return value;
}

uint64_t nl_u64(const struct nlattr *nla)
{
	uint64_t value = 0;

	if (nla && nl_len(nla) == sizeof(value))
		memcpy(&value, nl_data(nla), sizeof(value));
	return value;
}

void nl_parse(const struct nlattr **tb, int max, const void *begin, size_t len)
{
	memset(tb, 0, sizeof(*tb) * (max + 1));
	nl_for_each(nla, begin, len) {
		int type = nla->nla_type & NLA_TYPE_MASK;

		if (nla->nla_len < NLA_HDRLEN ||
		    (char *)nla + nla->nla_len > (char *)begin + len)
			break;
		if (type <= max)
			tb[type] = nla;
	}
}

void nl_str(char *to, size_t room, const struct nlattr *nla)
{
	size_t len = nla ? strnlen(nl_data(nla), nl_len(nla)) : 0;

	if (len >= room)
		len = room - 1;
	if (len)
		memcpy(to, nl_data(nla), len);
	to[len] = 0;
}

static void nl_take_extack(struct nl *nl, const struct nl_req *req,
			   const struct nlmsghdr *nlh, size_t skip)
{
	const struct nlattr *tb[NLMSGERR_ATTR_MAX + 1];

	if (!(nlh->nlmsg_flags & NLM_F_ACK_TLVS) || nlh->nlmsg_len < NLMSG_HDRLEN + skip)
		return;
	nl_parse(tb, NLMSGERR_ATTR_MAX, (char *)nlh + NLMSG_HDRLEN + skip,
		 nlh->nlmsg_len - NLMSG_HDRLEN - skip);
	nl_str(nl->text, sizeof(nl->text), tb[NLMSGERR_ATTR_MSG]);
	if (tb[NLMSGERR_ATTR_OFFS]) {
		nl->bad_offset = nl_u32(tb[NLMSGERR_ATTR_OFFS]);
		nl->bad_type = ((struct nlattr *)(req->buf + nl->bad_offset))->nla_type &
			       NLA_TYPE_MASK;
	}
	if (tb[NLMSGERR_ATTR_MISS_TYPE])
		nl->miss_type = nl_u32(tb[NLMSGERR_ATTR_MISS_TYPE]);
}

int nl_talk(struct nl *nl, struct nl_req *req,
	    void (*take)(const struct nlmsghdr *nlh, void *arg), void *arg)
{
	bool dump = (req->nlh.nlmsg_flags & NLM_F_DUMP) == NLM_F_DUMP;

	static __thread char buf[NL_BUF];

	nl->text[0] = 0;
	nl->bad_offset = -1;
	nl->bad_type = -1;
	nl->miss_type = -1;
	req->nlh.nlmsg_seq = ++nl->seq;
	if (!dump)
		req->nlh.nlmsg_flags |= NLM_F_ACK;
	if (send(nl->fd, req->buf, req->nlh.nlmsg_len, 0) < 0)
		return -errno;

	for (;;) {
		ssize_t got = recv(nl->fd, buf, sizeof(buf), 0);
		const struct nlmsghdr *nlh = (void *)buf;

		if (got < 0)
			return -errno;
		for (; NLMSG_OK(nlh, (uint32_t)got); nlh = NLMSG_NEXT(nlh, got)) {
			int err;

			if (nlh->nlmsg_seq != nl->seq)
				continue;
			if (nlh->nlmsg_type == NLMSG_DONE) {
				memcpy(&err, NLMSG_DATA(nlh), sizeof(err));
				nl_take_extack(nl, req, nlh, sizeof(err));
				return err;
			}
			if (nlh->nlmsg_type == NLMSG_ERROR) {
				const struct nlmsgerr *e = NLMSG_DATA(nlh);
				size_t skip = sizeof(*e);

				if (!(nlh->nlmsg_flags & NLM_F_CAPPED))
					skip = sizeof(e->error) + NLMSG_ALIGN(e->msg.nlmsg_len);
				nl_take_extack(nl, req, nlh, skip);
				return e->error;
			}
			if (take)
				take(nlh, arg);
		}
	}
}

int nl_talk_once(struct nl_req *req, void (*take)(const struct nlmsghdr *nlh, void *arg), void *arg)
{
	struct nl nl;
	int err = nl_open(&nl, NETLINK_GENERIC);

	if (!err) {
		err = nl_talk(&nl, req, take, arg);
		nl_close(&nl);
	}
	return err;
}

int nl_wait(struct nl *nl, void *buf, int ms)
{
	struct pollfd pfd = { .fd = nl->fd, .events = POLLIN };
	ssize_t got;

	if (poll(&pfd, 1, ms) <= 0)
		return -EAGAIN;
	got = recv(nl->fd, buf, NL_BUF, MSG_DONTWAIT);
	return got < 0 ? -errno : got;
}

static void family_take(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *tb[CTRL_ATTR_MAX + 1];
	struct nl_family *family = arg;

	nl_parse(tb, CTRL_ATTR_MAX, (char *)NLMSG_DATA(nlh) + GENL_HDRLEN,
		 NLMSG_PAYLOAD(nlh, GENL_HDRLEN));
	if (tb[CTRL_ATTR_FAMILY_ID])
		memcpy(&family->id, nl_data(tb[CTRL_ATTR_FAMILY_ID]), sizeof(family->id));
	family->version = nl_u32(tb[CTRL_ATTR_VERSION]);
	if (tb[CTRL_ATTR_OPS]) {
		nl_for_each(op, nl_data(tb[CTRL_ATTR_OPS]), nl_len(tb[CTRL_ATTR_OPS])) {
			const struct nlattr *otb[CTRL_ATTR_OP_MAX + 1];

			nl_parse(otb, CTRL_ATTR_OP_MAX, nl_data(op), nl_len(op));
			/* Families of others can have more. */
			if (family->n_ops == NL_OPS)
				break;
			family->ops[family->n_ops].cmd = nl_u32(otb[CTRL_ATTR_OP_ID]);
			family->ops[family->n_ops++].flags = nl_u32(otb[CTRL_ATTR_OP_FLAGS]);
		}
	}
	if (tb[CTRL_ATTR_MCAST_GROUPS]) {
		nl_for_each(group, nl_data(tb[CTRL_ATTR_MCAST_GROUPS]),
			    nl_len(tb[CTRL_ATTR_MCAST_GROUPS])) {
			const struct nlattr *gtb[CTRL_ATTR_MCAST_GRP_MAX + 1];

			nl_parse(gtb, CTRL_ATTR_MCAST_GRP_MAX, nl_data(group), nl_len(group));
			family->groups[family->n_groups].id = nl_u32(gtb[CTRL_ATTR_MCAST_GRP_ID]);
			nl_str(family->groups[family->n_groups++].name, GENL_NAMSIZ,
			       gtb[CTRL_ATTR_MCAST_GRP_NAME]);
		}
	}
}

int nl_family(struct nl_family *family, const char *name)
{
	struct nl_req *req = malloc(sizeof(*req));
	struct nl nl;
	int err;

	memset(family, 0, sizeof(*family));
	err = nl_open(&nl, NETLINK_GENERIC);
	if (!err) {
		nl_begin_genl(req, GENL_ID_CTRL, CTRL_CMD_GETFAMILY, 0);
		nl_put_str(req, CTRL_ATTR_FAMILY_NAME, name);
		err = nl_talk(&nl, req, family_take, family);
		nl_close(&nl);
	}
	free(req);
	return err;
}

struct family_search {
	struct nl_family *family;
	const char *name;
};

static void family_search_take(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *tb[CTRL_ATTR_MAX + 1];
	const struct family_search *search = arg;

	nl_parse(tb, CTRL_ATTR_MAX, (char *)NLMSG_DATA(nlh) + GENL_HDRLEN,
		 NLMSG_PAYLOAD(nlh, GENL_HDRLEN));
	if (tb[CTRL_ATTR_FAMILY_NAME] && !strcmp(nl_data(tb[CTRL_ATTR_FAMILY_NAME]), search->name))
		family_take(nlh, search->family);
}

int nl_family_there(struct nl_family *family, const char *name)
{
	struct family_search search = { family, name };
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	memset(family, 0, sizeof(*family));
	nl_begin_genl(req, GENL_ID_CTRL, CTRL_CMD_GETFAMILY, NLM_F_DUMP);
	err = nl_talk_once(req, family_search_take, &search);
	free(req);
	return err ?: family->id ? 0 : -ENOENT;
}

uint32_t nl_group(const struct nl_family *family, const char *name)
{
	for (uint32_t i = 0; i < family->n_groups; i++)
		if (!strcmp(family->groups[i].name, name))
			return family->groups[i].id;
	return 0;
}

static int index_of(const struct nlattr *nla)
{
	return nla ? (int)nl_u32(nla) : -1;
}

static void policy_take_op(struct nl_policies *policies, const struct nlattr *op)
{
	const struct nlattr *tb[CTRL_ATTR_POLICY_DUMP_MAX + 1];
	int cmd = op->nla_type & NLA_TYPE_MASK;

	if (cmd >= NL_OPS)
		abort();
	nl_parse(tb, CTRL_ATTR_POLICY_DUMP_MAX, nl_data(op), nl_len(op));
	policies->do_policy[cmd] = index_of(tb[CTRL_ATTR_POLICY_DO]);
	policies->dump_policy[cmd] = index_of(tb[CTRL_ATTR_POLICY_DUMP]);
}

static void policy_take_attr(struct nl_policies *policies, int policy, const struct nlattr *nla)
{
	const struct nlattr *tb[NL_POLICY_TYPE_ATTR_MAX + 1];
	int type = nla->nla_type & NLA_TYPE_MASK;
	struct nl_policy *attr;

	if (policy >= NL_OPS || type >= NL_ATTRS)
		abort();
	attr = &policies->attrs[policy][type];
	nl_parse(tb, NL_POLICY_TYPE_ATTR_MAX, nl_data(nla), nl_len(nla));
	attr->type = nl_u32(tb[NL_POLICY_TYPE_ATTR_TYPE]);
	attr->min = nl_u64(tb[NL_POLICY_TYPE_ATTR_MIN_VALUE_U]) |
		    nl_u64(tb[NL_POLICY_TYPE_ATTR_MIN_VALUE_S]);
	attr->max = nl_u64(tb[NL_POLICY_TYPE_ATTR_MAX_VALUE_U]) |
		    nl_u64(tb[NL_POLICY_TYPE_ATTR_MAX_VALUE_S]);
	attr->mask = nl_u64(tb[NL_POLICY_TYPE_ATTR_MASK]) |
		     nl_u32(tb[NL_POLICY_TYPE_ATTR_BITFIELD32_MASK]);
	attr->min_len = nl_u32(tb[NL_POLICY_TYPE_ATTR_MIN_LENGTH]);
	attr->max_len = nl_u32(tb[NL_POLICY_TYPE_ATTR_MAX_LENGTH]);
	attr->nested = index_of(tb[NL_POLICY_TYPE_ATTR_POLICY_IDX]);
}

static void policy_take(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *tb[CTRL_ATTR_MAX + 1];
	struct nl_policies *policies = arg;

	nl_parse(tb, CTRL_ATTR_MAX, (char *)NLMSG_DATA(nlh) + GENL_HDRLEN,
		 NLMSG_PAYLOAD(nlh, GENL_HDRLEN));
	if (tb[CTRL_ATTR_OP_POLICY]) {
		nl_for_each(op, nl_data(tb[CTRL_ATTR_OP_POLICY]), nl_len(tb[CTRL_ATTR_OP_POLICY]))
			policy_take_op(policies, op);
	}
	if (tb[CTRL_ATTR_POLICY]) {
		nl_for_each(policy, nl_data(tb[CTRL_ATTR_POLICY]), nl_len(tb[CTRL_ATTR_POLICY])) {
			nl_for_each(nla, nl_data(policy), nl_len(policy))
				policy_take_attr(policies, policy->nla_type & NLA_TYPE_MASK, nla);
		}
	}
}

int nl_policies(struct nl_policies *policies, const char *name)
{
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	memset(policies, 0, sizeof(*policies));
	memset(policies->do_policy, 0xff, sizeof(policies->do_policy));
	memset(policies->dump_policy, 0xff, sizeof(policies->dump_policy));
	nl_begin_genl(req, GENL_ID_CTRL, CTRL_CMD_GETPOLICY, NLM_F_DUMP);
	nl_put_str(req, CTRL_ATTR_FAMILY_NAME, name);
	err = nl_talk_once(req, policy_take, policies);
	free(req);
	return err;
}
