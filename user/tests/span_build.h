/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Spans, made in memory for unit tests.
 */
#ifndef NETJOURNAL_TEST_SPAN_BUILD_H
#define NETJOURNAL_TEST_SPAN_BUILD_H

#include <stdlib.h>

#include "build.h"
#include "decode/event.h"
#include "net/span.h"

/* Takes the record @seq of a change of a route: @message, which is freed. */
static inline void span_build_take(struct span *span, uint64_t seq, struct nl_msg *message,
				   bool inside)
{
	struct nl_msg *msg = build_begin(seq, NETJOURNAL_KIND_ROUTE);
	struct record rec;
	struct event ev;

	build_message(msg, message);
	if (build_parse(msg, &rec) || event_parse(&ev, rec.message, rec.message_len) ||
	    span_take(span, &rec, &ev, event_sign(&ev), inside))
		abort();
	nlmsg_free(msg);
}

#endif
