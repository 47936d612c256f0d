// SPDX-License-Identifier: GPL-2.0
/* Opens a store, and calls SQLite. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/util.h"
#include "journal/archive_db.h"
#include "nl/spec_tables.h"

#define MEMO_OBJECTS	(1 << 18)
#define MEMO_FEW	(1 << 12)
/* How long to wait for another process, in ms. A writer holds the lock for the time of a batch. */
#define BUSY_MS		5000

/* Returns what an error of SQLite means to the system, as a negative errno. */
static int errno_of(int code)
{
	static const struct {
		int code, err;
	} errors[] = {
		{ SQLITE_NOMEM, ENOMEM }, { SQLITE_FULL, ENOSPC }, { SQLITE_READONLY, EROFS },
		{ SQLITE_CORRUPT, EUCLEAN }, { SQLITE_NOTADB, EUCLEAN }, { SQLITE_BUSY, EBUSY },
		{ SQLITE_LOCKED, EBUSY }, { SQLITE_PERM, EACCES }, { SQLITE_CANTOPEN, EACCES },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(errors); i++)
		if (errors[i].code == (code & 0xff))
			return -errors[i].err;
	return -EIO;
}

int archive_fail(struct archive *a, int code, const char *doing)
{
	snprintf(a->error, sizeof(a->error), "cannot %s: %s", doing,
		 a->db ? sqlite3_errmsg(a->db) : sqlite3_errstr(code));
	return errno_of(code);
}

bool archive_is_damaged(int err)
{
	return err == -EUCLEAN;
}

int archive_exec(struct archive *a, const char *sql, const char *doing)
{
	int code = sqlite3_exec(a->db, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? 0 : archive_fail(a, code, doing);
}

sqlite3_stmt *archive_statement(struct archive *a, enum archive_statement which)
{
	sqlite3_stmt **stmt = &a->statements[which];
	int code;

	if (*stmt) {
		sqlite3_reset(*stmt);
		return *stmt;
	}
	code = sqlite3_prepare_v3(a->db, archive_sql[which], -1, SQLITE_PREPARE_PERSISTENT, stmt, NULL);
	if (code != SQLITE_OK)
		archive_fail(a, code, "read the tables of the store");
	return *stmt;
}

int archive_step(struct archive *a, sqlite3_stmt *stmt, const char *doing)
{
	int code = sqlite3_step(stmt), err = 0;

	if (code != SQLITE_DONE && code != SQLITE_ROW)
		err = archive_fail(a, code, doing);
	sqlite3_reset(stmt);
	return err;
}

int archive_number(struct archive *a, const char *sql, int64_t *value)
{
	sqlite3_stmt *stmt;
	int code = sqlite3_prepare_v2(a->db, sql, -1, &stmt, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_step(stmt);
	if (code == SQLITE_ROW)
		*value = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return code == SQLITE_ROW || code == SQLITE_DONE ? 0 : archive_fail(a, code, "read the store");
}

/* A store of a machine with another order of bytes has records that cannot be read here. */
static uint32_t application_id(void)
{
	const uint16_t one = 1;

	return *(const uint8_t *)&one ? ARCHIVE_APPLICATION : ARCHIVE_APPLICATION ^ 0x20000000;
}

static int make_tables(struct archive *a)
{
	char sql[128];
	uint32_t kind;
	int err = archive_exec(a, "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA page_size = 4096", "set up the store");

	if (!err)
		err = archive_exec(a, "PRAGMA journal_mode = WAL", "set up the store");
	if (!err)
		err = archive_exec(a, "BEGIN EXCLUSIVE", "set up the store");
	if (!err)
		err = archive_exec(a, archive_schema, "make the tables of the store");
	for (kind = 1; !err && kind <= spec_kinds.max; kind++) {
		snprintf(sql, sizeof(sql), "INSERT INTO kind VALUES(%u, '%s')", kind,
			 spec_name(&spec_kinds, kind));
		err = archive_exec(a, sql, "set up the store");
	}
	snprintf(sql, sizeof(sql), "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
		 (int)application_id(), ARCHIVE_VERSION);
	return err ? err : archive_exec(a, sql, "set up the store");
}

/* A newer program can know more kinds than the one that made the file. */
static int add_kinds(struct archive *a)
{
	char sql[128];
	uint32_t kind;
	int64_t known = 0;
	int err = archive_number(a, "SELECT max(id) FROM kind", &known);

	for (kind = known + 1; !err && kind <= spec_kinds.max; kind++) {
		snprintf(sql, sizeof(sql), "INSERT OR IGNORE INTO kind VALUES(%u, '%s')", kind,
			 spec_name(&spec_kinds, kind));
		err = archive_exec(a, sql, "set up the store");
	}
	return err;
}

static int refuse(struct archive *a, const char *path, const char *why)
{
	snprintf(a->error, sizeof(a->error), "%s is no store of " TOOL_NAME "%s", path, why);
	return -EUCLEAN;
}

/* Returns 1 if the file is empty, 0 if it is a store, or a negative errno. */
static int check_tables(struct archive *a, const char *path)
{
	int64_t application = 0, version = 0, tables = 0;
	int err = archive_number(a, "PRAGMA application_id", &application);

	if (!err)
		err = archive_number(a, "PRAGMA user_version", &version);
	if (!err)
		err = archive_number(a, "SELECT count(*) FROM sqlite_schema", &tables);
	if (err == -EUCLEAN)
		return refuse(a, path, "; `" TOOL_NAME " save` and `" TOOL_NAME " keep` write stores");
	if (err)
		return err;
	if (!application && !version && !tables)
		return 1;
	if ((uint32_t)application == (application_id() ^ 0x20000000))
		return refuse(a, path, " that this machine can read: it was written on a machine with another order of bytes");
	if ((uint32_t)application != application_id())
		return refuse(a, path, "; it is another database");
	if (version > ARCHIVE_VERSION)
		return refuse(a, path, " that this version can read: a newer one has written it");
	return 0;
}

/*
 * The file can come from anybody. Without views and triggers, its tables cannot be programs in SQL, which could run
 * for ever. The store has a view, but only people use it.
 */
static void distrust(sqlite3 *db)
{
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
}

static int open_file(struct archive *a, const char *path, enum archive_mode mode)
{
	/* Threads use it one after another, so it needs no locks. */
	int flags = SQLITE_OPEN_NOMUTEX | (mode == ARCHIVE_READ ? SQLITE_OPEN_READONLY :
					   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
	struct stat st;
	int code, err;

	err = stat(path, &st) ? errno : 0;
	if (!err && S_ISDIR(st.st_mode))
		err = EISDIR;
	if (err && (mode == ARCHIVE_READ || (mode == ARCHIVE_WRITE && err == EISDIR))) {
		snprintf(a->error, sizeof(a->error), "cannot open %s: %s", path, strerror(err));
		return -err;
	}
	if (mode == ARCHIVE_NEW && !access(path, F_OK)) {
		snprintf(a->error, sizeof(a->error), "%s exists", path);
		return -EEXIST;
	}
	code = sqlite3_open_v2(path, &a->db, flags, NULL);
	err = code != SQLITE_OK && a->db ? sqlite3_system_errno(a->db) : 0;
	if (err) {
		snprintf(a->error, sizeof(a->error), "cannot open %s: %s", path, strerror(err));
		return -err;
	}
	if (code != SQLITE_OK)
		return archive_fail(a, code, "open the store");
	distrust(a->db);
	sqlite3_extended_result_codes(a->db, 1);
	sqlite3_busy_timeout(a->db, BUSY_MS);
	return 0;
}

/*
 * A store in a folder that cannot be written, for example a copy on a read-only file system, has no file
 * for SQLite's shared memory. It can still be read if nobody writes it.
 */
static int open_immutable(struct archive *a, const char *path)
{
	char uri[4200];
	int code;

	sqlite3_close(a->db);
	a->db = NULL;
	snprintf(uri, sizeof(uri), "file:%s?immutable=1", path);
	if (strpbrk(path, "?#%"))
		return archive_fail(a, SQLITE_CANTOPEN, "open the store in a folder that cannot be written");
	code = sqlite3_open_v2(uri, &a->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
	if (code != SQLITE_OK)
		return archive_fail(a, code, "open the store");
	distrust(a->db);
	return 0;
}

static int open_tables(struct archive *a, const char *path, enum archive_mode mode)
{
	int err = check_tables(a, path);

	if (mode == ARCHIVE_READ) {
		if (err == -EACCES || err == -EROFS) {
			err = open_immutable(a, path);
			if (!err)
				err = check_tables(a, path);
		}
		return err == 1 ? refuse(a, path, "; it is empty") : err;
	}
	if (err == 1)
		err = make_tables(a);
	else if (!err)
		err = add_kinds(a);
	/* Each commit waits until the disk has it. */
	if (!err)
		err = archive_exec(a, "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 0", "set up the store");
	if (!err)
		err = archive_exec(a, "PRAGMA cache_size = -65536; CREATE TEMP TABLE kept(journal INTEGER PRIMARY KEY)",
				   "set up the store");
	if (!err)
		err = archive_number(a, "PRAGMA page_size", &a->page);
	if (!err && (memo_init(&a->objects, MEMO_OBJECTS) || memo_init(&a->devices, MEMO_FEW) ||
		     memo_init(&a->origins, MEMO_FEW)))
		err = archive_fail(a, SQLITE_NOMEM, "open the store");
	return err;
}

int archive_open(struct archive **to, const char *path, enum archive_mode mode)
{
	struct archive *a = calloc(1, sizeof(*a));
	/* The records have command lines, which can contain secrets. */
	mode_t mask = umask(0077);
	int err = a ? open_file(a, path, mode) : -ENOMEM;

	if (!err)
		err = open_tables(a, path, mode);
	umask(mask);
	*to = a;
	return err;
}

void archive_close(struct archive *a)
{
	size_t i;

	if (!a)
		return;
	for (i = 0; i < SQL_MAX; i++)
		sqlite3_finalize(a->statements[i]);
	sqlite3_close(a->db);
	memo_free(&a->objects);
	memo_free(&a->devices);
	memo_free(&a->origins);
	free(a);
}

const char *archive_error(const struct archive *a)
{
	return a && *a->error ? a->error : strerror(ENOMEM);
}

static void take_text(sqlite3_stmt *stmt, int column, char *to, size_t size)
{
	const unsigned char *text = sqlite3_column_text(stmt, column);

	snprintf(to, size, "%s", text ? (const char *)text : "");
}

static void take_journal(sqlite3_stmt *stmt, struct archive_journal *j)
{
	j->id = sqlite3_column_int64(stmt, 0);
	j->instance = sqlite3_column_int64(stmt, 1);
	j->netns = sqlite3_column_int64(stmt, 2);
	take_text(stmt, 3, j->name, sizeof(j->name));
	j->host = sqlite3_column_int(stmt, 4);
	j->last = sqlite3_column_int64(stmt, 5);
	j->last_time = sqlite3_column_int64(stmt, 6);
	take_text(stmt, 7, j->boot, sizeof(j->boot));
	take_text(stmt, 8, j->machine, sizeof(j->machine));
	j->boot_time = sqlite3_column_int64(stmt, 9);
}

int archive_journals(struct archive *a, struct archive_journal **list, size_t *n)
{
	static const char sql[] =
		"SELECT j.id, j.instance, j.netns, j.name, j.host, j.last, j.last_time, b.boot, b.machine,"
		" b.time FROM journal j JOIN boot b ON b.id = j.boot ORDER BY j.boot, j.id";
	struct archive_journal *more;
	sqlite3_stmt *stmt;
	size_t max = 0;
	int code = sqlite3_prepare_v2(a->db, sql, -1, &stmt, NULL);

	*list = NULL;
	*n = 0;
	while (code == SQLITE_OK || code == SQLITE_ROW) {
		code = sqlite3_step(stmt);
		if (code != SQLITE_ROW)
			break;
		if (*n == max) {
			max = max ? 2 * max : 16;
			more = reallocarray(*list, max, sizeof(*more));
			if (!more) {
				code = SQLITE_NOMEM;
				break;
			}
			*list = more;
		}
		take_journal(stmt, &(*list)[(*n)++]);
	}
	sqlite3_finalize(stmt);
	return code == SQLITE_DONE ? 0 : archive_fail(a, code, "read the store");
}
