// SPDX-License-Identifier: GPL-2.0
/*
 * netjournal: reads and writes the journal. The verbs are a table, and each is a
 * file in cmd/.
 */
#include <linux/netjournal.h>

#include "base/program.h"
#include "base/util.h"
#include "cmd/commands.h"
#include "nl/version.h"

static const struct verb *const verbs[] = {
	&verb_log,
	&verb_show,
	&verb_note,
	&verb_status,
	&verb_config,
	&verb_clear,
};

/* What other tools, and tables of contents, call it. */
static const char *const instead[] = {
	"summary", "log -o summary", "acts", "log -o acts", "revert", "undo", "monitor", "watch",
	"follow", "log -f", NULL
};

static void print_version(void)
{
	version_print(NETJOURNAL_FAMILY_VERSION);
}

int main(int argc, char **argv)
{
	const struct program program = {
		.verbs = verbs,
		.n_verbs = ARRAY_SIZE(verbs),
		.more_verbs = domain_verbs,
		.n_more_verbs = domain_n_verbs,
		.values = domain_values,
		.print_version = print_version,
		.instead = instead,
		.hints = "For example: netjournal why 10.20.0.0/16, log eth0 --since 5m, log -o summary\n",
	};

	return program_run(&program, argc, argv);
}
