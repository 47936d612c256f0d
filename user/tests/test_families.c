// SPDX-License-Identifier: GPL-2.0
/* families.c on made-up answers of nlctrl: families and policies as text and as JSON. */
#include <stdio.h>
#include <stdlib.h>

#include "answers.h"
#include "nl/families.h"
#include "nl/genl.h"
#include "tap.h"

static struct netlink genl;
static struct out o;

static struct nl_msg *ctrl_message(int cmd)
{
	return genl_request(GENL_ID_CTRL, cmd, 2, 0);
}

/* Answers the request @request with @msg. */
static void answer(struct nl_msg *msg, int request)
{
	const struct nlmsghdr *nlh = nlmsg_hdr(msg);

	answers_message(GENL_ID_CTRL, NLM_F_MULTI, nlmsg_data(nlh), nlmsg_datalen(nlh));
	answers[n_answers - 1].request = request;
	nlmsg_free(msg);
}

static void end(int err, int request)
{
	answers_end(err);
	answers[n_answers - 1].request = request;
}

static void put_op(struct nl_msg *msg, int nth, uint32_t id, uint32_t flags)
{
	struct nlattr *op = nla_nest_start(msg, nth);

	nla_put_u32(msg, CTRL_ATTR_OP_ID, id);
	nla_put_u32(msg, CTRL_ATTR_OP_FLAGS, flags);
	nla_nest_end(msg, op);
}

static void put_group(struct nl_msg *msg, int nth, uint32_t id, const char *name)
{
	struct nlattr *group = nla_nest_start(msg, nth);

	nla_put_u32(msg, CTRL_ATTR_MCAST_GRP_ID, id);
	nla_put_string(msg, CTRL_ATTR_MCAST_GRP_NAME, name);
	nla_nest_end(msg, group);
}

static struct nl_msg *plain_family(const char *name, uint16_t id)
{
	struct nl_msg *msg = ctrl_message(CTRL_CMD_NEWFAMILY);

	nla_put_string(msg, CTRL_ATTR_FAMILY_NAME, name);
	nla_put_u16(msg, CTRL_ATTR_FAMILY_ID, id);
	nla_put_u32(msg, CTRL_ATTR_VERSION, 1);
	nla_put_u32(msg, CTRL_ATTR_MAXATTR, 9);
	return msg;
}

static struct nl_msg *rich_family(void)
{
	struct nl_msg *msg = plain_family("rich", 33);
	struct nlattr *nest = nla_nest_start(msg, CTRL_ATTR_OPS);

	put_op(msg, 1, 4, GENL_CMD_CAP_DUMP | GENL_ADMIN_PERM);
	put_op(msg, 2, 5, 0);
	nla_nest_end(msg, nest);
	nest = nla_nest_start(msg, CTRL_ATTR_MCAST_GROUPS);
	put_group(msg, 1, 7, "news");
	nla_nest_end(msg, nest);
	return msg;
}

/* The operation @op has the policies @todo and @dump; -1: none. */
static struct nl_msg *op_policy(int op, int todo, int dump)
{
	struct nl_msg *msg = ctrl_message(CTRL_CMD_GETPOLICY);
	struct nlattr *outer = nla_nest_start(msg, CTRL_ATTR_OP_POLICY);
	struct nlattr *inner = nla_nest_start(msg, op);

	if (todo >= 0)
		nla_put_u32(msg, CTRL_ATTR_POLICY_DO, todo);
	if (dump >= 0)
		nla_put_u32(msg, CTRL_ATTR_POLICY_DUMP, dump);
	nla_nest_end(msg, inner);
	nla_nest_end(msg, outer);
	return msg;
}

/* The policy @policy has the attribute @attr of @type. */
static struct nl_msg *policy_attr(int policy, int attr, uint32_t type)
{
	struct nl_msg *msg = ctrl_message(CTRL_CMD_GETPOLICY);
	struct nlattr *outer = nla_nest_start(msg, CTRL_ATTR_POLICY);
	struct nlattr *middle = nla_nest_start(msg, policy);
	struct nlattr *inner = nla_nest_start(msg, attr);

	nla_put_u32(msg, NL_POLICY_TYPE_ATTR_TYPE, type);
	nla_nest_end(msg, inner);
	nla_nest_end(msg, middle);
	nla_nest_end(msg, outer);
	return msg;
}

static void prints(bool json, const char *family, int status, const char *want,
		   const char *name)
{
	char *text;
	size_t len;

	out_init(&o, open_memstream(&text, &len), json, false);
	is_num(families_print(&genl, family, &o), status, name);
	out_flush(&o);
	fclose(o.file);
	if (want)
		is_str(text, want, "what is printed");
	free(text);
}

static void answer_families(void)
{
	answers_begin();
	answer(plain_family("plain", 32), 0);
	answer(rich_family(), 0);
	end(0, 0);
}

static void test_all(void)
{
	answer_families();
	prints(false, NULL, 0,
	       "plain  id 32  version 1  hdrsize 0  maxattr 9\n"
	       "rich  id 33  version 1  hdrsize 0  maxattr 9\n"
	       "  op 4    dump admin-perm\n"
	       "  op 5   \n"
	       "  group 7    news\n", "all families as text");
	answer_families();
	prints(true, NULL, 0,
	       "[{\"name\":\"plain\",\"id\":32,\"version\":1,\"hdrsize\":0,\"maxattr\":9,"
	       "\"ops\":[],\"groups\":[]},"
	       "{\"name\":\"rich\",\"id\":33,\"version\":1,\"hdrsize\":0,\"maxattr\":9,"
	       "\"ops\":[{\"id\":4,\"flags\":[\"dump\",\"admin-perm\"]},{\"id\":5,\"flags\":[]}],"
	       "\"groups\":[{\"id\":7,\"name\":\"news\"}]}]", "all families as JSON");
}

static void answer_policies(void)
{
	answers_begin();
	answer(plain_family("plain", 32), 0);
	end(0, 0);
	answer(op_policy(3, 0, 1), 1);
	answer(op_policy(4, 1, -1), 1);
	answer(policy_attr(0, 1, NL_ATTR_TYPE_U32), 1);
	/* A policy in two messages. */
	answer(policy_attr(1, 1, NL_ATTR_TYPE_FLAG), 1);
	answer(policy_attr(1, 2, NL_ATTR_TYPE_STRING), 1);
	end(0, 1);
}

static void test_policies(void)
{
	answer_policies();
	prints(false, "plain", 0,
	       "plain  id 32  version 1  hdrsize 0  maxattr 9\n"
	       "  op 3    do policy 0 dump policy 1\n"
	       "  op 4    do policy 1\n"
	       "  policy 0\n"
	       "    attr 1    u32\n"
	       "  policy 1\n"
	       "    attr 1    flag\n"
	       "    attr 2    string\n", "policies as text");
	answer_policies();
	prints(true, "plain", 0,
	       "[{\"name\":\"plain\",\"id\":32,\"version\":1,\"hdrsize\":0,\"maxattr\":9,"
	       "\"ops\":[],\"groups\":[],"
	       "\"op-policies\":[{\"op\":3,\"do\":0,\"dump\":1},{\"op\":4,\"do\":1}],"
	       "\"policies\":[{\"id\":0,\"attrs\":[{\"attr\":1,\"type\":\"u32\"}]},"
	       "{\"id\":1,\"attrs\":[{\"attr\":1,\"type\":\"flag\"},"
	       "{\"attr\":2,\"type\":\"string\"}]}]}]", "policies as JSON");

	answers_begin();
	answer(plain_family("plain", 32), 0);
	end(0, 0);
	end(-ENODATA, 1);
	prints(true, "plain", 0,
	       "[{\"name\":\"plain\",\"id\":32,\"version\":1,\"hdrsize\":0,\"maxattr\":9,"
	       "\"ops\":[],\"groups\":[]}]", "a family without policies");
}

static void test_errors(void)
{
	answers_begin();
	end(-ENOENT, 0);
	prints(false, "nonesuch", -ENOENT, NULL, "a family that does not exist");

	answers_begin();
	answer(plain_family("plain", 32), 0);
	end(0, 0);
	end(-EPERM, 1);
	prints(false, "plain", -EPERM, NULL, "policies that the kernel does not show");
}

static char names[64];

static void take_name(const char *name)
{
	strcat(strcat(names, name), " ");
}

static void test_names(void)
{
	struct nl_msg *msg = ctrl_message(CTRL_CMD_NEWFAMILY);

	answers_begin();
	answer(plain_family("plain", 32), 0);
	nla_put(msg, CTRL_ATTR_FAMILY_NAME, 3, "abc");
	answer(msg, 0);
	answer(rich_family(), 0);
	end(0, 0);
	is_num(families_names(&genl, take_name), 0, "names");
	is_str(names, "plain rich ", "a name without an end is left out");
}

int main(void)
{
	if (!ok(!netlink_open(&genl, NETLINK_GENERIC), "open"))
		return tap_done();
	test_all();
	test_policies();
	test_errors();
	test_names();
	netlink_close(&genl);
	return tap_done();
}
