// SPDX-License-Identifier: GPL-2.0
/*
 * `example set`: sets a channel's level, its label, or both.
 */
#include <netlink/attr.h>
#include <string.h>

#include "base/tool.h"
#include "base/words.h"
#include "cmd/control.h"

struct set {
	uint32_t index;
	bool has_level;
	uint32_t level;
	const char *label;	/* NULL: no change */
};

/* Reads "INDEX [level N] [label TEXT]". Returns 0, or the exit status. */
static int read_set(struct args *a, int n, struct set *set)
{
	int i;

	if (!n || word_u32(a->argv[0], &set->index))
		return args_usage(a, "not the number of a channel: %s", n ? a->argv[0] : "(none)");
	for (i = 1; i < n; i += 2) {
		const char *value = i + 1 < n ? a->argv[i + 1] : NULL;

		if (!strcmp(a->argv[i], "level")) {
			if (!value || word_u32(value, &set->level))
				return args_usage(a, "level needs a number");
			set->has_level = true;
		} else if (!strcmp(a->argv[i], "label")) {
			if (!value)
				return args_usage(a, "label needs a text");
			set->label = value;
		} else {
			return args_usage(a, "unexpected word: %s", a->argv[i]);
		}
	}
	return 0;
}

static struct nl_msg *make_request(const struct control *c, const struct set *set)
{
	struct nl_msg *msg = control_request(c, EXAMPLE_CMD_CHANNEL_SET, 0);

	if (!msg)
		return NULL;
	nla_put_u32(msg, EXAMPLE_A_CHANNEL_INDEX, set->index);
	if (set->has_level)
		nla_put_u32(msg, EXAMPLE_A_CHANNEL_LEVEL, set->level);
	if (set->label)
		nla_put_string(msg, EXAMPLE_A_CHANNEL_LABEL, set->label);
	return msg;
}

static int run_set(struct args *a)
{
	struct set set = { 0 };
	struct control c;
	int n = args_words(a), err;

	if (n < 0)
		return args_status(n);
	err = read_set(a, n, &set);
	if (err)
		return err;
	if (control_open(&c))
		return control_fail(a, &c);
	/* The kernel checks the limits, and its answer names them. */
	err = control_call(&c, make_request(&c, &set), &spec_channel, NULL);
	control_close(&c);
	return err ? control_fail(a, &c) : STATUS_DONE;
}

const struct verb verb_set = {
	.name = "set",
	.words = "INDEX [level N] [label TEXT]",
	.summary = "Sets the level of a channel, its label, or both",
	.opts = (const struct opt[]){ { 0 } },
	.run = run_set,
};
