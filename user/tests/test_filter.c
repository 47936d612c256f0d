// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of filter.c.
 */
#include "base/util.h"
#include "build.h"
#include "journal/filter.h"
#include "tap.h"

static struct record sample;

static void match(const struct filter *f, int want, const char *name)
{
	is_num(filter_match(f, &sample), want, name);
}

static void test_filter(void)
{
	struct origin unknown, cut;
	struct record rec;
	struct nl_msg *msg = build_begin(7, NETJOURNAL_KIND_CONFIG);
	struct filter f;

	build_origin(msg, NETJOURNAL_CONTEXT_REQUEST, "worker", "daemon");
	build_parse(msg, &sample);

#define WITH(member, value)	(filter_init(&f), f.member = (value), &f)
	filter_init(&f);
	match(&f, 1, "no filter");
	match(WITH(kinds, 1u << NETJOURNAL_KIND_CONFIG), 1, "the kind");
	match(WITH(kinds, 1u << NETJOURNAL_KIND_NOTE), 0, "another kind");
	match(WITH(first, 7), 1, "first seq");
	match(WITH(first, 8), 0, "before the first");
	match(WITH(last, 7), 1, "last seq");
	match(WITH(last, 6), 0, "after the last");
	match(WITH(since, (int64_t)sample.time), 1, "since just then");
	match(WITH(since, (int64_t)sample.time + 1), 0, "since later");
	match(WITH(until, (int64_t)sample.time), 1, "until just then");
	match(WITH(until, (int64_t)sample.time - 1), 0, "until before");
	match(WITH(comm, "worker"), 1, "the thread's name");
	match(WITH(comm, "daemon"), 1, "the process's name");
	match(WITH(comm, "manager"), 1, "an ancestor's name");
	match(WITH(comm, "manage"), 0, "a part of a name");
	match(WITH(comm, ""), 0, "no name");
	/*
	 * Only the first 15 bytes of a longer name are compared, and these are not "worker".
	 */
	match(WITH(comm, "worker-with-more-in-it"), 0, "a longer name");
	cut = *sample.origin;
	cut.comm = "worker-with-mor";
	rec = sample;
	rec.origin = &cut;
	ok(filter_match(&f, &rec), "a name that was cut");
	filter_init(&f);
	f.has_pid = true;
	f.pid = 4121;
	match(&f, 1, "the pid");
	f.pid = 612;
	match(&f, 1, "an ancestor's pid");
	f.pid = 1;
	match(&f, 0, "another pid");
	filter_init(&f);
	f.has_uid = true;
	match(&f, 1, "uid 0");
	f.uid = 1000;
	match(&f, 0, "the login uid is another");
	unknown = *sample.origin;
	unknown.has_uid = false;
	sample.origin = &unknown;
	f.uid = 0;
	match(&f, 0, "a uid that is not known is not 0");
	sample.kind = 40;
	filter_init(&f);
	match(&f, 0, "a kind of the future");
	nlmsg_free(msg);
}

int main(void)
{
	test_filter();
	return tap_done();
}
