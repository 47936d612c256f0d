// SPDX-License-Identifier: GPL-2.0
/*
 * Recording into a store, and reading the store and the kernel's journal as one history. The kernel is made
 * up here (the linker's --wrap, see the Makefile).
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "build.h"
#include "journal/query.h"
#include "journal/recorder.h"
#include "nl/genl.h"
#include "process_build.h"
#include "tap.h"

#define TIME	1795197792481000000ull

/* The kernel's journal has the notes from @first to @last. */
static uint64_t instance, first, last;
static bool loaded = true;
static int processes_asked;

static char path[64], folder[32];
static struct domain *domain;

int __wrap_client_open(struct client *c);
int __wrap_client_open(struct client *c)
{
	c->genl.sock = NULL;
	c->bell = NULL;
	if (loaded)
		return 0;
	snprintf(c->genl.error, sizeof(c->genl.error), "the module is not loaded");
	return -ENOENT;
}

void __wrap_client_close(struct client *c);
void __wrap_client_close(struct client *c)
{
	(void)c;
}

int __wrap_client_status(struct client *c, struct client_status *status,
			 int (*message)(const struct nlmsghdr *nlh, void *arg), void *arg);
int __wrap_client_status(struct client *c, struct client_status *status,
			 int (*message)(const struct nlmsghdr *nlh, void *arg), void *arg)
{
	(void)c;
	(void)message;
	(void)arg;
	*status = (struct client_status){ instance, first, last + 1 };
	return 0;
}

static int hand(struct nl_msg *attrs, const struct netlink_handler *h)
{
	struct nl_msg *msg = nlmsg_alloc_simple(100, 0);
	const struct nlmsghdr *nlh = nlmsg_hdr(attrs);
	int err;

	nlmsg_append(msg, &(struct genlmsghdr){ NETJOURNAL_CMD_RECORD_GET, 1, 0 }, sizeof(struct genlmsghdr), 4);
	nlmsg_append(msg, nlmsg_attrdata(nlh, 0), nlmsg_attrlen(nlh, 0), 4);
	err = h->message(nlmsg_hdr(msg), h->arg);
	nlmsg_free(msg);
	nlmsg_free(attrs);
	return err;
}

int __wrap_client_records(struct client *c, uint64_t of, uint64_t after, uint32_t kinds,
			  const struct netlink_handler *h);
int __wrap_client_records(struct client *c, uint64_t of, uint64_t after, uint32_t kinds,
			  const struct netlink_handler *h)
{
	struct nl_msg *msg;
	uint64_t seq;
	int err = 0;

	(void)c;
	if (of != instance)
		return -ESTALE;
	if (after + 1 < first && kinds & 1u << NETJOURNAL_KIND_NOTE) {
		msg = nlmsg_alloc_simple(0, 0);
		nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, NETJOURNAL_KIND_NOTE);
		build_gap(msg, after + 1, first - 1, NETJOURNAL_GAP_REASON_OVERWRITTEN);
		err = hand(msg, h);
	}
	for (seq = after + 1 > first ? after + 1 : first; !err && seq <= last; seq++) {
		if (!(kinds & 1u << NETJOURNAL_KIND_NOTE))
			continue;
		msg = build_begin(seq, NETJOURNAL_KIND_NOTE);
		nla_put_string(msg, NETJOURNAL_A_RECORD_NOTE, "a note");
		if (seq == 3) {
			struct nlattr *nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_ORIGIN | NLA_F_NESTED);

			nla_put_u32(msg, NETJOURNAL_A_ORIGIN_PID, 4121);
			nla_put_u64(msg, NETJOURNAL_A_ORIGIN_PROCESS, 7);
			nla_nest_end(msg, nest);
		}
		err = hand(msg, h);
	}
	msg = nlmsg_alloc_simple(0, 0);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_BOOKMARK, last);
	if (!err)
		err = hand(msg, h);
	else
		nlmsg_free(msg);
	return err || !h->batch ? err : h->batch(h->arg);
}

int __wrap_client_process(struct client *c, uint64_t of, uint64_t id,
			  int (*message)(const struct nlmsghdr *nlh, void *arg), void *arg);
int __wrap_client_process(struct client *c, uint64_t of, uint64_t id,
			  int (*message)(const struct nlmsghdr *nlh, void *arg), void *arg)
{
	const struct netlink_handler h = { .message = message, .arg = arg };

	(void)c;
	(void)of;
	processes_asked++;
	if (id != 7)
		return -ENOENT;
	return hand(process_begin(7, 4121, LINE("ip\0route\0")), &h);
}

int __wrap_client_processes(struct client *c, int (*message)(const struct nlmsghdr *nlh, void *arg), void *arg);
int __wrap_client_processes(struct client *c, int (*message)(const struct nlmsghdr *nlh, void *arg), void *arg)
{
	(void)c;
	(void)message;
	(void)arg;
	return 0;
}

/* Records what the kernel has into the store. @limit: of the store, in pages; 0: none */
static int record(int limit)
{
	struct recorder *rec = calloc(1, sizeof(*rec));
	struct recording to = { 0 };
	int err = archive_open(&to.archive, path, ARCHIVE_WRITE);

	if (limit)
		archive_limit(to.archive, 2ull * limit * 4120);
	rec->domain = domain;
	err = err ? err : reader_open(&rec->reader, RECORD_ALL_KINDS, domain);
	err = err ? err : recorder_begin(rec, &to, NULL);
	err = err ? err : reader_catch_up(&rec->reader);
	err = err ? err : recording_commit(&to);
	if (err && limit) {
		printf("# %s\n", archive_error(to.archive));
		archive_limit(to.archive, 1 << 30);
		is_num(recording_recover(&to), 0, "it goes back to what it has");
		is_num(rec->reader.cursor.seq, rec->committed, "also the reader");
		err = reader_catch_up(&rec->reader);
		err = err ? err : recording_commit(&to);
	}
	recorder_close(rec);
	archive_close(to.archive);
	free(rec);
	return err;
}

/* The answer of a query: the numbers, and gaps in brackets. */
static char told[8192];

static void on_record(const struct record *rec, void *arg)
{
	struct processes *processes = arg;
	size_t len = strlen(told);
	const struct process *process = processes_find(processes, rec);

	if (len > sizeof(told) - 64)
		return;
	if (rec->is_gap && rec->gap.reason == READER_RELOADED)
		len += sprintf(told + len, " (%d%s)", (int)rec->gap.first, rec->note ? " *" : "");
	else if (rec->is_gap)
		len += sprintf(told + len, " [%d-%d]", (int)rec->gap.first, (int)rec->gap.last);
	else
		len += sprintf(told + len, " %d", (int)rec->seq);
	if (process)
		sprintf(told + len, "=%s", process->cmdline.text);
}

static int on_flush(void *arg)
{
	(void)arg;
	return 0;
}

static struct query *query;

/* Runs @query, which is made anew for the next one. */
static const char *answer(void)
{
	struct processes processes = { 0 };
	const struct query_handler handler = { .record = on_record, .flush = on_flush, .arg = &processes };
	int err;

	*told = '\0';
	query->filter.processes = &processes;
	err = query_open(query, domain);
	if (!err) {
		processes.past = &query->reader.past;
		processes.live = query->reader.live ? query->reader.status.instance : 0;
		err = query_run(query, &handler);
		processes_drop(&processes);
		query_close(query);
	}
	if (err)
		snprintf(told, sizeof(told), "%d %s", err, query->reader.client.genl.error);
	free(query);
	query = NULL;
	return told;
}

static void ask(enum past_use use)
{
	query = calloc(1, sizeof(*query));
	query_init(query);
	query->all = true;
	query->reader.wish.use = use;
	query->reader.wish.file = path;
}

static const char *answer_to(enum past_use use)
{
	ask(use);
	return answer();
}

static void test_history(void)
{
	instance = 0xa;
	first = 1;
	last = 5;
	is_str(answer_to(PAST_DEFAULT), " 1 2 3=ip 4 5", "without a store, what the kernel has");
	is_num(record(0), 0, "it is recorded");
	is_num(record(0), 0, "again, and nothing is there twice");
	is_str(answer_to(PAST_FILE), " 1 2 3=ip 4 5", "the store alone");

	first = 4;
	last = 7;
	is_str(answer_to(PAST_NONE), " [1-3] 4 5 6 7", "the kernel alone has less at the beginning");
	is_str(answer_to(PAST_DEFAULT), " 1 2 3=ip 4 5 6 7", "both are one history");
	first = 9;
	last = 10;
	is_str(answer_to(PAST_DEFAULT), " 1 2 3=ip 4 5 [6-8] 9 10", "what neither has is a gap");
	is_num(record(0), 0, "it is recorded");
	is_str(answer_to(PAST_FILE), " 1 2 3=ip 4 5 [6-8] 9 10", "the gap, too");

	instance = 0xb;
	first = 1;
	last = 2;
	is_str(answer_to(PAST_DEFAULT), " 1 2 3=ip 4 5 [6-8] 9 10 (11 *) 1 2", "another journal begins");
	is_num(record(0), 0, "it is recorded");
	last = 3;
	is_str(answer_to(PAST_DEFAULT), " 1 2 3=ip 4 5 [6-8] 9 10 (11) 1 2 3=ip", "and goes on in the kernel");
	loaded = false;
	is_str(answer_to(PAST_DEFAULT), " 1 2 3=ip 4 5 [6-8] 9 10 (11) 1 2", "without the module, the store");
	is_str(answer_to(PAST_NONE), "-2 the module is not loaded", "without both, an error");
	loaded = true;
}

static void test_starts(void)
{
	ask(PAST_DEFAULT);
	query->has_since = true;
	query->filter.since = TIME + 10;
	is_str(answer(), " 10 (11)", "since a time in the past; the records of the other journal are older here");
	ask(PAST_DEFAULT);
	query->has_after = true;
	query->after = (struct cursor){ true, 0xa, 9 };
	is_str(answer(), " 10 (11) 1 2 3=ip", "after a cursor of a former journal");
	ask(PAST_DEFAULT);
	query->has_after = true;
	query->after = (struct cursor){ .seq = 2 };
	is_str(answer(), " 3=ip", "after a number, which is of the present journal");
	ask(PAST_DEFAULT);
	query->has_after = true;
	query->after = (struct cursor){ true, 0xc, 2 };
	ok(!!strstr(answer(), ":2 belongs to another journal"), "after a cursor of nobody");
	ask(PAST_DEFAULT);
	query->has_lines = true;
	query->lines = 4;
	query->reverse = true;
	is_str(answer(), " 3=ip 2 1 (11) 10", "the last ones, the newest first");
	ask(PAST_DEFAULT);
	query->reader.wish.boot = "0";
	ok(!!strstr(answer(), " 1 2 3=ip"), "the present boot");
	ask(PAST_DEFAULT);
	query->reader.wish.boot = "-1";
	ok(!!strstr(answer(), "no boot -1"), "there is no other boot");
}

/* More than the reader takes in one go, and more than a batch. */
static void test_many(void)
{
	instance = 0xd;
	first = 1;
	last = 30000;
	unlink(path);
	is_num(record(150), 0, "a store that gets room later has everything");
	ask(PAST_FILE);
	query->has_lines = true;
	query->lines = 2;
	is_str(answer(), " 29999 30000", "the last records");
	ask(PAST_FILE);
	query->has_lines = true;
	query->lines = 2;
	query->filter.last = 10;
	is_str(answer(), " 9 10", "the last ones of a filter, which are far back");
	ask(PAST_FILE);
	query->filter.first = 4095;
	query->filter.last = 4098;
	is_str(answer(), " 4095 4096 4097 4098", "records where a round ends");
}

int main(void)
{
	struct archive *a;
	char command[64];

	snprintf(folder, sizeof(folder), "/tmp/recorder-%d", (int)getpid());
	mkdir(folder, 0700);
	snprintf(path, sizeof(path), "%s/store", folder);
	past_default = path;
	domain = domain_new();
	if (archive_open(&a, path, ARCHIVE_WRITE) == -EOPNOTSUPP) {
		ok(true, "without libsqlite3 there is no store");
	} else {
		archive_close(a);
		unlink(path);
		test_history();
		test_starts();
		test_many();
	}
	domain_free(domain);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	ok(!system(command), "the files are removed");
	return tap_done();
}
