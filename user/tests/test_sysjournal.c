// SPDX-License-Identifier: GPL-2.0
/* Records as entries of the system journal, which is made up here (the linker's --wrap, see the Makefile). */
#include <errno.h>
#include <stdlib.h>
#include <sys/uio.h>

#include "build.h"
#include "journal/reader.h"
#include "journal/sysjournal.h"
#include "process_build.h"
#include "tap.h"

static char sent[4096];
static int fail;
static bool is_absent;

int __wrap_access(const char *path, int mode);
int __wrap_access(const char *path, int mode)
{
	(void)path;
	(void)mode;
	errno = ENOENT;
	return is_absent ? -1 : 0;
}

int __wrap_sd_journal_sendv(const struct iovec *iov, int n);
int __wrap_sd_journal_sendv(const struct iovec *iov, int n)
{
	size_t len = 0;
	int i;

	for (i = 0; i < n; i++)
		len += snprintf(sent + len, sizeof(sent) - len, "%.*s\n", (int)iov[i].iov_len, (char *)iov[i].iov_base);
	return fail;
}

static bool has(const char *field)
{
	char line[256];

	snprintf(line, sizeof(line), "\n%s\n", field);
	return strstr(sent, line);
}

static void test_record(void)
{
	struct nl_msg *msg = build_begin(811, NETJOURNAL_KIND_NOTE);
	struct nl_msg *details = process_begin(7, 4121, LINE("ip\0route\0del\0"));
	const struct domain_index index = { .action = '-', .object = "default", .device = "eth0" };
	struct sysjournal_entry entry = { .message = "a line", .instance = 0xab, .index = &index };
	struct process *process;
	struct record rec;

	nla_put_string(details, NETJOURNAL_A_PROCESS_CGROUP, "/system.slice/cron.service");
	process = process_new(nlmsg_attrdata(nlmsg_hdr(details), 0), nlmsg_attrlen(nlmsg_hdr(details), 0));
	build_origin(msg, NETJOURNAL_CONTEXT_REQUEST, "ip", "ip");
	nla_put_u64(msg, NETJOURNAL_A_RECORD_ACT, 5);
	build_parse(msg, &rec);
	entry.rec = &rec;
	entry.process = process;
	is_num(sysjournal_send(&entry), 0, "a record");
	ok(!strncmp(sent, "MESSAGE=a line\n", 15) && has("PRIORITY=6"), "the line for people");
	ok(has("NETJOURNAL_KIND=note") && has("NETJOURNAL_SEQ=811") && has("NETJOURNAL_ACT=5") &&
	   has("NETJOURNAL_CURSOR=00000000000000ab:811"), "its place");
	ok(has("NETJOURNAL_ACTION=-") && has("NETJOURNAL_OBJECT=default") && has("NETJOURNAL_DEV=eth0"), "what it is about");
	ok(has("NETJOURNAL_PID=4121") && has("NETJOURNAL_CMDLINE=ip route del") && has("NETJOURNAL_UID=0") &&
	   has("NETJOURNAL_LOGINUID=1000") && has("NETJOURNAL_UNIT=cron.service"), "who did it");
	ok(!strstr(sent, "CONTAINER") && !strstr(sent, "GAP"), "what is not known has no field");
	is_absent = true;
	is_num(sysjournal_send(&entry), -ENOENT, "a machine without a system journal");
	is_absent = false;
	fail = -ECONNREFUSED;
	is_num(sysjournal_send(&entry), -ECONNREFUSED, "an error of the system journal");
	fail = 0;
	free(process);
	nlmsg_free(details);
	nlmsg_free(msg);
}

static void test_gap(void)
{
	struct nl_msg *msg = nlmsg_alloc_simple(0, 0);
	const struct domain_index index = { 0 };
	struct sysjournal_entry entry = { .message = "gap", .instance = 1, .index = &index };
	struct record rec;

	nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, NETJOURNAL_KIND_NOTE);
	build_gap(msg, 3, 9, NETJOURNAL_GAP_REASON_LOST);
	build_parse(msg, &rec);
	entry.rec = &rec;
	sysjournal_send(&entry);
	ok(has("PRIORITY=4") && has("NETJOURNAL_GAP_FIRST=3") && has("NETJOURNAL_GAP_LAST=9"), "a gap is a warning");
	ok(!strstr(sent, "NETJOURNAL_SEQ"), "and has no number");
	nlmsg_free(msg);
}

/* The end of a journal is told when the next one is read already. */
static void test_end(void)
{
	const struct cursor old = { .has_instance = true, .instance = 0xcd, .seq = 41 };
	const struct domain_index index = { 0 };
	struct record rec;
	const struct sysjournal_entry entry = { .message = "end", .instance = 0xab, .rec = &rec, .index = &index };

	reader_reloaded_gap(&rec, &old, NULL);
	sysjournal_send(&entry);
	ok(has("NETJOURNAL_INSTANCE=00000000000000cd") && has("NETJOURNAL_GAP_FIRST=42"), "the end of the old journal");
	ok(!strstr(sent, "NETJOURNAL_GAP_LAST"), "of which nobody knows the last record");
}

int main(void)
{
	if (sysjournal_exists()) {
		test_record();
		test_gap();
		test_end();
	} else {
		ok(sysjournal_send(NULL) == -EOPNOTSUPP, "without libsystemd nothing is sent");
	}
	return tap_done();
}
