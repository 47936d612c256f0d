// SPDX-License-Identifier: GPL-2.0
/*
 * `example monitor`: prints the events of the group channel as they come.
 */
#include <errno.h>

#include "base/tool.h"
#include "cmd/control.h"
#include "nl/follow.h"

static int print_event(const struct nlmsghdr *nlh, void *arg)
{
	struct out *o = arg;

	if (genl_header(nlh)->cmd != EXAMPLE_CMD_CHANNEL_NTF)
		return 0;
	channel_print(o, nlh);
	out_line_end(o);
	return 0;
}

/* Flush after each receive, so that a reader sees an event at once. */
static int flush_events(void *arg)
{
	out_flush(arg);
	return tool_flush();
}

static int run_monitor(struct args *a)
{
	struct control c;
	struct out o;
	const struct netlink_handler handler = {
		.message = print_event, .batch = flush_events, .arg = &o,
	};
	bool lost = false;
	int n = args_words(a), err;

	if (n < 0)
		return args_status(n);
	if (n)
		return args_usage(a, "unexpected word: %s", a->argv[0]);
	if (tool_catch_signals() || control_open(&c))
		return control_fail(a, &c);
	out_init(&o, stdout, a->json, out_want_colour(stdout));
	err = follow_join(&c.netlink, &c.family, EXAMPLE_MCGRP_CHANNEL);
	while (!err) {
		err = follow(&c.netlink, &handler);
		if (err != -ENOBUFS)
			break;
		complain("monitor: %s", c.netlink.error);
		lost = true;
		err = 0;
	}
	control_close(&c);
	if (err && err != -EPIPE)
		return control_fail(a, &c);
	return lost ? STATUS_LOST : STATUS_DONE;
}

const struct verb verb_monitor = {
	.name = "monitor",
	.summary = "Prints each change of a channel as it happens",
	.opts = (const struct opt[]){ OPT_JSON, { 0 } },
	.run = run_monitor,
	.more_help = "Exit status 3: events were lost, because they came faster than they were read.\n",
};
