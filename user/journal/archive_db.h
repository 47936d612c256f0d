/* SPDX-License-Identifier: GPL-2.0 */
/* The database of a store, for the files archive_*.c. */
#ifndef JOURNAL_ARCHIVE_DB_H
#define JOURNAL_ARCHIVE_DB_H

#include <sqlite3.h>

#include "journal/archive.h"
#include "journal/memo.h"

/* In the header of the file: "njrn", and the version of the tables. */
#define ARCHIVE_APPLICATION	0x6e6a726e
#define ARCHIVE_VERSION		1

/* The statements that are prepared once. archive_sql[] has their text. */
enum archive_statement {
	SQL_ADD_RECORD,
	SQL_ADD_GAP,
	SQL_FIND_OBJECT,
	SQL_ADD_OBJECT,
	SQL_FIND_DEVICE,
	SQL_ADD_DEVICE,
	SQL_ADD_ORIGIN,
	SQL_ADD_PROCESS,
	SQL_MOVE_JOURNAL,
	SQL_ONE_RECORD,
	SQL_PROCESS,
	SQL_DEVICE_NAME,
	SQL_MAX,
};

struct archive {
	sqlite3 *db;
	struct sqlite3_stmt *statements[SQL_MAX];
	char error[512];
	uint64_t limit;			/* bytes; 0: none */
	int64_t page;			/* bytes of a page */
	struct memo objects, devices, origins;
};

extern const char *const archive_schema;
extern const char *const archive_sql[SQL_MAX];

/* Writes what SQLite says about @code into @a->error. Returns a negative errno. */
int archive_fail(struct archive *a, int code, const char *doing);
/* Returns the statement, reset and ready to bind, or NULL with the text in @a->error. */
struct sqlite3_stmt *archive_statement(struct archive *a, enum archive_statement which);
/* Runs a statement that returns no rows. Returns 0 or a negative errno. */
int archive_step(struct archive *a, struct sqlite3_stmt *stmt, const char *doing);
int archive_exec(struct archive *a, const char *sql, const char *doing);
/* Sets @value to the only number that @sql returns. */
int archive_number(struct archive *a, const char *sql, int64_t *value);

#endif
