// SPDX-License-Identifier: GPL-2.0
/*
 * netlink.c on answers that a kernel seldom gives.
 */
#include <errno.h>
#include <linux/netjournal.h>
#include <sys/socket.h>

#include "answers.h"
#include "base/tool.h"
#include "journal/client.h"
#include "nl/genl.h"
#include "nl/spec_tables.h"
#include "tap.h"

static struct netlink g;

static int seen;

static int on_message(const struct nlmsghdr *nlh, void *arg)
{
	(void)nlh;
	(void)arg;
	seen++;
	return 0;
}

static const struct netlink_handler handler = { .message = on_message };

/* config-set with an empty nest, so that there is an attribute to name. */
static int call(int flags)
{
	struct nl_msg *msg = genl_request(100, NETJOURNAL_CMD_CONFIG_SET, 1, flags);
	struct nlattr *nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_CONFIG);

	nla_put_u32(msg, NETJOURNAL_A_RING_KIND, 99);
	nla_nest_end(msg, nest);
	seen = 0;
	next_answer = 0;
	return netlink_call(&g, msg, &spec_record, &handler);
}

/* An NLMSG_ERROR with attributes; @quoted bytes of the request are in it. */
static struct nlmsghdr *refusal(int err, int quoted)
{
	char data[512] = { 0 };
	struct nlmsgerr *e = (void *)data;

	e->error = err;
	e->msg.nlmsg_len = sizeof(e->msg) + quoted;
	return answers_message(NLMSG_ERROR, NLM_F_ACK_TLVS | (quoted ? 0 : NLM_F_CAPPED), data,
		       sizeof(*e) + NLMSG_ALIGN(quoted));
}

static void test_refusals(void)
{
	const unsigned int base = NLMSG_HDRLEN + GENL_HDRLEN;
	struct nlmsghdr *nlh;

	answers_begin();
	nlh = refusal(-EINVAL, 0);
	answers_add(nlh, NLMSGERR_ATTR_MSG, "it is missing", 14);
	answers_add_u32(nlh, NLMSGERR_ATTR_MISS_TYPE, NETJOURNAL_A_RECORD_CONFIG);
	is_num(call(0), -EINVAL, "what is missing");
	is_str(g.error, "it is missing (attribute config is missing)", "it is named");

	answers_begin();
	nlh = refusal(-EINVAL, 0);
	answers_add_u32(nlh, NLMSGERR_ATTR_MISS_TYPE, NETJOURNAL_A_RING_SIZE);
	answers_add_u32(nlh, NLMSGERR_ATTR_MISS_NEST, base);
	is_num(call(0), -EINVAL, "what is missing in a nest");
	is_str(g.error, "Invalid argument (attribute config.size is missing)", "it is named");

	answers_begin();
	nlh = refusal(-EINVAL, 0);
	answers_add_u32(nlh, NLMSGERR_ATTR_MISS_TYPE, NETJOURNAL_A_RING_SIZE);
	answers_add_u32(nlh, NLMSGERR_ATTR_MISS_NEST, base + 4);
	is_num(call(0), -EINVAL, "what is missing where there is no nest");
	is_str(g.error, "Invalid argument", "it has no name");

	answers_begin();
	nlh = refusal(-EINVAL, 0);
	answers_add_u32(nlh, NLMSGERR_ATTR_MISS_TYPE, 999);
	is_num(call(0), -EINVAL, "something unknown is missing");
	is_str(g.error, "Invalid argument (attribute ? is missing)", "it has no name");

	answers_begin();
	nlh = refusal(-ERANGE, 0);
	answers_add_u32(nlh, NLMSGERR_ATTR_OFFS, base + NLA_HDRLEN);
	is_num(call(0), -ERANGE, "what is wrong");
	is_str(g.error, "Numerical result out of range (attribute config.kind)", "it is named");

	answers_begin();
	nlh = refusal(-ERANGE, 0);
	answers_add_u32(nlh, NLMSGERR_ATTR_OFFS, 4);
	is_num(call(0), -ERANGE, "an offset into the header");
	is_str(g.error, "Numerical result out of range", "names nothing");

	answers_begin();
	nlh = refusal(-EINVAL, 0);
	answers_add(nlh, NLMSGERR_ATTR_OFFS, "ab", 2);
	answers_add(nlh, NLMSGERR_ATTR_MISS_TYPE, "ab", 2);
	answers_add(nlh, NLMSGERR_ATTR_MISS_NEST, "ab", 2);
	answers_add(nlh, 77, "ab", 2);
	is_num(call(0), -EINVAL, "attributes of the wrong size, and unknown ones");
	is_str(g.error, "Invalid argument", "are passed over");

	answers_begin();
	nlh = refusal(-EPERM, 40);
	answers_add(nlh, NLMSGERR_ATTR_MSG, "no", 3);
	is_num(call(0), -EPERM, "a refusal that quotes the request");
	is_str(g.error, "no", "its words are found");

	answers_begin();
	refusal(-EPERM, 0)->nlmsg_flags &= ~NLM_F_ACK_TLVS;
	is_num(call(0), -EPERM, "a refusal without words");
	is_str(g.error, "Operation not permitted", "the error's own name");

	answers_begin();
	answers_message(NLMSG_ERROR, 0, "abc", 4);
	is_num(call(0), -EBADMSG, "a refusal cut short");
	is_str(g.error, "answer of the kernel: Bad message", "is told");
}

static void test_dumps(void)
{
	struct nlmsghdr *nlh;
	int err = -EIO, i;

	answers_begin();
	answers_message(100, NLM_F_MULTI | NLM_F_DUMP_INTR, "", 0);
	answers_end(0);
	is_num(call(NLM_F_DUMP), 0, "a dump with a change in its middle");
	is_num(seen, 1, "its message");
	ok(g.inconsistent, "it is known");

	answers_begin();
	nlh = answers_message(NLMSG_DONE, NLM_F_ACK_TLVS, &err, sizeof(err));
	answers_add(nlh, NLMSGERR_ATTR_MSG, "broken", 7);
	is_num(call(NLM_F_DUMP), -EIO, "a dump that ends with an error");
	is_str(g.error, "broken", "and its words");
	ok(!g.inconsistent, "what was before is forgotten");

	answers_begin();
	answers_end(-EIO);
	is_num(call(NLM_F_DUMP), -EIO, "without words");
	is_str(g.error, "Input/output error", "the error's own name");

	answers_begin();
	answers_message(NLMSG_DONE, 0, "", 0);
	is_num(call(NLM_F_DUMP), 0, "a dump whose end says nothing");

	/* So many that a thread receives them ahead. */
	answers_begin();
	for (i = 0; i < 20; i++)
		answers_message(100, NLM_F_MULTI, "", 0);
	answers_end(0);
	is_num(call(NLM_F_DUMP), 0, "a dump of many parts");
	is_num(seen, 20, "all of them");

	answers_begin();
	for (i = 0; i < 20; i++)
		answers_message(100, NLM_F_MULTI, "", 0);
	answers_error(ENOBUFS);
	is_num(call(NLM_F_DUMP), -ENOBUFS, "one that breaks off");
}

static void test_strange(void)
{
	answers_begin();
	answers_message(100, 0, "", 0)->nlmsg_seq = 5;
	answers_message(NLMSG_NOOP, 0, "", 0);
	answers_message(100, 0, "", 0);
	answers[n_answers - 1].from = 4711;
	answers_end(0);
	is_num(call(0), 0, "answers to somebody else, and from somebody else");
	is_num(seen, 0, "are not ours");

	answers_begin();
	answers_end(0);
	answers[0].flags = MSG_TRUNC;
	is_num(call(0), -EMSGSIZE, "an answer that does not fit");

	answers_begin();
	answers_error(EINTR);
	answers_end(0);
	is_num(call(0), 0, "a signal that does not end the program");

	answers_begin();
	answers_error(EINTR);
	tool_stop = 1;
	is_num(call(0), -EINTR, "a signal that does");
	is_str(g.error, "netlink receive: Interrupted system call", "is told");
	tool_stop = 0;

	answers_begin();
	send_error = ECONNREFUSED;
	is_num(call(0), -ECONNREFUSED, "what cannot be sent");
	is_str(g.error, "netlink send: Connection refused", "is told");

	netlink_close(&g);
	ok(netlink_open(&g, 4711) < 0, "a protocol that there is not");
	ok(strstr(g.error, "netlink socket: ") == g.error, "is told");
}

int main(void)
{
	if (!ok(!netlink_open(&g, NETLINK_GENERIC), "open"))
		return tap_done();
	test_refusals();
	test_dumps();
	test_strange();
	return tap_done();
}
