// SPDX-License-Identifier: GPL-2.0
/*
 * example: shows, sets and watches channels. The verbs are a table, and each is a
 * file in cmd/.
 */
#include <linux/example.h>

#include "base/program.h"
#include "base/util.h"
#include "cmd/control.h"
#include "nl/version.h"

static const struct verb *const verbs[] = {
	&verb_get,
	&verb_set,
	&verb_monitor,
};

static void print_version(void)
{
	version_print(EXAMPLE_FAMILY_VERSION);
}

int main(int argc, char **argv)
{
	const struct program program = {
		.verbs = verbs,
		.n_verbs = ARRAY_SIZE(verbs),
		.print_version = print_version,
	};

	return program_run(&program, argc, argv);
}
