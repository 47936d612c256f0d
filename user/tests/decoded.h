/* SPDX-License-Identifier: GPL-2.0 */
/* The decoder's output for a message, in memory, for tests of the decoder. */
#ifndef NETJOURNAL_TEST_DECODED_H
#define NETJOURNAL_TEST_DECODED_H

#include <stdio.h>
#include <stdlib.h>

#include "base/out.h"
#include "base/util.h"
#include "decode/event.h"

enum decoded_form { DECODED_TEXT, DECODED_JSON, DECODED_DUMP, DECODED_JSON_DUMP };

/* Interfaces of the machine that the corpus was taken from. */
static inline const char *decoded_ifname(void *arg, uint32_t ifindex)
{
	static const char *const names[] = {
		NULL, "lo", "d0", "br0", "v1", "v0",
	};

	(void)arg;
	return ifindex < ARRAY_SIZE(names) ? names[ifindex] : NULL;
}

/* Returns the output, which has *len bytes. The caller frees it. */
static inline char *decoded_n(const struct event *ev, enum decoded_form form,
			      bool details, size_t *len)
{
	const struct event_names names = {
		.ifname = decoded_ifname, .details = details,
	};
	struct out o;
	char *text;
	FILE *f = open_memstream(&text, len);

	out_init(&o, f, form == DECODED_JSON || form == DECODED_JSON_DUMP,
		 false);
	out_object(&o, NULL);
	if (form == DECODED_TEXT || form == DECODED_JSON)
		event_print(&o, ev, &names);
	else
		event_dump(&o, ev, &names);
	out_object_end(&o);
	out_line_end(&o);
	out_flush(&o);
	fclose(f);
	return text;
}

static inline char *decoded(const struct event *ev, enum decoded_form form)
{
	size_t len;

	return decoded_n(ev, form, false, &len);
}

#endif
