// SPDX-License-Identifier: GPL-2.0
/*
 * What takes the place of the store in a program that was built without libsqlite3. archive_open() always
 * fails, so the other functions are only for the linker.
 */
#include <errno.h>

#include "journal/archive.h"

int archive_open(struct archive **a, const char *path, enum archive_mode mode)
{
	(void)path;
	(void)mode;
	*a = NULL;
	return -EOPNOTSUPP;
}

void archive_close(struct archive *a)
{
	(void)a;
}

const char *archive_error(const struct archive *a)
{
	(void)a;
	return "this " TOOL_NAME " was built without libsqlite3, so it can neither read nor write a store";
}

bool archive_is_damaged(int err)
{
	(void)err;
	return false;
}

int archive_journals(struct archive *a, struct archive_journal **list, size_t *n)
{
	(void)a;
	(void)list;
	(void)n;
	return -EOPNOTSUPP;
}

int archive_records(struct archive *a, const struct archive_journal *j, uint64_t after, uint32_t kinds,
		    const struct archive_narrow *narrow, const struct netlink_handler *h, uint64_t *last)
{
	(void)a;
	(void)j;
	(void)after;
	(void)kinds;
	(void)narrow;
	(void)h;
	(void)last;
	return -EOPNOTSUPP;
}

int archive_record(struct archive *a, const struct archive_journal *j, uint64_t seq,
		   const struct netlink_handler *h)
{
	(void)a;
	(void)j;
	(void)seq;
	(void)h;
	return -EOPNOTSUPP;
}

struct process *archive_process(struct archive *a, const struct archive_journal *j, uint64_t id)
{
	(void)a;
	(void)j;
	(void)id;
	errno = ENOENT;
	return NULL;
}

int archive_before(struct archive *a, const struct archive_journal *j, int64_t time, uint64_t *seq)
{
	(void)a;
	(void)j;
	(void)time;
	(void)seq;
	return -EOPNOTSUPP;
}

int archive_back(struct archive *a, uint64_t n, int64_t *time)
{
	(void)a;
	(void)n;
	(void)time;
	return -EOPNOTSUPP;
}

int archive_oldest(struct archive *a, const struct archive_journal *j, uint64_t *oldest, int64_t *time)
{
	(void)a;
	(void)j;
	(void)oldest;
	(void)time;
	return -EOPNOTSUPP;
}

bool archive_device(struct archive *a, const struct archive_journal *j, uint32_t number, char *name, size_t size)
{
	(void)a;
	(void)j;
	(void)number;
	(void)name;
	(void)size;
	return false;
}

int archive_devices(struct archive *a, const struct archive_journal *j,
		    void (*each)(uint32_t number, const char *name, void *arg), void *arg)
{
	(void)a;
	(void)j;
	(void)each;
	(void)arg;
	return -EOPNOTSUPP;
}

int archive_begin(struct archive *a)
{
	(void)a;
	return -EOPNOTSUPP;
}

int archive_commit(struct archive *a)
{
	(void)a;
	return -EOPNOTSUPP;
}

int archive_finish(struct archive *a)
{
	(void)a;
	return -EOPNOTSUPP;
}

void archive_rollback(struct archive *a)
{
	(void)a;
}

int archive_add_journal(struct archive *a, struct archive_journal *j)
{
	(void)a;
	(void)j;
	return -EOPNOTSUPP;
}

int archive_leave_journal(struct archive *a, const struct archive_journal *j)
{
	(void)a;
	(void)j;
	return -EOPNOTSUPP;
}

int archive_add_device(struct archive *a, const struct archive_journal *j, uint32_t number, const char *name)
{
	(void)a;
	(void)j;
	(void)number;
	(void)name;
	return -EOPNOTSUPP;
}

int archive_add_record(struct archive *a, struct archive_journal *j, const struct record *rec,
		       const struct domain_index *index)
{
	(void)a;
	(void)j;
	(void)rec;
	(void)index;
	return -EOPNOTSUPP;
}

int archive_move_journal(struct archive *a, const struct archive_journal *j)
{
	(void)a;
	(void)j;
	return -EOPNOTSUPP;
}

int archive_add_process(struct archive *a, const struct archive_journal *j, const struct process *process)
{
	(void)a;
	(void)j;
	(void)process;
	return -EOPNOTSUPP;
}

int archive_limit(struct archive *a, uint64_t bytes)
{
	(void)a;
	(void)bytes;
	return -EOPNOTSUPP;
}

int archive_expire(struct archive *a, int64_t time, unsigned int max, struct archive_expired *expired)
{
	(void)a;
	(void)time;
	(void)max;
	(void)expired;
	return -EOPNOTSUPP;
}
