// SPDX-License-Identifier: GPL-2.0
/* Writes records into a store. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "journal/archive_columns.h"
#include "journal/archive_db.h"
#include "nl/nla.h"

/*
 * What the log beside the file can take of the limit, in bytes. A batch adds some thousand records, and
 * removes some thousand. Each changes a few pages, which can all be different ones.
 */
#define LOG_MAX		(256ll << 20)
/* Bytes of a page in the log. */
#define LOG_PAGE(page)	((page) + 24)
/* Removing records begins when this part of the pages is in use. The rest has room for a batch. */
#define NEARLY(pages)	((pages) - (pages) / 8)

static int64_t log_max(const struct archive *a)
{
	int64_t half = a->limit / 2;

	return half < LOG_MAX ? half : LOG_MAX;
}

/* Returns the pages that the file may have, or 0 for any number. */
static int64_t pages_max(const struct archive *a)
{
	return a->limit ? ((int64_t)a->limit - log_max(a)) / LOG_PAGE(a->page) : 0;
}

/*
 * Moves what is in the log into the file, so that the next batch begins the log again. A program that reads
 * the store for long can prevent that. Returns -ENOSPC if the log is too long to begin a batch.
 */
static int empty_log(struct archive *a)
{
	int log = 0, moved = 0;
	int code = sqlite3_wal_checkpoint_v2(a->db, NULL, SQLITE_CHECKPOINT_PASSIVE, &log, &moved);

	if (code != SQLITE_OK && code != SQLITE_BUSY)
		return archive_fail(a, code, "write into the store");
	if (!a->limit || log == moved || log * LOG_PAGE(a->page) < log_max(a) / 8)
		return 0;
	snprintf(a->error, sizeof(a->error),
		 "a program has read the store for so long that there is no room for more records");
	return -ENOSPC;
}

int archive_begin(struct archive *a)
{
	int err = empty_log(a);

	return err ? err : archive_exec(a, "BEGIN IMMEDIATE", "begin to write into the store");
}

int archive_commit(struct archive *a)
{
	return archive_exec(a, "COMMIT", "write into the store");
}

int archive_finish(struct archive *a)
{
	return archive_exec(a, "PRAGMA journal_mode = DELETE", "finish the store");
}

/* Numbers that were given in between are not there any more. */
void archive_rollback(struct archive *a)
{
	if (!sqlite3_get_autocommit(a->db))
		sqlite3_exec(a->db, "ROLLBACK", NULL, NULL, NULL);
	memo_clear(&a->objects);
	memo_clear(&a->devices);
	memo_clear(&a->origins);
}

static int find_boot(struct archive *a, const struct archive_journal *j, int64_t *boot)
{
	static const char sql[] =
		"INSERT INTO boot(boot, machine, time) VALUES(?1, ?2, ?3)"
		" ON CONFLICT(boot) DO UPDATE SET machine = excluded.machine RETURNING id";
	sqlite3_stmt *stmt;
	int code = sqlite3_prepare_v2(a->db, sql, -1, &stmt, NULL);

	if (code == SQLITE_OK) {
		sqlite3_bind_text(stmt, 1, j->boot, -1, SQLITE_STATIC);
		sqlite3_bind_text(stmt, 2, j->machine, -1, SQLITE_STATIC);
		sqlite3_bind_int64(stmt, 3, j->boot_time);
		code = sqlite3_step(stmt);
	}
	if (code == SQLITE_ROW) {
		*boot = sqlite3_column_int64(stmt, 0);
		code = sqlite3_step(stmt);
	}
	sqlite3_finalize(stmt);
	return code == SQLITE_DONE ? 0 : archive_fail(a, code, "write into the store");
}

/* The journals that are kept now are in a temporary table. @sql: a statement whose end, the number of the journal, is missing */
static int keep_journal(struct archive *a, const struct archive_journal *j, const char *sql)
{
	char text[128];

	snprintf(text, sizeof(text), "%s %" PRId64, sql, j->id);
	return archive_exec(a, text, "write into the store");
}

int archive_add_journal(struct archive *a, struct archive_journal *j)
{
	/* A namespace can get a name after it was found. */
	static const char sql[] =
		"INSERT INTO journal(boot, instance, netns, name, host, last, last_time)"
		" VALUES(?1, ?2, ?3, ?4, ?5, 0, 0) ON CONFLICT(instance) DO UPDATE SET"
		" name = iif(excluded.name = '', name, excluded.name) RETURNING id, last, last_time";
	sqlite3_stmt *stmt;
	int64_t boot = 0;
	int code, err = find_boot(a, j, &boot);

	if (err)
		return err;
	code = sqlite3_prepare_v2(a->db, sql, -1, &stmt, NULL);
	if (code == SQLITE_OK) {
		sqlite3_bind_int64(stmt, 1, boot);
		sqlite3_bind_int64(stmt, 2, j->instance);
		sqlite3_bind_int64(stmt, 3, j->netns);
		sqlite3_bind_text(stmt, 4, j->name, -1, SQLITE_STATIC);
		sqlite3_bind_int(stmt, 5, j->host);
		code = sqlite3_step(stmt);
	}
	if (code == SQLITE_ROW) {
		j->id = sqlite3_column_int64(stmt, 0);
		j->last = sqlite3_column_int64(stmt, 1);
		j->last_time = sqlite3_column_int64(stmt, 2);
		code = sqlite3_step(stmt);
	}
	sqlite3_finalize(stmt);
	if (code != SQLITE_DONE)
		return archive_fail(a, code, "write into the store");
	return keep_journal(a, j, "INSERT OR IGNORE INTO kept SELECT");
}

int archive_leave_journal(struct archive *a, const struct archive_journal *j)
{
	return a ? keep_journal(a, j, "DELETE FROM kept WHERE journal =") : 0;
}

int archive_add_device(struct archive *a, const struct archive_journal *j, uint32_t number, const char *name)
{
	static const char sql[] = "INSERT OR IGNORE INTO named(journal, number, name) VALUES(?1, ?2, ?3)";
	sqlite3_stmt *stmt;
	int code = sqlite3_prepare_v2(a->db, sql, -1, &stmt, NULL), err;

	if (code != SQLITE_OK)
		return archive_fail(a, code, "write into the store");
	sqlite3_bind_int64(stmt, 1, j->id);
	sqlite3_bind_int64(stmt, 2, number);
	sqlite3_bind_text(stmt, 3, name, -1, SQLITE_STATIC);
	err = archive_step(a, stmt, "write into the store");
	sqlite3_finalize(stmt);
	return err;
}

/* Runs a statement that returns an id. Leaves @id as it is if there is no row. */
static int take_id(struct archive *a, sqlite3_stmt *stmt, int64_t *id)
{
	int code = sqlite3_step(stmt), err = 0;

	if (code == SQLITE_ROW) {
		*id = sqlite3_column_int64(stmt, 0);
		code = sqlite3_step(stmt);
	}
	if (code != SQLITE_DONE)
		err = archive_fail(a, code, "write into the store");
	sqlite3_reset(stmt);
	return err;
}

/* Runs a statement that adds a row. Sets @id to the id of the row. RETURNING would make a table of its own. */
static int add_row(struct archive *a, sqlite3_stmt *stmt, int64_t *id)
{
	int err = archive_step(a, stmt, "write into the store");

	*id = err ? 0 : sqlite3_last_insert_rowid(a->db);
	return err;
}

/* The key of an object: its kind and its name. Returns the length. */
static size_t object_key(char *key, size_t size, uint32_t kind, const char *name)
{
	size_t len = strnlen(name, size - 1);

	key[0] = kind;
	memcpy(key + 1, name, len);
	return len + 1;
}

static void bind_object(sqlite3_stmt *stmt, uint32_t kind, const struct domain_index *index)
{
	sqlite3_bind_int(stmt, 1, kind);
	sqlite3_bind_text(stmt, 2, index->object, -1, SQLITE_STATIC);
}

static int object_id(struct archive *a, uint32_t kind, const struct domain_index *index, int64_t *id)
{
	char key[512];
	size_t len = object_key(key, sizeof(key), kind, index->object);
	sqlite3_stmt *stmt;
	int err;

	*id = memo_find(&a->objects, key, len);
	if (*id)
		return 0;
	stmt = archive_statement(a, SQL_FIND_OBJECT);
	if (!stmt)
		return -EIO;
	bind_object(stmt, kind, index);
	err = take_id(a, stmt, id);
	if (!err && !*id) {
		stmt = archive_statement(a, SQL_ADD_OBJECT);
		if (!stmt)
			return -EIO;
		bind_object(stmt, kind, index);
		/* Without a length, the bounds are NULL. */
		sqlite3_bind_blob(stmt, 3, index->len ? index->low : NULL, index->len, SQLITE_STATIC);
		sqlite3_bind_blob(stmt, 4, index->len ? index->high : NULL, index->len, SQLITE_STATIC);
		err = add_row(a, stmt, id);
	}
	if (!err && len < sizeof(key))
		memo_add(&a->objects, key, len, *id);
	return err;
}

static int device_id(struct archive *a, const char *name, int64_t *id)
{
	sqlite3_stmt *stmt;
	int err;

	*id = memo_find(&a->devices, name, strlen(name));
	if (*id)
		return 0;
	stmt = archive_statement(a, SQL_FIND_DEVICE);
	if (!stmt)
		return -EIO;
	sqlite3_bind_text(stmt, 1, name, -1, SQLITE_STATIC);
	err = take_id(a, stmt, id);
	if (!err && !*id) {
		stmt = archive_statement(a, SQL_ADD_DEVICE);
		if (!stmt)
			return -EIO;
		sqlite3_bind_text(stmt, 1, name, -1, SQLITE_STATIC);
		err = add_row(a, stmt, id);
	}
	if (!err)
		memo_add(&a->devices, name, strlen(name), *id);
	return err;
}

/* A task makes many changes, so most records have an origin that is there already. */
static int origin_id(struct archive *a, const struct archive_journal *j, const struct record *rec, int64_t *id)
{
	const struct nlattr *nest = record_attr(rec, NETJOURNAL_A_RECORD_ORIGIN);
	const struct origin *origin = record_origin(rec);
	char key[1024];
	size_t len = nest ? nla_size(nest) : 0;
	sqlite3_stmt *stmt;
	int err;

	*id = 0;
	if (!nest || !origin)
		return 0;
	memcpy(key, &j->id, sizeof(j->id));
	if (len <= sizeof(key) - sizeof(j->id)) {
		memcpy(key + sizeof(j->id), nla_bytes(nest), len);
		*id = memo_find(&a->origins, key, sizeof(j->id) + len);
	}
	if (*id)
		return 0;
	stmt = archive_statement(a, SQL_ADD_ORIGIN);
	if (!stmt)
		return -EIO;
	sqlite3_bind_int64(stmt, 1, j->id);
	if (origin->process)
		sqlite3_bind_int64(stmt, 2, origin->process);
	else
		sqlite3_bind_null(stmt, 2);
	if (origin->pid)
		sqlite3_bind_int64(stmt, 3, origin->pid);
	else
		sqlite3_bind_null(stmt, 3);
	sqlite3_bind_text(stmt, 4, origin->work ? origin->work : origin->comm, -1, SQLITE_STATIC);
	sqlite3_bind_blob(stmt, 5, nla_bytes(nest), len, SQLITE_STATIC);
	err = add_row(a, stmt, id);
	if (!err && len <= sizeof(key) - sizeof(j->id))
		memo_add(&a->origins, key, sizeof(j->id) + len, *id);
	return err;
}

static void bind_id(sqlite3_stmt *stmt, int column, int64_t id)
{
	if (id)
		sqlite3_bind_int64(stmt, column, id);
	else
		sqlite3_bind_null(stmt, column);
}

static int insert_record(struct archive *a, const struct archive_journal *j, const struct record *rec,
			 const struct domain_index *index, const int64_t ids[3])
{
	char data[ARCHIVE_DATA_MAX], action[2] = { rec->is_gap ? '!' : index->action };
	size_t len = archive_pack(data, rec);
	sqlite3_stmt *stmt = archive_statement(a, SQL_ADD_RECORD);

	if (!stmt)
		return -EIO;
	sqlite3_bind_int64(stmt, 1, j->id);
	sqlite3_bind_int(stmt, 2, rec->kind);
	/* A gap stands before the next record. */
	sqlite3_bind_int64(stmt, 3, rec->is_gap ? j->last + 1 : rec->seq);
	sqlite3_bind_int64(stmt, 4, rec->is_gap ? j->last_time : (int64_t)rec->time);
	sqlite3_bind_text(stmt, 5, *action ? action : NULL, -1, SQLITE_STATIC);
	bind_id(stmt, 6, ids[0]);
	bind_id(stmt, 7, ids[1]);
	bind_id(stmt, 8, ids[2]);
	bind_id(stmt, 9, rec->act);
	sqlite3_bind_blob(stmt, 10, data, len, SQLITE_STATIC);
	return archive_step(a, stmt, "write into the store");
}

static int insert_gap(struct archive *a, const struct record *rec)
{
	sqlite3_stmt *stmt = archive_statement(a, SQL_ADD_GAP);

	if (!stmt)
		return -EIO;
	sqlite3_bind_int64(stmt, 1, rec->gap.first);
	sqlite3_bind_int64(stmt, 2, rec->gap.last);
	sqlite3_bind_int(stmt, 3, rec->gap.reason);
	return archive_step(a, stmt, "write into the store");
}

int archive_move_journal(struct archive *a, const struct archive_journal *j)
{
	sqlite3_stmt *stmt = archive_statement(a, SQL_MOVE_JOURNAL);

	if (!stmt)
		return -EIO;
	sqlite3_bind_int64(stmt, 1, j->id);
	sqlite3_bind_int64(stmt, 2, j->last);
	sqlite3_bind_int64(stmt, 3, j->last_time);
	return archive_step(a, stmt, "write into the store");
}

int archive_add_record(struct archive *a, struct archive_journal *j, const struct record *rec,
		       const struct domain_index *index)
{
	int64_t ids[3] = { 0 };
	int err = 0;

	if (!rec->is_gap && rec->seq <= j->last)
		return 0;
	if (rec->len > (int)ARCHIVE_DATA_MAX)
		return archive_fail(a, SQLITE_TOOBIG, "write a record into the store");
	if (index->object)
		err = object_id(a, rec->kind, index, &ids[0]);
	if (!err && index->device)
		err = device_id(a, index->device, &ids[1]);
	if (!err)
		err = origin_id(a, j, rec, &ids[2]);
	if (!err)
		err = insert_record(a, j, rec, index, ids);
	if (!err && rec->is_gap)
		err = insert_gap(a, rec);
	if (err || rec->is_gap)
		return err;
	j->last = rec->seq;
	j->last_time = rec->time;
	return 0;
}

static void bind_command(sqlite3_stmt *stmt, int column, const struct cmdline *c, char *text, size_t size)
{
	size_t len = c->len < size ? c->len : size, i;

	if (!c->text) {
		sqlite3_bind_null(stmt, column);
		return;
	}
	for (i = 0; i < len; i++)
		text[i] = c->text[i] ? c->text[i] : ' ';
	while (len && text[len - 1] == ' ')
		len--;
	sqlite3_bind_text(stmt, column, text, len, SQLITE_STATIC);
}

/* Unknown texts are NULL or empty. */
static void bind_known(sqlite3_stmt *stmt, int column, const char *text)
{
	sqlite3_bind_text(stmt, column, text && *text ? text : NULL, -1, SQLITE_STATIC);
}

int archive_add_process(struct archive *a, const struct archive_journal *j, const struct process *process)
{
	sqlite3_stmt *stmt = archive_statement(a, SQL_ADD_PROCESS);
	char command[NETJOURNAL_CMDLINE_LEN_MAX];

	if (!stmt)
		return -EIO;
	sqlite3_bind_int64(stmt, 1, j->id);
	sqlite3_bind_int64(stmt, 2, process->id);
	sqlite3_bind_int64(stmt, 3, process->pid);
	bind_known(stmt, 4, process->comm);
	bind_known(stmt, 5, process->exe);
	bind_command(stmt, 6, &process->cmdline, command, sizeof(command));
	bind_known(stmt, 7, process->names.unit);
	bind_known(stmt, 8, process->names.container_id);
	bind_known(stmt, 9, process->names.session);
	sqlite3_bind_blob(stmt, 10, process->attrs, process->attrs_len, SQLITE_STATIC);
	return archive_step(a, stmt, "write into the store");
}

int archive_limit(struct archive *a, uint64_t bytes)
{
	char sql[128];

	a->limit = bytes;
	if (!bytes)
		return 0;
	snprintf(sql, sizeof(sql), "PRAGMA max_page_count = %" PRId64 "; PRAGMA journal_size_limit = %" PRId64,
		 pages_max(a), log_max(a) / 8);
	return archive_exec(a, sql, "limit the store");
}

/* Returns in @id the last record that must go, among the @max oldest ones; 0: none. */
static int find_expired(struct archive *a, int64_t time, unsigned int max, int64_t *id)
{
	int64_t pages = 0, free = 0, most = pages_max(a);
	char sql[256];
	int err = archive_number(a, "PRAGMA page_count", &pages);

	*id = 0;
	if (!err)
		err = archive_number(a, "PRAGMA freelist_count", &free);
	if (err)
		return err;
	if (most && pages - free > NEARLY(most))
		snprintf(sql, sizeof(sql), "SELECT max(id) FROM (SELECT id FROM record ORDER BY id LIMIT %u)", max);
	else
		snprintf(sql, sizeof(sql), "SELECT max(id) FROM (SELECT id, time FROM record ORDER BY id LIMIT %u)"
			 " WHERE time < %" PRId64, max, time);
	return archive_number(a, sql, id);
}

/* What only the expired records have named goes with them. The memory must forget it too. */
static int drop_objects(struct archive *a)
{
	static const char sql[] =
		"DELETE FROM object WHERE id IN (SELECT object FROM expiring)"
		" AND NOT EXISTS (SELECT 1 FROM record WHERE record.object = object.id) RETURNING kind, name";
	char key[512];
	sqlite3_stmt *stmt;
	int code = sqlite3_prepare_v2(a->db, sql, -1, &stmt, NULL);

	while (code == SQLITE_OK || code == SQLITE_ROW) {
		code = sqlite3_step(stmt);
		if (code == SQLITE_ROW)
			memo_remove(&a->objects, key,
				    object_key(key, sizeof(key), sqlite3_column_int(stmt, 0),
					       (const char *)sqlite3_column_text(stmt, 1)));
	}
	sqlite3_finalize(stmt);
	return code == SQLITE_DONE ? 0 : archive_fail(a, code, "remove old records from the store");
}

static int drop_devices(struct archive *a)
{
	static const char sql[] =
		"DELETE FROM device WHERE id IN (SELECT device FROM expiring)"
		" AND NOT EXISTS (SELECT 1 FROM record WHERE record.device = device.id) RETURNING name";
	sqlite3_stmt *stmt;
	int code = sqlite3_prepare_v2(a->db, sql, -1, &stmt, NULL);

	while (code == SQLITE_OK || code == SQLITE_ROW) {
		code = sqlite3_step(stmt);
		if (code == SQLITE_ROW)
			memo_remove(&a->devices, sqlite3_column_text(stmt, 0), sqlite3_column_bytes(stmt, 0));
	}
	sqlite3_finalize(stmt);
	return code == SQLITE_DONE ? 0 : archive_fail(a, code, "remove old records from the store");
}

static int drop_origins(struct archive *a)
{
	int err = archive_exec(a, "DELETE FROM origin WHERE id IN (SELECT origin FROM expiring)"
			       " AND NOT EXISTS (SELECT 1 FROM record WHERE record.origin = origin.id)",
			       "remove old records from the store");

	if (!err && sqlite3_changes(a->db))
		memo_clear(&a->origins);
	return err;
}

/* Sets @any if a process goes. */
static int drop_processes(struct archive *a, bool *any)
{
	int err = archive_exec(a, "DELETE FROM process WHERE (journal, process) IN"
			       " (SELECT journal, process FROM expiring_process) AND NOT EXISTS"
			       " (SELECT 1 FROM origin o WHERE o.journal = process.journal AND o.process = process.process)",
			       "remove old records from the store");

	*any = !err && sqlite3_changes(a->db);
	return err;
}

/*
 * A journal that has neither records nor a recorder goes, with all that belongs to it. The last one stays, because
 * its number would be used again.
 */
static int drop_journals(struct archive *a)
{
	return archive_exec(a,
			    "CREATE TEMP TABLE ended AS SELECT id FROM journal WHERE id NOT IN (SELECT journal FROM kept)"
			    " AND NOT EXISTS (SELECT 1 FROM record WHERE record.journal = journal.id)"
			    " AND id < (SELECT max(id) FROM journal);"
			    "DELETE FROM named WHERE journal IN (SELECT id FROM ended);"
			    "DELETE FROM expired WHERE journal IN (SELECT id FROM ended);"
			    "DELETE FROM process WHERE journal IN (SELECT id FROM ended);"
			    "DELETE FROM journal WHERE id IN (SELECT id FROM ended);"
			    "DROP TABLE ended; DROP TABLE expiring_process; DROP TABLE expiring",
			    "remove old records from the store");
}

int archive_expire(struct archive *a, int64_t time, unsigned int max, struct archive_expired *expired)
{
	char sql[1024];
	int64_t id, n = 0;
	int err = find_expired(a, time, max, &id);

	*expired = (struct archive_expired){ 0 };
	if (err || !id)
		return err;
	snprintf(sql, sizeof(sql),
		 "CREATE TEMP TABLE expiring AS SELECT id, journal, kind, seq, object, device, origin FROM record"
		 " WHERE id <= %" PRId64 ";"
		 "CREATE TEMP TABLE expiring_process AS SELECT DISTINCT journal, process FROM origin"
		 " WHERE id IN (SELECT origin FROM expiring) AND process IS NOT NULL;"
		 "INSERT INTO expired SELECT journal, kind, min(seq), max(seq) FROM expiring GROUP BY journal, kind"
		 " ON CONFLICT(journal, kind) DO UPDATE SET last = excluded.last;"
		 "DELETE FROM record WHERE id <= %" PRId64 "; DELETE FROM gap WHERE record <= %" PRId64,
		 id, id, id);
	err = archive_exec(a, sql, "remove old records from the store");
	if (!err)
		err = archive_number(a, "SELECT count(*) FROM expiring", &n);
	if (!err)
		err = drop_objects(a);
	if (!err)
		err = drop_devices(a);
	if (!err)
		err = drop_origins(a);
	if (!err)
		err = drop_processes(a, &expired->processes);
	if (!err)
		err = drop_journals(a);
	expired->records = err ? 0 : n;
	return err;
}
