// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal clear`: removes records.
 */
#include <netlink/attr.h>

#include "base/tool.h"
#include "cmd/commands.h"
#include "cmd/kind_words.h"
#include "journal/client.h"

static int verb_clear_run(struct args *a)
{
	struct client client;
	uint32_t kinds = 0, kind;
	int n, i, err;

	n = args_words(a);
	if (n < 0)
		return args_status(n);
	for (i = 0; i < n; i++) {
		kind = kind_word(a->argv[i]);
		if (!kind)
			return kind_word_unknown(a, a->argv[i]);
		kinds |= 1u << kind;
	}

	err = client_open(&client);
	if (!err) {
		err = client_clear(&client, kinds);
		client_close(&client);
	}
	if (!err)
		return STATUS_DONE;
	complain("clear: %s", client.genl.error);
	return STATUS_SYSTEM;
}

const struct verb verb_clear = {
	.name = "clear",
	.words = "[KIND...]",
	.summary = "Removes the records of these kinds, or of all; records who did it",
	.print_words = kind_words_print,
	.complete = kind_words_complete,
	.run = verb_clear_run,
};
