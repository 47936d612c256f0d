// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of origin_print.c: who made a change, as people read it and as JSON.
 */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "journal/users.h"
#include "base/util.h"
#include "build.h"
#include "journal/origin_print.h"
#include "process_build.h"
#include "tap.h"

#define ID	"3f1c0b5e9a7d4c2fa1b0c9d8e7f60123456789abcdef0123456789abcdef0123"

static struct origin origin = {
	.context = NETJOURNAL_CONTEXT_REQUEST, .pid = 4130, .comm = "ip", .leader_comm = "ip",
	.parents = { { 4119, "sh" } }, .n_parents = 1,
};

static bool brief;

static const char *text(const struct origin *o, struct process *p, bool json)
{
	static char text[8192];
	FILE *file;
	struct out out;

	memset(text, 0, sizeof(text));
	file = fmemopen(text, sizeof(text), "w");
	out_init(&out, file, json, false);
	out_object(&out, NULL);
	if (json)
		process_print_json(&out, p);
	else
		origin_print_text(&out, o, p, brief);
	out_object_end(&out);
	out_flush(&out);
	fclose(file);
	free(p);
	return text;
}

static struct process *script_in(const char *cgroup, bool in_script)
{
	struct nl_msg *msg = process_begin(5, 4130, LINE("ip\0route\0del\0a b\0"));

	nla_put_string(msg, NETJOURNAL_A_PROCESS_CGROUP, cgroup);
	process_ancestor(msg, 4120, "sh", LINE("sh\0-c\0x\0"));
	if (in_script)
		process_ancestor(msg, 4119, "nightly-check",
				 LINE("/bin/sh\0/usr/local/sbin/nightly-check\0"));
	process_ancestor(msg, 1, "systemd", LINE("/sbin/init\0"));
	return process_end(msg);
}

static void test_tasks(void)
{
	struct origin thread = origin;

	is_str(text(&origin, NULL, false), "ip[4130] < sh[4119]", "details are not known");
	is_str(text(&origin, script_in("/system.slice/cron.service", true), false),
	       "ip route del 'a b' [4130] < /usr/local/sbin/nightly-check [4119] < cron.service",
	       "a script in a unit");
	is_str(text(&origin, script_in("/user.slice/user-1000.slice/session-3.scope", false), false),
	       "ip route del 'a b' [4130] < sh -c x [4120] < session 3", "only shells, in a session");
	is_str(text(&origin, script_in("/system.slice/docker-" ID ".scope", true), false),
	       "ip route del 'a b' [4130] < /usr/local/sbin/nightly-check [4119] < docker 3f1c0b5e9a7d",
	       "a container");
	is_str(text(&origin, script_in("/kubepods/pod0f5e2b5c/crio-" ID, true), false),
	       "ip route del 'a b' [4130] < /usr/local/sbin/nightly-check [4119] < cri-o 3f1c0b5e9a7d in pod 0f5e2b5c",
	       "a container in a pod");
	is_str(text(&origin, script_in("/", true), false),
	       "ip route del 'a b' [4130] < /usr/local/sbin/nightly-check [4119]", "no unit");
	brief = true;
	is_str(text(&origin, script_in("/system.slice/cron.service", true), false),
	       "ip route del 'a b' [4130] < nightly-check [4119] < cron.service", "briefly");
	brief = false;
	thread.comm = "worker";
	is_str(text(&thread, script_in("/", true), false),
	       "ip route del 'a b' (thread worker) [4130] < /usr/local/sbin/nightly-check [4119]",
	       "a thread with a name of its own");
	thread.io_uring = true;
	is_str(text(&thread, NULL, false), "ip/worker[4130] (by io_uring) < sh[4119]",
	       "a worker of io_uring");
}

/* Without command lines. The kernel keeps 15 bytes of a name; the path of the executable has the rest. */
static void test_names(void)
{
	struct origin networkd = origin;
	struct nl_msg *msg = process_begin(5, 4130, NULL, 0);
	struct nlattr *nest;

	networkd.comm = "systemd-network";
	networkd.leader_comm = "systemd-network";
	nla_put_string(msg, NETJOURNAL_A_PROCESS_EXE, "/usr/lib/systemd/systemd-networkd");
	nest = nla_nest_start(msg, NETJOURNAL_A_PROCESS_ANCESTOR | NLA_F_NESTED);
	nla_put_u32(msg, NETJOURNAL_A_ANCESTOR_PID, 4119);
	nla_put_string(msg, NETJOURNAL_A_ANCESTOR_COMM, "a-supervisor-of");
	nla_put_string(msg, NETJOURNAL_A_ANCESTOR_EXE, "/opt/a-supervisor-of-daemons");
	nla_nest_end(msg, nest);
	is_str(text(&networkd, process_end(msg), false),
	       "systemd-networkd[4130] < a-supervisor-of-daemons[4119]", "names are not cut");
	networkd.comm = "worker";
	msg = process_begin(5, 4130, NULL, 0);
	nla_put_string(msg, NETJOURNAL_A_PROCESS_EXE, "/usr/lib/systemd/systemd-networkd");
	is_str(text(&networkd, process_end(msg), false), "systemd-networkd/worker[4130] < sh[4119]",
	       "a thread of it");
}

static void test_long(void)
{
	char line[200];
	struct origin alone = origin;

	alone.n_parents = 0;
	memset(line, 'x', sizeof(line));
	ok(strlen(text(&alone, process_end(process_begin(5, 4130, line, sizeof(line))), false)) ==
	   80 + strlen("... [4130]"), "a long command line is cut");
	memcpy(line, "a'b\n", 4);
	line[4] = '\0';
	is_str(text(&alone, process_end(process_begin(5, 4130, line, 5)), false),
	       "'a'\\\\''b\\x0a' [4130]", "quotes and controls");
}

static void test_kernel(void)
{
	struct origin kernel = {
		.context = NETJOURNAL_CONTEXT_KTHREAD, .comm = "kworker/0:1",
	};

	is_str(text(&kernel, NULL, false), "kernel (kworker/0:1)", "a kernel thread");
	kernel.work = "linkwatch_event";
	is_str(text(&kernel, NULL, false), "kernel: carrier change", "a known work item");
	kernel.work = "some_work";
	is_str(text(&kernel, NULL, false), "kernel (kworker/0:1: some_work)", "another one");
}

static void test_users(void)
{
	static char name[] = "/tmp/users.XXXXXX";
	struct origin who = origin;
	int fd = mkstemp(name);
	FILE *file = fdopen(fd, "w");

	fputs("alice:x:1000:1000::/:/bin/sh\nroot:x:0:0::/:/bin/sh\n", file);
	fclose(file);
	users_file = name;
	who.n_parents = 0;
	who.has_uid = true;
	who.has_loginuid = true;
	who.loginuid = 1000;
	is_str(text(&who, NULL, false), "ip[4130]  root (login alice)", "names of users");
	who.uid = 7;
	is_str(text(&who, NULL, false), "ip[4130]  uid 7 (login alice)", "a user without a name");
	ok(!user_id("alice", &who.uid) && who.uid == 1000, "the id of a user");
	is_num(user_id("bob", &who.uid), -ENOENT, "no such user");
	unlink(name);
}

static void test_json(void)
{
	is_str(text(NULL, script_in("/system.slice/cron.service", true), true),
	       "{\"cmdline\":[\"ip\",\"route\",\"del\",\"a b\"],\"cgroup\":\"/system.slice/cron.service\","
	       "\"unit\":\"cron.service\",\"ancestors\":[{\"pid\":4120,\"comm\":\"sh\","
	       "\"cmdline\":[\"sh\",\"-c\",\"x\"]},{\"pid\":4119,\"comm\":\"nightly-check\","
	       "\"cmdline\":[\"/bin/sh\",\"/usr/local/sbin/nightly-check\"]},"
	       "{\"pid\":1,\"comm\":\"systemd\",\"cmdline\":[\"/sbin/init\"]}]}", "JSON");
}

#define POD	"0f5e2b5c_1111_4222_8333_444455556666"

/* Every member that a process and an ancestor can have. */
static void test_json_of_all(void)
{
	struct nl_msg *msg = process_begin(5, 4130, LINE("ip\0link\0se"));
	struct nlattr *nest;

	nla_put_u64(msg, NETJOURNAL_A_PROCESS_START_TIME, 70);
	nla_put_string(msg, NETJOURNAL_A_PROCESS_EXE, "/bin/ip");
	nla_put_flag(msg, NETJOURNAL_A_PROCESS_CMDLINE_CUT);
	nla_put_u32(msg, NETJOURNAL_A_PROCESS_SESSION, 9);
	nla_put_string(msg, NETJOURNAL_A_PROCESS_CGROUP,
		       "/kubepods.slice/kubepods-pod" POD ".slice/crio-" ID ".scope");
	nest = nla_nest_start(msg, NETJOURNAL_A_PROCESS_ANCESTOR | NLA_F_NESTED);
	nla_put_u32(msg, NETJOURNAL_A_ANCESTOR_PID, 4120);
	nla_put_u64(msg, NETJOURNAL_A_ANCESTOR_START_TIME, 60);
	nla_put_string(msg, NETJOURNAL_A_ANCESTOR_COMM, "sh");
	nla_put_string(msg, NETJOURNAL_A_ANCESTOR_EXE, "/bin/dash");
	nla_put(msg, NETJOURNAL_A_ANCESTOR_CMDLINE, 5, "sh\0-c");
	nla_put_flag(msg, NETJOURNAL_A_ANCESTOR_CMDLINE_CUT);
	nla_nest_end(msg, nest);
	is_str(text(NULL, process_end(msg), true),
	       "{\"start-time\":70,\"exe\":\"/bin/ip\",\"cmdline\":[\"ip\",\"link\",\"se\"],\"cmdline-cut\":true,"
	       "\"cgroup\":\"/kubepods.slice/kubepods-pod" POD ".slice/crio-" ID ".scope\","
	       "\"unit\":\"crio-" ID ".scope\",\"runtime\":\"cri-o\",\"container\":\"" ID "\","
	       "\"pod\":\"0f5e2b5c-1111-4222-8333-444455556666\",\"audit-session\":9,"
	       "\"ancestors\":[{\"pid\":4120,\"start-time\":60,\"comm\":\"sh\",\"exe\":\"/bin/dash\","
	       "\"cmdline\":[\"sh\",\"-c\"],\"cmdline-cut\":true}]}", "JSON of all members");
	ok(!!strstr(text(NULL, script_in("/user.slice/user-1000.slice/session-3.scope", false), true),
		    "\"session\":\"3\""), "JSON of a login session");
}

int main(void)
{
	test_tasks();
	test_names();
	test_long();
	test_kernel();
	test_users();
	test_json();
	test_json_of_all();
	return tap_done();
}
