// SPDX-License-Identifier: GPL-2.0
/* Unit tests of acts.c: which records share a heading, and what is only counted. */
#include <stdlib.h>

#include "build.h"
#include "journal/acts.h"
#include "rtmsg.h"
#include "tap.h"

static struct printer printer;
static char text[16384];

static void begin(struct acts *a, bool json)
{
	memset(text, 0, sizeof(text));
	memset(a, 0, sizeof(*a));
	a->printer = &printer;
	printer.out.file = fmemopen(text, sizeof(text), "w");
	printer.out.json = json;
	printer.origin.number = 0;
}

static void end(struct acts *a)
{
	acts_flush(a);
	out_flush(&printer.out);
	fclose(printer.out.file);
}

static void take(struct acts *a, struct nl_msg *msg)
{
	struct record rec;

	if (build_parse(msg, &rec) || acts_take(a, &rec))
		abort();
	nlmsg_free(msg);
}

/* @process: the id of its details, 0: none; also the name of the task */
static struct nl_msg *record(uint64_t seq, uint32_t kind, uint64_t act, uint32_t process,
			     uint32_t context)
{
	struct nl_msg *msg = build_begin(seq, kind);
	struct nlattr *nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_ORIGIN | NLA_F_NESTED);
	char name[16];

	snprintf(name, sizeof(name), "p%u", process);
	nla_put_u32(msg, NETJOURNAL_A_ORIGIN_CONTEXT, context);
	nla_put_string(msg, NETJOURNAL_A_ORIGIN_COMM, name);
	if (process)
		nla_put_u64(msg, NETJOURNAL_A_ORIGIN_PROCESS, process);
	nla_nest_end(msg, nest);
	if (act)
		nla_put_u64(msg, NETJOURNAL_A_RECORD_ACT, act);
	return msg;
}

static void take_note(struct acts *a, uint64_t seq, uint64_t act, uint32_t process)
{
	struct nl_msg *msg = record(seq, NETJOURNAL_KIND_NOTE, act, process,
				    NETJOURNAL_CONTEXT_TASK);

	nla_put_string(msg, NETJOURNAL_A_RECORD_NOTE, "x");
	take(a, msg);
}

/* A route that the kernel adds by itself. */
static void take_minor(struct acts *a, uint64_t seq, uint64_t act)
{
	struct nl_msg *msg = record(seq, NETJOURNAL_KIND_ROUTE, act, 0, NETJOURNAL_CONTEXT_TASK);
	struct nl_msg *route = rtmsg_route(RTM_NEWROUTE, 0, "10.0.0.1", 32);
	struct rtmsg *r = nlmsg_data(nlmsg_hdr(route));

	r->rtm_type = RTN_LOCAL;
	r->rtm_protocol = RTPROT_KERNEL;
	build_message(msg, route);
	take(a, msg);
}

static void take_gap(struct acts *a, uint64_t first, uint64_t last)
{
	struct nl_msg *msg = nlmsg_alloc_simple(0, 0);

	nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, NETJOURNAL_KIND_NOTE);
	build_gap(msg, first, last, NETJOURNAL_GAP_REASON_LOST);
	take(a, msg);
}

#define HEAD(process)	"18:03:12.481  in p" #process "\n"
#define NOTE(seq)	"    note    x  #" #seq "\n"

static void test_groups(void)
{
	struct acts a;

	begin(&a, false);
	take_note(&a, 1, 7, 3);
	take_note(&a, 2, 8, 4);
	take_note(&a, 3, 7, 3);
	end(&a);
	is_str(text, HEAD(3) NOTE(1) NOTE(3) HEAD(4) NOTE(2),
	       "the records of an act, with another one between them");
	ok(a.answered && !a.lost, "is an answer");

	begin(&a, false);
	take_note(&a, 1, 7, 3);
	take_note(&a, 2, 8, 3);
	take_note(&a, 1000000003, 9, 3);
	end(&a);
	is_str(text, HEAD(3) NOTE(1) NOTE(2) "18:03:13.481  in p3\n" NOTE(1000000003),
	       "a process has one heading for a second");

	begin(&a, false);
	take_note(&a, 1, 0, 0);
	take_note(&a, 2, 0, 0);
	end(&a);
	is_str(text, HEAD(0) NOTE(1) HEAD(0) NOTE(2), "neither act nor process is known");
}

static void test_asked(void)
{
	struct nl_msg *msg;
	struct acts a;

	begin(&a, false);
	take_note(&a, 1, 7, 3);
	msg = record(2, NETJOURNAL_KIND_NOTE, 7, 3, NETJOURNAL_CONTEXT_REQUEST);
	nla_put_string(msg, NETJOURNAL_A_RECORD_NOTE, "x");
	take(&a, msg);
	end(&a);
	is_str(text, "18:03:12.481  p3\n" NOTE(1) NOTE(2), "the heading is the request");
}

static void test_minor(void)
{
	struct acts a;

	begin(&a, false);
	take_minor(&a, 1, 6);
	take_note(&a, 2, 7, 3);
	take_minor(&a, 3, 7);
	take_minor(&a, 4, 7);
	end(&a);
	is_str(text, HEAD(3) NOTE(2) "            and 2 of the kernel's own, or without a change (-v)\n",
	       "what the kernel adds by itself is counted");
	is_num(a.folded, 1, "an act that has nothing else has no heading");

	begin(&a, false);
	a.all = true;
	take_minor(&a, 1, 6);
	end(&a);
	ok(strstr(text, "+ local 10.0.0.1") && !a.folded, "unless all is wanted");
}

static void test_many(void)
{
	struct acts a;
	int i;

	begin(&a, false);
	for (i = 1; i <= 60; i++)
		take_note(&a, i, 7, 3);
	end(&a);
	ok(!!strstr(text, NOTE(50) "            and 10 more (-v)\n"), "a long act is cut");
	begin(&a, false);
	a.all = true;
	for (i = 1; i <= 60; i++)
		take_note(&a, i, 7, 3);
	end(&a);
	ok(!!strstr(text, NOTE(60)), "unless all is wanted");

	begin(&a, false);
	for (i = 1; i <= 100; i++)
		take_note(&a, i, i, i);
	out_flush(&printer.out);
	fflush(printer.out.file);
	ok(strstr(text, NOTE(36)) && !strstr(text, NOTE(37)), "old acts are printed at once");
	end(&a);
	ok(!!strstr(text, NOTE(100)), "and the others at the end");
}

static void test_flush(void)
{
	struct acts a;

	begin(&a, false);
	take_note(&a, 1, 7, 3);
	acts_flush(&a);
	take_note(&a, 2, 7, 3);
	acts_flush(&a);
	take_note(&a, 3, 8, 4);
	end(&a);
	is_str(text, HEAD(3) NOTE(1) NOTE(2) HEAD(4) NOTE(3), "an act goes on after a flush");
}

static void take_three(struct acts *a)
{
	static const uint64_t seqs[] = { 1, 2, 6 };
	size_t i;

	for (i = 0; i < 3; i++) {
		take_note(a, seqs[a->reverse ? 2 - i : i], 7 + seqs[a->reverse ? 2 - i : i], 0);
		if (i == 1)
			take_gap(a, 3, 5);
	}
}

#define GAP	"------------  note    ! records missing from #3 to #5: lost, because they could not be stored\n"

static void test_limit(void)
{
	struct acts a;

	begin(&a, false);
	a.limited = true;
	a.limit = 2;
	take_gap(&a, 0, 0);
	take_three(&a);
	end(&a);
	is_str(text, HEAD(0) NOTE(2) GAP HEAD(0) NOTE(6), "the last two, and the gap between them");
	ok(a.lost, "which is told");

	begin(&a, false);
	a.limited = true;
	a.limit = 1;
	take_three(&a);
	end(&a);
	is_str(text, HEAD(0) NOTE(6), "the last one");

	begin(&a, false);
	a.limited = true;
	a.limit = 0;
	take_three(&a);
	end(&a);
	is_str(text, "", "none");

	begin(&a, false);
	a.limited = true;
	a.limit = 1;
	a.reverse = true;
	take_three(&a);
	end(&a);
	is_str(text, HEAD(0) NOTE(6), "the last one, newest first");
}

static void test_reverse(void)
{
	struct acts a;

	begin(&a, false);
	a.reverse = true;
	take_note(&a, 4, 8, 4);
	take_note(&a, 3, 7, 3);
	take_note(&a, 1, 7, 3);
	end(&a);
	is_str(text, HEAD(4) NOTE(4) HEAD(3) NOTE(1) NOTE(3), "newest first, but not inside an act");
}

static void test_json(void)
{
	struct acts a;

	begin(&a, true);
	take_note(&a, 1, 7, 3);
	take_note(&a, 2, 7, 3);
	take_note(&a, 3, 0, 0);
	end(&a);
	ok(!strncmp(text, "{\"act\":7,\"time\":1795197792481000001,\"records\":[{\"kind\":\"note\",\"seq\":1,", 70) &&
	   strstr(text, "}]}\n{\"time\":1795197792481000003,\"records\":[{"), "JSON");
}

int main(void)
{
	struct domain *d = domain_new();

	setenv("TZ", "UTC", 1);
	printer_init(&printer, false, d);
	printer.width = 0;
	printer.out.colour = false;
	/* The lines are of that day. */
	printer.day = 20261120;
	test_groups();
	test_asked();
	test_minor();
	test_many();
	test_flush();
	test_limit();
	test_reverse();
	test_json();
	domain_free(d);
	return tap_done();
}
