// SPDX-License-Identifier: GPL-2.0
/* Opens the journals that a reader reads: those of the past, which a store has, and the kernel's. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/tool.h"
#include "journal/reader_past.h"

int reader_start(struct reader *r)
{
	int err = client_status(&r->client, &r->status, NULL, NULL);

	r->cursor.has_instance = true;
	r->cursor.instance = r->status.instance;
	r->cursor.seq = 0;
	return err;
}

static bool name_of_none(void *arg, uint32_t number, char *text, size_t size)
{
	(void)arg;
	(void)number;
	(void)text;
	(void)size;
	return false;
}

/* Opens the journal of the kernel. Without it, the past is enough. */
static int open_live(struct reader *r)
{
	int err = client_open(&r->client);

	if (err == -ENOENT && r->past.n) {
		complain("%s; only the store is read", r->client.genl.error);
		*r->client.genl.error = '\0';
		return 0;
	}
	if (err)
		return err;
	err = reader_start(r);
	if (err)
		client_close(&r->client);
	r->live = !err;
	/* Its devices are gone, and those of the present namespace are others. */
	if (r->client.ended)
		r->namer = name_of_none;
	return err;
}

int reader_open(struct reader *r, uint32_t kinds, struct domain *domain)
{
	struct netlink *genl = &r->client.genl;
	int err;

	r->kinds = kinds;
	r->handler = NULL;
	r->domain = domain;
	r->live = false;
	genl->sock = NULL;
	r->client.wait = -1;
	*genl->error = '\0';
	/* The store knows a namespace by its inode number, which another one can have by now. */
	if (r->wish.use == PAST_DEFAULT && client_reads_ended())
		r->wish.use = PAST_NONE;
	err = past_open(&r->past, &r->wish, genl->error, sizeof(genl->error));
	if (!err && !r->past.no_live)
		err = open_live(r);
	if (err) {
		past_close(&r->past);
		return err;
	}
	r->in_past = NULL;
	if (reader_journals(r))
		reader_enter(r, 0);
	return 0;
}

void reader_close(struct reader *r)
{
	domain_end(r->domain);
	client_close(&r->client);
	past_close(&r->past);
}

/* The last journal of the past can be the beginning of the kernel's. */
static bool has_live_alone(const struct reader *r)
{
	return r->live && !past_find(&r->past, r->status.instance);
}

/* Copies the text of an error of the store to where callers look for it. */
static int past_error(struct reader *r, int err)
{
	if (err < 0)
		snprintf(r->client.genl.error, sizeof(r->client.genl.error), "%s",
			 archive_error(r->past.archive));
	return err;
}

size_t reader_journals(const struct reader *r)
{
	return r->past.n + has_live_alone(r);
}

static bool name_in_past(void *arg, uint32_t number, char *text, size_t size)
{
	const struct reader *r = arg;

	return archive_device(r->past.archive, r->in_past, number, text, size);
}

static void enter_journal(struct reader *r, uint64_t instance)
{
	r->in_past = past_find(&r->past, instance);
	r->cursor = (struct cursor){ .has_instance = true, .instance = instance };
	/* The names of now are those of the kernel's journal, too. */
	if (r->in_past && !(r->live && instance == r->status.instance))
		domain_elsewhere(r->domain, name_in_past, r);
	else
		domain_elsewhere(r->domain, r->namer, r->namer_arg);
	r->followed = 0;
}

void reader_enter(struct reader *r, size_t i)
{
	enter_journal(r, i < r->past.n ? r->past.journals[i].instance : r->status.instance);
}

void reader_enter_last(struct reader *r)
{
	if (r->live)
		enter_journal(r, r->status.instance);
	else if (r->past.n)
		reader_enter(r, r->past.n - 1);
}

int reader_seek(struct reader *r, int64_t time)
{
	size_t i = 0;

	while (i + 1 < reader_journals(r) && r->past.journals[i].last_time < time)
		i++;
	if (!reader_journals(r))
		return 0;
	reader_enter(r, i);
	return reader_before(r, time, &r->cursor.seq);
}

int reader_before(const struct reader *r, int64_t time, uint64_t *seq)
{
	*seq = 0;
	return r->in_past ? archive_before(r->past.archive, r->in_past, time, seq) : 0;
}

int reader_back(struct reader *r, uint64_t n, bool *whole)
{
	int64_t time = 0;
	int err = r->past.n ? archive_back(r->past.archive, n, &time) : 0;

	*whole = !time;
	if (err)
		return past_error(r, err);
	if (time)
		return reader_seek(r, time);
	if (reader_journals(r))
		reader_enter(r, 0);
	return 0;
}

bool reader_goto(struct reader *r, const struct cursor *cursor)
{
	if (cursor->has_instance && !past_find(&r->past, cursor->instance) &&
	    !(r->live && cursor->instance == r->status.instance))
		return false;
	if (cursor->has_instance)
		enter_journal(r, cursor->instance);
	else
		reader_enter_last(r);
	r->cursor.seq = cursor->seq;
	return true;
}

bool reader_is_live(const struct reader *r)
{
	return r->live && r->cursor.instance == r->status.instance;
}

/* What the handlers of the records of the past return is no error of the store. */
struct handed {
	const struct netlink_handler *to;
	int result;
};

static int hand_message(const struct nlmsghdr *nlh, void *arg)
{
	struct handed *h = arg;

	h->result = h->to->message(nlh, h->to->arg);
	return h->result;
}

static int hand_batch(void *arg)
{
	struct handed *h = arg;

	h->result = h->to->batch ? h->to->batch(h->to->arg) : 0;
	return h->result;
}

/* Hands out what the store has of the journal that the cursor is in. Moves @after to its end. */
static int read_past(struct reader *r, uint64_t *after, uint32_t kinds, const struct netlink_handler *handler)
{
	struct handed h = { .to = handler };
	const struct netlink_handler through = { .message = hand_message, .batch = hand_batch, .arg = &h };
	uint64_t last = 0;
	int err = archive_records(r->past.archive, r->in_past, *after, kinds, &r->narrow, &through, &last);

	if (err)
		return h.result ? h.result : past_error(r, err);
	if (last > *after)
		*after = last;
	return 0;
}

int reader_records(struct reader *r, struct client *c, uint64_t after, uint32_t kinds,
		   const struct netlink_handler *h)
{
	int err = r->in_past ? read_past(r, &after, kinds, h) : 0;

	if (err || (r->in_past && !reader_is_live(r)))
		return err;
	return client_records(c, r->cursor.instance, after, kinds, h);
}

int reader_record(struct reader *r, uint64_t seq, int (*message)(const struct nlmsghdr *nlh, void *arg), void *arg)
{
	const struct netlink_handler h = { .message = message, .arg = arg };
	struct handed handed = { .to = &h };
	const struct netlink_handler through = { .message = hand_message, .arg = &handed };
	int err = -ENOENT;

	if (r->in_past)
		err = archive_record(r->past.archive, r->in_past, seq, &through);
	if (handed.result)
		return handed.result;
	if (err == -ENOENT && reader_is_live(r))
		return client_record(&r->client, r->cursor.instance, seq, message, arg);
	if (err == -ENOENT)
		snprintf(r->client.genl.error, sizeof(r->client.genl.error), "the store has no record #%llu",
			 (unsigned long long)seq);
	else if (err)
		past_error(r, err);
	return err;
}
