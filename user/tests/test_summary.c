// SPDX-License-Identifier: GPL-2.0
/* Unit tests of culprit.c and summary.c: who is named for a change, and how often. */
#include <stdlib.h>
#include <unistd.h>

#include "build.h"
#include "journal/summary.h"
#include "journal/users.h"
#include "process_build.h"
#include "tap.h"

static struct origin origin = {
	.number = 1, .context = NETJOURNAL_CONTEXT_REQUEST, .pid = 4130, .comm = "ip",
	.leader_comm = "ip", .has_loginuid = true, .loginuid = 1000,
};

static struct process *script_in(const char *cgroup)
{
	struct nl_msg *msg = process_begin(5, 4130, LINE("ip\0route\0del\0"));

	nla_put_string(msg, NETJOURNAL_A_PROCESS_CGROUP, cgroup);
	process_ancestor(msg, 4120, "sh", LINE("sh\0-c\0x\0"));
	process_ancestor(msg, 4119, "nightly-check", LINE("/bin/sh\0/usr/local/sbin/nightly-check\0"));
	process_ancestor(msg, 1, "systemd", LINE("/sbin/init\0"));
	return process_end(msg);
}

/* Who is named for @o and @p, which is freed. */
static void named(const struct origin *o, struct process *p, const char *want, const char *type)
{
	struct culprit c;

	culprit_find(&c, o, p);
	is_str(c.name, want, want);
	is_str(culprit_type_name(&c), type, type);
	free(p);
}

static void test_culprits(void)
{
	struct origin kernel = { .context = NETJOURNAL_CONTEXT_KTHREAD, .comm = "kworker/0:1" };
	struct origin networkd = origin;
	const struct origin outside = { .context = NETJOURNAL_CONTEXT_OUTSIDE };
	struct nl_msg *msg;

	named(&origin, script_in("/system.slice/cron.service"), "cron.service", "unit");
	named(&origin, script_in("/user.slice/user-1000.slice/session-3.scope"), "session 3 alice",
	      "session");
	named(&origin, script_in("/init.scope"), "nightly-check", "command");
	named(&origin, script_in("/docker/3f1c0b5e9a7d4c2fa1b0c9d8e7f60123456789abcdef0123456789abcdef0123"),
	      "docker 3f1c0b5e9a7d", "container");
	msg = process_begin(5, 4130, LINE("/usr/sbin/bird\0-f\0"));
	process_ancestor(msg, 4119, "bash", LINE("-bash\0"));
	named(&origin, process_end(msg), "bird", "command");
	named(&origin, NULL, "ip", "command");
	networkd.comm = "systemd-network";
	networkd.leader_comm = "systemd-network";
	msg = process_begin(5, 4130, NULL, 0);
	nla_put_string(msg, NETJOURNAL_A_PROCESS_EXE, "/usr/lib/systemd/systemd-networkd");
	named(&networkd, process_end(msg), "systemd-networkd", "command");
	named(&kernel, NULL, "kernel", "kernel");
	kernel.work = "linkwatch_event";
	named(&kernel, NULL, "kernel: carrier change", "kernel");
	named(&outside, NULL, "outside this user namespace", "outside");
	named(NULL, NULL, "unknown", "unknown");
}

static void take(struct summary *s, uint64_t seq, uint32_t kind, const struct origin *o,
		 const struct process *p)
{
	const struct record rec = {
		.seq = seq, .kind = kind, .time = 1795197792481000000ull + seq,
		.origin = o, .origin_number = o ? o->number : 0,
	};

	if (summary_take(s, &rec, p))
		abort();
}

static const char *print_on(struct summary *s, bool json, int day, size_t width)
{
	static struct printer printer;
	static char text[4096];

	memset(text, 0, sizeof(text));
	printer_init(&printer, json, NULL);
	printer.out.file = fmemopen(text, sizeof(text), "w");
	printer.out.colour = false;
	printer.day = day;
	printer.width = width;
	summary_print(s, &printer);
	out_flush(&printer.out);
	fclose(printer.out.file);
	return text;
}

static const char *print(struct summary *s, bool json)
{
	return print_on(s, json, 20261120, 0);
}

static const char *print_narrow(struct summary *s)
{
	return print_on(s, false, 20261121, 66);
}

static void test_summary(void)
{
	const struct origin kernel = { .number = 2, .context = NETJOURNAL_CONTEXT_SOFTIRQ };
	struct process *p = script_in("/system.slice/cron.service");
	struct summary s = { 0 };

	is_str(print(&s, false), "", "nothing");
	take(&s, 2, NETJOURNAL_KIND_NOTE, &kernel, NULL);
	take(&s, 3, NETJOURNAL_KIND_CONFIG, &origin, p);
	take(&s, 5, NETJOURNAL_KIND_NOTE, &origin, p);
	take(&s, 4, NETJOURNAL_KIND_NOTE, &origin, p);
	take(&s, 6, NETJOURNAL_KIND_NOTE, &kernel, NULL);
	is_str(print(&s, false),
	       "BY                       ALL  LAST      KINDS\n"
	       "cron.service               3  18:03:12  2 note, 1 config\n"
	       "kernel                     2  18:03:12  2 note\n", "a table");
	is_str(print_narrow(&s),
	       "BY                       ALL  LAST                 KINDS\n"
	       "cron.service               3  2026-11-20 18:03:12  2 note,\n"
	       "                                                   1 config\n"
	       "kernel                     2  2026-11-20 18:03:12  2 note\n", "on a narrow terminal, a day later");
	is_str(print(&s, true),
	       "{\"by\":\"cron.service\",\"by-type\":\"unit\",\"changes\":3,\"first-time\":1795197792481000003,"
	       "\"last-time\":1795197792481000005,\"kinds\":{\"note\":2,\"config\":1}}\n"
	       "{\"by\":\"kernel\",\"by-type\":\"kernel\",\"changes\":2,\"first-time\":1795197792481000002,"
	       "\"last-time\":1795197792481000006,\"kinds\":{\"note\":2}}\n", "in JSON");
	summary_drop(&s);
	free(p);
}

int main(void)
{
	char path[] = "/tmp/users.XXXXXX";
	int fd = mkstemp(path);

	if (fd < 0 || write(fd, "alice:x:1000:1000::/:\n", 22) != 22)
		abort();
	close(fd);
	users_file = path;
	setenv("TZ", "UTC", 1);
	test_culprits();
	test_summary();
	unlink(path);
	return tap_done();
}
