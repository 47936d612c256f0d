// SPDX-License-Identifier: GPL-2.0
/* Tells which records are about new objects. See births.h. */
#include <net/if.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "base/timeparse.h"
#include "net/birth.h"
#include "net/births.h"
#include "net/cause.h"
#include "net/domain_net.h"
#include "net/idmap.h"

/*
 * An object that exists.
 *
 * @found: a link that existed when this program began; its birth may still follow in the
 *	journal
 * @early: the first record of a link, if that was a change; 0: none
 * @made, @made_time: the first record of a link that was made since the records begin, and its time;
 *	0: it was made before them
 */
struct born {
	struct idmap_node node;
	bool found;
	uint64_t early;
	uint64_t made, made_time;
};

/*
 * @since: no other links existed at this time since the machine started, in ns; 0: not known
 * @last: for each kind, the last record that was learned
 * @corrected: the sequence numbers of records whose message says the opposite of what is true,
 *	sorted
 */
struct births {
	struct idmap objects;
	uint64_t since;
	uint64_t last[NETJOURNAL_KIND_MAX + 1];
	uint64_t *corrected;
	size_t n, max;
};

static struct born *find_born(const struct births *b, const struct identity *id)
{
	return (struct born *)idmap_find(&b->objects, id);
}

static struct born *add_born(struct births *b, const struct identity *id)
{
	struct born *born = calloc(1, sizeof(*born));

	if (!born || idmap_add(&b->objects, &born->node, id, false)) {
		free(born);
		return NULL;
	}
	return born;
}

static void remove_born(struct births *b, struct born *born)
{
	idmap_remove(&b->objects, &born->node);
	free(born);
}

static void free_born(struct idmap_node *node, void *arg)
{
	(void)arg;
	free((struct born *)node);
}

/* A later record can correct an earlier one, so the number may belong before others. */
static void correct_record(struct births *b, uint64_t seq)
{
	size_t max = b->max ? 2 * b->max : 64, i;
	uint64_t *more;

	if (b->n == b->max) {
		more = reallocarray(b->corrected, max, sizeof(*more));
		if (!more)
			return;
		b->corrected = more;
		b->max = max;
	}
	for (i = b->n; i && b->corrected[i - 1] > seq; i--)
		b->corrected[i] = b->corrected[i - 1];
	b->corrected[i] = seq;
	b->n++;
}

static int compare_seqs(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static bool is_corrected(const struct births *b, uint64_t seq)
{
	return b->n && bsearch(&seq, b->corrected, b->n, sizeof(seq), compare_seqs);
}

/* Returns what the message says, which is not always true. */
static char sign_of_message(const struct record *rec, const struct event *ev)
{
	bool changed = record_adds_nothing(rec) || cause_is_dad(rec) ||
		       (ev->kind == NETJOURNAL_KIND_ADDR && !ev->del &&
			event_birth(ev, '+', record_boot_time(rec)) == BIRTH_BEFORE);

	return changed && !ev->del ? '~' : event_sign(ev);
}

/* The link was made at this record, or at an earlier one. */
static void set_made(struct born *born, const struct record *rec)
{
	if (born->made)
		return;
	born->made = born->early ? born->early : rec->seq;
	born->made_time = rec->time;
}

/* The link is announced as new. If it was changed before, it was new then. */
static void learn_new_link(struct births *b, struct born *born, const struct record *rec)
{
	if (born->early && !is_corrected(b, born->early))
		correct_record(b, born->early);
	if (born->early)
		correct_record(b, rec->seq);
	set_made(born, rec);
	born->early = 0;
	born->found = false;
}

/* The record changes a link that is not known. */
static void learn_early_link(struct births *b, struct born *born, const struct record *rec)
{
	born->early = rec->seq;
	if (!b->since || born->found || record_boot_time(rec) <= b->since)
		return;
	correct_record(b, rec->seq);
	set_made(born, rec);
}

static void learn_link(struct births *b, struct born *born, bool known, const struct record *rec,
		       const struct event *ev)
{
	if (sign_of_message(rec, ev) == '+')
		learn_new_link(b, born, rec);
	else if (!known || (born->found && !born->early))
		learn_early_link(b, born, rec);
}

static void learn_event(struct births *b, const struct record *rec, const struct event *ev)
{
	struct identity id;
	struct born *born;
	bool known;

	identity_of(&id, ev);
	born = find_born(b, &id);
	known = born;
	if (ev->del) {
		if (born)
			remove_born(b, born);
		return;
	}
	if (!born)
		born = add_born(b, &id);
	if (!born)
		return;
	if (ev->kind == NETJOURNAL_KIND_LINK)
		learn_link(b, born, known, rec, ev);
	else if (known && sign_of_message(rec, ev) == '+')
		correct_record(b, rec->seq);
}

/* After a gap it is not known which objects of the kind exist. */
static void forget_kind(struct births *b, uint32_t kind)
{
	struct idmap_node *node, *next;
	struct born *born;

	for (node = idmap_walk(&b->objects, NULL); node; node = next) {
		next = idmap_walk(&b->objects, node);
		born = (struct born *)node;
		born->early = 0;
		if (node->id.kind == kind && !born->found)
			remove_born(b, born);
	}
}

void births_learn(struct births *b, const struct record *rec, const struct event *ev)
{
	uint64_t seq = rec->is_gap ? rec->gap.last : rec->seq;

	if (!(BIRTHS_KINDS & 1u << rec->kind) || seq <= b->last[rec->kind])
		return;
	b->last[rec->kind] = seq;
	if (rec->is_gap)
		forget_kind(b, rec->kind);
	else if (ev && !event_is_part(ev))
		learn_event(b, rec, ev);
}

uint64_t births_of_link(const struct births *b, uint32_t ifindex, uint64_t *time)
{
	const struct identity id = { .kind = NETJOURNAL_KIND_LINK, .ifindex = ifindex };
	const struct born *born = find_born(b, &id);

	if (!born)
		return 0;
	*time = born->made_time;
	return born->made;
}

char births_sign(const struct births *b, const struct record *rec, const struct event *ev)
{
	char sign = sign_of_message(rec, ev);

	if (sign == '-' || !is_corrected(b, rec->seq))
		return sign;
	return sign == '+' ? '~' : '+';
}

void births_find_links(struct births *b)
{
	struct if_nameindex *links = if_nameindex();
	struct identity id = { .kind = NETJOURNAL_KIND_LINK };
	struct timespec now;
	struct born *born;
	size_t i;

	for (i = 0; links && links[i].if_index; i++) {
		id.ifindex = links[i].if_index;
		born = add_born(b, &id);
		if (!born)
			break;
		born->found = true;
	}
	/* Links that are made from now on may be in the list, but none is missing. */
	clock_gettime(CLOCK_BOOTTIME, &now);
	if (links && !links[i].if_index)
		b->since = now.tv_sec * NS_PER_S + now.tv_nsec;
	if (links)
		if_freenameindex(links);
}

void births_clear(struct births *b)
{
	idmap_drop(&b->objects, free_born, NULL);
	free(b->corrected);
	*b = (struct births){ 0 };
}

struct births *births_new(void)
{
	return calloc(1, sizeof(struct births));
}

void births_free(struct births *b)
{
	if (!b)
		return;
	idmap_drop(&b->objects, free_born, NULL);
	free(b->corrected);
	free(b);
}
