// SPDX-License-Identifier: GPL-2.0
/*
 * The store: what goes in comes out, byte for byte, and what is missing is told. Without libsqlite3 only that
 * is tested.
 */
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/util.h"
#include "build.h"
#include "journal/archive.h"
#include "journal/archive_columns.h"
#include "journal/past.h"
#include "net/columns.h"
#include "net/domain_net.h"
#include "nl/genl.h"
#include "process_build.h"
#include "rtmsg.h"
#include "tap.h"

#define TIME	1795197792481000000

static char path[64], folder[32];
static struct domain *domain;

/* What was handed out: the numbers, and the bytes of the last record. */
static char told[4096], bytes[4096];
static int bytes_len;

static int on_message(const struct nlmsghdr *nlh, void *arg)
{
	struct record rec;
	size_t len = strlen(told);

	(void)arg;
	if (record_parse(&rec, genl_attrs(nlh), genl_attrs_len(nlh)))
		return -EBADMSG;
	if (rec.is_gap)
		snprintf(told + len, sizeof(told) - len, " %d-%d", (int)rec.gap.first, (int)rec.gap.last);
	else
		snprintf(told + len, sizeof(told) - len, " %d", (int)rec.seq);
	bytes_len = genl_attrs_len(nlh);
	memcpy(bytes, genl_attrs(nlh), bytes_len);
	return 0;
}

static const struct netlink_handler handler = { .message = on_message };

static void begin(const char *name)
{
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	unlink(path);
}

static struct archive_journal journal_of(uint64_t instance, const char *boot)
{
	struct archive_journal j = { .instance = instance, .netns = 1, .host = true, .boot_time = 5 };

	snprintf(j.boot, sizeof(j.boot), "%s", boot);
	return j;
}

/* A record with everything, also an attribute that this program does not know. */
static struct nl_msg *route_record(uint64_t seq, const char *dst, uint8_t len, const char *comm)
{
	struct nl_msg *msg = build_begin(seq, NETJOURNAL_KIND_ROUTE);
	struct nl_msg *route = rtmsg_route(RTM_NEWROUTE, NLM_F_CREATE, dst, len);

	nla_put_u64(msg, NETJOURNAL_A_RECORD_PREV_SEQ, seq - 1);
	build_origin(msg, NETJOURNAL_CONTEXT_REQUEST, comm, comm);
	build_message(msg, route);
	nla_put_flag(msg, NETJOURNAL_A_RECORD_SILENT);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_ACT, 77);
	nla_put(msg, 63, 5, "hello");
	return msg;
}

static int add(struct archive *a, struct archive_journal *j, struct nl_msg *msg)
{
	struct domain_index index;
	struct record rec;
	int err = build_parse(msg, &rec);

	domain_index(domain, &rec, &index);
	err = err ? err : archive_add_record(a, j, &rec, &index);
	nlmsg_free(msg);
	return err;
}

static int add_gap(struct archive *a, struct archive_journal *j, uint64_t first, uint64_t last)
{
	struct nl_msg *msg = nlmsg_alloc_simple(0, 0);

	nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, NETJOURNAL_KIND_ROUTE);
	build_gap(msg, first, last, NETJOURNAL_GAP_REASON_LOST);
	return add(a, j, msg);
}

static const char *read_all(struct archive *a, const struct archive_journal *j, uint64_t after, uint32_t kinds,
			    const struct archive_narrow *narrow)
{
	uint64_t last;

	*told = '\0';
	if (archive_records(a, j, after, kinds, narrow, &handler, &last))
		return archive_error(a);
	return told;
}

static void test_columns(void)
{
	struct nl_msg *msg = route_record(9, "10.1.0.0", 16, "ip");
	const struct nlmsghdr *nlh = nlmsg_hdr(msg);
	static char data[ARCHIVE_DATA_MAX], attrs[4096];
	struct archive_columns c = { 0 };
	const struct nlattr *origin;
	struct record rec;
	int len;

	build_parse(msg, &rec);
	c.data = data;
	c.data_len = archive_pack(data, &rec);
	ok((int)c.data_len < rec.len - 100, "what has a column is not kept twice");
	origin = nla_find(rec.attrs, rec.len, NETJOURNAL_A_RECORD_ORIGIN);
	c.kind = rec.kind;
	c.seq = rec.seq;
	c.time = rec.time;
	c.act = rec.act;
	c.origin = nla_data(origin);
	c.origin_len = nla_len(origin);
	len = archive_unpack(attrs, sizeof(attrs), &c);
	ok(len == rec.len && !memcmp(attrs, nlmsg_attrdata(nlh, 0), len), "the same bytes come out");
	is_num(archive_unpack(attrs, 40, &c), -EBADMSG, "no room is an error");
	nlmsg_free(msg);
}

static void test_records(void)
{
	struct archive_journal j = journal_of(1, "boot-a"), *list;
	struct nl_msg *same = route_record(2, "10.2.0.0", 16, "ip");
	struct archive_narrow narrow;
	struct selector sel = { 0 };
	struct archive *a;
	char text[256];
	char *words[] = { (char *)"10.2.0.0/16" }, *around[] = { (char *)"10.2.3.4" };
	uint64_t oldest;
	int64_t time;
	size_t n;

	begin("records");
	is_num(archive_open(&a, path, ARCHIVE_NEW), 0, "a new store");
	archive_begin(a);
	is_num(archive_add_journal(a, &j), 0, "a journal");
	add(a, &j, route_record(1, "10.1.0.0", 16, "ip"));
	add(a, &j, route_record(2, "10.2.0.0", 16, "ip"));
	add_gap(a, &j, 3, 4);
	add(a, &j, build_begin(5, NETJOURNAL_KIND_NOTE));
	add(a, &j, route_record(6, "10.2.3.0", 24, "bird"));
	add(a, &j, route_record(6, "10.2.3.0", 24, "bird"));
	archive_add_device(a, &j, 2, "eth0");
	archive_move_journal(a, &j);
	is_num(archive_commit(a), 0, "a batch");
	archive_close(a);

	is_num(archive_open(&a, path, ARCHIVE_READ), 0, "the store can be read");
	is_num(archive_journals(a, &list, &n), 0, "the journals");
	ok(n == 1 && list[0].instance == 1 && list[0].last == 6 && !strcmp(list[0].boot, "boot-a") && list[0].host,
	   "the journal is the one that was added");
	is_str(read_all(a, list, 0, RECORD_ALL_KINDS, NULL), " 1 2 3-4 5 6", "all kinds in order, each once, with the gap");
	is_str(read_all(a, list, 2, RECORD_ALL_KINDS, NULL), " 3-4 5 6", "after a number");
	is_str(read_all(a, list, 6, RECORD_ALL_KINDS, NULL), "", "after the last one");
	is_str(read_all(a, list, 0, 1u << NETJOURNAL_KIND_NOTE, NULL), " 5", "one kind");
	selector_parse(&sel, NETJOURNAL_KIND_ROUTE, 1, words, text, sizeof(text));
	columns_narrow(&narrow, &sel);
	is_str(read_all(a, list, 0, RECORD_ALL_KINDS, &narrow), " 2 3-4 5", "one route, gaps, and other kinds");
	sel.mode = SELECTOR_ROOT;
	columns_narrow(&narrow, &sel);
	is_str(read_all(a, list, 0, RECORD_ALL_KINDS, &narrow), " 2 3-4 5 6", "the routes inside a prefix");
	selector_parse(&sel, NETJOURNAL_KIND_ROUTE, 1, around, text, sizeof(text));
	sel.mode = SELECTOR_MATCH;
	columns_narrow(&narrow, &sel);
	is_str(read_all(a, list, 0, RECORD_ALL_KINDS, &narrow), " 2 3-4 5 6", "the routes around an address");

	*told = '\0';
	is_num(archive_record(a, list, 2, &handler), 0, "one record");
	ok(bytes_len == nlmsg_attrlen(nlmsg_hdr(same), 0) + 12 &&
	   !memcmp(bytes + 12, nlmsg_attrdata(nlmsg_hdr(same), 0), bytes_len - 12),
	   "is what the kernel sent, after its instance");
	is_num(archive_record(a, list, 4, &handler), -ENOENT, "there is no such record");
	ok(archive_device(a, list, 2, text, sizeof(text)) && !strcmp(text, "eth0"), "a device has its name");
	ok(!archive_device(a, list, 3, text, sizeof(text)), "another has none");
	archive_before(a, list, TIME + 5, &oldest);
	is_num(oldest, 4, "the place of a time");
	archive_before(a, list, TIME + 100, &oldest);
	is_num(oldest, 6, "the place after the end");
	archive_oldest(a, list, &oldest, &time);
	ok(oldest == 1 && time == TIME + 1, "the oldest record");
	ok(archive_begin(a) || archive_add_journal(a, list), "a reader cannot write");
	free(list);
	archive_close(a);
	nlmsg_free(same);
}

static void test_processes(void)
{
	struct nl_msg *msg = process_begin(7, 4121, LINE("ip\0route\0del\0default\0"));
	struct archive_journal j = journal_of(1, "boot-a");
	struct process *process;
	struct archive *a;

	begin("processes");
	archive_open(&a, path, ARCHIVE_WRITE);
	archive_begin(a);
	archive_add_journal(a, &j);
	process = process_new(nlmsg_attrdata(nlmsg_hdr(msg), 0), nlmsg_attrlen(nlmsg_hdr(msg), 0));
	is_num(archive_add_process(a, &j, process), 0, "a process");
	is_num(archive_add_process(a, &j, process), 0, "is added again when more of it is known");
	archive_commit(a);
	free(process);
	process = archive_process(a, &j, 7);
	ok(process && process->pid == 4121 && process->cmdline.len == 21 &&
	   !memcmp(process->cmdline.text, "ip\0route\0del\0default\0", 21), "it comes back");
	free(process);
	ok(!archive_process(a, &j, 8) && errno == ENOENT, "another is not there");
	nlmsg_free(msg);
	archive_close(a);
}

/* What was not committed is not there, and numbers that were given for it are not used again. */
static void test_rollback(void)
{
	struct archive_journal j = journal_of(1, "boot-a");
	struct archive *a;

	begin("rollback");
	archive_open(&a, path, ARCHIVE_WRITE);
	archive_begin(a);
	archive_add_journal(a, &j);
	archive_commit(a);
	archive_begin(a);
	add(a, &j, route_record(1, "10.1.0.0", 16, "ip"));
	archive_rollback(a);
	j.last = 0;
	is_str(read_all(a, &j, 0, RECORD_ALL_KINDS, NULL), "", "nothing is there");
	archive_begin(a);
	add(a, &j, route_record(1, "10.1.0.0", 16, "ip"));
	archive_commit(a);
	is_str(read_all(a, &j, 0, RECORD_ALL_KINDS, NULL), " 1", "it can be added again");
	*told = '\0';
	archive_record(a, &j, 1, &handler);
	ok(bytes_len > 160, "with its origin");
	archive_close(a);
}

static off_t size_of(const char *suffix)
{
	char name[80];
	struct stat st;

	snprintf(name, sizeof(name), "%s%s", path, suffix);
	return stat(name, &st) ? 0 : st.st_size;
}

static void test_limits(void)
{
	const off_t limit = 4 << 20;
	struct archive_journal j = journal_of(1, "boot-a");
	off_t most = 0, now;
	struct archive_expired expired;
	unsigned int total = 0;
	char dst[32];
	struct archive *a;
	int i, err = 0;

	begin("limits");
	archive_open(&a, path, ARCHIVE_WRITE);
	is_num(archive_limit(a, limit), 0, "a limit");
	archive_begin(a);
	archive_add_journal(a, &j);
	for (i = 1; i <= 40000 && !err; i++) {
		snprintf(dst, sizeof(dst), "10.%d.%d.0", i / 256 % 256, i % 256);
		err = add(a, &j, route_record(i, dst, 24, "bird"));
		if (err || i % 200)
			continue;
		archive_move_journal(a, &j);
		err = archive_expire(a, INT64_MIN, 400, &expired);
		total += expired.records;
		err = err ? err : archive_commit(a);
		now = size_of("") + size_of("-wal");
		most = now > most ? now : most;
		err = err ? err : archive_begin(a);
	}
	is_num(err, 0, "a store that is full goes on");
	ok(most <= limit && most > limit / 2, "it uses what it may have, and no more");
	printf("# %d bytes of %d\n", (int)most, (int)limit);
	archive_commit(a);
	read_all(a, &j, 0, RECORD_ALL_KINDS, NULL);
	i = 0;
	ok(sscanf(told, " 1-%d", &i) == 1 && i > 10000 && i == (int)total, "the records that are gone are a gap");
	snprintf(dst, sizeof(dst), " %d", i + 1);
	ok(strstr(told, dst) && !strncmp(strchr(told + 1, ' '), dst, strlen(dst)), "the next one is there");

	archive_begin(a);
	is_num(archive_expire(a, TIME + 40000, 100000, &expired), 0, "by age");
	archive_commit(a);
	is_num(expired.records, 40000 - 1 - total, "all that are older go");
	is_str(read_all(a, &j, 0, RECORD_ALL_KINDS, NULL), " 1-39999 40000", "the others stay");
	archive_close(a);
}

static size_t count_journals(struct archive *a)
{
	struct archive_journal *list;
	size_t n = 0;

	archive_journals(a, &list, &n);
	free(list);
	return n;
}

/* A journal whose records have all gone stays as long as it is kept. Then it goes, with the names of its devices. */
static void test_quiet(void)
{
	struct archive_journal quiet = journal_of(1, "boot-a"), empty = journal_of(2, "boot-a"), busy = journal_of(3, "boot-a");
	struct archive *a;
	struct archive_expired expired;
	char name[16];

	begin("quiet");
	archive_open(&a, path, ARCHIVE_WRITE);
	archive_begin(a);
	archive_add_journal(a, &quiet);
	archive_add_journal(a, &empty);
	archive_add_journal(a, &busy);
	archive_add_device(a, &quiet, 2, "eth0");
	archive_add_device(a, &empty, 2, "eth0");
	add(a, &quiet, route_record(1, "10.1.0.0", 16, "ip"));
	archive_move_journal(a, &quiet);
	add(a, &busy, route_record(3, "10.1.0.0", 16, "ip"));
	archive_move_journal(a, &busy);
	archive_expire(a, TIME + 2, 10, &expired);
	is_num(expired.records, 1, "the only record of a journal goes");
	is_num(count_journals(a), 3, "no journal goes that is kept");
	add(a, &quiet, route_record(5, "10.2.0.0", 16, "ip"));
	archive_move_journal(a, &quiet);
	is_str(read_all(a, &quiet, 0, RECORD_ALL_KINDS, NULL), " 1-1 5", "its next record is there, after a gap");
	is_num(count_journals(a), 3, "and so is the journal");
	archive_leave_journal(a, &quiet);
	archive_leave_journal(a, &empty);
	is_num(count_journals(a), 3, "a journal that has ended stays");
	archive_expire(a, TIME + 6, 10, &expired);
	is_num(expired.records, 2, "until its last record goes");
	is_num(count_journals(a), 1, "or another record goes, if it never had one");
	ok(!archive_device(a, &quiet, 2, name, sizeof(name)) && !archive_device(a, &empty, 2, name, sizeof(name)),
	   "with the names of its devices");
	is_num(archive_commit(a), 0, "all that is written");
	archive_close(a);
}

/* A store that has no room for the next record says so, and has what it had. */
static void test_full(void)
{
	struct archive_journal j = journal_of(1, "boot-a");
	struct archive *a;
	char dst[32];
	int i, err = 0;

	begin("full");
	archive_open(&a, path, ARCHIVE_WRITE);
	archive_begin(a);
	archive_add_journal(a, &j);
	add(a, &j, route_record(1, "10.0.0.0", 24, "ip"));
	archive_commit(a);
	archive_limit(a, 400000);
	archive_begin(a);
	for (i = 2; i <= 40000 && !err; i++) {
		snprintf(dst, sizeof(dst), "10.%d.%d.0", i / 256 % 256, i % 256);
		err = add(a, &j, route_record(i, dst, 24, "ip"));
	}
	is_num(err, -ENOSPC, "no room");
	ok(!!strstr(archive_error(a), "full"), "is said");
	archive_rollback(a);
	is_str(read_all(a, &j, 0, RECORD_ALL_KINDS, NULL), " 1", "what was committed is there");
	archive_close(a);
}

static void write_file(const char *text, size_t len, off_t at)
{
	int fd = open(path, O_CREAT | O_WRONLY, 0600);

	ok(fd >= 0 && pwrite(fd, text, len, at) == (ssize_t)len, "a file");
	close(fd);
}

static void test_bad_files(void)
{
	struct archive_journal j = journal_of(1, "boot-a");
	static const char junk[8192] = "{\"kind\":\"note\"}\n";
	static char zeros[3 * 4096];
	struct archive *a;

	begin("none");
	is_num(archive_open(&a, "/nowhere/db", ARCHIVE_NEW), -ENOENT, "a folder that is not there");
	is_str(archive_error(a), "cannot open /nowhere/db: No such file or directory", "the file is named, and the reason");
	archive_close(a);
	is_num(archive_open(&a, "/", ARCHIVE_WRITE), -EISDIR, "a folder as a store");
	is_str(archive_error(a), "cannot open /: Is a directory", "is called one");
	archive_close(a);
	is_num(archive_open(&a, path, ARCHIVE_READ), -ENOENT, "a store that is not there");
	ok(!!strstr(archive_error(a), "No such file"), "is said");
	archive_close(a);
	write_file(junk, sizeof(junk), 0);
	is_num(archive_open(&a, path, ARCHIVE_READ), -EUCLEAN, "a file that is no store");
	ok(!!strstr(archive_error(a), "is no store"), "is said");
	archive_close(a);
	is_num(archive_open(&a, path, ARCHIVE_NEW), -EEXIST, "a file that exists is not overwritten");
	archive_close(a);

	begin("version");
	archive_open(&a, path, ARCHIVE_WRITE);
	archive_finish(a);
	archive_close(a);
	write_file("\0\0\0\177", 4, 60);
	is_num(archive_open(&a, path, ARCHIVE_READ), -EUCLEAN, "a store of a newer version");
	ok(!!strstr(archive_error(a), "newer"), "is said");
	archive_close(a);

	begin("order");
	archive_open(&a, path, ARCHIVE_WRITE);
	archive_finish(a);
	archive_close(a);
	write_file(htobe16(1) == 1 ? "n" : "N", 1, 68);
	is_num(archive_open(&a, path, ARCHIVE_READ), -EUCLEAN, "a store of another machine");
	ok(!!strstr(archive_error(a), "order of bytes"), "is said");
	archive_close(a);

	begin("damaged");
	archive_open(&a, path, ARCHIVE_WRITE);
	archive_begin(a);
	archive_add_journal(a, &j);
	archive_commit(a);
	archive_finish(a);
	archive_close(a);
	memset(zeros, 0xa5, sizeof(zeros));
	write_file(zeros, sizeof(zeros), 4096);
	is_num(archive_open(&a, path, ARCHIVE_WRITE), 0, "a damaged store can look well");
	ok(archive_begin(a) || archive_is_damaged(archive_add_journal(a, &j)), "until it is used");
	archive_close(a);
}

#if __has_include("sqlite3.h")
#include <sqlite3.h>

/* Makes a store, and changes it by @sql. Opens it. */
static struct archive *open_hostile(const char *sql)
{
	struct archive_journal j = journal_of(1, "boot-a");
	struct archive *a;
	sqlite3 *db;

	begin("hostile");
	archive_open(&a, path, ARCHIVE_WRITE);
	archive_begin(a);
	archive_add_journal(a, &j);
	archive_add_device(a, &j, 2, "eth0");
	add(a, &j, route_record(1, "10.1.0.0", 16, "ip"));
	archive_move_journal(a, &j);
	archive_commit(a);
	archive_finish(a);
	archive_close(a);
	sqlite3_open(path, &db);
	is_num(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK, "a store is changed");
	sqlite3_close(db);
	is_num(archive_open(&a, path, ARCHIVE_READ), 0, "and is still a store");
	return a;
}

static void count_name(uint32_t number, const char *name, void *arg)
{
	*(size_t *)arg += number + strlen(name);
}

/* Somebody can make a store to harm its readers. */
static void test_hostile(void)
{
	struct archive_journal *list;
	struct archive *a;
	char name[16];
	size_t n;

	a = open_hostile("ALTER TABLE journal RENAME TO own; CREATE VIEW journal AS SELECT * FROM own");
	ok(archive_journals(a, &list, &n) && strstr(archive_error(a), "view"), "a view, which can run for ever, is refused");
	free(list);
	archive_close(a);

	a = open_hostile("DROP TABLE named; CREATE TABLE named(journal, number, name); INSERT INTO named VALUES(1, 2, NULL);"
			 "UPDATE record SET data = x''");
	archive_journals(a, &list, &n);
	ok(!archive_device(a, list, 2, name, sizeof(name)), "a name that is NULL is none");
	n = 0;
	is_num(archive_devices(a, list, count_name, &n), 0, "all names");
	is_num(n, 0, "are none");
	ok(!!strstr(read_all(a, list, 0, RECORD_ALL_KINDS, NULL), "no valid length"), "a record without attributes");
	free(list);
	archive_close(a);
}
#else
static void test_hostile(void)
{
}
#endif

/* Adds a journal of a namespace. */
static void add_journal(struct archive *a, uint64_t instance, const char *boot, uint64_t netns, const char *name,
			bool host)
{
	struct archive_journal j = journal_of(instance, boot);

	j.netns = netns;
	j.host = host;
	snprintf(j.name, sizeof(j.name), "%s", name);
	archive_add_journal(a, &j);
}

static const char *chosen(const struct past_wish *wish)
{
	static char text[512];
	struct past p;
	size_t i, len = 0;

	if (past_open(&p, wish, text, sizeof(text)))
		return text;
	*text = '\0';
	for (i = 0; i < p.n; i++)
		len += snprintf(text + len, sizeof(text) - len, " %d", (int)p.journals[i].instance);
	past_close(&p);
	return text;
}

static void test_past(void)
{
	struct archive *a;
	char want[128];

	begin("past");
	archive_open(&a, path, ARCHIVE_WRITE);
	archive_begin(a);
	add_journal(a, 1, "aaaa", 10, "", true);
	add_journal(a, 2, "aaaa", 11, "blue", false);
	add_journal(a, 3, "bbbb", 10, "", true);
	add_journal(a, 4, "bbbb", 12, "blue", false);
	add_journal(a, 5, "bbbb", 10, "", true);
	archive_commit(a);
	archive_close(a);
	is_str(chosen(&(struct past_wish){ PAST_FILE, path }), " 1 3 5", "the initial namespace, in all boots");
	is_str(chosen(&(struct past_wish){ PAST_FILE, path, "blue" }), " 2 4", "a namespace by its name");
	snprintf(want, sizeof(want), "%s has no namespace red (-n: blue)", path);
	is_str(chosen(&(struct past_wish){ PAST_FILE, path, "red" }), want, "an unknown name");
	is_str(chosen(&(struct past_wish){ PAST_FILE, path, NULL, "0" }), " 3 5", "the last boot");
	is_str(chosen(&(struct past_wish){ PAST_FILE, path, NULL, "-1" }), " 1", "the boot before");
	is_str(chosen(&(struct past_wish){ PAST_FILE, path, NULL, "aa" }), " 1", "a boot by its id");
	ok(!!strstr(chosen(&(struct past_wish){ PAST_FILE, path, NULL, "-2" }), "no boot -2"), "too far back");
	ok(!!strstr(chosen(&(struct past_wish){ PAST_FILE, path, NULL, "x" }), "no boot x"), "no boot");
	is_str(chosen(&(struct past_wish){ PAST_NONE }), "", "no store is wanted");
}

int main(void)
{
	struct archive *a;
	char command[64];

	snprintf(folder, sizeof(folder), "/tmp/archive-%d", (int)getpid());
	mkdir(folder, 0700);
	domain = domain_new();
	test_columns();
	begin("probe");
	if (archive_open(&a, path, ARCHIVE_WRITE) == -EOPNOTSUPP) {
		ok(!!strstr(archive_error(a), "without libsqlite3"), "the tool says that it has no store");
	} else {
		archive_close(a);
		test_records();
		test_processes();
		test_rollback();
		test_limits();
		test_quiet();
		test_full();
		test_bad_files();
		test_hostile();
		test_past();
	}
	domain_free(domain);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	ok(!system(command), "the files are removed");
	return tap_done();
}
