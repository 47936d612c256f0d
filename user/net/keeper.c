// SPDX-License-Identifier: GPL-2.0
/*
 * Keeps the journals of all network namespaces in a store. One loop waits for records in all of them. If
 * the store cannot be written, the kernel goes on recording, and the keeper tries again: what the kernel has
 * not overwritten by then is not lost, and the rest is a gap.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#include "base/timeparse.h"
#include "base/tool.h"
#include "journal/ended.h"
#include "journal/place.h"
#include "net/keeper.h"

#define SCAN_EVERY	NS_PER_S
#define RETRY_EVERY	(5 * NS_PER_S)
#define READY_MAX	64

static int64_t now_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * (int64_t)NS_PER_S + ts.tv_nsec;
}

static void close_recorder(struct recorder *rec)
{
	struct domain *domain = rec->domain;

	recorder_close(rec);
	domain_free(domain);
	free(rec);
}

/* The names of a namespace that this process is not in come from the store. */
static bool name_of(void *arg, uint32_t number, char *text, size_t size)
{
	const struct recorder *rec = arg;

	return archive_device(rec->recording->archive, &rec->journal, number, text, size);
}

static int listen_to(struct keeper *k, struct recorder *rec)
{
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = rec };
	int err = reader_listen(&rec->reader);

	if (!err && epoll_ctl(k->epoll, EPOLL_CTL_ADD, reader_file(&rec->reader), &event))
		err = -errno;
	return err;
}

/* Begins to keep the journal of the present namespace, or of the ended one that clients read. @listen: for good */
static int add_recorder(struct keeper *k, uint64_t inode, const char *name, bool listen, struct recorder **added)
{
	struct recorder *rec = calloc(1, sizeof(*rec));
	struct archive_journal place = { 0 };
	int err = -ENOMEM;

	if (!rec)
		return err;
	rec->domain = domain_new();
	if (!rec->domain)
		goto free;
	err = reader_open(&rec->reader, RECORD_ALL_KINDS, rec->domain);
	if (err) {
		snprintf(k->error, sizeof(k->error), "%s", rec->reader.client.genl.error);
		domain_free(rec->domain);
		goto free;
	}
	place_find(&place, inode, name);
	err = recorder_begin(rec, &k->recording, &place);
	if (!err)
		err = processes_open(&rec->processes);
	if (!err && listen)
		err = listen_to(k, rec);
	if (err) {
		snprintf(k->error, sizeof(k->error), "%s", archive_error(k->recording.archive));
		close_recorder(rec);
		return err;
	}
	domain_elsewhere(rec->domain, name_of, rec);
	reader_learn(&rec->reader);
	*added = rec;
	return 0;
free:
	free(rec);
	return err;
}

/* One namespace that cannot be kept is no reason not to keep the others. */
static int on_space(struct netspace *ns, void *arg)
{
	struct keeper *k = arg;
	struct recorder *rec = NULL;
	int err = add_recorder(k, ns->inode, ns->name, true, &rec);

	ns->owner = rec;
	k->entered |= !err;
	if (err && k->entered)
		complain("keep: the namespace %llu is not kept: %s", (unsigned long long)ns->inode,
			 *k->error ? k->error : strerror(-err));
	return err && !k->entered ? err : 0;
}

static void on_space_gone(struct netspace *ns, void *arg)
{
	struct recorder *rec = ns->owner;
	struct keeper *k = arg;

	if (!rec)
		return;
	reader_continue(&rec->reader);
	recording_commit(&k->recording);
	close_recorder(rec);
}

/* Keeps what an ended namespace recorded, as far as the store does not have it. */
static int keep_one_ended(struct keeper *k, const struct ended *e)
{
	struct recorder *rec;
	int err;

	client_read_ended(e->cookie);
	err = add_recorder(k, e->inode, "", false, &rec);
	if (err)
		goto out;
	err = reader_catch_up(&rec->reader);
	if (!err)
		err = recording_commit(&k->recording);
	close_recorder(rec);
out:
	client_read_ended(0);
	return err;
}

/*
 * Keeps what namespaces recorded that have ended since the last call: their last records, and those of namespaces
 * that no scan has seen. The kernel drops them some time. One that was dropped meanwhile is no error.
 */
static void keep_ended(struct keeper *k)
{
	struct ended *list = NULL;
	size_t n = 0, i, first = 0;
	struct client c;
	int err;

	if (client_open(&c))
		return;
	/* Only the initial namespace knows them. */
	err = ended_list(&c, &list, &n);
	client_close(&c);
	for (i = 0; i < n; i++)
		if (list[i].cookie == k->ended)
			first = i + 1;
	for (i = first; i < n && !err && !k->recording.error; i++) {
		err = keep_one_ended(k, &list[i]);
		if (err == -ENOENT)
			err = 0;
		if (!err)
			k->ended = list[i].cookie;
	}
	free(list);
}

/* A file that is no usable store any more makes room for a new one. */
static int replace_store(struct keeper *k)
{
	static const char *const parts[] = { "", "-wal", "-shm" };
	char from[4096 + 8], to[4096 + 64];
	time_t now = time(NULL);
	size_t i;

	archive_close(k->recording.archive);
	k->recording.archive = NULL;
	for (i = 0; i < 3; i++) {
		snprintf(from, sizeof(from), "%s%s", k->path, parts[i]);
		snprintf(to, sizeof(to), "%s.damaged-%lld%s", k->path, (long long)now, parts[i]);
		if (rename(from, to) && errno != ENOENT)
			return -errno;
		if (!i)
			complain("keep: the store is damaged; it is %s now, and a new one begins", to);
	}
	return 0;
}

static int open_store(struct keeper *k)
{
	int err = archive_open(&k->recording.archive, k->path, ARCHIVE_WRITE);

	if (!err)
		err = archive_limit(k->recording.archive, k->max_size);
	if (err)
		snprintf(k->error, sizeof(k->error), "%s", archive_error(k->recording.archive));
	return err;
}

/* Reports that records cannot be stored, once until they can be stored again. */
static void say_failing(struct keeper *k)
{
	if (!k->failing)
		complain("keep: %s; it is tried again every 5 seconds, and the kernel keeps recording",
			 k->recording.archive ? archive_error(k->recording.archive) : k->error);
	k->failing = true;
	k->retry_at = now_ns() + RETRY_EVERY;
}

/* Tries to store records again. */
static void recover(struct keeper *k)
{
	int err = k->recording.error;

	if (archive_is_damaged(err))
		err = replace_store(k);
	else
		err = 0;
	if (!err && !k->recording.archive)
		err = open_store(k);
	if (err && k->recording.archive) {
		archive_close(k->recording.archive);
		k->recording.archive = NULL;
	}
	if (!err)
		err = recording_recover(&k->recording);
	if (err) {
		k->recording.error = err;
		say_failing(k);
		return;
	}
	if (k->failing)
		complain("keep: records are stored again");
	k->failing = false;
}

static int commit(struct keeper *k)
{
	uint64_t before = k->recording.records;

	if (!recording_commit(&k->recording) && k->committed && k->recording.records != before)
		k->committed(k->recording.records);
	return 0;
}

/* Reads what has come in one namespace. Returns a negative errno if reading itself must end. */
static int read_recorder(struct recorder *rec)
{
	int err = reader_continue(&rec->reader);

	if (err && err != -EINTR)
		complain("keep: namespace %llu: %s", (unsigned long long)rec->journal.netns,
			 *rec->reader.client.genl.error ? rec->reader.client.genl.error : strerror(-err));
	return err == -EINTR ? err : 0;
}

static int read_behind(struct keeper *k, bool *behind)
{
	struct recorder *rec;
	int err = 0;

	*behind = false;
	for (rec = k->recording.recorders; rec && !err && !k->recording.error; rec = rec->next) {
		if (reader_is_behind(&rec->reader))
			err = read_recorder(rec);
		*behind |= reader_is_behind(&rec->reader);
	}
	return err;
}

/* While records cannot be stored, nothing is read. The sockets overflow, and that does no harm. */
static int read_ready(struct keeper *k, int timeout)
{
	struct epoll_event ready[READY_MAX];
	int n = epoll_wait(k->epoll, ready, READY_MAX, timeout), i, err = 0;

	if (n < 0)
		return tool_stop ? -EINTR : 0;
	for (i = 0; i < n && !err && !k->recording.error; i++)
		if (ready[i].data.ptr)
			err = read_recorder(ready[i].data.ptr);
	return err;
}

static int scan(struct keeper *k)
{
	int err = 0;

	if (now_ns() < k->scan_at || k->recording.error)
		return 0;
	err = netspaces_scan(&k->spaces);
	if (!err)
		keep_ended(k);
	k->scan_at = now_ns() + SCAN_EVERY;
	if (err && !*k->error)
		snprintf(k->error, sizeof(k->error), "%s", strerror(-err));
	return err;
}

static int keep(struct keeper *k)
{
	bool behind = false;
	int err = 0, timeout;

	while (!err) {
		err = tool_stop ? -EINTR : scan(k);
		if (!err)
			err = read_behind(k, &behind);
		if (!err)
			err = read_ready(k, behind ? 0 : 100);
		if (recording_is_due(&k->recording))
			commit(k);
		if (!k->recording.error)
			continue;
		if (!k->failing)
			say_failing(k);
		timeout = (k->retry_at - now_ns()) / 1000000;
		if (!err && timeout > 0)
			usleep((timeout < 100 ? timeout : 100) * 1000);
		if (now_ns() >= k->retry_at)
			recover(k);
	}
	return err;
}

int keeper_run(struct keeper *k)
{
	int err;

	netspaces_allow_files();
	k->recording.max_age = k->max_age;
	k->spaces_handler = (struct netspaces_handler){ .found = on_space, .gone = on_space_gone, .arg = k };
	err = open_store(k);
	if (archive_is_damaged(err)) {
		err = replace_store(k);
		if (!err)
			err = open_store(k);
	}
	if (err)
		goto close;
	k->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (k->epoll < 0) {
		err = -errno;
		goto close;
	}
	err = netspaces_open(&k->spaces, &k->spaces_handler);
	if (!err) {
		err = keep(k);
		/* What was read so far is not lost. */
		commit(k);
		netspaces_close(&k->spaces);
		commit(k);
	}
	close(k->epoll);
close:
	if (err && !*k->error)
		snprintf(k->error, sizeof(k->error), "%s", strerror(-err));
	archive_close(k->recording.archive);
	return err;
}
