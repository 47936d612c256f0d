// SPDX-License-Identifier: GPL-2.0
/*
 * Sends requests over netlink, receives the replies, and explains errors.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "nl/ahead.h"
#include "nl/genl.h"
#include "nl/nla.h"
#include "nl/policy.h"

/* From this part on a dump is received in a thread; shorter dumps need none. */
#define PARTS_ALONE	4

static int netlink_fail(struct netlink *n, int err, const char *doing)
{
	snprintf(n->error, sizeof(n->error), "%s: %s", doing, strerror(err));
	return -err;
}

static int set_option(struct netlink *n, int option)
{
	int on = 1;

	return setsockopt(nl_socket_get_fd(n->sock), SOL_NETLINK, option, &on,
			  sizeof(on));
}

int netlink_open(struct netlink *n, int protocol)
{
	n->inconsistent = false;
	n->error[0] = '\0';
	n->sock = nl_socket_alloc();
	if (!n->sock)
		return netlink_fail(n, ENOMEM, "netlink socket");
	if (nl_connect(n->sock, protocol) < 0) {
		int err = errno ? errno : EPROTONOSUPPORT;

		netlink_close(n);
		return netlink_fail(n, err, "netlink socket");
	}
	nl_socket_disable_auto_ack(n->sock);
	/* A kernel without one of these options only explains less. */
	set_option(n, NETLINK_EXT_ACK);
	set_option(n, NETLINK_CAP_ACK);
	set_option(n, NETLINK_GET_STRICT_CHK);
	return 0;
}

void netlink_close(struct netlink *n)
{
	nl_socket_free(n->sock);
	n->sock = NULL;
}

/* The attributes of an acknowledgement, as far as it has them. */
struct ext_ack {
	const char *text;
	int text_len;
	bool has_offset, has_missing, has_nest;
	uint32_t offset, missing, nest;
	char policy[96];	/* the policy of the attribute, or "" */
	char rule[64];		/* the same as the end of a sentence, or "" */
};

static void read_ext_ack(const struct nlattr *attrs, int len,
			 struct ext_ack *ack)
{
	const struct nlattr *nla = attrs;
	int rem = len;

	for (; nla_ok(nla, rem); nla = nla_next(nla, &rem)) {
		bool u32 = nla_len(nla) == sizeof(uint32_t);

		switch (nla_type(nla)) {
		case NLMSGERR_ATTR_MSG:
			ack->text = nla_data(nla);
			ack->text_len = strnlen(ack->text, nla_len(nla));
			break;
		case NLMSGERR_ATTR_OFFS:
			ack->has_offset = u32;
			ack->offset = u32 ? nla_get_u32(nla) : 0;
			break;
		case NLMSGERR_ATTR_POLICY:
			policy_text(nla, ack->policy, sizeof(ack->policy));
			policy_rule(nla, ack->rule, sizeof(ack->rule));
			break;
		case NLMSGERR_ATTR_MISS_TYPE:
			ack->has_missing = u32;
			ack->missing = u32 ? nla_get_u32(nla) : 0;
			break;
		case NLMSGERR_ATTR_MISS_NEST:
			ack->has_nest = u32;
			ack->nest = u32 ? nla_get_u32(nla) : 0;
			break;
		}
	}
}

/*
 * Explains the error @err in n->error: with the kernel's text, or otherwise the name
 * of the error, and with the attribute of @request that the kernel points at.
 */
static int explain_error(struct netlink *n, int err, const struct nlattr *attrs, int len,
			 const struct nlmsghdr *request, const struct spec_set *set)
{
	const unsigned int base = NLMSG_HDRLEN + GENL_HDRLEN;
	const struct nlattr *sent = genl_attrs(request);
	int sent_len = genl_attrs_len(request);
	struct ext_ack ack = { 0 };
	char name[64] = "", where[192] = "";

	read_ext_ack(attrs, len, &ack);
	if (set && ack.has_missing &&
	    spec_missing(set, sent, sent_len,
			 ack.has_nest && ack.nest >= base ? (int)(ack.nest - base) : -1,
			 ack.missing, name, sizeof(name)))
		snprintf(where, sizeof(where), " (attribute %s is missing)", name);
	else if (set && ack.has_offset && ack.offset >= base &&
		 spec_path(set, sent, sent_len, ack.offset - base, name,
			   sizeof(name)))
		snprintf(where, sizeof(where), " (attribute %s%s%s)", name,
			 *ack.policy ? ": " : "", ack.policy);

	if (*name && *ack.rule)
		snprintf(n->error, sizeof(n->error), "%s %s", name, ack.rule);
	else if (ack.text)
		snprintf(n->error, sizeof(n->error), "%.*s%s", ack.text_len,
			 ack.text, where);
	else
		snprintf(n->error, sizeof(n->error), "%s%s", strerror(err), where);
	return -err;
}

/* Reads an NLMSG_ERROR. Its attributes follow the quoted header of the request. */
static int read_error(struct netlink *n, const struct nlmsghdr *nlh,
		      const struct nlmsghdr *request, const struct spec_set *set)
{
	const struct nlmsgerr *err = NLMSG_DATA(nlh);
	unsigned int skip = NLMSG_HDRLEN + sizeof(*err);

	if (nlh->nlmsg_len < skip)
		return netlink_fail(n, EBADMSG, "answer of the kernel");
	if (!err->error)
		return 0;
	if (!(nlh->nlmsg_flags & NLM_F_CAPPED) &&
	    err->msg.nlmsg_len > sizeof(err->msg))
		skip += NLMSG_ALIGN(err->msg.nlmsg_len - sizeof(err->msg));
	if (!(nlh->nlmsg_flags & NLM_F_ACK_TLVS) || skip > nlh->nlmsg_len)
		skip = nlh->nlmsg_len;
	return explain_error(n, -err->error,
			     (const void *)((const char *)nlh + skip),
			     nlh->nlmsg_len - skip, request, set);
}

/* Reads an NLMSG_DONE, which contains the result of the dump. */
static int read_done(struct netlink *n, const struct nlmsghdr *nlh,
		     const struct nlmsghdr *request, const struct spec_set *set)
{
	unsigned int skip = NLMSG_HDRLEN + NLMSG_ALIGN(sizeof(int));
	int err;

	if (nlh->nlmsg_len < NLMSG_HDRLEN + sizeof(int))
		return 0;
	memcpy(&err, NLMSG_DATA(nlh), sizeof(err));
	if (err >= 0)
		return 0;
	if (!(nlh->nlmsg_flags & NLM_F_ACK_TLVS) || skip > nlh->nlmsg_len)
		skip = nlh->nlmsg_len;
	return explain_error(n, -err, (const void *)((const char *)nlh + skip),
			     nlh->nlmsg_len - skip, request, set);
}

/* Handles a message of netlink itself. Sets @end when the call is over. */
static int take_control(struct netlink *n, const struct nlmsghdr *nlh, const struct nlmsghdr *request,
			const struct spec_set *set, bool *end)
{
	switch (nlh->nlmsg_type) {
	case NLMSG_ERROR:
		*end = true;
		return read_error(n, nlh, request, set);
	case NLMSG_DONE:
		*end = true;
		return read_done(n, nlh, request, set);
	default:
		return 0;
	}
}

/* Returns the sequence number and the port of a message, which an answer and its request have in common. */
static uint64_t call_of(const struct nlmsghdr *nlh)
{
	uint64_t call;

	_Static_assert(offsetof(struct nlmsghdr, nlmsg_seq) + sizeof(call) == sizeof(*nlh), "they are the end of the header");
	memcpy(&call, (const char *)nlh + offsetof(struct nlmsghdr, nlmsg_seq), sizeof(call));
	return call;
}

/*
 * Handles the messages of one receive. Sets @end when the call is over. Returns the
 * result of the call so far: 0 or a negative errno, or the value of a handler.
 */
static int take_part(struct netlink *n, void *buf, int len,
		     const struct nlmsghdr *request, const struct spec_set *set,
		     const struct netlink_handler *h, bool *end)
{
	const uint64_t call = call_of(request);
	struct nlmsghdr *nlh = buf;
	int err = 0;

	if (h->part)
		h->part(buf, len, h->arg);
	for (; !err && !*end && message_here(nlh, len); nlh = message_after(nlh, &len)) {
		if (call_of(nlh) != call)
			continue;
		if (nlh->nlmsg_flags & NLM_F_DUMP_INTR)
			n->inconsistent = true;
		if (nlh->nlmsg_type < NLMSG_MIN_TYPE)
			err = take_control(n, nlh, request, set, end);
		else
			err = h->message(nlh, h->arg);
	}
	if (!err && h->batch)
		err = h->batch(h->arg);
	return err;
}

/* Receives and handles the answers to @request. */
static int take_answers(struct netlink *n, const struct nlmsghdr *request,
			const struct spec_set *set, const struct netlink_handler *h)
{
	int err = 0, len, parts = 0, fd = nl_socket_get_fd(n->sock);
	struct ahead *ahead = NULL;
	bool end = false;
	void *buf = n->buf;

	while (!err && !end) {
		if (++parts == PARTS_ALONE) {
			ahead = ahead_start(fd, request->nlmsg_seq, netlink_receive);
			buf = ahead ? NULL : buf;
		}
		len = ahead ? ahead_next(ahead, &buf) : netlink_receive(fd, buf);
		if (len < 0)
			err = netlink_fail(n, -len, "netlink receive");
		else if (len)
			err = take_part(n, buf, len, request, set, h, &end);
	}
	if (ahead)
		ahead_stop(ahead);
	return err;
}

static int ignore_reply(const struct nlmsghdr *nlh, void *arg)
{
	(void)nlh;
	(void)arg;
	return 0;
}

int netlink_call(struct netlink *n, struct nl_msg *msg,
		 const struct spec_set *set,
		 const struct netlink_handler *handler)
{
	static const struct netlink_handler none = { .message = ignore_reply };
	struct nlmsghdr *request;
	int err = 0;

	if (!msg)
		return netlink_fail(n, ENOMEM, "request");

	request = nlmsg_hdr(msg);
	if ((request->nlmsg_flags & NLM_F_DUMP) != NLM_F_DUMP)
		request->nlmsg_flags |= NLM_F_ACK;
	nl_complete_msg(n->sock, msg);
	n->inconsistent = false;
	n->error[0] = '\0';

	if (nl_sendto(n->sock, request, request->nlmsg_len) < 0)
		err = netlink_fail(n, errno, "netlink send");
	if (!err)
		err = take_answers(n, request, set, handler ? handler : &none);
	nlmsg_free(msg);
	return err;
}
