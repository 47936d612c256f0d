// SPDX-License-Identifier: GPL-2.0
/*
 * `example get`: prints all channels, or one.
 */
#include <netlink/attr.h>

#include "base/tool.h"
#include "base/words.h"
#include "cmd/control.h"

static int print_answer(const struct nlmsghdr *nlh, void *arg)
{
	channel_print(arg, nlh);
	return 0;
}

static int get_one(struct control *c, uint32_t index, struct out *o)
{
	const struct netlink_handler h = { .message = print_answer, .arg = o };
	struct nl_msg *msg = control_request(c, EXAMPLE_CMD_CHANNEL_GET, 0);
	int err;

	if (msg)
		nla_put_u32(msg, EXAMPLE_A_CHANNEL_INDEX, index);
	err = control_call(c, msg, &spec_channel, &h);
	if (!err)
		out_line_end(o);
	return err;
}

static int get_all(struct control *c, struct out *o)
{
	const struct netlink_handler h = { .message = print_answer, .arg = o };
	int err;

	out_array(o, NULL);
	err = control_call(c, control_request(c, EXAMPLE_CMD_CHANNEL_GET, NLM_F_DUMP),
			   &spec_channel, &h);
	if (err)
		return err;
	out_array_end(o);
	out_line_end(o);
	return 0;
}

static int run_get(struct args *a)
{
	struct control c;
	struct out o;
	uint32_t index;
	int n = args_words(a), err;

	if (n < 0)
		return args_status(n);
	if (n > 1)
		return args_usage(a, "unexpected word: %s", a->argv[1]);
	if (n && word_u32(a->argv[0], &index))
		return args_usage(a, "not the number of a channel: %s", a->argv[0]);

	if (control_open(&c))
		return control_fail(a, &c);
	out_init(&o, stdout, a->json, out_want_colour(stdout));
	err = n ? get_one(&c, index, &o) : get_all(&c, &o);
	control_close(&c);
	if (err)
		return control_fail(a, &c);
	out_flush(&o);
	return c.netlink.inconsistent ? STATUS_LOST : STATUS_DONE;
}

const struct verb verb_get = {
	.name = "get",
	.words = "[INDEX]",
	.summary = "Prints the channels, or one of them",
	.opts = (const struct opt[]){ OPT_JSON, { 0 } },
	.run = run_get,
	.more_help = "Exit status 3: a channel was set while the list was read.\n",
};
