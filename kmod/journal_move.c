// SPDX-License-Identifier: GPL-2.0
/*
 * Moves what a journal has to another journal, which only remains to be read. See
 * journal.h.
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "journal.h"

/* The memory of a journal that was moved: nobody's quota counts it. */
static void *moved_mem_alloc(void *arg, size_t size)
{
	return kmalloc(size, GFP_KERNEL | __GFP_NOWARN);
}

static void moved_mem_free(void *arg, void *p, size_t size)
{
	kfree(p);
}

static const struct nj_ring_mem moved_mem = {
	.alloc = moved_mem_alloc,
	.free = moved_mem_free,
};

/* Returns the bytes in all rings. Sets @largest to the ring with the most. */
static size_t rings_used(struct nj_journal *journal, struct nj_ring **largest)
{
	size_t used = 0;
	u32 kind;

	*largest = &journal->rings[1];
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		used += journal->rings[kind].used;
		if (journal->rings[kind].used > (*largest)->used)
			*largest = &journal->rings[kind];
	}
	return used;
}

static void rings_trim(struct nj_journal *journal, size_t limit)
{
	struct nj_ring *largest;

	while (rings_used(journal, &largest) > limit) {
		nj_ring_trim(largest, largest->used - 1, 1);
		cond_resched();
	}
}

/* Gives back the memory that a ring without new records does not need. */
static void ring_fit(struct nj_ring *ring)
{
	struct nj_ring_chunk **slots;

	nj_ring_shrink(ring);
	if (!ring->n_chunks) {
		kvfree(nj_ring_destroy(ring));
		return;
	}
	slots = kcalloc(nj_ring_slots(ring->used), sizeof(*slots),
			GFP_KERNEL | __GFP_NOWARN);
	if (slots)
		kvfree(nj_ring_resize(ring, ring->used, slots));
}

size_t nj_journal_move(struct nj_journal *journal, struct nj_journal *to,
		       struct net *net, size_t limit)
{
	struct nj_ring *largest, *ring;
	size_t bytes;
	u32 kind;

	nj_journal_stop(journal);
	bytes = rings_used(journal, &largest) + journal->processes.used;
	to->net = net;
	to->instance = journal->instance;
	to->next_seq = journal->next_seq;
	spin_lock_init(&to->order);
	spin_lock_init(&to->lock);
	mutex_init(&to->resize);
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		nj_ring_move(&journal->rings[kind], &to->rings[kind], &moved_mem,
			     NULL);
	nj_process_store_move(&journal->processes, &to->processes, net,
			      &moved_mem, NULL);
	nj_quota_give(&journal->quota, bytes);

	rings_trim(to, limit);
	bytes = to->processes.used + nj_process_store_overhead(&to->processes);
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		ring = &to->rings[kind];
		ring_fit(ring);
		if (ring->slots)
			bytes += ring->used + ring->n_slots * sizeof(*ring->slots);
	}
	return bytes;
}
