// SPDX-License-Identifier: GPL-2.0
/*
 * Tests of netlink.c with nlctrl, the family that every kernel has. They need no
 * privilege and no module.
 */
#include <errno.h>

#include "nl/genl.h"
#include "tap.h"

static struct netlink g;

struct count {
	int messages;
	int batches;
	int stop_at;
};

static int on_message(const struct nlmsghdr *nlh, void *arg)
{
	struct count *count = arg;

	if (genl_header(nlh)->cmd != CTRL_CMD_NEWFAMILY)
		return -EPROTO;
	return ++count->messages == count->stop_at ? -ECANCELED : 0;
}

static int on_batch(void *arg)
{
	struct count *count = arg;

	count->batches++;
	return 0;
}

static int get_family(const char *name, int flags, struct count *count)
{
	const struct netlink_handler h = { .message = on_message, .batch = on_batch, .arg = count };
	struct nl_msg *msg = genl_request(GENL_ID_CTRL, CTRL_CMD_GETFAMILY, 1,
					  flags);

	if (name)
		nla_put_string(msg, CTRL_ATTR_FAMILY_NAME, name);
	return netlink_call(&g, msg, &spec_ctrl, &h);
}

int main(void)
{
	struct nl_msg *msg;
	struct count one = { 0 }, all = { 0 }, none = { 0 }, some = { .stop_at = 1 };

	if (!ok(!netlink_open(&g, NETLINK_GENERIC), "open"))
		return tap_done();
	is_num(get_family("nlctrl", 0, &one), 0, "one family");
	is_num(one.messages, 1, "one message");
	is_num(get_family(NULL, NLM_F_DUMP, &all), 0, "all families");
	ok(all.messages >= 2 && all.batches >= 1, "several messages");

	is_num(get_family("no-such-fam", 0, &none), -ENOENT, "no such family");
	is_num(none.messages, 0, "no message");
	is_str(g.error, "No such file or directory", "the error has a text");
	is_num(get_family("a-name-that-is-too-long", 0, &none), -EINVAL,
	       "too long a name");
	ok(!!strstr(g.error, "family-name must have at most 15 bytes"),
	   "the attribute is named");
	printf("# %s\n", g.error);
	is_num(netlink_call(&g, genl_request(GENL_ID_CTRL, 200, 1, 0), &spec_ctrl,
			    NULL), -EOPNOTSUPP, "no such command");
	is_num(netlink_call(&g, genl_request(1000, 1, 1, 0), &spec_ctrl, NULL),
	       -ENOENT, "no such family id");
	msg = genl_request(GENL_ID_CTRL, CTRL_CMD_GETPOLICY, 1, NLM_F_DUMP);
	is_num(netlink_call(&g, msg, &spec_ctrl, NULL), -EINVAL,
	       "a dump without what it needs");
	is_num(netlink_call(&g, NULL, &spec_ctrl, NULL), -ENOMEM, "no message");
	is_num(get_family("nlctrl", 0, &one), 0, "works after errors");
	is_num(get_family(NULL, NLM_F_DUMP, &some), -ECANCELED,
	       "the handler ends the call");
	netlink_close(&g);
	return tap_done();
}
