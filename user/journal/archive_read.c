// SPDX-License-Identifier: GPL-2.0
/*
 * Reads records from a store. The records of each kind come from an index, in the order of their sequence
 * numbers, and are merged. An open statement would hold up the writer's checkpoints, so all statements end
 * after some records, and begin again behind the last one.
 */
#include <errno.h>
#include <netlink/genl/genl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "journal/archive_columns.h"
#include "journal/archive_db.h"
#include "nl/genl.h"
#include "nl/spec_tables.h"

/* Records between two moments at which no statement is open. */
#define ROUND	4096

#define COLUMNS	"r.id, r.kind, r.seq, r.time, r.act, r.data, o.data"
#define FROM	" FROM record r LEFT JOIN origin o ON o.id = r.origin"
#define AFTER	" r.journal = ?1 AND r.kind = ?2 AND (r.seq, r.id) > (?3, ?4)"

/* The records of a kind. */
struct stream {
	sqlite3_stmt *stmt;
	uint32_t kind;
	bool ready;		/* a row is there */
	uint64_t seq;
	int64_t id;
};

struct reading {
	struct archive *archive;
	const struct archive_journal *journal;
	const struct netlink_handler *handler;
	struct stream *streams;
	size_t n;
	uint64_t seq;		/* the place behind the last row that was handed out */
	int64_t id;
	char *buf;		/* for a message */
};

#define BUF_SIZE	(ARCHIVE_DATA_MAX + 256)

/* Fills @nlh, which has room for BUF_SIZE bytes, with the record in the row. */
static int build_message(struct reading *r, sqlite3_stmt *stmt)
{
	struct nlmsghdr *nlh = (void *)r->buf;
	struct genlmsghdr *genl = NLMSG_DATA(nlh);
	char *attrs = r->buf + NLMSG_HDRLEN + GENL_HDRLEN;
	static char data[ARCHIVE_DATA_MAX] __attribute__((aligned(8)));
	struct archive_columns c = {
		.instance = r->journal->instance,
		.kind = sqlite3_column_int(stmt, 1),
		.seq = sqlite3_column_int64(stmt, 2),
		.time = sqlite3_column_int64(stmt, 3),
		.act = sqlite3_column_int64(stmt, 4),
		.data = data,
		.data_len = sqlite3_column_bytes(stmt, 5),
		.origin = sqlite3_column_blob(stmt, 6),
		.origin_len = sqlite3_column_bytes(stmt, 6),
	};
	int len = -EBADMSG;

	/* The address of an empty blob is NULL. */
	if (c.data_len && c.data_len <= sizeof(data)) {
		memcpy(data, sqlite3_column_blob(stmt, 5), c.data_len);
		len = archive_unpack(attrs, BUF_SIZE - (attrs - r->buf), &c);
	}
	if (len < 0) {
		snprintf(r->archive->error, sizeof(r->archive->error), "the store has a record of no valid length");
		return len;
	}
	*nlh = (struct nlmsghdr){ .nlmsg_len = NLMSG_HDRLEN + GENL_HDRLEN + len };
	*genl = (struct genlmsghdr){ .cmd = NETJOURNAL_CMD_RECORD_GET, .version = NETJOURNAL_FAMILY_VERSION };
	return 0;
}

/* Steps to the next row of the stream. */
static int step_stream(struct reading *r, struct stream *s)
{
	int code = sqlite3_step(s->stmt);

	s->ready = code == SQLITE_ROW;
	if (s->ready) {
		s->id = sqlite3_column_int64(s->stmt, 0);
		s->seq = sqlite3_column_int64(s->stmt, 2);
	}
	return s->ready || code == SQLITE_DONE ? 0 : archive_fail(r->archive, code, "read the store");
}

/* Begins all streams behind the last row. */
static int begin_round(struct reading *r)
{
	int err = 0;
	size_t i;

	for (i = 0; i < r->n && !err; i++) {
		sqlite3_reset(r->streams[i].stmt);
		sqlite3_bind_int64(r->streams[i].stmt, 3, r->seq);
		sqlite3_bind_int64(r->streams[i].stmt, 4, r->id);
		err = step_stream(r, &r->streams[i]);
	}
	return err;
}

static void end_round(struct reading *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		sqlite3_reset(r->streams[i].stmt);
}

/* Returns the stream whose row is the next, or NULL at the end. */
static struct stream *next_stream(const struct reading *r)
{
	struct stream *next = NULL, *s;

	for (s = r->streams; s < r->streams + r->n; s++)
		if (s->ready && (!next || s->seq < next->seq || (s->seq == next->seq && s->id < next->id)))
			next = s;
	return next;
}

/* Hands out some rows. Returns 1 if there may be more. */
static int read_round(struct reading *r)
{
	struct stream *s;
	unsigned int n;
	int err = begin_round(r);

	for (n = 0; !err && n < ROUND; n++) {
		s = next_stream(r);
		if (!s)
			break;
		r->seq = s->seq;
		r->id = s->id;
		err = build_message(r, s->stmt);
		if (!err)
			err = r->handler->message((void *)r->buf, r->handler->arg);
		if (!err)
			err = step_stream(r, s);
	}
	end_round(r);
	if (!err && n && r->handler->batch)
		err = r->handler->batch(r->handler->arg);
	return err ? err : n == ROUND;
}

/* Adds a stream. @from: the rest of the statement, from " FROM" on. */
static int add_stream(struct reading *r, uint32_t kind, const char *from)
{
	struct stream *s = &r->streams[r->n];
	char sql[1024];
	int code;

	snprintf(sql, sizeof(sql), "SELECT " COLUMNS "%s" AFTER " ORDER BY r.seq, r.id", from);
	code = sqlite3_prepare_v2(r->archive->db, sql, -1, &s->stmt, NULL);
	if (code != SQLITE_OK)
		return archive_fail(r->archive, code, "read the tables of the store");
	s->kind = kind;
	r->n++;
	sqlite3_bind_int64(s->stmt, 1, r->journal->id);
	sqlite3_bind_int(s->stmt, 2, kind);
	return 0;
}

/* Remembers the objects that @sql finds for the range. */
static int narrow_to(struct archive *a, uint32_t kind, const struct archive_range *range, const char *sql)
{
	sqlite3_stmt *stmt;
	int code = sqlite3_prepare_v2(a->db, sql, -1, &stmt, NULL), err;

	if (code != SQLITE_OK)
		return archive_fail(a, code, "search the store");
	sqlite3_bind_int(stmt, 1, kind);
	sqlite3_bind_blob(stmt, 2, range->low, range->len, SQLITE_STATIC);
	sqlite3_bind_blob(stmt, 3, range->high, range->len, SQLITE_STATIC);
	err = archive_step(a, stmt, "search the store");
	sqlite3_finalize(stmt);
	return err;
}

/* A range around another one begins where some of the last bits are 0. */
static int narrow_around(struct archive *a, uint32_t kind, const struct archive_range *range)
{
	static const char sql[] =
		"INSERT OR IGNORE INTO narrowed SELECT id FROM object WHERE low = ?2 AND kind = ?1"
		" AND length(high) = length(?3) AND high >= ?3";
	struct archive_range around = *range;
	int err = narrow_to(a, kind, &around, sql);
	size_t bit;

	/* The first byte is no part of the number. */
	for (bit = 0; bit < 8 * (range->len - 1) && !err; bit++) {
		uint8_t *byte = &around.low[range->len - 1 - bit / 8];

		if (!(*byte & 1 << bit % 8))
			continue;
		*byte &= ~(1 << bit % 8);
		err = narrow_to(a, kind, &around, sql);
	}
	return err;
}

static int narrow_objects(struct archive *a, const struct archive_narrow *narrow)
{
	static const char exact[] =
		"INSERT OR IGNORE INTO narrowed SELECT id FROM object WHERE low = ?2 AND high = ?3 AND kind = ?1";
	static const char inside[] =
		"INSERT OR IGNORE INTO narrowed SELECT id FROM object WHERE low BETWEEN ?2 AND ?3 AND high <= ?3"
		" AND kind = ?1 AND length(low) = length(?2)";
	const char *sql = narrow->scope == ARCHIVE_EXACT ? exact : inside;
	size_t i;
	int err = archive_exec(a, "CREATE TEMP TABLE IF NOT EXISTS narrowed(object INTEGER PRIMARY KEY);"
			       "DELETE FROM narrowed", "search the store");

	for (i = 0; i < narrow->n && !err; i++)
		err = narrow->scope == ARCHIVE_AROUND ? narrow_around(a, narrow->kind, &narrow->ranges[i]) :
							narrow_to(a, narrow->kind, &narrow->ranges[i], sql);
	return err;
}

/* Adds the streams of a kind. */
static int add_kind(struct reading *r, uint32_t kind, const struct archive_narrow *narrow)
{
	int err;

	if (!narrow || narrow->scope == ARCHIVE_ALL || narrow->kind != kind)
		return add_stream(r, kind, FROM " WHERE");
	err = narrow_objects(r->archive, narrow);
	if (!err)
		err = add_stream(r, kind, " FROM record r INDEXED BY record_object LEFT JOIN origin o ON o.id = r.origin"
				 " WHERE r.object IN (SELECT object FROM narrowed) AND");
	return err ? err : add_stream(r, kind, " FROM gap g CROSS JOIN record r ON r.id = g.record"
				      " LEFT JOIN origin o ON o.id = r.origin WHERE");
}

/* The oldest records may have been removed from the store. */
static int report_expired(struct reading *r, uint64_t after, uint32_t kinds)
{
	static const char sql[] = "SELECT kind, first, last FROM expired WHERE journal = ?1 AND last > ?2";
	struct nlmsghdr *nlh = (void *)r->buf;
	struct nl_msg *msg;
	struct nlattr *nest;
	sqlite3_stmt *stmt;
	int code = sqlite3_prepare_v2(r->archive->db, sql, -1, &stmt, NULL), err = 0;

	if (code != SQLITE_OK)
		return archive_fail(r->archive, code, "read the store");
	sqlite3_bind_int64(stmt, 1, r->journal->id);
	sqlite3_bind_int64(stmt, 2, after);
	while (!err && (code = sqlite3_step(stmt)) == SQLITE_ROW) {
		if (!(kinds & 1u << (sqlite3_column_int(stmt, 0) & 31)))
			continue;
		msg = nlmsg_alloc();
		if (!msg) {
			err = -ENOMEM;
			break;
		}
		genlmsg_put(msg, 0, 0, 0, 0, 0, NETJOURNAL_CMD_RECORD_GET, NETJOURNAL_FAMILY_VERSION);
		nla_put_u64(msg, NETJOURNAL_A_RECORD_INSTANCE, r->journal->instance);
		nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, sqlite3_column_int(stmt, 0));
		nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_GAP | NLA_F_NESTED);
		nla_put_u64(msg, NETJOURNAL_A_GAP_FIRST, after ? after + 1 : (uint64_t)sqlite3_column_int64(stmt, 1));
		nla_put_u64(msg, NETJOURNAL_A_GAP_LAST, sqlite3_column_int64(stmt, 2));
		nla_put_u32(msg, NETJOURNAL_A_GAP_REASON, NETJOURNAL_GAP_REASON_OVERWRITTEN);
		nla_nest_end(msg, nest);
		memcpy(nlh, nlmsg_hdr(msg), nlmsg_hdr(msg)->nlmsg_len);
		nlmsg_free(msg);
		err = r->handler->message(nlh, r->handler->arg);
	}
	sqlite3_finalize(stmt);
	return err || code == SQLITE_DONE ? err : archive_fail(r->archive, code, "read the store");
}

/* Reads how far the store has the journal now, because another process may be writing. */
static int read_last(struct archive *a, const struct archive_journal *j, uint64_t *last)
{
	char sql[128];
	int64_t value = j->last;
	int err;

	snprintf(sql, sizeof(sql), "SELECT last FROM journal WHERE id = %lld", (long long)j->id);
	err = archive_number(a, sql, &value);
	*last = value;
	return err;
}

int archive_records(struct archive *a, const struct archive_journal *j, uint64_t after, uint32_t kinds,
		    const struct archive_narrow *narrow, const struct netlink_handler *h, uint64_t *last)
{
	struct reading r = {
		.archive = a, .journal = j, .handler = h, .seq = after, .id = INT64_MAX,
		.streams = calloc(2 * (NETJOURNAL_KIND_MAX + 1), sizeof(struct stream)),
		.buf = malloc(BUF_SIZE),
	};
	uint32_t kind;
	int err = r.streams && r.buf ? read_last(a, j, last) : -ENOMEM;
	size_t i;

	for (kind = 1; !err && kind <= NETJOURNAL_KIND_MAX; kind++)
		if (kinds & 1u << kind)
			err = add_kind(&r, kind, narrow);
	if (!err)
		err = report_expired(&r, after, kinds);
	if (!err)
		do {
			err = read_round(&r);
		} while (err == 1);
	for (i = 0; r.streams && i < r.n; i++)
		sqlite3_finalize(r.streams[i].stmt);
	free(r.streams);
	free(r.buf);
	return err;
}

int archive_record(struct archive *a, const struct archive_journal *j, uint64_t seq,
		   const struct netlink_handler *h)
{
	struct reading r = { .archive = a, .journal = j, .handler = h, .buf = malloc(BUF_SIZE) };
	sqlite3_stmt *stmt = r.buf ? archive_statement(a, SQL_ONE_RECORD) : NULL;
	int code, err;

	if (!stmt) {
		free(r.buf);
		return -ENOMEM;
	}
	sqlite3_bind_int64(stmt, 1, j->id);
	sqlite3_bind_int64(stmt, 2, seq);
	code = sqlite3_step(stmt);
	if (code == SQLITE_ROW)
		err = build_message(&r, stmt);
	else
		err = code == SQLITE_DONE ? -ENOENT : archive_fail(a, code, "read the store");
	sqlite3_reset(stmt);
	if (!err)
		err = h->message((void *)r.buf, h->arg);
	free(r.buf);
	return err;
}

struct process *archive_process(struct archive *a, const struct archive_journal *j, uint64_t id)
{
	sqlite3_stmt *stmt = archive_statement(a, SQL_PROCESS);
	struct process *process = NULL;
	void *data = NULL;
	int len;

	errno = ENOENT;
	if (!stmt)
		return NULL;
	sqlite3_bind_int64(stmt, 1, j->id);
	sqlite3_bind_int64(stmt, 2, id);
	if (sqlite3_step(stmt) == SQLITE_ROW) {
		len = sqlite3_column_bytes(stmt, 0);
		/* Attributes must be aligned. */
		data = malloc(len ? len : 1);
		if (data && len)
			memcpy(data, sqlite3_column_blob(stmt, 0), len);
		if (data)
			process = process_new(data, len);
		else
			errno = ENOMEM;
		free(data);
	}
	sqlite3_reset(stmt);
	return process;
}

/* Sets @seq and @time to the columns of the only row that @sql finds; both 0: there is none. */
static int find_place(struct archive *a, const struct archive_journal *j, int64_t than, const char *sql,
		      uint64_t *seq, int64_t *time)
{
	sqlite3_stmt *stmt;
	int code = sqlite3_prepare_v2(a->db, sql, -1, &stmt, NULL);

	*seq = 0;
	*time = 0;
	if (code == SQLITE_OK) {
		sqlite3_bind_int64(stmt, 1, j->id);
		sqlite3_bind_int64(stmt, 2, than);
		code = sqlite3_step(stmt);
	}
	if (code == SQLITE_ROW) {
		*seq = sqlite3_column_int64(stmt, 0);
		*time = sqlite3_column_int64(stmt, 1);
	}
	sqlite3_finalize(stmt);
	return code == SQLITE_ROW || code == SQLITE_DONE ? 0 : archive_fail(a, code, "read the store");
}

/* The clock can have been set back, so the first record after the time decides. */
int archive_before(struct archive *a, const struct archive_journal *j, int64_t time, uint64_t *seq)
{
	static const char sql[] =
		"SELECT seq - 1, time FROM record INDEXED BY record_time WHERE journal = ?1 AND time >= ?2"
		" ORDER BY time LIMIT 1";
	int64_t at = 0;
	int err = 0;

	if (j->last_time >= time)
		err = find_place(a, j, time, sql, seq, &at);
	/* All records are older. */
	if (!err && !at)
		*seq = j->last;
	return err;
}

int archive_back(struct archive *a, uint64_t n, int64_t *time)
{
	char sql[128];

	*time = 0;
	snprintf(sql, sizeof(sql), "SELECT time FROM record WHERE id = (SELECT max(id) FROM record) - %llu",
		 (unsigned long long)(n < INT64_MAX ? n : INT64_MAX));
	return archive_number(a, sql, time);
}

int archive_oldest(struct archive *a, const struct archive_journal *j, uint64_t *oldest, int64_t *time)
{
	return find_place(a, j, 0, "SELECT r.seq, r.time FROM kind k JOIN record r ON r.id = (SELECT id FROM record"
			  " WHERE journal = ?1 AND kind = k.id AND action IS NOT '!' ORDER BY seq LIMIT 1) ORDER BY r.seq LIMIT 1",
			  oldest, time);
}

bool archive_device(struct archive *a, const struct archive_journal *j, uint32_t number, char *name, size_t size)
{
	sqlite3_stmt *stmt = archive_statement(a, SQL_DEVICE_NAME);
	const char *text;
	bool found;

	if (!stmt)
		return false;
	sqlite3_bind_int64(stmt, 1, j->id);
	sqlite3_bind_int64(stmt, 2, number);
	text = sqlite3_step(stmt) == SQLITE_ROW ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
	found = text;
	if (found)
		snprintf(name, size, "%s", text);
	sqlite3_reset(stmt);
	return found;
}

int archive_devices(struct archive *a, const struct archive_journal *j,
		    void (*each)(uint32_t number, const char *name, void *arg), void *arg)
{
	const char *name;
	sqlite3_stmt *stmt;
	int code = sqlite3_prepare_v2(a->db, "SELECT number, name FROM named WHERE journal = ?1", -1, &stmt, NULL);

	if (code == SQLITE_OK) {
		sqlite3_bind_int64(stmt, 1, j->id);
		while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
			name = (const char *)sqlite3_column_text(stmt, 1);
			if (name)
				each(sqlite3_column_int64(stmt, 0), name, arg);
		}
	}
	sqlite3_finalize(stmt);
	return code == SQLITE_DONE ? 0 : archive_fail(a, code, "read the store");
}
