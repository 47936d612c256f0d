// SPDX-License-Identifier: GPL-2.0
/* Writes the records of readers into a store. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/timeparse.h"
#include "base/tool.h"
#include "journal/place.h"
#include "journal/recorder.h"

/*
 * A batch ends after so many records or bytes, or this long after its first one. What is not committed is lost
 * when the power fails. More records in a batch cost less work for each.
 */
#define BATCH_RECORDS	8192
#define BATCH_BYTES	(2 << 20)
#define BATCH_NS	NS_PER_S
/* With each batch, up to twice as many old records go, so that removing catches up. */
#define EXPIRE_RECORDS	(2 * BATCH_RECORDS)
#define KNOWN_PROCESSES	(1 << 12)

static int64_t now_ns(clockid_t clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return ts.tv_sec * (int64_t)NS_PER_S + ts.tv_nsec;
}

static int open_batch(struct recording *r)
{
	int err = r->open ? 0 : archive_begin(r->archive);

	if (err || r->open)
		return err;
	r->open = true;
	r->batch = 0;
	r->bytes = 0;
	r->opened = now_ns(CLOCK_MONOTONIC);
	return 0;
}

/* The names of devices that the journal has no record of. */
struct named {
	struct recorder *rec;
	int err;
};

static void add_name(uint32_t number, const char *name, void *arg)
{
	struct named *named = arg;

	if (!named->err)
		named->err = archive_add_device(named->rec->recording->archive, &named->rec->journal, number, name);
}

static int add_names(struct recorder *rec)
{
	struct named named = { .rec = rec };
	const struct reader *r = &rec->reader;
	int err = 0;

	if (r->in_past)
		err = archive_devices(r->past.archive, r->in_past, add_name, &named);
	if (r->live && rec->journal.instance == r->status.instance && !r->client.ended)
		domain_numbers(rec->domain, add_name, &named);
	return err ? err : named.err;
}

/* Goes over to the journal of the reader. Keeps the place of a journal that the store has. */
static int enter_journal(struct recorder *rec)
{
	const struct reader *r = &rec->reader;
	struct archive_journal *j = &rec->journal;
	int err;

	if (j->id)
		archive_leave_journal(rec->recording->archive, j);
	if (r->in_past)
		*j = *r->in_past;
	j->instance = r->cursor.instance;
	err = archive_add_journal(rec->recording->archive, j);
	if (!err)
		err = add_names(rec);
	rec->committed = j->last;
	return err;
}

/* Remembers to read the process of a record, if the store does not have it. */
static void note_process(struct recorder *rec, const struct record *record)
{
	const struct origin *origin = record_origin(record);
	uint64_t key[2];

	if (!origin || !origin->process)
		return;
	key[0] = rec->journal.instance;
	key[1] = origin->process;
	if (memo_find(&rec->known, key, sizeof(key)))
		return;
	memo_add(&rec->known, key, sizeof(key), 1);
	rec->pending[rec->n_pending++] = (struct recorder_process){
		.id = key[1], .instance = record->instance, .pid = origin->pid,
	};
}

static int write_processes(struct recorder *rec)
{
	const struct process *process;
	unsigned int i;
	int err = 0;

	for (i = 0; i < rec->n_pending && !err; i++) {
		const struct origin origin = { .process = rec->pending[i].id, .pid = rec->pending[i].pid };
		const struct record record = { .origin = &origin, .instance = rec->pending[i].instance };

		process = processes_find(&rec->processes, &record);
		if (process)
			err = archive_add_process(rec->recording->archive, &rec->journal, process);
	}
	rec->n_pending = 0;
	return err;
}

int recording_commit(struct recording *r)
{
	int64_t before = r->max_age ? now_ns(CLOCK_REALTIME) - r->max_age : INT64_MIN;
	struct archive_expired expired = { 0 };
	struct recorder *rec;
	int err = 0;

	if (!r->open || r->error)
		return r->error;
	for (rec = r->recorders; rec && !err; rec = rec->next) {
		err = write_processes(rec);
		if (!err && rec->journal.last != rec->committed)
			err = archive_move_journal(r->archive, &rec->journal);
	}
	if (!err)
		err = archive_expire(r->archive, before, EXPIRE_RECORDS, &expired);
	if (!err)
		err = archive_commit(r->archive);
	if (err) {
		r->error = err;
		return err;
	}
	r->open = false;
	r->records += r->batch;
	for (rec = r->recorders; rec; rec = rec->next) {
		rec->committed = rec->journal.last;
		if (expired.processes)
			memo_clear(&rec->known);
	}
	return 0;
}

bool recording_is_due(const struct recording *r)
{
	return r->open && now_ns(CLOCK_MONOTONIC) - r->opened >= BATCH_NS;
}

static int take_record(struct recorder *rec, const struct record *record)
{
	struct recording *to = rec->recording;
	struct domain_index index;
	int err = open_batch(to);

	if (err)
		return err;
	if (record->is_gap && record->gap.reason == READER_RELOADED) {
		/* What is pending is of the journal before. */
		err = write_processes(rec);
		if (!err)
			err = archive_move_journal(to->archive, &rec->journal);
		return err ? err : enter_journal(rec);
	}
	domain_index(rec->domain, record, &index);
	err = archive_add_record(to->archive, &rec->journal, record, &index);
	if (err)
		return err;
	note_process(rec, record);
	to->bytes += record->len;
	if (++to->batch < BATCH_RECORDS && to->bytes < BATCH_BYTES && rec->n_pending < RECORDER_PENDING)
		return 0;
	return recording_commit(to);
}

/*
 * After an error the reader goes on to the end of its dump, because a new dump can only begin then. The
 * records are read again after recording_recover().
 */
static int on_record(const struct record *record, void *arg)
{
	struct recorder *rec = arg;

	if (!rec->recording->error)
		rec->recording->error = take_record(rec, record);
	return 0;
}

/* The cursor also moves over records of kinds that are not read, and over bookmarks. */
static int on_batch(const struct cursor *cursor, void *arg)
{
	struct recorder *rec = arg;

	if (!rec->recording->error && cursor->instance == rec->journal.instance &&
	    cursor->seq > rec->journal.last)
		rec->journal.last = cursor->seq;
	return 0;
}

int recorder_begin(struct recorder *rec, struct recording *to, const struct archive_journal *place)
{
	struct reader *r = &rec->reader;
	int err = memo_init(&rec->known, KNOWN_PROCESSES);

	rec->recording = to;
	if (place)
		rec->journal = *place;
	else
		place_find(&rec->journal, 0, NULL);
	rec->handler = (struct reader_handler){ .record = on_record, .batch = on_batch, .arg = rec };
	r->handler = &rec->handler;
	rec->processes.past = &r->past;
	rec->processes.live = r->live ? r->status.instance : 0;
	if (!err)
		err = open_batch(to);
	if (!err)
		err = enter_journal(rec);
	if (!err && r->cursor.seq < rec->journal.last)
		r->cursor.seq = rec->journal.last;
	if (err)
		return err;
	rec->next = to->recorders;
	to->recorders = rec;
	return 0;
}

void recorder_close(struct recorder *rec)
{
	struct recorder **at = &rec->recording->recorders;

	while (*at && *at != rec)
		at = &(*at)->next;
	if (*at)
		*at = rec->next;
	archive_leave_journal(rec->recording->archive, &rec->journal);
	processes_drop(&rec->processes);
	memo_free(&rec->known);
	reader_close(&rec->reader);
}

/* The store may be another one now. */
static int recover_recorder(struct recorder *rec)
{
	uint64_t last = rec->journal.last;
	int err;

	rec->n_pending = 0;
	memo_clear(&rec->known);
	rec->journal.id = 0;
	rec->journal.last = 0;
	err = enter_journal(rec);
	if (err) {
		rec->journal.last = last;
		return err;
	}
	reader_go_back(&rec->reader, rec->journal.last);
	return 0;
}

int recording_recover(struct recording *r)
{
	struct recorder *rec;
	int err;

	archive_rollback(r->archive);
	r->open = false;
	err = open_batch(r);
	for (rec = r->recorders; rec && !err; rec = rec->next)
		err = recover_recorder(rec);
	if (!err)
		err = archive_commit(r->archive);
	if (err) {
		archive_rollback(r->archive);
		r->open = false;
		return err;
	}
	r->open = false;
	r->error = 0;
	return 0;
}
