// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of filter.c.
 */
#include <stdlib.h>

#include "base/util.h"
#include "build.h"
#include "journal/filter.h"
#include "process_build.h"
#include "tap.h"

#define ID	"3f1c0b5e9a7d4c2fa1b0c9d8e7f60123456789abcdef0123456789abcdef0123"

static struct record sample;
/* The details of the process that made the record. */
static struct process *details;

const struct process *__wrap_processes_find(struct processes *p, const struct record *rec);
const struct process *__wrap_processes_find(struct processes *p, const struct record *rec)
{
	(void)p;
	(void)rec;
	return details;
}

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
	cut = *record_origin(&sample);
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
	unknown = *record_origin(&sample);
	unknown.has_uid = false;
	sample.origin = &unknown;
	f.uid = 0;
	match(&f, 0, "a uid that is not known is not 0");
	sample.kind = 40;
	filter_init(&f);
	match(&f, 0, "a kind of the future");
	nlmsg_free(msg);
}

/* The third ancestor is too far away for the record itself. */
static struct process *process_in(const char *cgroup)
{
	struct nl_msg *msg = process_begin(5, 4121, LINE("set\0eth0\0up\0"));
	struct nlattr *nest;

	nla_put_string(msg, NETJOURNAL_A_PROCESS_EXE, "/usr/sbin/set (deleted)");
	nla_put_string(msg, NETJOURNAL_A_PROCESS_CGROUP, cgroup);
	process_ancestor(msg, 4119, "sh", LINE("sh\0-c\0set eth0 up\0"));
	process_ancestor(msg, 612, "manager", LINE("manager\0"));
	nest = nla_nest_start(msg, NETJOURNAL_A_PROCESS_ANCESTOR | NLA_F_NESTED);
	nla_put_u32(msg, NETJOURNAL_A_ANCESTOR_PID, 611);
	nla_put_string(msg, NETJOURNAL_A_ANCESTOR_COMM, "deploy");
	nla_put_string(msg, NETJOURNAL_A_ANCESTOR_EXE, "/opt/deploy/bin/deploy");
	nla_put(msg, NETJOURNAL_A_ANCESTOR_CMDLINE, 15, "deploy\0--all\0x");
	nla_nest_end(msg, nest);
	return process_end(msg);
}

static void test_process(void)
{
	struct nl_msg *msg = build_begin(7, NETJOURNAL_KIND_CONFIG);
	struct processes processes = { 0 };
	struct filter f;

	build_origin(msg, NETJOURNAL_CONTEXT_REQUEST, "worker", "daemon");
	build_parse(msg, &sample);
#define WITH_DETAILS(member, value)	(WITH(member, value)->processes = &processes, &f)
	match(WITH_DETAILS(cmd, "eth0 up"), 0, "details that are not known do not match");
	details = process_in("/system.slice/docker-" ID ".scope");
	match(WITH_DETAILS(comm, "deploy"), 1, "the third ancestor's name");
	match(WITH_DETAILS(comm, "deplo"), 0, "a part of the third ancestor's name");
	match(WITH_DETAILS(cmd, "set eth0 up"), 1, "the command line");
	match(WITH_DETAILS(cmd, "deploy --all"), 1, "an ancestor's command line");
	match(WITH_DETAILS(cmd, "set eth1"), 0, "another command line");
	match(WITH_DETAILS(exe, "/usr/sbin/set"), 1, "an executable that is deleted");
	match(WITH_DETAILS(exe, "set"), 1, "the last part of its path");
	match(WITH_DETAILS(exe, "/usr/sbin"), 0, "the folder of an executable");
	match(WITH_DETAILS(exe, "/opt/deploy/bin/deploy"), 1, "an ancestor's executable");
	match(WITH_DETAILS(exe, "/usr/bin/deploy"), 0, "another path");
	match(WITH_DETAILS(container, "3f1c0b5e9a7d"), 1, "the short id of a container");
	match(WITH_DETAILS(container, ID), 1, "the long id");
	match(WITH_DETAILS(container, "3f1c0b5e9a7e"), 0, "another id");
	match(WITH_DETAILS(container, ""), 0, "no id");
	match(WITH_DETAILS(session, "3"), 0, "no session");
	WITH_DETAILS(has_pid, true)->pid = 611;
	match(&f, 1, "the third ancestor's pid");
	free(details);

	details = process_in("/user.slice/user-1000.slice/session-3.scope");
	match(WITH_DETAILS(session, "3"), 1, "the session");
	match(WITH_DETAILS(session, "31"), 0, "another session");
	match(WITH_DETAILS(container, "3"), 0, "no container");
	match(WITH_DETAILS(unit, "session-3.scope"), 1, "the scope of the session");
	free(details);

	details = process_in("/system.slice/cron.service");
	match(WITH_DETAILS(unit, "cron.service"), 1, "the unit");
	match(WITH_DETAILS(unit, "cron"), 1, "the unit without its suffix");
	match(WITH_DETAILS(unit, "cro"), 0, "a part of the unit");
	free(details);

	details = process_in("/lxc.payload.web/system.slice/nginx.service");
	match(WITH_DETAILS(container, "web"), 1, "the name of a container");
	match(WITH_DETAILS(unit, "nginx"), 1, "a unit in a container");
	free(details);
	nlmsg_free(msg);
}

int main(void)
{
	test_filter();
	test_process();
	return tap_done();
}
