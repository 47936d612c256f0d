// SPDX-License-Identifier: GPL-2.0
/* Which records are before a moment, and when the journal does not reach back to it. */
#include <stdlib.h>

#include "build.h"
#include "net/rewind.h"
#include "rtmsg.h"
#include "tap.h"

static struct selector sel = { .kind = NETJOURNAL_KIND_ROUTE };

static void begin(struct rewind *p)
{
	memset(p, 0, sizeof(*p));
	p->selector = &sel;
	p->domain = domain_new();
	if (!p->domain)
		abort();
}

static void end(struct rewind *p)
{
	rewind_drop(p);
	domain_free(p->domain);
}

static void take(struct rewind *p, struct nl_msg *msg)
{
	struct record rec;

	if (build_parse(msg, &rec) || rewind_take(p, &rec))
		abort();
	nlmsg_free(msg);
}

static void take_route(struct rewind *p, uint64_t seq, const char *dst)
{
	struct nl_msg *msg = build_begin(seq, NETJOURNAL_KIND_ROUTE);
	struct nl_msg *message = rtmsg_via(RTM_NEWROUTE, 0, dst, 16, "10.0.0.1");

	build_message(msg, message);
	take(p, msg);
}

static void take_gap(struct rewind *p, uint64_t first, uint64_t last)
{
	struct nl_msg *msg = nlmsg_alloc_simple(0, 0);

	nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, NETJOURNAL_KIND_ROUTE);
	build_gap(msg, first, last, NETJOURNAL_GAP_REASON_LOST);
	take(p, msg);
}

static void take_switch(struct rewind *p, uint64_t seq)
{
	struct nl_msg *msg = build_begin(seq, NETJOURNAL_KIND_CONFIG);
	struct nlattr *nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_CONFIG);

	nla_put_u32(msg, NETJOURNAL_A_RING_KIND, NETJOURNAL_KIND_ROUTE);
	nla_put_u32(msg, NETJOURNAL_A_RING_ENABLED, 0);
	nla_nest_end(msg, nest);
	take(p, msg);
}

/* How many objects existed at the moment, and how many are new since. */
static void check(struct rewind *p, int before, int after, const char *name)
{
	const struct span_object *obj = NULL;
	const struct nlmsghdr *then;
	int n = 0, all = 0;

	for (; (obj = span_walk(&p->span, obj)); all++)
		n += span_then(obj, &then) == SPAN_PRESENT;
	is_num(n, before, name);
	is_num(all - n, after, name);
}

static void test_moments(void)
{
	struct rewind p;

	begin(&p);
	p.moment.cursor.seq = 5;
	take_route(&p, 4, "10.1.0.0");
	take_route(&p, 5, "10.2.0.0");
	take_route(&p, 6, "10.3.0.0");
	check(&p, 2, 1, "a moment after a record");
	is_num(p.seq, 5, "the last record before the moment");
	p.limit = 6;
	take_route(&p, 7, "10.4.0.0");
	check(&p, 2, 1, "records after the kernel's answer do not count");
	end(&p);

	begin(&p);
	p.moment.has_time = true;
	p.moment.time = 1795197792481000000ll + 5;
	take_route(&p, 5, "10.2.0.0");
	take_route(&p, 6, "10.3.0.0");
	/* The clock was set back. */
	take_route(&p, 3, "10.4.0.0");
	check(&p, 1, 2, "a moment is a time");
	end(&p);
}

static void test_gaps(void)
{
	struct rewind p;

	begin(&p);
	p.moment.cursor.seq = 5;
	take_route(&p, 1, "10.1.0.0");
	take_gap(&p, 2, 3);
	take_route(&p, 4, "10.2.0.0");
	check(&p, 1, 0, "records before the moment are missing: only later ones tell");
	ok(!p.torn && p.gap == 3, "the journal reaches back to the moment");
	take_route(&p, 6, "10.3.0.0");
	take_gap(&p, 7, 8);
	ok(p.torn, "records after the moment are missing");
	end(&p);

	begin(&p);
	p.moment.cursor.seq = 5;
	take_route(&p, 4, "10.2.0.0");
	take_switch(&p, 5);
	check(&p, 0, 0, "the kind was switched off before the moment: nothing is known");
	ok(!p.torn, "the kind was switched off before the moment");
	take_switch(&p, 9);
	ok(p.torn, "the kind was switched off after the moment");
	end(&p);
}

int main(void)
{
	test_moments();
	test_gaps();
	return tap_done();
}
