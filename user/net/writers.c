// SPDX-License-Identifier: GPL-2.0
/* Keeps the last record of each object. */
#include <errno.h>
#include <stdlib.h>

#include "base/store.h"
#include "net/idmap.h"
#include "net/writers.h"

/*
 * If @path is 0, this is the last record with this identity. Otherwise it is the last record
 * that made a route with this path.
 */
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

int writers_add(struct writers *w, const struct record *rec,
		const struct event *ev)
{
	struct nlattr *attrs = store_add(&w->records, rec->attrs, rec->len);
	uint32_t path = event_path(ev);
	struct identity id;
	int err;

	if (!attrs)
		return -ENOMEM;
	identity_of(&id, ev);
	err = set_writer(w, &id, 0, attrs, rec->len);
	if (!err && path && !ev->del)
		err = set_writer(w, &id, path, attrs, rec->len);
	return err;
}

bool writers_find(const struct writers *w, const struct event *ev,
		  struct record *rec)
{
	uint32_t path = event_path(ev);
	const struct writer *writer;
	struct identity id;

	identity_of(&id, ev);
	writer = find_writer(w, &id, path);
	if (!writer && path)
		writer = find_writer(w, &id, 0);
	return writer && !record_parse(rec, writer->attrs, writer->len);
}
