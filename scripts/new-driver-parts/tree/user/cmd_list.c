// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal list`: the generic netlink families of this kernel.
 */
#include <string.h>

#include "commands.h"
#include "list_family.h"

static int run(struct args *a)
{
	int n = args_words(a);

	if (n < 0)
		return args_status(n);
	if (!n || strcmp(a->argv[0], "family"))
		return args_usage(a, "not an object: %s", n ? a->argv[0] : "(none)");
	if (n > 2)
		return args_usage(a, "unexpected word: %s", a->argv[2]);
	return list_family(a, n == 2 ? a->argv[1] : NULL);
}

const struct verb verb_list = {
	.name = "list",
	.words = "family [NAME]",
	.summary = "Lists the generic netlink families; of one, also the policies",
	.opts = (const struct opt[]){ OPT_JSON, { 0 } },
	.run = run,
};
