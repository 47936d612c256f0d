// SPDX-License-Identifier: GPL-2.0
/*
 * Reads the journal once, or follows it.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/tool.h"
#include "journal/reader.h"

/*
 * After this many records a follower forgets what it has learned and learns it from the
 * journal again. Otherwise the memory would grow, because it also remembers devices
 * that are gone.
 */
#define LEARN_AGAIN	(1 << 20)

static int start_reading(struct reader *r)
{
	int err = client_status(&r->client, &r->status, NULL, NULL);

	r->cursor.has_instance = true;
	r->cursor.instance = r->status.instance;
	r->cursor.seq = 0;
	return err;
}

int reader_open(struct reader *r, uint32_t kinds, struct domain *domain)
{
	int err;

	r->kinds = kinds;
	r->handler = NULL;
	r->domain = domain;
	err = client_open(&r->client);
	if (err)
		return err;
	err = start_reading(r);
	if (err)
		reader_close(r);
	return err;
}

void reader_close(struct reader *r)
{
	client_close(&r->client);
}

static int take_learn(const struct nlmsghdr *nlh, void *arg)
{
	struct reader *r = arg;
	struct record rec;
	int err = record_parse(&rec, genl_attrs(nlh), genl_attrs_len(nlh));

	if (!err && rec.message)
		domain_learn(r->domain, &rec);
	return err;
}

int reader_learn(struct reader *r)
{
	const struct netlink_handler h = { .message = take_learn, .arg = r };
	uint32_t kinds = domain_context(r->kinds);

	if (!kinds)
		return 0;
	return client_records(&r->client, r->cursor.instance, 0, kinds, &h);
}

static int take_record(const struct nlmsghdr *nlh, void *arg)
{
	struct reader *r = arg;
	struct record rec;
	int err = record_parse(&rec, genl_attrs(nlh), genl_attrs_len(nlh));

	if (err) {
		snprintf(r->client.genl.error, sizeof(r->client.genl.error),
			 "the record after #%llu does not match the specification",
			 (unsigned long long)r->cursor.seq);
		return err;
	}
	if (rec.message)
		domain_learn(r->domain, &rec);
	if (!rec.is_bookmark && r->kinds & 1u << (rec.kind & 31))
		err = r->handler->record(&rec, r->handler->arg);
	/* A gap can reach beyond records that follow it. */
	if (!err && !rec.is_gap)
		r->cursor.seq = rec.seq;
	if (!err && tool_stop)
		err = -EINTR;
	return err;
}

static int take_batch(void *arg)
{
	struct reader *r = arg;

	return r->handler->batch(&r->cursor, r->handler->arg);
}

int reader_catch_up(struct reader *r)
{
	const struct netlink_handler h = {
		.message = take_record, .batch = take_batch, .arg = r,
	};

	return client_records(&r->client, r->cursor.instance, r->cursor.seq,
			      r->kinds | domain_context(r->kinds), &h);
}

void reader_reloaded_gap(struct record *rec, const struct cursor *old)
{
	memset(rec, 0, sizeof(*rec));
	rec->is_gap = true;
	rec->gap.first = old->seq + 1;
	rec->gap.last = UINT64_MAX;
	rec->gap.reason = READER_RELOADED;
}

/* Returns whether the error means that the journal or the module is gone. */
static bool is_gone(int err)
{
	return err == -ENOENT || err == -ESTALE || err == -EPROTONOSUPPORT;
}

/*
 * Finds the family again, if it exists. Reports a new instance as a gap, because
 * the last records of the old journal may not have been read.
 */
static int reopen_journal(struct reader *r, bool *loaded)
{
	const struct cursor old = r->cursor;
	struct record gap;
	/* Somebody unloaded the module, so do not make the kernel load it again. */
	int err = client_resolve(&r->client, false);

	if (!err)
		err = client_listen(&r->client, r->kinds | domain_context(r->kinds));
	if (!err)
		err = start_reading(r);
	/* The module may be unloaded again by now. */
	if (is_gone(err)) {
		if (*loaded)
			complain("the module was unloaded; waiting until it is loaded again");
		*loaded = false;
		r->cursor = old;
		return 0;
	}
	if (err)
		return err;
	*loaded = true;
	if (r->cursor.instance == old.instance) {
		r->cursor = old;
		return 0;
	}
	reader_reloaded_gap(&gap, &old);
	err = r->handler->record(&gap, r->handler->arg);
	domain_forget(r->domain);
	if (!err)
		err = reader_learn(r);
	return is_gone(err) ? 0 : err;
}

int reader_follow(struct reader *r)
{
	int err = client_listen(&r->client, r->kinds | domain_context(r->kinds));
	uint64_t learned = r->cursor.seq;
	bool loaded = true, gone;

	while (!err) {
		err = reader_catch_up(r);
		/* The numbers are unsigned, so this also holds when another journal has begun. */
		if (!err && r->cursor.seq - learned > LEARN_AGAIN) {
			domain_forget(r->domain);
			err = reader_learn(r);
			learned = r->cursor.seq;
		}
		gone = is_gone(err);
		if (gone)
			err = reopen_journal(r, &loaded);
		if (!err && !(gone && loaded))
			err = client_wait(&r->client);
	}
	return err;
}
