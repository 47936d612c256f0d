// SPDX-License-Identifier: GPL-2.0
/* What differs between two moments. */
#include <linux/neighbour.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "net/delta.h"
#include "rtmsg.h"
#include "span_build.h"
#include "tap.h"

static struct span span;
static struct deltas deltas;
static struct domain *domain;
static uint64_t seq;

static void take(struct nl_msg *message, bool inside)
{
	span_build_take(&span, ++seq, message, inside);
}

/* The signs of what differs, in order. */
static const char *signs(bool all)
{
	static char text[16];
	size_t i;

	deltas_drop(&deltas);
	if (deltas_find(&deltas, &span, domain, NULL, all ? DELTA_ALL : DELTA_CONFIG))
		abort();
	for (i = 0; i < deltas.n; i++)
		text[i] = deltas.list[i].sign;
	text[i] = '\0';
	return text;
}

static struct nl_msg *route(int type, int flags, const char *dst, const char *gateway)
{
	return rtmsg_via(type, flags, dst, 16, gateway);
}

static void test_signs(void)
{
	const struct event *old, *new;

	take(route(RTM_NEWROUTE, 0, "10.1.0.0", "10.0.0.1"), false);
	take(route(RTM_NEWROUTE, 0, "10.2.0.0", "10.0.0.1"), false);
	take(route(RTM_NEWROUTE, 0, "10.3.0.0", "10.0.0.1"), false);
	is_str(signs(false), "", "nothing happened");
	take(route(RTM_NEWROUTE, NLM_F_REPLACE, "10.1.0.0", "10.0.0.2"), true);
	take(route(RTM_DELROUTE, 0, "10.2.0.0", "10.0.0.1"), true);
	take(route(RTM_NEWROUTE, 0, "10.4.0.0", "10.0.0.1"), true);
	take(route(RTM_DELROUTE, 0, "10.3.0.0", "10.0.0.1"), true);
	take(route(RTM_NEWROUTE, 0, "10.3.0.0", "10.0.0.1"), true);
	is_str(signs(false), "~-+", "changed, gone, new; not what came back");
	ok(delta_states(&deltas, &deltas.list[0], domain, &old, &new) && old && new,
	   "both states of a change are known");
	ok(!delta_states(&deltas, &deltas.list[1], domain, &old, &new) && old && !new,
	   "a deletion has no state after it");
}

static void test_minor(void)
{
	const struct ndmsg hdr = { .ndm_family = AF_INET, .ndm_ifindex = 2, .ndm_state = NUD_STALE };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWNEIGH, 0, &hdr, sizeof(hdr));

	span_drop(&span);
	span = (struct span){ .keep_records = true };
	rtmsg_addr(msg, NDA_DST, "10.0.0.9");
	take(msg, true);
	is_str(signs(false), "", "a neighbour that the kernel learned is left out");
	is_num(deltas.folded, 1, "it is counted");
	is_str(signs(true), "+", "it is there with all others");
	is_num(deltas.list[0].before, SPAN_UNKNOWN, "it may not be new");
}

int main(void)
{
	domain = domain_new();
	span.keep_records = true;
	test_signs();
	test_minor();
	deltas_drop(&deltas);
	span_drop(&span);
	domain_free(domain);
	return tap_done();
}
