// SPDX-License-Identifier: GPL-2.0
/* Plans the commands that undo records. See undo.h. */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "decode/kind.h"
#include "net/birth.h"
#include "net/listing.h"
#include "net/pause.h"
#include "net/undo.h"

static int fail(struct undo *u, int err, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

static int fail(struct undo *u, int err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(u->error, sizeof(u->error), fmt, ap);
	va_end(ap);
	return err;
}

/* The answer. */

static void *grow(void *list, size_t n, size_t *max, size_t size)
{
	size_t more = *max ? 2 * *max : 32;

	if (n < *max)
		return list;
	list = reallocarray(list, more, size);
	if (list)
		*max = more;
	return list;
}

int undo_add_step(struct undo *u, const struct recipe *r, const struct undo_step *like)
{
	struct undo_step step = *like;
	struct undo_step *more = grow(u->steps, u->n, &u->max, sizeof(*more));
	char line[RECIPE_BYTES + RECIPE_WORDS * 4];
	int i;

	if (!more)
		return -ENOMEM;
	u->steps = more;
	recipe_line(r, line, sizeof(line));
	step.line = store_add(&u->store, line, strlen(line) + 1);
	step.word = store_add(&u->store, r->word, (r->n + 1) * sizeof(r->word[0]));
	for (i = 0; step.word && i < r->n; i++) {
		step.word[i] = store_add(&u->store, r->word[i], strlen(r->word[i]) + 1);
		if (!step.word[i])
			return -ENOMEM;
	}
	if (!step.line || !step.word)
		return -ENOMEM;
	step.number = u->n;
	u->steps[u->n++] = step;
	return 0;
}

static int add_note(struct undo *u, const char *object, uint64_t seq, const char *why)
{
	struct undo_note *more = grow(u->notes, u->n_notes, &u->max_notes, sizeof(*more));
	struct undo_note note = { .seq = seq };

	if (!more)
		return -ENOMEM;
	u->notes = more;
	note.object = store_add(&u->store, object, strlen(object) + 1);
	note.why = store_add(&u->store, why, strlen(why) + 1);
	if (!note.object || !note.why)
		return -ENOMEM;
	u->notes[u->n_notes++] = note;
	return 0;
}

int undo_add_note(struct undo *u, const struct event *ev, uint64_t seq, const char *why)
{
	char text[256] = "";
	FILE *f = fmemopen(text, sizeof(text) - 1, "w");
	struct out o;

	if (!f)
		return -ENOMEM;
	out_init(&o, f, false, false);
	out_str(&o, OUT_PLAIN, NULL, "%s ", object_row(ev->kind)->name);
	event_brief(&o, ev, domain_names(u->domain, seq));
	out_flush(&o);
	fclose(f);
	return add_note(u, text, seq, why);
}

/* Planning. */

static int compare_steps(const void *a, const void *b)
{
	const struct undo_step *x = a, *y = b;

	if (x->phase != y->phase)
		return x->phase < y->phase ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

/* Names the kinds that were changed, too, and that cannot be undone. */
static int note_others(struct undo *u)
{
	const struct undo_other *other;
	unsigned int kind;
	char why[96];
	int err = 0;

	for (kind = 0; !err && kind <= NETJOURNAL_KIND_MAX; kind++) {
		other = &u->others[kind];
		if (!other->records)
			continue;
		snprintf(why, sizeof(why), "changes of this kind cannot be undone (%" PRIu64 " record%s)",
			 other->records, other->records == 1 ? "" : "s");
		err = add_note(u, kind_row(kind)->name, other->last, why);
	}
	return err;
}

/*
 * What a bridge announces of its port is not the whole state of the link, so it cannot be undone if the state before is not
 * known. What changed with it has records of its own, which are named if they are not to be undone.
 */
static int note_parts(struct undo *u)
{
	char why[160];

	if (!u->parts || u->parts != u->records || u->n || u->applied)
		return 0;
	snprintf(why, sizeof(why),
		 "a bridge told of it, without the state before; changes of its VLANs are undone by --act %" PRIu64, u->act);
	return add_note(u, "port of a bridge", u->part, why);
}

int undo_plan(struct undo *u)
{
	unsigned int kind;
	int err = 0;
	size_t i;

	for (kind = 0; !err && kind <= NETJOURNAL_KIND_MAX; kind++)
		if (u->kinds & 1u << kind)
			err = deltas_find(&u->deltas[kind], &u->spans[kind], u->domain, NULL, DELTA_UNDO);
	for (kind = 0; !err && kind <= NETJOURNAL_KIND_MAX; kind++)
		err = undo_collect_wanted(u, kind);
	if (!err)
		err = undo_plan_links(u);
	for (kind = 0; !err && kind <= NETJOURNAL_KIND_MAX; kind++)
		for (i = 0; kind != NETJOURNAL_KIND_LINK && !err && i < u->deltas[kind].n; i++)
			err = undo_plan_object(u, kind, &u->deltas[kind].list[i]);
	if (!err)
		err = note_others(u);
	if (!err)
		err = note_parts(u);
	if (!err && u->n)
		qsort(u->steps, u->n, sizeof(*u->steps), compare_steps);
	return err;
}

/* Reading. */

/*
 * A record of a kind that cannot be undone. In an act that also changed what can be undone, it follows
 * from that: the features of a device, for example, from its master.
 */
static void take_other(struct undo *u, const struct record *rec)
{
	struct undo_other *other;

	if (rec->kind > NETJOURNAL_KIND_MAX || !kind_row(rec->kind) || (rec->act && rec->act == u->act))
		return;
	other = &u->others[rec->kind];
	other->in_act = other->act == rec->act ? other->in_act + 1 : 1;
	other->act = rec->act;
	other->records++;
	other->last = rec->seq;
}

/* A record that can be undone. Others of its act follow from it. */
static void take_act(struct undo *u, const struct record *rec)
{
	struct undo_other *other;
	unsigned int kind;

	u->act = rec->act;
	for (kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++) {
		other = &u->others[kind];
		if (!rec->act || other->act != rec->act)
			continue;
		other->records -= other->in_act;
		other->in_act = 0;
	}
}

/* Tells the spans what existed before the record. */
static int take_prior(struct undo *u, const struct record *rec)
{
	struct store_walk walk = { 0 };
	const struct nlmsghdr *nlh;
	struct event ev;
	unsigned int kind;
	uint32_t len;
	int err = 0;

	if (!u->prior || u->knows_prior || rec->seq <= u->prior->seq)
		return 0;
	u->knows_prior = true;
	while (!err && (nlh = store_next(&u->prior->messages, &walk, &len)))
		if (!event_parse(&ev, nlh, len))
			err = span_know(&u->spans[ev.kind], &ev);
	/* Security associations are not there, and sysctls are not read. */
	for (kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++)
		u->spans[kind].dumped = kind != NETJOURNAL_KIND_SYSCTL && kind != NETJOURNAL_KIND_XFRM;
	return err;
}

/*
 * Returns whether a command of ours has deleted the object of the record when it was carried out: a link that goes down takes
 * its routes with it, and those must come back.
 */
static bool is_by_command(const struct undo *u, const struct record *rec)
{
	const struct origin *origin = u->applied && rec->seq > u->applied ? record_origin(rec) : NULL;
	const struct event *ev;
	unsigned int i;

	for (i = 0; origin && i < origin->n_parents; i++) {
		if (origin->parents[i].pid != (uint32_t)getpid())
			continue;
		ev = domain_event(u->domain, rec);
		return ev && ev->del;
	}
	return false;
}

/* Between two records that switch a kind off and on, nothing of it was recorded. */
static void take_pause(struct undo *u, const struct record *rec)
{
	unsigned int kind;

	for (kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++) {
		if (!(u->kinds & 1u << kind) || u->touched & 1u << kind ||
		    (!pause_of(rec, kind) && !pause_of(rec, NETJOURNAL_KIND_CONFIG)))
			continue;
		span_forget(&u->spans[kind], rec->seq);
		u->knows_prior = false;
	}
}

int undo_take(struct undo *u, const struct record *rec)
{
	const struct event *ev;
	bool inside;
	int err;

	if (rec->is_gap) {
		if (rec->gap.last > u->gap)
			u->gap = rec->gap.last;
		if (!u->first && rec->kind <= NETJOURNAL_KIND_MAX) {
			span_forget(&u->spans[rec->kind], rec->gap.last);
			u->knows_prior = false;
		}
		return 0;
	}
	if (rec->config)
		take_pause(u, rec);
	err = take_prior(u, rec);
	if (err)
		return err;
	inside = u->is_inside(rec, u->arg) || is_by_command(u, rec);
	if (!(u->kinds & 1u << (rec->kind & 31))) {
		if (inside)
			take_other(u, rec);
		return 0;
	}
	u->records += inside;
	u->touched |= (uint32_t)inside << (rec->kind & 31);
	if (inside)
		take_act(u, rec);
	if (inside && !u->first)
		u->first = rec->seq;
	ev = domain_event(u->domain, rec);
	if (!ev)
		return 0;
	if (inside && event_is_part(ev)) {
		u->parts++;
		u->part = rec->seq;
	}
	return span_take(&u->spans[rec->kind], rec, ev, domain_sign(u->domain, rec), inside);
}

static int on_record(const struct record *rec, void *arg)
{
	return undo_take(arg, rec);
}

static int on_present(const struct event *ev, void *arg)
{
	struct undo *u = arg;

	return census_add(&u->census, ev, domain_names(u->domain, UINT64_MAX));
}

/* Asks the kernel for its objects of a kind. */
static int ask_kernel(struct undo *u, enum netjournal_kind kind, bool proxy)
{
	return listing_all(kind, proxy, on_present, u, u->error, sizeof(u->error));
}

/* Takes the objects that exist by the records. */
static int take_recorded(struct undo *u, enum netjournal_kind kind)
{
	const struct span_object *obj = NULL;
	struct event ev;
	int err = 0;

	while (!err && (obj = span_walk(&u->spans[kind], obj)))
		if (obj->is.now && !event_parse(&ev, obj->is.now, obj->is.now->nlmsg_len))
			err = census_add(&u->census, &ev, domain_names(u->domain, UINT64_MAX));
	return err;
}

/* Objects of these kinds matter only if one of them was changed; all sysctls would be thousands of files. */
static bool needs_census(const struct undo *u, enum netjournal_kind kind)
{
	return kind_row(kind)->rtnl.fill || kind == NETJOURNAL_KIND_RULE || span_walk(&u->spans[kind], NULL);
}

/* Finds the objects that exist now. */
static int take_census(struct undo *u)
{
	unsigned int kind;
	int err = 0;

	for (kind = 0; !err && kind <= NETJOURNAL_KIND_MAX; kind++) {
		if (!(u->kinds & 1u << kind) || !needs_census(u, kind))
			continue;
		err = u->wish.use == PAST_FILE ? take_recorded(u, kind) : ask_kernel(u, kind, false);
		if (!err && kind == NETJOURNAL_KIND_NEIGH && u->wish.use != PAST_FILE)
			err = ask_kernel(u, kind, true);
	}
	return err;
}

/* Goes to the journal of now. What is wanted must be in it. */
static int enter_journal(struct undo *u)
{
	struct reader *r = &u->reader;
	struct reach reach;
	uint64_t instance;
	int err = u->since ? moment_enter(u->since, r, &reach, u->error, sizeof(u->error)) : 0;

	if (u->since && !err)
		u->off = reach.off & u->kinds;
	if (err == -ENODATA && u->force)
		*u->error = '\0';
	else if (err)
		return err;
	instance = r->cursor.instance;
	reader_enter_last(r);
	if (!r->live && u->wish.use != PAST_FILE)
		return fail(u, -ENODATA, "what is in the store cannot be undone without the module");
	if (err || !u->since || instance == r->cursor.instance)
		return 0;
	return fail(u, -ENODATA, "the machine or the module was restarted since, so what was before cannot be undone; `list --at` shows it");
}

static int read_all(struct undo *u)
{
	unsigned int kind;
	int err = enter_journal(u);

	if (err)
		return err;
	err = reader_learn(&u->reader);
	for (kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++)
		u->spans[kind] = (struct span){
			.complete = domain_began(u->domain), .domain = u->domain, .keep_records = true,
			/* See is_on_brief_link(). */
			.keep_gone = kind == NETJOURNAL_KIND_LINK,
		};
	if (!err)
		err = reader_catch_up(&u->reader);
	if (err)
		return fail(u, err, "%s", u->reader.client.genl.error);
	if (u->first && u->gap >= u->first && !u->force)
		return fail(u, -ENODATA, "records up to #%" PRIu64 " are missing (--force undoes what is known)",
			    u->gap);
	if (!err && u->records)
		err = take_census(u);
	return err ? err : undo_plan(u);
}

int undo_run(struct undo *u)
{
	const struct reader_handler handler = {
		.record = on_record, .arg = u,
	};
	int err;

	u->reader.wish = u->wish;
	u->reader.wish.whole = true;
	u->reader.single = true;
	err = reader_open(&u->reader, u->kinds | kinds_with(0) | 1u << NETJOURNAL_KIND_CONFIG, u->domain);
	if (err)
		return fail(u, err, "%s", u->reader.client.genl.error);
	u->reader.handler = &handler;
	err = read_all(u);
	reader_close(&u->reader);
	if (err && !u->error[0])
		fail(u, err, "%s", strerror(-err));
	return err;
}

void undo_drop(struct undo *u)
{
	unsigned int kind;
	size_t i;

	for (kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++) {
		deltas_drop(&u->deltas[kind]);
		span_drop(&u->spans[kind]);
	}
	for (i = 0; i < 3; i++)
		changes_free(&u->changes[i]);
	census_drop(&u->census);
	census_drop(&u->wanted);
	store_drop(&u->store);
	free(u->steps);
	free(u->notes);
}
