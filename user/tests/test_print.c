// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of print.c: the lines of `log`, but for what the domain prints.
 */
#include <stdlib.h>
#include <unistd.h>

#include "journal/users.h"
#include "base/util.h"
#include "build.h"
#include "journal/print.h"
#include "journal/reader.h"
#include "tap.h"

static struct printer printer;

/* What print_record() prints of @msg, which is freed. */
static const char *line(struct nl_msg *msg, bool json)
{
	static char text[4096];
	FILE *file = fmemopen(text, sizeof(text), "w");
	struct record rec;

	printer.out.file = file;
	if (printer.out.json != json)
		printer.origin.number = 0;
	printer.out.json = json;
	if (build_parse(msg, &rec))
		return "bad message";
	print_record(&printer, &rec);
	out_flush(&printer.out);
	fclose(file);
	nlmsg_free(msg);
	return text;
}

static struct nl_msg *note(const char *text)
{
	struct nl_msg *msg = build_begin(7, NETJOURNAL_KIND_NOTE);

	nla_put_string(msg, NETJOURNAL_A_RECORD_NOTE, text);
	return msg;
}

/* Ends the line of a note after its text. */
static void who(uint32_t context, const char *comm, const char *leader,
		const char *want)
{
	struct nl_msg *msg = note("x");
	char whole[256];

	build_origin(msg, context, comm, leader);
	snprintf(whole, sizeof(whole), "18:03:12.481  note    %-50s%s  #7\n", "x",
		 want);
	is_str(line(msg, false), whole, want);
}

static void test_who(void)
{
	who(NETJOURNAL_CONTEXT_REQUEST, "set", "set",
	    "set[4121] < sh[4119] < manager[612]  uid 0 (login 1000)");
	who(NETJOURNAL_CONTEXT_TASK, "set", "set",
	    "in set[4121] < sh[4119] < manager[612]  uid 0 (login 1000)");
	who(NETJOURNAL_CONTEXT_REQUEST, "worker", "daemon",
	    "daemon/worker[4121] < sh[4119] < manager[612]  uid 0 (login 1000)");
	who(NETJOURNAL_CONTEXT_KTHREAD, "kworker/0:1", NULL,
	    "kernel (kworker/0:1)");
	who(NETJOURNAL_CONTEXT_SOFTIRQ, NULL, NULL, "kernel (softirq)");
	who(NETJOURNAL_CONTEXT_OUTSIDE, NULL, NULL, "outside this user namespace");
}

/* The origin comes from the line before where it is the same. */
static void test_same(void)
{
	static const char *const comms[] = { "a\"", "a\"", "b", "a\"" };
	char first[4096];
	int json;
	size_t i;

	for (json = 0; json < 2; json++) {
		for (i = 0; i < ARRAY_SIZE(comms); i++) {
			struct nl_msg *msg = note("x");

			build_origin(msg, NETJOURNAL_CONTEXT_REQUEST, comms[i], comms[i]);
			if (!i)
				strcpy(first, line(msg, json));
			else
				ok(!strcmp(line(msg, json), first) == (*comms[i] == 'a'),
				   json ? "an origin again, in JSON" : "an origin again");
		}
	}
	ok(strstr(first, ",\"origin\":{\"context\":\"request\",\"pid\":4121,\"comm\":\"a\\\"\"") &&
	   !strstr(first, "\"loginuid\":1000},\"note\"") &&
	   strstr(first, "\"note\":\"x\",\"origin\":{"), "an origin in JSON");
}

static void test_lines(void)
{
	struct nl_msg *msg;
	struct nlattr *nest;
	struct record gap;
	const struct cursor old = { true, 1, 41 };

	msg = note("a\033[31mb\n");
	build_origin(msg, NETJOURNAL_CONTEXT_SOFTIRQ, NULL, NULL);
	ok(!strchr(line(msg, false), '\033'), "control characters are escaped");

	msg = build_begin(7, NETJOURNAL_KIND_CONFIG);
	nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_CONFIG | NLA_F_NESTED);
	nla_put_u32(msg, NETJOURNAL_A_RING_KIND, NETJOURNAL_KIND_NOTE);
	nla_put_u64(msg, NETJOURNAL_A_RING_SIZE, 16 << 20);
	nla_put_u32(msg, NETJOURNAL_A_RING_ENABLED, 0);
	nla_nest_end(msg, nest);
	ok(!!strstr(line(msg, false), "config  note size 16M off "),
	   "config");

	msg = build_begin(7, NETJOURNAL_KIND_CONFIG);
	nla_put_u32(msg, NETJOURNAL_A_RECORD_CLEARED,
		    1u << NETJOURNAL_KIND_NOTE | 1u << NETJOURNAL_KIND_CONFIG);
	ok(!!strstr(line(msg, false), "config  cleared note config "),
	   "cleared");

	msg = nlmsg_alloc_simple(0, 0);
	nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, NETJOURNAL_KIND_NOTE);
	build_gap(msg, 3, 9, NETJOURNAL_GAP_REASON_OVERWRITTEN);
	is_str(line(msg, false),
	       "------------  note    ! records missing from #3 to #9: overwritten by newer records\n",
	       "a gap");
	msg = nlmsg_alloc_simple(0, 0);
	nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, NETJOURNAL_KIND_NOTE);
	build_gap(msg, 3, 9, NETJOURNAL_GAP_REASON_LOST);
	is_str(line(msg, true),
	       "{\"kind\":\"note\",\"gap\":{\"first\":3,\"last\":9,\"reason\":\"lost\"}}\n",
	       "a gap as JSON");

	reader_reloaded_gap(&gap, &old, NULL);
	ok(gap.is_gap && gap.gap.first == 42, "the end of a journal is a gap");

	msg = build_begin(7, NETJOURNAL_KIND_NOTE);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_TIME, 1795284192000000000);
	nla_put_string(msg, NETJOURNAL_A_RECORD_NOTE, "x");
	ok(!strncmp(line(msg, false), "-- 2026-11-21 --\n18:03:12.000", 29),
	   "another day is told");
}

/* A note on a terminal of @width columns. */
static const char *fitting(size_t width, const char *text)
{
	struct nl_msg *msg = note(text);
	const char *printed;

	build_origin(msg, NETJOURNAL_CONTEXT_TASK, "set", "set");
	printer.width = width;
	printed = line(msg, false);
	printer.width = 0;
	return printed;
}

static void test_fitting(void)
{
	static const char who[] =
		"in set[4121] < sh[4119] < manager[612]  uid 0 (login 1000)";
	static const char longest[] = "0123456789 0123456789 0123456789 0123456789 0123456789 0123456789";
	char want[512];

	printer.day = 20261120;

	snprintf(want, sizeof(want), "18:03:12.481  note    %-48s  %s  #7\n", "x", who);
	is_str(fitting(160, "x"), want, "a wide terminal");
	snprintf(want, sizeof(want), "18:03:12.481  note    x  %s  #7\n", who);
	is_str(fitting(88, "x"), want, "a line that just fits");
	snprintf(want, sizeof(want), "18:03:12.481  note    x\n%14s%s  #7\n", "", who);
	is_str(fitting(80, "x"), want, "a narrow terminal");
	snprintf(want, sizeof(want), "18:03:12.481  note    %.55s...\n%14s%s  #7\n", longest, "", who);
	is_str(fitting(80, longest), want, "a text that does not fit");
	snprintf(want, sizeof(want), "18:03:12.481  note    %.15s...\n%14s%.19s...  #7\n", longest, "", who);
	is_str(fitting(40, longest), want, "a very narrow one");
	printer.cursors = 0xabc;
	is_str(fitting(160, "x") + 72, "in set[4121] < sh[4119] < manager[612]  uid 0 (login 1000)  0000000000000abc:7\n",
	       "a line with a cursor");
	printer.cursors = 0;
}

int main(void)
{
	setenv("TZ", "UTC", 1);
	users_file = "/dev/null";
	printer_init(&printer, false, NULL);
	setvbuf(stdout, NULL, _IOLBF, 0);
	printer.day = 20261120;
	printer.out.colour = false;
	test_who();
	test_same();
	test_lines();
	test_fitting();
	return tap_done();
}
