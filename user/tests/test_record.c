// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of record.c: messages that are right, wrong, and cut off.
 */
#include <errno.h>
#include <stdlib.h>

#include "base/util.h"
#include "build.h"
#include "tap.h"

static void test_record(void)
{
	struct nl_msg *msg = build_begin(7, NETJOURNAL_KIND_CONFIG);
	struct record rec;

	build_origin(msg, NETJOURNAL_CONTEXT_REQUEST, "set", "set");
	nla_put(msg, RECORD_PAYLOAD, 5, "bytes");
	is_num(build_parse(msg, &rec), 0, "a record");
	is_num(rec.seq, 7, "seq");
	is_num(rec.kind, NETJOURNAL_KIND_CONFIG, "kind");
	ok(!rec.is_gap && !rec.is_bookmark && !rec.note, "flags");
	ok(rec.message_len == 5 && !memcmp(rec.message, "bytes", 5), "message");
	is_num(record_origin(&rec)->context, NETJOURNAL_CONTEXT_REQUEST, "context");
	is_num(record_origin(&rec)->pid, 4121, "pid");
	is_str(record_origin(&rec)->comm, "set", "comm");
	is_num(record_origin(&rec)->n_parents, 2, "parents");
	is_str(record_origin(&rec)->parents[1].comm, "manager", "the second's name");
	is_num(record_origin(&rec)->parents[1].pid, 612, "the second's pid");
	ok(record_origin(&rec)->has_uid && record_origin(&rec)->uid == 0, "uid");
	ok(record_origin(&rec)->has_loginuid && record_origin(&rec)->loginuid == 1000, "loginuid");
	nlmsg_free(msg);
}

/* One that is like the last one has its number, and any other has not. */
static void test_origins(void)
{
	static const char *const names[] = { "set", "set", "get", "set" };
	static const bool same[] = { false, true, false, false };
	uint64_t last = 0;
	struct record rec;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		struct nl_msg *msg = build_begin(i, NETJOURNAL_KIND_NOTE);

		build_origin(msg, NETJOURNAL_CONTEXT_REQUEST, names[i], names[i]);
		is_num(build_parse(msg, &rec), 0, "one of several");
		is_str(record_origin(&rec)->comm, names[i], "has its name");
		ok(record_origin(&rec)->number && (record_origin(&rec)->number == last) == same[i],
		   same[i] ? "and the number of the one before" :
		   "and a number of its own");
		last = record_origin(&rec)->number;
		nlmsg_free(msg);
	}
}

/* A record keeps its origin when others are parsed. */
static void test_origin_again(void)
{
	struct nl_msg *first = build_begin(1, NETJOURNAL_KIND_NOTE), *second = build_begin(2, NETJOURNAL_KIND_NOTE);
	struct record rec, other;
	uint64_t number;

	build_origin(first, NETJOURNAL_CONTEXT_REQUEST, "first", "sh");
	build_origin(second, NETJOURNAL_CONTEXT_REQUEST, "second", "sh");
	build_parse(first, &rec);
	number = record_origin(&rec)->number;
	build_parse(second, &other);
	is_str(record_origin(&rec)->comm, "first", "a record before another one has its own origin");
	ok(record_origin(&rec)->number != number && record_origin(&rec)->number != other.origin_number, "and no other's number");
	is_str(record_origin(&other)->comm, "second", "and the other one has its own");
	nlmsg_free(first);
	nlmsg_free(second);
}

static void test_others(void)
{
	struct nl_msg *msg = nlmsg_alloc_simple(0, 0);
	struct record rec;

	nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, NETJOURNAL_KIND_NOTE);
	build_gap(msg, 3, 9, NETJOURNAL_GAP_REASON_LOST);
	is_num(build_parse(msg, &rec), 0, "a gap");
	ok(rec.is_gap && rec.gap.first == 3 && rec.gap.last == 9 &&
	   rec.gap.reason == NETJOURNAL_GAP_REASON_LOST, "its members");
	nlmsg_free(msg);

	msg = nlmsg_alloc_simple(0, 0);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_BOOKMARK, 0);
	is_num(build_parse(msg, &rec), 0, "a bookmark");
	ok(rec.is_bookmark && rec.seq == 0, "at 0");
	nlmsg_free(msg);

	msg = build_begin(1, NETJOURNAL_KIND_NOTE);
	nla_put_u32(msg, 999, 1);
	nla_put_string(msg, NETJOURNAL_A_RECORD_NOTE, "text");
	is_num(build_parse(msg, &rec), 0, "an attribute of the future");
	is_str(rec.note, "text", "does not hide the next");
	nlmsg_free(msg);
}

static void bad(int type, const void *data, int len, const char *name)
{
	struct nl_msg *msg = build_begin(1, NETJOURNAL_KIND_NOTE);
	struct record rec;

	nla_put(msg, type, len, data);
	is_num(build_parse(msg, &rec), -EBADMSG, name);
	nlmsg_free(msg);
}

static void test_bad(void)
{
	/* A nest with an origin's comm that has no end. */
	static const struct {
		struct nlattr attr;
		char data[4];
	} comm = { { 6, NETJOURNAL_A_ORIGIN_COMM }, "ab" }, pid = { { 6, NETJOURNAL_A_ORIGIN_PID }, "x" };

	bad(NETJOURNAL_A_RECORD_SEQ, "1234", 4, "a short u64");
	bad(NETJOURNAL_A_RECORD_SEQ, "123456789", 9, "a long u64");
	bad(NETJOURNAL_A_RECORD_KIND, "12", 2, "a short u32");
	bad(NETJOURNAL_A_RECORD_NOTE, "abc", 3, "a string without end");
	bad(NETJOURNAL_A_RECORD_NOTE, "", 0, "a string of no bytes");
	bad(NETJOURNAL_A_RECORD_ORIGIN | NLA_F_NESTED, &comm, sizeof(comm),
	    "a name without end");
	bad(NETJOURNAL_A_RECORD_ORIGIN | NLA_F_NESTED, &pid, sizeof(pid),
	    "a short pid");
}

/* Every cut of a message parses or is refused; with sanitizers, no more. */
static void test_cut(void)
{
	struct nl_msg *msg = build_begin(7, NETJOURNAL_KIND_CONFIG);
	int len, bad = 0;
	struct record rec;
	void *copy;

	build_origin(msg, NETJOURNAL_CONTEXT_REQUEST, "set", "set");
	build_gap(msg, 1, 2, 3);
	nla_put_string(msg, NETJOURNAL_A_RECORD_NOTE, "text");
	for (len = nlmsg_attrlen(nlmsg_hdr(msg), 0); len > 0; len--) {
		copy = malloc(len);
		memcpy(copy, nlmsg_attrdata(nlmsg_hdr(msg), 0), len);
		if (record_parse(&rec, copy, len) && !rec.attrs)
			bad++;
		free(copy);
	}
	is_num(bad, 0, "cut anywhere");
	nlmsg_free(msg);
}

int main(void)
{
	test_record();
	test_origins();
	test_origin_again();
	test_others();
	test_bad();
	test_cut();
	return tap_done();
}
