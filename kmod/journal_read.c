// SPDX-License-Identifier: GPL-2.0
/*
 * Reads the rings of a journal back as one sequence. See journal.h.
 *
 * Each ring is in order. The next item of the sequence is the first among the
 * next items of all rings.
 */
#include <linux/errno.h>
#include <linux/minmax.h>
#include <linux/string.h>

#include "journal.h"

/* The next item of one kind. */
struct journal_next {
	u64 key;	/* its place in the order; U64_MAX: there is no item */
	u64 seq;	/* sequence number of the record, or the last of the gap */
	u32 reason;	/* as in struct nj_item */
	bool stored;	/* the ring has an entry for it, at pos */
	struct nj_ring_pos pos;
};

static void journal_next_record(struct journal_next *next,
				const struct nj_ring *ring, u64 until)
{
	struct nj_ring_rec rec;

	nj_ring_at(ring, &next->pos, &rec);
	next->stored = true;
	next->seq = min(rec.seq, until);
	next->key = (rec.first ?: rec.seq) <= until ? next->seq : U64_MAX;
}

/*
 * Finds the item of @ring that follows sequence number @after. A gap of
 * overwritten or cleared records comes before the records of other kinds that
 * are as old. A reader that ends early has therefore seen every gap before the
 * place where it ended.
 */
static void journal_next_find(struct journal_next *next,
			      const struct nj_ring *ring, u64 after, u64 until)
{
	next->stored = false;
	next->key = U64_MAX;
	if (after >= until)
		return;
	if (after < ring->cleared_seq) {
		next->key = after;
		next->seq = min(ring->cleared_seq, until);
		next->reason = NETJOURNAL_GAP_REASON_CLEARED;
	} else if (after < ring->overwritten_seq) {
		next->key = after;
		next->seq = min(ring->overwritten_seq, until);
		next->reason = NETJOURNAL_GAP_REASON_OVERWRITTEN;
	} else if (nj_ring_seek(ring, after, &next->pos)) {
		journal_next_record(next, ring, until);
	} else if (ring->lost_first && after < ring->lost_last &&
		   ring->lost_first <= until) {
		next->key = min(ring->lost_last, until);
		next->seq = next->key;
		next->reason = NETJOURNAL_GAP_REASON_LOST;
	}
}

static void journal_next_item(const struct journal_next *next,
			      const struct nj_ring *ring, u64 after,
			      struct nj_item *item)
{
	if (next->stored) {
		nj_ring_at(ring, &next->pos, &item->rec);
		item->rec.seq = next->seq;
		item->reason = item->rec.first ? NETJOURNAL_GAP_REASON_LOST : 0;
		return;
	}
	memset(&item->rec, 0, sizeof(item->rec));
	item->reason = next->reason;
	item->rec.seq = next->seq;
	item->rec.first = after + 1;
	if (next->reason == NETJOURNAL_GAP_REASON_LOST)
		item->rec.first = ring->lost_first;
}

/* Finds the first item of each kind that the cursor wants. */
static void journal_next_begin(const struct nj_journal *journal,
			       const struct nj_cursor *cursor,
			       struct journal_next *next)
{
	u32 kind;

	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		next[kind].key = U64_MAX;
		if (cursor->kinds & BIT(kind))
			journal_next_find(&next[kind],
					  &journal->rings[kind],
					  cursor->after[kind],
					  cursor->until[kind]);
	}
}

/* Goes on to the next item of one kind. */
static void journal_next_advance(struct journal_next *next,
				 const struct nj_ring *ring, u64 until)
{
	if (next->stored && nj_ring_next(ring, &next->pos))
		journal_next_record(next, ring, until);
	else
		journal_next_find(next, ring, next->seq, until);
}

/* Returns the kind whose item comes first. If no kind has an item, returns any kind. */
static u32 journal_next_kind(const struct journal_next *next)
{
	u32 first = 1, kind;

	for (kind = 2; kind <= NETJOURNAL_KIND_MAX; kind++)
		if (next[kind].key < next[first].key)
			first = kind;
	return first;
}

int nj_journal_read(struct nj_journal *journal, struct nj_cursor *cursor,
		    int (*take)(const struct nj_item *, void *), void *arg)
{
	struct journal_next next[NETJOURNAL_KIND_MAX + 1];
	const struct nj_ring *ring;
	struct nj_item item;
	int err = 0;
	u32 kind;

	spin_lock_bh(&journal->lock);
	journal_next_begin(journal, cursor, next);
	for (;;) {
		kind = journal_next_kind(next);
		if (next[kind].key == U64_MAX)
			break;
		ring = &journal->rings[kind];
		item.kind = kind;
		journal_next_item(&next[kind], ring, cursor->after[kind], &item);
		err = take(&item, arg);
		if (err)
			break;
		cursor->after[kind] = next[kind].seq;
		journal_next_advance(&next[kind], ring, cursor->until[kind]);
	}
	spin_unlock_bh(&journal->lock);
	return err;
}

int nj_journal_find(struct nj_journal *journal, u64 seq,
		    int (*take)(const struct nj_item *, void *), void *arg)
{
	struct nj_ring_pos pos;
	struct nj_item item = {};
	int err = -ENOENT;

	spin_lock_bh(&journal->lock);
	if (seq >= journal->next_seq)
		err = -ERANGE;
	for (item.kind = 1; seq && item.kind <= NETJOURNAL_KIND_MAX; item.kind++) {
		const struct nj_ring *ring = &journal->rings[item.kind];

		if (!nj_ring_seek(ring, seq - 1, &pos))
			continue;
		nj_ring_at(ring, &pos, &item.rec);
		if (item.rec.seq == seq && !item.rec.first) {
			err = take(&item, arg);
			break;
		}
	}
	spin_unlock_bh(&journal->lock);
	return err;
}
