// SPDX-License-Identifier: GPL-2.0
/* Keeps the last record of each object. */
#include <errno.h>
#include <stdlib.h>

#include "base/store.h"
#include "net/cause.h"
#include "net/idmap.h"
#include "net/multipath.h"
#include "net/writers.h"

/* path_of() tells routes with the same identity apart. */
struct writer {
	struct idmap_node node;
	uint32_t path;
	const struct nlattr *attrs;
	int len;
};

struct writers {
	struct store records;
	struct idmap map;
};

struct writers *writers_new(void)
{
	return calloc(1, sizeof(struct writers));
}

static void free_writer(struct idmap_node *node, void *arg)
{
	(void)arg;
	free(node);
}

void writers_free(struct writers *w)
{
	if (!w)
		return;
	idmap_drop(&w->map, free_writer, NULL);
	store_drop(&w->records);
	free(w);
}

/* The path of all IPv6 routes that can join others, because joining changes their path. */
#define JOINED	1

static uint32_t path_of(const struct event *ev)
{
	return multipath_joins(ev) ? JOINED : event_path(ev);
}

static struct writer *find_writer(const struct writers *w,
				  const struct identity *id, uint32_t path)
{
	struct writer *writer = (struct writer *)idmap_find(&w->map, id);

	while (writer && writer->path != path)
		writer = (struct writer *)idmap_next(&writer->node);
	return writer;
}

static int set_writer(struct writers *w, const struct identity *id,
		      uint32_t path, const struct nlattr *attrs, int len)
{
	struct writer *writer = find_writer(w, id, path);

	if (!writer) {
		writer = calloc(1, sizeof(*writer));
		if (!writer || idmap_add(&w->map, &writer->node, id, false)) {
			free(writer);
			return -ENOMEM;
		}
		writer->path = path;
	}
	writer->attrs = attrs;
	writer->len = len;
	return 0;
}

/* Returns whether the writer is known that asked for what the record finishes. */
static bool has_asker(const struct writers *w, const struct identity *id,
		      const struct record *rec, const struct event *ev)
{
	const struct writer *writer = find_writer(w, id, path_of(ev));
	struct record asked;
	struct cause cause;

	return writer && cause_is_dad(rec) && cause_of(rec, &cause) &&
	       !record_parse(&asked, writer->attrs, writer->len) &&
	       asked.seq >= cause.seq;
}

/* A record in hand. @attrs: the copy of it, which all its objects share; NULL: not made yet. */
struct written {
	struct writers *writers;
	const struct record *rec;
	const struct nlattr *attrs;
};

static int write_object(const struct event *ev, void *arg)
{
	struct written *m = arg;
	struct identity id;

	identity_of(&id, ev);
	if (has_asker(m->writers, &id, m->rec, ev))
		return 0;
	if (!m->attrs)
		m->attrs = store_add(&m->writers->records, m->rec->attrs, m->rec->len);
	return m->attrs ? set_writer(m->writers, &id, path_of(ev), m->attrs, m->rec->len) : -ENOMEM;
}

int writers_add(struct writers *w, const struct record *rec,
		const struct event *ev)
{
	struct written m = { .writers = w, .rec = rec };

	return event_each(ev, write_object, &m);
}

bool writers_find(const struct writers *w, const struct event *ev,
		  struct record *rec)
{
	const struct writer *writer;
	struct identity id;

	identity_of(&id, ev);
	writer = find_writer(w, &id, path_of(ev));
	return writer && !record_parse(rec, writer->attrs, writer->len);
}
