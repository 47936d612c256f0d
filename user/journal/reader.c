// SPDX-License-Identifier: GPL-2.0
/*
 * Reads the journal once, or follows it.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/timeparse.h"
#include "base/tool.h"
#include "journal/payload.h"
#include "journal/reader_past.h"
#include "nl/nla.h"

/*
 * After this many records a follower forgets what it has learned and learns it from the
 * journal again. Otherwise the memory would grow, because it also remembers devices
 * that are gone.
 */
#define LEARN_AGAIN	(1 << 20)

/*
 * A store can have so many records that it would take long to read them all for the states before one. Older
 * states than this many records stay unknown.
 */
#define FORMER_MAX	(1 << 18)

static int take_learn(const struct nlmsghdr *nlh, void *arg)
{
	struct reader *r = arg;
	struct record rec;
	int err = record_parse(&rec, genl_attrs(nlh), genl_attrs_len(nlh));

	if (!err && (rec.message || rec.is_gap))
		domain_learn(r->domain, &rec);
	return err;
}

int reader_learn(struct reader *r)
{
	const struct netlink_handler h = { .message = take_learn, .arg = r };
	uint32_t kinds = domain_context(r->kinds);

	if (!kinds)
		return 0;
	return reader_records(r, &r->client, 0, kinds, &h);
}

/* The records of a kind before @seq, from which the domain learns states. */
struct former {
	struct domain *domain;
	uint64_t seq;
};

/* Ends the reading at the record @f->seq. */
static int take_former(const struct nlmsghdr *nlh, void *arg)
{
	struct former *f = arg;
	struct record rec;
	int err = record_parse(&rec, genl_attrs(nlh), genl_attrs_len(nlh));

	if (err)
		return err;
	if (!rec.is_gap && rec.seq >= f->seq)
		return 1;
	return rec.message ? domain_follow(f->domain, &rec) : 0;
}

/* Reads over a socket of its own, because the reader's is in the middle of a dump. */
static int read_former(struct reader *r, const struct record *rec)
{
	struct former f = { r->domain, rec->seq };
	uint64_t after = r->in_past && rec->seq > FORMER_MAX ? rec->seq - FORMER_MAX : 0;
	const struct netlink_handler h = { .message = take_former, .arg = &f };
	struct client *c;
	int err;

	if (r->in_past && !reader_is_live(r))
		return reader_records(r, NULL, after, 1u << rec->kind, &h);
	c = calloc(1, sizeof(*c));
	err = c ? client_open(c) : -ENOMEM;
	if (!err) {
		err = reader_records(r, c, after, 1u << rec->kind, &h);
		client_close(c);
	}
	free(c);
	return err;
}

int reader_follow_kind(struct reader *r, struct record *rec)
{
	uint32_t kind = 1u << (rec->kind & 31);
	int err;

	if (r->followed & kind)
		return 0;
	/* If the older records cannot be read, the older states stay unknown. */
	err = read_former(r, rec);
	if (err == -ENOMEM)
		return err;
	r->followed |= kind;
	return domain_follow(r->domain, rec);
}

/* Hands out @rec, if it is of the kinds to read, and moves the cursor. */
static int hand_out(struct reader *r, struct record *rec)
{
	int err = 0;

	if (rec->message || rec->is_gap)
		domain_learn(r->domain, rec);
	if (rec->message && r->followed & 1u << (rec->kind & 31))
		err = domain_follow(r->domain, rec);
	if (err)
		return err;
	if (!rec->is_bookmark && r->kinds & 1u << (rec->kind & 31))
		err = r->handler->record(rec, r->handler->arg);
	/* A gap can reach beyond records that follow it. */
	if (!err && !rec->is_gap)
		r->cursor.seq = rec->seq;
	if (!err && tool_stop)
		err = -EINTR;
	return err;
}

/* How the kernel begins a record, but no gap. */
struct record_head {
	struct nlattr kind_attr;
	uint32_t kind;
	struct nlattr seq_attr;
	uint64_t seq;
	struct nlattr prev_seq_attr;
	uint64_t prev_seq;
	struct nlattr time_attr;
	uint64_t time;
	struct nlattr boot_time_attr;
	uint64_t boot_time;
} __attribute__((packed));

/* Returns whether an attribute of this type and size begins at @at. The compiler makes one comparison of it. */
static inline bool is_attr(const void *at, uint16_t type, size_t size)
{
	const struct nlattr usual = { NLA_HDRLEN + size, type };

	return !memcmp(at, &usual, sizeof(usual));
}

#define IS_USUAL(head, member, type) is_attr(&(head)->member##_attr, type, sizeof((head)->member))

/* Returns how the record begins, or NULL if the kind and the number are not where they usually are. */
static inline const struct record_head *record_head(const struct nlmsghdr *nlh)
{
	const struct record_head *head = (const void *)genl_attrs(nlh);

	if (genl_attrs_len(nlh) < (int)sizeof(*head) || !IS_USUAL(head, kind, NETJOURNAL_A_RECORD_KIND) ||
	    !IS_USUAL(head, seq, NETJOURNAL_A_RECORD_SEQ))
		return NULL;
	return head;
}

/* Returns the message of the record, or NULL if it has none or does not begin as usual. */
static inline const struct nlattr *head_message(const struct record_head *head, const struct nlmsghdr *nlh)
{
	const struct nlattr *nla = (const void *)(head + 1);
	int rem = genl_attrs_len(nlh) - sizeof(*head);

	if (!IS_USUAL(head, prev_seq, NETJOURNAL_A_RECORD_PREV_SEQ) || !IS_USUAL(head, time, NETJOURNAL_A_RECORD_TIME) ||
	    !IS_USUAL(head, boot_time, NETJOURNAL_A_RECORD_BOOT_TIME))
		return NULL;
	for (; nla_here(nla, rem); nla = nla_after(nla, &rem))
		if (nla_kind(nla) == RECORD_PAYLOAD)
			return nla;
	return NULL;
}

/* Looks for the word of the mark in what was received, from @from on. */
static void look_ahead(struct reader *r, const char *from)
{
	const size_t words = (r->part_end - from) / sizeof(r->mark.word);
	const wchar_t *found = wmemchr((const wchar_t *)from, (wchar_t)r->mark.word, words);

	_Static_assert(sizeof(wchar_t) == sizeof(r->mark.word), "wmemchr() compares words");
	r->unmarked_end = found ? (const char *)found : r->part_end;
}

/* A part of a dump has come. To look for the word in all of it at once is cheaper than in each record. */
static void begin_part(const void *buf, int len, void *arg)
{
	struct reader *r = arg;

	if (!r->mark.kind)
		return;
	r->part_end = (const char *)buf + len;
	look_ahead(r, buf);
}

/* If the record is not of interest, moves the cursor after it and returns true. See struct reader_mark. */
static bool skip_record(struct reader *r, const struct nlmsghdr *nlh)
{
	const char *end = (const char *)nlh + NLMSG_ALIGN(nlh->nlmsg_len);
	const struct record_head *head;

	if (end > r->unmarked_end) {
		if (end < r->part_end)
			look_ahead(r, end);
		return false;
	}
	head = record_head(nlh);
	if (!head || head->kind != r->mark.kind)
		return false;
	r->cursor.seq = head->seq;
	return true;
}

/* Offers the record to the handler before it is parsed. Returns whether the handler took it. */
static bool take_quickly(struct reader *r, const struct nlmsghdr *nlh, int *err)
{
	const struct record_head *head = record_head(nlh);
	const struct nlattr *message = head ? head_message(head, nlh) : NULL;
	struct record *rec = &r->glance;

	if (!message || r->followed & 1u << (head->kind & 31))
		return false;
	rec->attrs = genl_attrs(nlh);
	rec->len = genl_attrs_len(nlh);
	rec->kind = head->kind;
	rec->seq = head->seq;
	rec->prev_seq = head->prev_seq;
	rec->message = nla_bytes(message);
	rec->message_len = nla_size(message);
	if (!r->handler->quick(rec, r->handler->arg, err))
		return false;
	r->cursor.seq = rec->seq;
	if (tool_stop && !*err)
		*err = -EINTR;
	return true;
}

static int parse_record(struct reader *r, const struct nlmsghdr *nlh)
{
	struct record rec;
	int err = record_parse(&rec, genl_attrs(nlh), genl_attrs_len(nlh));

	if (!err)
		return hand_out(r, &rec);
	snprintf(r->client.genl.error, sizeof(r->client.genl.error),
		 "the record after #%llu does not match the specification",
		 (unsigned long long)r->cursor.seq);
	return err;
}

static int take_record(const struct nlmsghdr *nlh, void *arg)
{
	struct reader *r = arg;
	int err = 0;

	if (r->mark.kind && skip_record(r, nlh))
		return tool_stop ? -EINTR : 0;
	if (r->quick && take_quickly(r, nlh, &err))
		return err;
	return parse_record(r, nlh);
}

static int take_batch(void *arg)
{
	struct reader *r = arg;

	r->part_end = NULL;
	r->unmarked_end = NULL;
	return r->handler->batch ? r->handler->batch(&r->cursor, r->handler->arg) : 0;
}

/* Returns the kinds that are read, with those that the domain needs to understand them. */
static uint32_t followed_kinds(const struct reader *r)
{
	return r->kinds | domain_context(r->kinds);
}

void reader_reloaded_gap(struct record *rec, const struct cursor *old, const char *note)
{
	static struct nl_msg *msg;
	struct nlattr *nest;

	nlmsg_free(msg);
	msg = nlmsg_alloc_simple(0, 0);
	memset(rec, 0, sizeof(*rec));
	if (msg) {
		nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_GAP | NLA_F_NESTED);
		nla_put_u64(msg, NETJOURNAL_A_GAP_FIRST, old->seq + 1);
		nla_put_u64(msg, NETJOURNAL_A_GAP_LAST, UINT64_MAX);
		nla_put_u32(msg, NETJOURNAL_A_GAP_REASON, READER_RELOADED);
		nla_nest_end(msg, nest);
		if (old->has_instance)
			nla_put_u64(msg, NETJOURNAL_A_RECORD_INSTANCE, old->instance);
		if (note && *note)
			nla_put_string(msg, NETJOURNAL_A_RECORD_NOTE, note);
		record_parse(rec, nlmsg_attrdata(nlmsg_hdr(msg), 0), nlmsg_attrlen(nlmsg_hdr(msg), 0));
	}
	rec->is_gap = true;
}

/* Returns whether the error means that the journal or the module is gone. */
static bool is_gone(int err)
{
	return err == -ENOENT || err == -ESTALE || err == -EPROTONOSUPPORT;
}

/* Finds the family again, if it exists, and moves to the start of its journal. */
static int find_journal(struct reader *r)
{
	/* Somebody unloaded the module, so do not make the kernel load it again. */
	int err = client_resolve(&r->client, false);

	if (err)
		return err;
	err = client_listen(&r->client, followed_kinds(r));
	return err ? err : reader_start(r);
}

static void forget_all(struct reader *r)
{
	domain_forget(r->domain);
	r->followed = 0;
}

/* Says in @r->heading which boot begins, if it is another one than that of @old. */
static void describe_journal(struct reader *r, const struct archive_journal *old)
{
	struct time_text time = { 0 };

	*r->heading = '\0';
	if (!r->in_past) {
		snprintf(r->heading, sizeof(r->heading), "the present journal");
		return;
	}
	if (old && !strcmp(old->boot, r->in_past->boot))
		return;
	time_text_set(&time, r->in_past->boot_time);
	snprintf(r->heading, sizeof(r->heading), "boot %.8s of %s %s", r->in_past->boot, time.date, time.clock);
}

/*
 * Goes over from the journal of @old to another one. Reports that as a gap, because the last
 * records of the old journal may not have been read.
 */
static int switch_journal(struct reader *r, const struct cursor *old)
{
	struct record gap;
	int err;

	reader_reloaded_gap(&gap, old, r->heading);
	err = r->handler->record(&gap, r->handler->arg);
	forget_all(r);
	if (!err)
		err = reader_learn(r);
	return is_gone(err) ? 0 : err;
}

/* Goes on with the journal that began after the one of the cursor. Returns 1, or 0 if it was the last. */
static int next_journal(struct reader *r)
{
	struct cursor old = r->cursor;
	size_t n = reader_journals(r), i;
	int err;

	if (!r->in_past || r->single)
		return 0;
	/* The store also has records of it that nobody asked for. */
	if (old.seq < r->in_past->last)
		old.seq = r->in_past->last;
	i = r->in_past - r->past.journals + 1;
	if (i >= n)
		return 0;
	reader_enter(r, i);
	describe_journal(r, past_find(&r->past, old.instance));
	err = switch_journal(r, &old);
	*r->heading = '\0';
	return err ? err : 1;
}

int reader_catch_up(struct reader *r)
{
	const struct netlink_handler h = {
		.part = begin_part, .message = take_record, .batch = take_batch, .arg = r,
	};
	int err = 1;

	while (err == 1) {
		err = reader_records(r, &r->client, r->cursor.seq, followed_kinds(r), &h);
		if (!err && r->in_past && !reader_is_live(r))
			err = take_batch(r);
		if (!err)
			err = next_journal(r);
	}
	return err;
}

/* Goes on with the journal after the module was loaded again, if it was. */
static int reopen_journal(struct reader *r)
{
	const struct cursor old = r->cursor;
	int err = find_journal(r);

	/* The module may be unloaded again by now. */
	if (is_gone(err)) {
		if (r->loaded)
			complain("the module was unloaded; waiting until it is loaded again");
		r->loaded = false;
		r->cursor = old;
		return 0;
	}
	if (err)
		return err;
	r->loaded = true;
	if (r->cursor.instance != old.instance)
		return switch_journal(r, &old);
	r->cursor = old;
	return 0;
}

/*
 * Returns whether @rec is the first record of the followed kinds after the cursor.
 *
 * If the number is the next of all, nothing is missing. Otherwise the numbers between are of
 * kinds that are not followed, or their notifications were lost. For the record's own kind,
 * prev_seq shows which of the two it is. If a notification of another kind was lost, the socket
 * has reported an error by now, because the kernel sends the notifications of all kinds in the
 * order of their numbers, and reports a loss before it sends the next one.
 */
static bool is_next(const struct reader *r, const struct record *rec)
{
	if (rec->seq == r->cursor.seq + 1)
		return true;
	return followed_kinds(r) != RECORD_ALL_KINDS && rec->prev_seq <= r->cursor.seq &&
	       !notices_lost(nl_socket_get_fd(r->client.bell));
}

/*
 * Takes a notification. Clears @r->in_sequence if only the journal can tell what comes
 * next: after a gap, a loss, or when a family appears or disappears.
 */
static int take_notice(struct reader *r, const struct nlmsghdr *nlh)
{
	struct record rec;

	r->in_sequence = nlh->nlmsg_type == r->client.family &&
			 !record_parse(&rec, genl_attrs(nlh), genl_attrs_len(nlh)) &&
			 !rec.is_gap && rec.instance == r->cursor.instance;
	/* A dump may have read it already. */
	if (!r->in_sequence || rec.seq <= r->cursor.seq)
		return 0;
	r->in_sequence = is_next(r, &rec);
	return r->in_sequence ? hand_out(r, &rec) : 0;
}

/* The numbers are unsigned, so this also holds when another journal has begun. */
static bool must_learn_again(const struct reader *r)
{
	return r->cursor.seq - r->learned > LEARN_AGAIN;
}

static int learn_again(struct reader *r)
{
	forget_all(r);
	r->learned = r->cursor.seq;
	return reader_learn(r);
}

/* Takes the notifications that are there. */
static int take_notices(struct reader *r)
{
	int n = notices_receive(&r->notices, nl_socket_get_fd(r->client.bell));
	const struct nlmsghdr *nlh;
	int i, err = 0;

	r->in_sequence = n >= 0;
	for (i = 0; i < n && !err && r->in_sequence; i++) {
		nlh = notices_get(&r->notices, i);
		if (nlh)
			err = take_notice(r, nlh);
	}
	if (must_learn_again(r))
		r->in_sequence = false;
	return err ? err : take_batch(r);
}

/*
 * Reads the journal, and finds it again if it is gone. After a loss the kernel drops
 * notifications without another error until the socket is empty. So only a dump that
 * begins after that moment makes sure that every later record is notified.
 */
static int resume_sequence(struct reader *r)
{
	bool was_empty, gone;
	int err;

	do {
		was_empty = notices_drop(&r->notices, nl_socket_get_fd(r->client.bell));
		err = reader_catch_up(r);
		if (!err && must_learn_again(r))
			err = learn_again(r);
		gone = is_gone(err);
		if (gone)
			err = reopen_journal(r);
	} while (!err && gone && r->loaded);
	r->in_sequence = !gone && was_empty;
	return err;
}

/* Catches up with the journal if that is needed, waits, and takes what has come. */
static int follow_once(struct reader *r)
{
	int err;

	if (!r->in_sequence) {
		err = resume_sequence(r);
		if (err)
			return err;
	}
	err = client_wait(&r->client);
	if (err || !r->in_sequence)
		return err;
	return take_notices(r);
}

int reader_listen(struct reader *r)
{
	int err = client_listen(&r->client, followed_kinds(r));

	r->in_sequence = false;
	r->loaded = true;
	r->learned = r->cursor.seq;
	return err;
}

int reader_file(const struct reader *r)
{
	return nl_socket_get_fd(r->client.bell);
}

bool reader_is_behind(const struct reader *r)
{
	return !r->in_sequence && r->loaded;
}

int reader_continue(struct reader *r)
{
	int err = r->in_sequence ? take_notices(r) : 0;

	return err || r->in_sequence ? err : resume_sequence(r);
}

void reader_go_back(struct reader *r, uint64_t seq)
{
	r->cursor.seq = seq;
	r->in_sequence = false;
}

int reader_follow(struct reader *r)
{
	int err = reader_listen(r);

	while (!err)
		err = follow_once(r);
	return err;
}
