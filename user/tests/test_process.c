// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of process.c: the details of a process, and what a command line says.
 */
#include <errno.h>
#include <stdlib.h>

#include "base/util.h"
#include "process_build.h"
#include "tap.h"

static void test_members(void)
{
	struct nl_msg *msg = process_begin(5, 4130, LINE("ip\0link\0"));
	struct process *p;

	nla_put_string(msg, NETJOURNAL_A_PROCESS_EXE, "/sbin/ip");
	nla_put_string(msg, NETJOURNAL_A_PROCESS_CGROUP, "/system.slice/cron.service");
	nla_put_u32(msg, NETJOURNAL_A_PROCESS_SESSION, 0);
	nla_put_flag(msg, NETJOURNAL_A_PROCESS_CMDLINE_CUT);
	process_ancestor(msg, 4119, "sh", LINE("sh\0/bin/nightly\0"));
	process_ancestor(msg, 1, "systemd", NULL, 0);
	p = process_end(msg);
	ok(p && p->known && !p->partial, "a process");
	is_num(p->id, 5, "id");
	is_num(p->pid, 4130, "pid");
	is_str(p->exe, "/sbin/ip", "exe");
	is_str(p->names.unit, "cron.service", "unit");
	ok(p->has_session && !p->session && !p->has_loginuid, "session 0 is known, loginuid is not");
	ok(p->cmdline.cut && p->cmdline.len == 8, "a command line that was cut");
	is_num(p->n_ancestors, 2, "ancestors");
	is_str(p->ancestors[1].comm, "systemd", "the second one");
	ok(!p->ancestors[1].cmdline.text, "its command line is not known");
	free(p);
	msg = process_begin(5, 4130, LINE("dhcpcd: eth0\0\0\0\0"));
	process_ancestor(msg, 4119, "sh", LINE("sh\0-c\0\0"));
	p = process_end(msg);
	ok(p && p->cmdline.len == 13, "what fills the rest of a title is no argument");
	ok(p && p->ancestors[0].cmdline.len == 7, "an empty argument at the end is one");
	free(p);
}

static void test_bad(void)
{
	struct nl_msg *msg = nlmsg_alloc();

	nla_put(msg, NETJOURNAL_A_PROCESS_ID, 4, "1234");
	errno = 0;
	ok(!process_end(msg) && errno == EBADMSG, "a short id is refused");
	msg = process_begin(1, 1, NULL, 0);
	nla_put(msg, NETJOURNAL_A_PROCESS_EXE, 3, "abc");
	ok(!process_end(msg), "a path without an end is refused");
}

/* With sanitizers: each cut of a message parses or is refused. */
static void test_cut(void)
{
	struct nl_msg *msg = process_begin(5, 4130, LINE("ip\0link\0"));
	struct nlmsghdr *nlh = nlmsg_hdr(msg);
	int len, whole = nlmsg_attrlen(nlh, 0), made = 0;
	struct process *p;

	process_ancestor(msg, 4119, "sh", LINE("sh\0"));
	whole = nlmsg_attrlen(nlh, 0);
	for (len = 0; len <= whole; len++) {
		void *copy = malloc(len + 1);

		memcpy(copy, nlmsg_attrdata(nlh, 0), len);
		p = process_new(copy, len);
		free(copy);
		made += p && p->n_ancestors == 1;
		free(p);
	}
	ok(made > 0, "the whole message has the ancestor");
	nlmsg_free(msg);
}

static void test_command_lines(void)
{
	static const struct {
		const char *text;
		size_t len;
		bool wrapper;
		const char *program;
	} rows[] = {
		{ LINE("ip\0route\0"), false, "ip" },
		{ LINE("/bin/sh\0"), true, "/bin/sh" },
		{ LINE("-bash\0"), true, "-bash" },
		{ LINE("sh\0-c\0ip link\0"), true, "sh" },
		{ LINE("/bin/sh\0/usr/local/sbin/nightly-check\0-v\0"), false,
		  "/usr/local/sbin/nightly-check" },
		{ LINE("python3.11\0/opt/poller.py\0"), false, "/opt/poller.py" },
		{ LINE("/usr/bin/python3\0-m\0http.server\0"), false, "/usr/bin/python3" },
		{ LINE("sudo\0ip\0link\0"), true, "sudo" },
		{ LINE("/usr/bin/env\0sh\0"), true, "/usr/bin/env" },
		{ LINE("sshd: alice [priv]\0"), false, "sshd: alice [priv]" },
		{ LINE("shutdown\0now\0"), false, "shutdown" },
		{ LINE("\0"), false, "" },
		/* Cut in its first argument. */
		{ LINE("/very/long"), false, "/very/long" },
	};
	size_t i, len;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		struct cmdline c = { rows[i].text, rows[i].len };
		const char *program = cmdline_program(&c, &len);

		is_num(cmdline_is_wrapper(&c), rows[i].wrapper, rows[i].text);
		ok(program && len == strlen(rows[i].program) &&
		   !memcmp(program, rows[i].program, len), rows[i].program);
	}
	ok(!cmdline_program(&(struct cmdline){ 0 }, &len), "nothing is known");
	ok(!cmdline_program(&(struct cmdline){ "", 0 }, &len), "an empty command line");
}

static void name(const char *comm, const char *exe, const char *want)
{
	size_t len = 0;
	const char *task = task_name(comm, exe, &len);

	ok(want ? task && len == strlen(want) && !memcmp(task, want, len) : !task, want ? want : "no name");
}

static void test_names(void)
{
	name("systemd-network", "/usr/lib/systemd/systemd-networkd", "systemd-networkd");
	name("systemd-network", "/usr/lib/systemd/systemd-networkd (deleted)", "systemd-networkd");
	name("systemd-network", "/usr/bin/other", "systemd-network");
	name("systemd-network", NULL, "systemd-network");
	name("systemd", "/usr/lib/systemd/systemd-networkd", "systemd");
	name("abcdefghijklmno", "/bin/abcdefghijklmno", "abcdefghijklmno");
	name(NULL, "/bin/sh", NULL);
}

static void test_base(void)
{
	static const char *const rows[][2] = {
		{ "/usr/sbin/ip", "ip" }, { "ip", "ip" }, { "-bash", "bash" }, { "/opt/a:b", "a:b" },
		{ "sshd: alice@pts/0", "sshd" }, { "/usr/sbin/dhcpcd: eth0 [ip4]", "dhcpcd" },
	};
	const char *base;
	size_t i, len;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		len = strlen(rows[i][0]);
		base = cmdline_base(rows[i][0], &len);
		ok(len == strlen(rows[i][1]) && !memcmp(base, rows[i][1], len), rows[i][0]);
	}
}

static void test_has(void)
{
	const struct cmdline c = { LINE("ip\0route\0del") };

	ok(cmdline_has(&c, "ip route"), "a blank stands for the end of an argument");
	ok(cmdline_has(&c, "oute d"), "a part");
	ok(cmdline_has(&c, "del"), "the end");
	ok(!cmdline_has(&c, "delete"), "more than there is");
	ok(!cmdline_has(&c, "iproute"), "not across arguments");
	ok(!cmdline_has(&(struct cmdline){ 0 }, "x"), "nothing is known");
}

int main(void)
{
	test_members();
	test_bad();
	test_cut();
	test_command_lines();
	test_names();
	test_base();
	test_has();
	return tap_done();
}
