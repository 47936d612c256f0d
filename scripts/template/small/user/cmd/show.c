// SPDX-License-Identifier: GPL-2.0
/*
 * `example show`: prints all channels, or one.
 */
#include <netlink/attr.h>

#include "base/tool.h"
#include "base/words.h"
#include "cmd/client.h"

static int print_answer(const struct nlmsghdr *nlh, void *arg)
{
	channel_print(arg, nlh);
	return 0;
}

static int show_one(struct client *c, uint32_t index, struct out *o)
{
	const struct netlink_handler h = { .message = print_answer, .arg = o };
	struct nl_msg *msg = client_request(c, EXAMPLE_CMD_CHANNEL_GET, 0);
	int err;

	if (msg)
		nla_put_u32(msg, EXAMPLE_A_CHANNEL_INDEX, index);
	err = client_call(c, msg, &spec_channel, &h);
	if (!err)
		out_line_end(o);
	return err;
}

static int show_all(struct client *c, struct out *o)
{
	const struct netlink_handler h = { .message = print_answer, .arg = o };
	int err;

	out_array(o, NULL);
	err = client_call(c, client_request(c, EXAMPLE_CMD_CHANNEL_GET, NLM_F_DUMP),
			  &spec_channel, &h);
	if (err)
		return err;
	out_array_end(o);
	out_line_end(o);
	return 0;
}

static int run_show(struct args *a)
{
	struct client c;
	struct out o;
	uint32_t index;
	int n = args_words(a), err;

	if (n < 0)
		return args_status(n);
	if (n > 1)
		return args_usage(a, "unexpected word: %s", a->argv[1]);
	if (n && word_u32(a->argv[0], &index))
		return args_usage(a, "not the number of a channel: %s", a->argv[0]);

	if (client_open(&c))
		return client_fail(a, &c);
	out_init(&o, stdout, a->json, out_want_colour(stdout));
	err = n ? show_one(&c, index, &o) : show_all(&c, &o);
	client_close(&c);
	if (err)
		return client_fail(a, &c);
	out_flush(&o);
	return c.netlink.inconsistent ? STATUS_LOST : STATUS_DONE;
}

const struct verb verb_show = {
	.name = "show",
	.words = "[INDEX]",
	.summary = "Prints the channels, or one of them",
	.opts = (const struct opt[]){ OPT_JSON, { 0 } },
	.run = run_show,
	.more_help = "Exit status 3: a channel was set while the list was read.\n",
};
