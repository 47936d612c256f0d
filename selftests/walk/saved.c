// SPDX-License-Identifier: GPL-2.0
/* Compares the lists of other programs with those of netjournal. See saved.h. */
#include <stdlib.h>

#include "saved.h"

#define TRIES_MAX	5

/* A line of each list: the kind, and who prints it. */
static const char lists[] =
	"link ip -d -j link\n"
	"addr ip -j addr\n"
	"route ip -j route show table all\n"
	"route ip -6 -j route show table all\n"
	"rule ip -j rule\n"
	"rule ip -6 -j rule\n"
	"neigh ip -j neigh\n"
	"nexthop ip -j nexthop\n"
	"vlan bridge -j vlan\n"
	"fdb bridge -j fdb\n"
	"mdb bridge -j mdb\n"
	"tc tc -j qdisc\n";

/*
 * An empty list can be no text at all, and does not say that it is one of IPv6. Some programs end with an error if the kernel
 * lacks the kind.
 */
#define COMMAND	"while read -r kind command; do " \
		"$command >saved 2>/dev/null || continue; " \
		"grep -q '{' saved || case $command in *' -6 '*) continue ;; *) echo '[]' >saved ;; esac; " \
		"netjournal diff -v $kind saved 2>&1 | sed \"/: nothing differs;/d; s/^/#   $command: /\"; " \
		"done <<'END'\n%sEND\n"

static void print_differences(struct space *space, struct text *text)
{
	char command[2048];

	text_clear(text);
	snprintf(command, sizeof(command), COMMAND, lists);
	if (!space_print(space, command, text))
		text_str(text, "# the lists cannot be compared\n");
}

bool saved_agrees(struct space *space, struct text *text)
{
	for (int i = 0; i < TRIES_MAX; i++) {
		uint64_t seq = space->cursor;

		print_differences(space, text);
		if (!text->len)
			return true;
		free(space_read(space, &(struct drop){}));
		if (space->cursor == seq)
			return false;
	}
	return true;
}
