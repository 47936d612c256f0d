/* SPDX-License-Identifier: GPL-2.0 */
/* Checks of what the messages that a test builds are decoded to. */
#ifndef NETJOURNAL_TEST_DECODES_H
#define NETJOURNAL_TEST_DECODES_H

#include <stdlib.h>
#include <string.h>

#include "decoded.h"
#include "rtmsg.h"
#include "tap.h"

/* Checks the first line of what a message is decoded to. Frees the message. */
static inline void decodes_n(struct nl_msg *msg, enum decoded_form form, bool details,
			     const char *want, const char *name)
{
	struct event ev;
	size_t len;
	char *got;

	rtmsg_parse(&ev, msg);
	got = decoded_n(&ev, form, details, &len);
	got[strcspn(got, "\n")] = '\0';
	is_str(got, want, name);
	free(got);
	nlmsg_free(msg);
}

static inline void decodes(struct nl_msg *msg, enum decoded_form form, const char *want,
			   const char *name)
{
	decodes_n(msg, form, false, want, name);
}

#define DECODED_ROOM	512

/* For event_each(): adds the text of an object to @arg, which has DECODED_ROOM bytes. */
static inline int decoded_add(const struct event *ev, void *arg)
{
	char *text = decoded(ev, DECODED_TEXT), *to = arg;

	text[strcspn(text, "\n")] = '\0';
	snprintf(to + strlen(to), DECODED_ROOM - strlen(to), "%s%s", *to ? "; " : "", text);
	free(text);
	return 0;
}

#endif
