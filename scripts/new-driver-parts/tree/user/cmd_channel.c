// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal channel`: shows the channels, or sets one.
 */
#include <inttypes.h>
#include <string.h>

#include "channel.h"
#include "commands.h"
#include "print.h"
#include "spec.h"
#include "tool.h"
#include "words.h"

static void print_title(struct out *o)
{
	out_text(o, OUT_DIM, "%7s %6s %6s %8s  %s\n", "channel", "target",
		 "level", "changes", "label");
}

/* The title comes with the first channel: there may be none, but a refusal. */
struct table {
	struct printer printer;
	bool titled;
};

static int print_channel(const struct nlmsghdr *nlh, void *arg)
{
	struct table *table = arg;
	struct out *o = &table->printer.out;
	struct channel channel;

	if (o->json) {
		out_object(o, NULL);
		spec_print(o, &spec_channel, genl_attrs(nlh),
			   genl_attrs_len(nlh), 0, NULL, NULL);
		out_object_end(o);
		return 0;
	}
	if (!table->titled)
		print_title(o);
	table->titled = true;
	channel_parse(&channel, genl_attrs(nlh), genl_attrs_len(nlh));
	out_text(o, OUT_PLAIN, "%7" PRIu32 " %6" PRIu32 " %6" PRIu32 " %8" PRIu64 "  ",
		 channel.index, channel.target, channel.level, channel.changes);
	out_str(o, OUT_PLAIN, NULL, "%s\n", channel.label ? channel.label : "");
	return 0;
}

static int fail(const struct args *a, const struct client *client)
{
	complain("%s: %s", a->verb->name, client->genl.error);
	return STATUS_SYSTEM;
}

/* @index NULL: all */
static int show(const struct args *a, const uint32_t *index)
{
	struct client client;
	struct table table = { .titled = false };
	struct out *o = &table.printer.out;
	const struct netlink_handler h = { .message = print_channel, .arg = &table };
	int err = client_open(&client);

	if (err)
		return fail(a, &client);
	printer_init(&table.printer, a->json, NULL);
	if (!index) {
		out_array(o, NULL);
		err = client_channels(&client, &h);
	} else {
		err = client_channel(&client, *index, &h);
	}
	client_close(&client);
	if (err)
		return fail(a, &client);
	if (!index)
		out_array_end(o);
	out_line_end(o);
	if (printer_flush(&table.printer))
		return STATUS_SYSTEM;
	return client.genl.inconsistent ? STATUS_LOST : STATUS_DONE;
}

static int set(const struct args *a, uint32_t index,
	       const struct channel_change *change)
{
	struct client client;
	int err = client_open(&client);

	if (!err) {
		err = client_channel_set(&client, index, change);
		client_close(&client);
	}
	return err ? fail(a, &client) : STATUS_DONE;
}

/* [INDEX [target LEVEL] [label TEXT]] */
static int run(struct args *a)
{
	struct channel_change change = { 0 };
	uint32_t index, target;
	int n, i;

	n = args_words(a);
	if (n < 0)
		return args_status(n);
	if (!n)
		return show(a, NULL);
	if (word_u32(a->argv[0], &index))
		return args_usage(a, "not the number of a channel: %s", a->argv[0]);
	if (n == 1)
		return show(a, &index);
	if (a->json)
		return args_usage(a, "-j is for showing");
	for (i = 1; i < n; i += 2) {
		const char *value = i + 1 < n ? a->argv[i + 1] : NULL;

		if (!strcmp(a->argv[i], "target")) {
			if (!value || word_u32(value, &target))
				return args_usage(a, "target needs a level");
			change.target = &target;
		} else if (!strcmp(a->argv[i], "label")) {
			if (!value)
				return args_usage(a, "label needs a text");
			change.label = value;
		} else {
			return args_usage(a, "unexpected word: %s", a->argv[i]);
		}
	}
	return set(a, index, &change);
}

const struct verb verb_channel = {
	.name = "channel",
	.words = "[INDEX [target LEVEL] [label TEXT]]",
	.summary = "Prints the channels or one of them, or sets one",
	.opts = (const struct opt[]){ OPT_JSON, { 0 } },
	.run = run,
	.more_help = "LEVEL is 0 to 4095. A channel moves there step by step.\n",
};
