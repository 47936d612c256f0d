/* SPDX-License-Identifier: GPL-2.0 */
/* Checks of which messages a selector selects. */
#ifndef NETJOURNAL_TEST_SELECTS_H
#define NETJOURNAL_TEST_SELECTS_H

#include <string.h>

#include "decode/selector.h"
#include "decoded.h"
#include "rtmsg.h"
#include "tap.h"

/*
 * Checks each of the selectors @cases, which end with NULL: it must select the object of @msg, or must not if it
 * begins with "!". Frees the message.
 */
static inline void selects(enum netjournal_kind kind, struct nl_msg *msg, const char *const *cases)
{
	const struct event_names names = { .ifname = decoded_ifname };
	char copy[64], err[256], *argv[8], *save, *word;
	struct selector sel;
	struct event ev;
	bool want;
	int argc;

	rtmsg_parse(&ev, msg);
	for (; *cases; cases++) {
		want = **cases != '!';
		strcpy(copy, *cases + !want);
		for (argc = 0, word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save))
			argv[argc++] = word;
		ok(!selector_parse(&sel, kind, argc, argv, err, sizeof(err)) &&
		   selector_match(&sel, &ev, &names) == want, *cases);
	}
	nlmsg_free(msg);
}

#endif
