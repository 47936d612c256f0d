/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The store: an SQLite database that keeps the records of many journals. One process writes it, and others
 * read it at the same time. The man page NAME-store(5) describes the tables.
 *
 * All functions that can fail return 0 or a negative errno, with a text for people in archive_error().
 * Without libsqlite3, archive_open() returns -EOPNOTSUPP.
 */
#ifndef JOURNAL_ARCHIVE_H
#define JOURNAL_ARCHIVE_H

#include "journal/domain.h"
#include "journal/process.h"
#include "journal/record.h"
#include "nl/netlink.h"

/* Where `keep` keeps the journals of a machine. */
#define ARCHIVE_DEFAULT	"/var/lib/" TOOL_NAME "/journal.db"

#define ARCHIVE_NAME_MAX	256

struct archive;

enum archive_mode {
	ARCHIVE_READ,
	ARCHIVE_WRITE,		/* make the file if it does not exist */
	ARCHIVE_NEW,		/* refuse a file that exists */
};

/*
 * A journal in the store.
 *
 * @boot: the boot id of the machine, as text
 * @boot_time: when the machine started, real time in ns
 * @netns: the inode of the network namespace
 * @name: its name, or ""
 * @host: it is the initial network namespace of its machine
 * @last, @last_time: sequence number and time of the last record
 */
struct archive_journal {
	int64_t id;
	uint64_t instance;
	char boot[40];
	char machine[ARCHIVE_NAME_MAX];
	int64_t boot_time;
	uint64_t netns;
	char name[ARCHIVE_NAME_MAX];
	bool host;
	uint64_t last;
	int64_t last_time;
};

int archive_open(struct archive **a, const char *path, enum archive_mode mode);
/* @a may be NULL. */
void archive_close(struct archive *a);
/* Returns the text of the last error. After archive_open() has failed, @a may be NULL. */
const char *archive_error(const struct archive *a);
/* Returns whether the error means that the file is no usable store and must be replaced. */
bool archive_is_damaged(int err);

/*
 * Reads the journals, in the order in which they began. The caller frees the array, which is NULL if
 * there is none.
 */
int archive_journals(struct archive *a, struct archive_journal **list, size_t *n);

/* What archive_expire() has removed. @processes: processes, too, which must be added again if they make records */
struct archive_expired {
	unsigned int records;
	bool processes;
};

enum archive_scope {
	ARCHIVE_ALL,
	ARCHIVE_EXACT,		/* the same range */
	ARCHIVE_INSIDE,		/* the range, and ranges inside it */
	ARCHIVE_AROUND,		/* the range, and ranges around it whose length is a power of 2 */
};

/* Some objects of one kind: those with one of these ranges, as domain_index() tells them. */
struct archive_range {
	size_t len;		/* of the bounds, in bytes */
	uint8_t low[DOMAIN_RANGE_MAX], high[DOMAIN_RANGE_MAX];
};

struct archive_narrow {
	enum archive_scope scope;
	uint32_t kind;
	size_t n;
	struct archive_range ranges[2];
};

/*
 * Hands out the records of @kinds (a mask) after the sequence number @after, and gaps, like
 * client_records(), but without a bookmark. Each message is like one of the kernel's. Sets @last to how far the
 * store has the journal. @narrow, if not NULL, leaves
 * out objects of its kind. No handler that runs for long holds up the writer of the store.
 */
int archive_records(struct archive *a, const struct archive_journal *j, uint64_t after, uint32_t kinds,
		    const struct archive_narrow *narrow, const struct netlink_handler *h, uint64_t *last);
/* Hands out the record @seq, like client_record(). Returns -ENOENT if it is not there. */
int archive_record(struct archive *a, const struct archive_journal *j, uint64_t seq,
		   const struct netlink_handler *h);
/* Returns the process @id, or NULL and sets errno: to ENOENT if the store does not have it. free() frees it. */
struct process *archive_process(struct archive *a, const struct archive_journal *j, uint64_t id);
/* Sets @seq to the last record before @time (real time in ns), or to 0. */
int archive_before(struct archive *a, const struct archive_journal *j, int64_t time, uint64_t *seq);
/* Sets @time to that of the record that has @n newer ones in the store; 0: there are not so many. */
int archive_back(struct archive *a, uint64_t n, int64_t *time);
/* Sets @oldest and @time to the number and the time of the oldest record of the journal; both 0: none. */
int archive_oldest(struct archive *a, const struct archive_journal *j, uint64_t *oldest, int64_t *time);
/* Copies into @name what the device @number was called when the journal began. Returns false if not known. */
bool archive_device(struct archive *a, const struct archive_journal *j, uint32_t number, char *name, size_t size);

/* Calls @each for the devices that were there when the journal began. */
int archive_devices(struct archive *a, const struct archive_journal *j,
		    void (*each)(uint32_t number, const char *name, void *arg), void *arg);

/* Writing. Between archive_begin() and archive_commit(), all or nothing is written. */
int archive_begin(struct archive *a);
int archive_commit(struct archive *a);
/* Makes one file of it that needs no other files beside it. Call it before archive_close(). */
int archive_finish(struct archive *a);
void archive_rollback(struct archive *a);

/*
 * Finds or adds the journal of @j->instance, and sets @j->id, @last and @last_time. The caller has filled
 * in the other members. The journal then stays in the store until archive_leave_journal(), even if all its
 * records go.
 */
int archive_add_journal(struct archive *a, struct archive_journal *j);
/* No more records of the journal come. @a may be NULL. */
int archive_leave_journal(struct archive *a, const struct archive_journal *j);
int archive_add_device(struct archive *a, const struct archive_journal *j, uint32_t number, const char *name);
/*
 * Adds a record or a gap, and moves @j->last. @index: what the domain says about it. A record that is
 * there already is not added again.
 */
int archive_add_record(struct archive *a, struct archive_journal *j, const struct record *rec,
		       const struct domain_index *index);
/* Says that the store has everything up to @j->last. Call it before the commit. */
int archive_move_journal(struct archive *a, const struct archive_journal *j);
int archive_add_process(struct archive *a, const struct archive_journal *j, const struct process *process);

/*
 * Limits. archive_limit() sets the size in bytes that the file and its log may have; 0: none.
 * archive_expire() removes up to @max of the oldest records, if they are older than @time (real time in
 * ns) or if the file is nearly as large as it may be. What nothing else in the store needs goes with them.
 */
int archive_limit(struct archive *a, uint64_t bytes);
int archive_expire(struct archive *a, int64_t time, unsigned int max, struct archive_expired *expired);

#endif
