// SPDX-License-Identifier: GPL-2.0
/* The last record of each object, in a hash table that grows. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "identity.h"
#include "store.h"
#include "writers.h"

#define BUCKETS_MIN	1024	/* a power of two */

/*
 * With @path 0 it is the last record of all with this identity; else the last
 * one that made a route which leads there.
 */
struct writer {
	struct writer *next;
	struct identity id;
	uint32_t path;
	const struct nlattr *attrs;
	int len;
};

struct writers {
	struct store records;
	struct writer **buckets;
	size_t n_buckets, n;
};

struct writers *writers_new(void)
{
	struct writers *w = calloc(1, sizeof(*w));

	if (!w)
		return NULL;
	w->n_buckets = BUCKETS_MIN;
	w->buckets = calloc(w->n_buckets, sizeof(*w->buckets));
	if (!w->buckets) {
		free(w);
		return NULL;
	}
	return w;
}

void writers_free(struct writers *w)
{
	struct writer *writer;
	size_t i;

	if (!w)
		return;
	for (i = 0; i < w->n_buckets; i++) {
		while ((writer = w->buckets[i])) {
			w->buckets[i] = writer->next;
			free(writer);
		}
	}
	free(w->buckets);
	store_drop(&w->records);
	free(w);
}

static struct writer **bucket(const struct writers *w,
			      const struct identity *id, uint32_t path)
{
	return &w->buckets[(identity_hash(id) ^ path) & (w->n_buckets - 1)];
}

static struct writer *find(const struct writers *w, const struct identity *id,
			   uint32_t path)
{
	struct writer *writer = *bucket(w, id, path);

	while (writer && (writer->path != path ||
			  !identity_same(&writer->id, id)))
		writer = writer->next;
	return writer;
}

/* Without memory for it the table stays as it is, and is slow. */
static void grow(struct writers *w)
{
	struct writers more = { .n_buckets = 2 * w->n_buckets };
	struct writer *writer, **at;
	size_t i;

	more.buckets = calloc(more.n_buckets, sizeof(*more.buckets));
	if (!more.buckets)
		return;
	for (i = 0; i < w->n_buckets; i++) {
		while ((writer = w->buckets[i])) {
			w->buckets[i] = writer->next;
			at = bucket(&more, &writer->id, writer->path);
			writer->next = *at;
			*at = writer;
		}
	}
	free(w->buckets);
	w->buckets = more.buckets;
	w->n_buckets = more.n_buckets;
}

static int set(struct writers *w, const struct identity *id, uint32_t path,
	       const struct nlattr *attrs, int len)
{
	struct writer *writer = find(w, id, path), **at;

	if (!writer) {
		if (w->n >= w->n_buckets)
			grow(w);
		writer = calloc(1, sizeof(*writer));
		if (!writer)
			return -ENOMEM;
		writer->id = *id;
		writer->path = path;
		at = bucket(w, id, path);
		writer->next = *at;
		*at = writer;
		w->n++;
	}
	writer->attrs = attrs;
	writer->len = len;
	return 0;
}

int writers_add(struct writers *w, const struct record *rec)
{
	struct nlattr *attrs;
	struct identity id;
	struct event ev;
	uint32_t path;
	int err;

	if (event_parse(&ev, rec->message, rec->message_len))
		return 0;
	attrs = store_add(&w->records, rec->attrs, rec->len);
	if (!attrs)
		return -ENOMEM;
	identity_of(&id, &ev);
	path = event_path(&ev);
	err = set(w, &id, 0, attrs, rec->len);
	if (!err && path && !ev.del)
		err = set(w, &id, path, attrs, rec->len);
	return err;
}

bool writers_find(const struct writers *w, const struct event *ev,
		  struct record *rec)
{
	uint32_t path = event_path(ev);
	const struct writer *writer;
	struct identity id;

	identity_of(&id, ev);
	writer = find(w, &id, path);
	if (!writer && path)
		writer = find(w, &id, 0);
	return writer && !record_parse(rec, writer->attrs, writer->len);
}
