// SPDX-License-Identifier: GPL-2.0
/*
 * The ring of records: chunks, eviction, look-up. See ring.h; this file knows
 * neither locks nor the kernel.
 */
#ifdef __KERNEL__
#include <linux/string.h>
#else
#include <string.h>
#endif

#include "ring.h"

#define NJ_ALIGN8(n)	(((n) + 7u) & ~7u)

/*
 * A chunk holds entries of two sorts, each aligned to 8: the shared part of the
 * records that follow, and records, which point back to it.
 */
struct nj_ring_chunk {
	u32 size;	/* of the allocation, in bytes */
	u32 used;	/* of data, in bytes */
	u32 records;
	u32 shared;	/* offset of the newest shared part, 0: none */
	u64 shared_id;	/* its id */
	u64 prev_seq;	/* last_seq of the ring before the first record here */
	u64 first_seq;
	u64 last_seq;
	u8 data[] __attribute__((aligned(8)));
};

/* Offset 0 of data is never a shared part, so that 0 can mean none. */
#define NJ_CHUNK_BEGIN	8u

struct nj_shared {
	u32 skip;	/* 0: this is not a record */
	u32 len;
	u8 bytes[];
};

struct nj_entry {
	u32 skip;	/* bytes to the next entry, never 0 */
	u32 shared;	/* offset of its shared part, 0: none */
	u32 payload_len;
	u32 lost;	/* 1: stands for lost records; the payload is the first number */
	u64 seq;
	u64 time;
	u64 boot_time;
	u8 payload[];
};

static struct nj_ring_chunk *ring_chunk(const struct nj_ring *ring, u32 n)
{
	u32 i = ring->head + n;

	if (i >= ring->n_slots)
		i -= ring->n_slots;
	return ring->slots[i];
}

static struct nj_entry *chunk_entry(const struct nj_ring_chunk *chunk, u32 off)
{
	return (struct nj_entry *)(chunk->data + off);
}

/* Offset of the record at or after @off, or chunk->used if there is none. */
static u32 chunk_record(const struct nj_ring_chunk *chunk, u32 off)
{
	while (off < chunk->used && !chunk_entry(chunk, off)->skip) {
		const struct nj_shared *shared = (void *)(chunk->data + off);

		off += NJ_ALIGN8(sizeof(*shared) + shared->len);
	}
	return off;
}

u32 nj_ring_slots(size_t limit)
{
	return limit / NJ_RING_CHUNK + 1;
}

void nj_ring_init(struct nj_ring *ring, size_t limit,
		  struct nj_ring_chunk **slots,
		  const struct nj_ring_mem *mem, void *mem_arg)
{
	memset(ring, 0, sizeof(*ring));
	ring->slots = slots;
	ring->n_slots = nj_ring_slots(limit);
	ring->limit = limit;
	ring->mem = mem;
	ring->mem_arg = mem_arg;
}

/* Takes the oldest chunk out of the ring. */
static struct nj_ring_chunk *ring_shift(struct nj_ring *ring)
{
	struct nj_ring_chunk *chunk = ring_chunk(ring, 0);

	ring->head = ring->head + 1 == ring->n_slots ? 0 : ring->head + 1;
	ring->n_chunks--;
	ring->used -= chunk->size;
	ring->records -= chunk->records;
	return chunk;
}

static void ring_free_chunk(struct nj_ring *ring, struct nj_ring_chunk *chunk)
{
	ring->mem->free(ring->mem_arg, chunk, chunk->size);
}

static struct nj_ring_chunk *ring_evict(struct nj_ring *ring)
{
	struct nj_ring_chunk *chunk = ring_shift(ring);

	ring->overwritten += chunk->records;
	ring->overwritten_seq = chunk->last_seq;
	return chunk;
}

void nj_ring_clear(struct nj_ring *ring, struct nj_ring_chunk **slots,
		   struct nj_ring *old)
{
	*old = *ring;
	ring->slots = slots;
	ring->head = 0;
	ring->n_chunks = 0;
	ring->used = 0;
	ring->records = 0;
	ring->lost_first = 0;
	ring->lost_last = 0;
	ring->cleared_seq = ring->last_seq;
}

struct nj_ring_chunk **nj_ring_destroy(struct nj_ring *ring)
{
	struct nj_ring_chunk **slots = ring->slots;

	while (ring->n_chunks)
		ring_free_chunk(ring, ring_shift(ring));
	ring->slots = NULL;
	return slots;
}

bool nj_ring_trim(struct nj_ring *ring, size_t limit, u32 chunks)
{
	while (ring->used > limit && chunks--)
		ring_free_chunk(ring, ring_evict(ring));
	return ring->used <= limit;
}

struct nj_ring_chunk **nj_ring_resize(struct nj_ring *ring, size_t limit,
				      struct nj_ring_chunk **slots)
{
	struct nj_ring_chunk **old = ring->slots;
	u32 i;

	for (i = 0; i < ring->n_chunks; i++)
		slots[i] = ring_chunk(ring, i);
	ring->slots = slots;
	ring->n_slots = nj_ring_slots(limit);
	ring->head = 0;
	ring->limit = limit;
	return old;
}

/*
 * Adds a chunk that takes @need bytes of data. Old chunks give way when the
 * limit is reached, and also when there is no memory: new records matter more,
 * but no more than twice as many bytes of old ones.
 */
static struct nj_ring_chunk *ring_grow(struct nj_ring *ring, u32 need)
{
	size_t least = sizeof(struct nj_ring_chunk) + NJ_CHUNK_BEGIN + need;
	size_t size = NJ_RING_CHUNK, evicted = 0;
	struct nj_ring_chunk *chunk = NULL;
	u32 i;

	/* What kmalloc() would take is what counts. */
	while (size < least)
		size *= 2;
	if (size > ring->limit)
		return NULL;

	while (ring->used + size > ring->limit) {
		if (chunk)
			ring_free_chunk(ring, chunk);
		chunk = ring_evict(ring);
	}
	if (chunk && chunk->size != size) {
		ring_free_chunk(ring, chunk);
		chunk = NULL;
	}
	if (!chunk)
		chunk = ring->mem->alloc(ring->mem_arg, size);
	while (!chunk && ring->n_chunks && evicted < 2 * size) {
		chunk = ring_evict(ring);
		evicted += chunk->size;
		if (chunk->size < size) {
			ring_free_chunk(ring, chunk);
			chunk = ring->mem->alloc(ring->mem_arg, size);
		} else {
			size = chunk->size;
		}
	}
	if (!chunk)
		return NULL;

	memset(chunk, 0, sizeof(*chunk));
	chunk->size = size;
	chunk->used = NJ_CHUNK_BEGIN;
	chunk->prev_seq = ring->last_seq;

	i = ring->head + ring->n_chunks;
	ring->slots[i >= ring->n_slots ? i - ring->n_slots : i] = chunk;
	ring->n_chunks++;
	ring->used += size;
	return chunk;
}

/* True if the newest shared part of @chunk is the one that @rec has. */
static bool chunk_shares(const struct nj_ring_chunk *chunk,
			 const struct nj_ring_rec *rec)
{
	const struct nj_shared *shared = (void *)(chunk->data + chunk->shared);

	if (!chunk->shared)
		return false;
	return (rec->shared_id && rec->shared_id == chunk->shared_id) ||
	       (shared->len == rec->shared_len &&
		!memcmp(shared->bytes, rec->shared, rec->shared_len));
}

/* Appends an entry and returns where its payload goes, or NULL. */
static inline __attribute__((always_inline)) void *
ring_put(struct nj_ring *ring, const struct nj_ring_rec *rec, u32 lost)
{
	u32 skip = NJ_ALIGN8(sizeof(struct nj_entry) + rec->payload_len);
	u32 share = rec->shared_len ?
		    NJ_ALIGN8(sizeof(struct nj_shared) + rec->shared_len) : 0;
	struct nj_ring_chunk *chunk = NULL;
	struct nj_shared *shared;
	struct nj_entry *entry;
	bool write = share;	/* the shared part too */

	if (ring->n_chunks) {
		chunk = ring_chunk(ring, ring->n_chunks - 1);
		write = share && !chunk_shares(chunk, rec);
		if (sizeof(*chunk) + chunk->used + skip + (write ? share : 0) >
		    chunk->size)
			chunk = NULL;
	}
	if (!chunk) {
		chunk = ring_grow(ring, skip + share);
		if (!chunk)
			return NULL;
		write = share;
	}

	if (write) {
		shared = (void *)(chunk->data + chunk->used);
		shared->skip = 0;
		shared->len = rec->shared_len;
		memcpy(shared->bytes, rec->shared, rec->shared_len);
		chunk->shared = chunk->used;
		chunk->shared_id = rec->shared_id;
		chunk->used += share;
	}

	entry = chunk_entry(chunk, chunk->used);
	entry->skip = skip;
	entry->shared = share ? chunk->shared : 0;
	entry->payload_len = rec->payload_len;
	entry->lost = lost;
	entry->seq = rec->seq;
	entry->time = rec->time;
	entry->boot_time = rec->boot_time;
	chunk->used += skip;
	if (!chunk->first_seq)
		chunk->first_seq = rec->seq;
	chunk->last_seq = rec->seq;
	if (!lost) {
		chunk->records++;
		ring->records++;
	}
	ring->last_seq = rec->seq;
	return entry->payload;
}

/* Gives the lost records that are not in the ring yet a place in it. */
static bool ring_put_lost(struct nj_ring *ring)
{
	struct nj_ring_rec rec = {
		.seq = ring->lost_last,
		.payload_len = sizeof(ring->lost_first),
	};
	u64 last_seq = ring->last_seq;
	void *payload;

	/* A new chunk starts where the last entry ended, not at the lost ones. */
	if (ring->n_chunks)
		ring->last_seq = ring_chunk(ring, ring->n_chunks - 1)->last_seq;
	payload = ring_put(ring, &rec, 1);
	if (!payload) {
		ring->last_seq = last_seq;
		return false;
	}
	memcpy(payload, &ring->lost_first, sizeof(ring->lost_first));
	ring->lost_first = 0;
	ring->lost_last = 0;
	return true;
}

void nj_ring_lose(struct nj_ring *ring, u64 first, u64 last, u64 count)
{
	if (!ring->lost_first)
		ring->lost_first = first;
	ring->lost_last = last;
	ring->lost += count;
	ring->last_seq = last;
}

void *nj_ring_append(struct nj_ring *ring, const struct nj_ring_rec *rec)
{
	void *payload = NULL;

	if (!ring->lost_first || ring_put_lost(ring))
		payload = ring_put(ring, rec, 0);
	if (!payload)
		nj_ring_lose(ring, rec->seq, rec->seq, 1);
	return payload;
}

bool nj_ring_seek(const struct nj_ring *ring, u64 after,
		  struct nj_ring_pos *pos)
{
	u32 lo = 0, hi = ring->n_chunks;

	/* The first chunk that ends after @after. */
	while (lo < hi) {
		u32 mid = lo + (hi - lo) / 2;

		if (ring_chunk(ring, mid)->last_seq > after)
			hi = mid;
		else
			lo = mid + 1;
	}
	if (lo == ring->n_chunks)
		return false;

	pos->chunk = lo;
	pos->prev_seq = ring_chunk(ring, lo)->prev_seq;
	pos->off = chunk_record(ring_chunk(ring, lo), NJ_CHUNK_BEGIN);
	while (chunk_entry(ring_chunk(ring, lo), pos->off)->seq <= after)
		nj_ring_next(ring, pos);
	return true;
}

void nj_ring_at(const struct nj_ring *ring, const struct nj_ring_pos *pos,
		struct nj_ring_rec *rec)
{
	const struct nj_ring_chunk *chunk = ring_chunk(ring, pos->chunk);
	const struct nj_entry *entry = chunk_entry(chunk, pos->off);
	const struct nj_shared *shared = (void *)(chunk->data + entry->shared);

	rec->seq = entry->seq;
	rec->prev_seq = pos->prev_seq;
	rec->first = 0;
	rec->time = entry->time;
	rec->boot_time = entry->boot_time;
	rec->shared = entry->shared ? shared->bytes : NULL;
	rec->shared_len = entry->shared ? shared->len : 0;
	rec->payload = entry->payload;
	rec->payload_len = entry->payload_len;
	if (entry->lost)
		memcpy(&rec->first, entry->payload, sizeof(rec->first));
}

bool nj_ring_next(const struct nj_ring *ring, struct nj_ring_pos *pos)
{
	const struct nj_ring_chunk *chunk = ring_chunk(ring, pos->chunk);
	const struct nj_entry *entry = chunk_entry(chunk, pos->off);

	pos->prev_seq = entry->seq;
	pos->off = chunk_record(chunk, pos->off + entry->skip);
	if (pos->off < chunk->used)
		return true;
	if (pos->chunk + 1 == ring->n_chunks)
		return false;
	pos->chunk++;
	pos->off = chunk_record(ring_chunk(ring, pos->chunk), NJ_CHUNK_BEGIN);
	return true;
}
