// SPDX-License-Identifier: GPL-2.0
/* The tables of the domain's verbs, and of the values that their words have. */
#include "base/util.h"
#include "cmd/commands.h"
#include "cmd/domain_verbs.h"

const struct verb *const domain_verbs[] = {
	&verb_blame,
	&verb_why,
	&verb_fights,
	&verb_timeline,
	&verb_confirm,
	&verb_diff,
	&verb_keep,
	&verb_save,
	&verb_list,
	&verb_try,
	&verb_undo,
	&verb_watch,
};

const size_t domain_n_verbs = ARRAY_SIZE(domain_verbs);

const struct value_words domain_values[] = {
	{ "DEV", "/sys/class/net", NULL },
	{ "PREFIX", NULL, "default" },
	{ NULL }
};
