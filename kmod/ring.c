// SPDX-License-Identifier: GPL-2.0
/*
 * The ring of one kind: see ring.h. This file knows neither locks nor the
 * kernel.
 */
#ifdef __KERNEL__
#include <linux/string.h>
#else
#include <string.h>
#endif

#include "ring.h"

#define NJ_ALIGN8(n)	(((n) + 7u) & ~7u)

/*
 * A chunk holds entries of two sorts. A shared part is what the records after
 * it have in common. A record names its shared part by the offset. Each entry is
 * aligned to 8.
 */
struct nj_ring_chunk {
	u32 size;	/* bytes that were allocated */
	u32 used;	/* bytes of data in use */
	u32 records;
	u32 shared;	/* offset of the newest shared part; 0: none */
	u64 shared_id;	/* see struct nj_ring_new */
	u64 prev_seq;	/* last_seq of the ring before this chunk's first entry */
	u64 first_seq;
	u64 last_seq;
	u8 data[] __attribute__((aligned(8)));
};

/* No entry has offset 0, so that 0 can mean that there is none. */
#define NJ_CHUNK_BEGIN	8u

/* Smallest chunk that nj_ring_shrink() makes, in bytes. */
#define NJ_CHUNK_MIN	256u

struct nj_shared {
	u32 skip;	/* always 0, which tells it from a record */
	u32 len;
	u64 real_offset;
	u8 bytes[];
};

struct nj_entry {
	u32 skip;	/* bytes to the next entry; never 0 */
	u32 shared;	/* offset of the shared part; 0: none */
	u32 payload_len;
	u32 lost;	/* 1: stands for lost records; the payload is the oldest */
	u64 seq;
	u64 boot_time;
	u8 payload[];
};

static u32 ring_index(const struct nj_ring *ring, u32 n)
{
	u32 i = ring->head + n;

	return i >= ring->n_slots ? i - ring->n_slots : i;
}

static struct nj_ring_chunk *ring_chunk(const struct nj_ring *ring, u32 n)
{
	return ring->slots[ring_index(ring, n)];
}

static struct nj_entry *chunk_entry(const struct nj_ring_chunk *chunk, u32 off)
{
	return (struct nj_entry *)(chunk->data + off);
}

static struct nj_shared *chunk_shared(const struct nj_ring_chunk *chunk, u32 off)
{
	return (struct nj_shared *)(chunk->data + off);
}

static u32 shared_size(u32 len)
{
	return NJ_ALIGN8(sizeof(struct nj_shared) + len);
}

/* Returns the offset of the record at or after @off; chunk->used: none. */
static u32 chunk_record(const struct nj_ring_chunk *chunk, u32 off)
{
	while (off < chunk->used && !chunk_entry(chunk, off)->skip)
		off += shared_size(chunk_shared(chunk, off)->len);
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

/* Takes the oldest chunk out of the ring, and counts its records. */
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
	ring->limit = 0;
	return slots;
}

void nj_ring_move(struct nj_ring *ring, struct nj_ring *to,
		  const struct nj_ring_mem *mem, void *mem_arg)
{
	*to = *ring;
	to->mem = mem;
	to->mem_arg = mem_arg;
	ring->slots = NULL;
	ring->n_chunks = 0;
	ring->used = 0;
	ring->records = 0;
	ring->limit = 0;
}

void nj_ring_shrink(struct nj_ring *ring)
{
	struct nj_ring_chunk *old, *chunk;
	size_t size = NJ_CHUNK_MIN;
	u32 i;

	if (!ring->n_chunks)
		return;
	i = ring_index(ring, ring->n_chunks - 1);
	old = ring->slots[i];
	while (size < sizeof(*old) + old->used)
		size *= 2;
	if (size >= old->size)
		return;
	chunk = ring->mem->alloc(ring->mem_arg, size);
	if (!chunk)
		return;
	memcpy(chunk, old, sizeof(*old) + old->used);
	chunk->size = size;
	ring->slots[i] = chunk;
	ring->used -= old->size - size;
	ring_free_chunk(ring, old);
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
 * Finds memory for a chunk of *@size bytes. At the limit the oldest chunks make
 * room. They also make room if the allocation fails, because new records matter
 * more than old ones, but at most twice as many bytes of old records are lost.
 * *@size changes if a larger chunk is reused.
 */
static struct nj_ring_chunk *ring_find_memory(struct nj_ring *ring, size_t *size)
{
	struct nj_ring_chunk *chunk = NULL;
	size_t evicted = 0;

	while (ring->used + *size > ring->limit) {
		if (chunk)
			ring_free_chunk(ring, chunk);
		chunk = ring_evict(ring);
	}
	if (chunk && chunk->size != *size) {
		ring_free_chunk(ring, chunk);
		chunk = NULL;
	}
	if (!chunk)
		chunk = ring->mem->alloc(ring->mem_arg, *size);
	while (!chunk && ring->n_chunks && evicted < 2 * *size) {
		chunk = ring_evict(ring);
		evicted += chunk->size;
		if (chunk->size < *size) {
			ring_free_chunk(ring, chunk);
			chunk = ring->mem->alloc(ring->mem_arg, *size);
		} else {
			*size = chunk->size;
		}
	}
	return chunk;
}

/* Adds a chunk with room for @need bytes of entries; NULL: no memory. */
static struct nj_ring_chunk *ring_grow(struct nj_ring *ring, u32 need)
{
	size_t least = sizeof(struct nj_ring_chunk) + NJ_CHUNK_BEGIN + need;
	struct nj_ring_chunk *chunk;
	size_t size = NJ_RING_CHUNK;

	/* kmalloc() rounds up to a power of two. Count the rounded size. */
	while (size < least)
		size *= 2;
	if (size > ring->limit)
		return NULL;
	chunk = ring_find_memory(ring, &size);
	if (!chunk)
		return NULL;

	memset(chunk, 0, sizeof(*chunk));
	chunk->size = size;
	chunk->used = NJ_CHUNK_BEGIN;
	chunk->prev_seq = ring->last_seq;

	ring->slots[ring_index(ring, ring->n_chunks)] = chunk;
	ring->n_chunks++;
	ring->used += size;
	return chunk;
}

/* Tells by the id whether the newest shared part is also that of @new. */
static inline bool chunk_shares_id(const struct nj_ring_chunk *chunk,
				   const struct nj_ring_new *new)
{
	return chunk->shared && chunk->shared_id == new->shared_id &&
	       new->shared_id && chunk_shared(chunk, chunk->shared)->real_offset ==
				 new->real_offset;
}

/* Tells the same thing by comparing the bytes. */
static bool chunk_shares_bytes(const struct nj_ring_chunk *chunk,
			       const struct nj_ring_new *new)
{
	const struct nj_shared *shared = chunk_shared(chunk, chunk->shared);

	return chunk->shared && shared->real_offset == new->real_offset &&
	       shared->len == new->shared_len &&
	       !memcmp(shared->bytes, new->shared, new->shared_len);
}

static void chunk_put_shared(struct nj_ring_chunk *chunk,
			     const struct nj_ring_new *new)
{
	struct nj_shared *shared = chunk_shared(chunk, chunk->used);

	shared->skip = 0;
	shared->len = new->shared_len;
	shared->real_offset = new->real_offset;
	memcpy(shared->bytes, new->shared, new->shared_len);
	chunk->shared = chunk->used;
	chunk->shared_id = new->shared_id;
	chunk->used += shared_size(new->shared_len);
}

/* Appends an entry, for which the chunk has room. Returns its payload. */
static inline __attribute__((always_inline)) void *
chunk_put(struct nj_ring_chunk *chunk, const struct nj_ring_new *new, u32 skip,
	  u32 lost)
{
	struct nj_entry *entry = chunk_entry(chunk, chunk->used);

	entry->skip = skip;
	entry->shared = lost ? 0 : chunk->shared;
	entry->payload_len = new->payload_len;
	entry->lost = lost;
	entry->seq = new->seq;
	entry->boot_time = new->boot_time;
	chunk->used += skip;
	if (!chunk->first_seq)
		chunk->first_seq = new->seq;
	chunk->last_seq = new->seq;
	return entry->payload;
}

static u32 entry_size(const struct nj_ring_new *new)
{
	return NJ_ALIGN8(sizeof(struct nj_entry) + new->payload_len);
}

static bool chunk_has_room(const struct nj_ring_chunk *chunk, u32 need)
{
	return sizeof(*chunk) + chunk->used + need <= chunk->size;
}

/* Returns the newest chunk; NULL if there is none. */
static struct nj_ring_chunk *ring_newest(const struct nj_ring *ring)
{
	return ring->n_chunks ? ring_chunk(ring, ring->n_chunks - 1) : NULL;
}

/* Puts an entry for those lost records into the ring that have none yet. */
static bool ring_put_lost(struct nj_ring *ring)
{
	const struct nj_ring_new new = {
		.seq = ring->lost_last,
		.payload_len = sizeof(ring->lost_first),
	};
	struct nj_ring_chunk *chunk = ring_newest(ring);
	u32 skip = entry_size(&new);
	u64 last_seq = ring->last_seq;
	void *payload;

	if (!chunk || !chunk_has_room(chunk, skip)) {
		/* For a new chunk, the record before is the last kept one. */
		if (chunk)
			ring->last_seq = chunk->last_seq;
		chunk = ring_grow(ring, skip);
		ring->last_seq = last_seq;
		if (!chunk)
			return false;
	}
	payload = chunk_put(chunk, &new, skip, 1);
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

/*
 * Returns the chunk to which the record can be appended, with its shared part
 * written; NULL: no memory.
 */
static struct nj_ring_chunk *ring_make_room(struct nj_ring *ring,
					    const struct nj_ring_new *new)
{
	u32 need = entry_size(new) + shared_size(new->shared_len);
	struct nj_ring_chunk *chunk;

	if (ring->lost_first && !ring_put_lost(ring))
		return NULL;
	chunk = ring_newest(ring);
	if (chunk && chunk_has_room(chunk, entry_size(new)) &&
	    (chunk_shares_id(chunk, new) || chunk_shares_bytes(chunk, new)))
		return chunk;
	if (!chunk || !chunk_has_room(chunk, need)) {
		chunk = ring_grow(ring, need);
		if (!chunk)
			return NULL;
	}
	chunk_put_shared(chunk, new);
	return chunk;
}

void *nj_ring_append(struct nj_ring *ring, const struct nj_ring_new *new)
{
	struct nj_ring_chunk *chunk = ring_newest(ring);
	u32 skip = entry_size(new);

	/* Most records need nothing but their entry. */
	if (ring->lost_first || !chunk || !chunk_has_room(chunk, skip) ||
	    !chunk_shares_id(chunk, new)) {
		chunk = ring_make_room(ring, new);
		if (!chunk) {
			nj_ring_lose(ring, new->seq, new->seq, 1);
			return NULL;
		}
	}
	chunk->records++;
	ring->records++;
	ring->last_seq = new->seq;
	return chunk_put(chunk, new, skip, 0);
}

bool nj_ring_seek(const struct nj_ring *ring, u64 after,
		  struct nj_ring_pos *pos)
{
	u32 lo = 0, hi = ring->n_chunks;

	/* Find the first chunk whose newest record is after @after. */
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
	const struct nj_shared *shared;

	memset(rec, 0, sizeof(*rec));
	rec->seq = entry->seq;
	rec->prev_seq = pos->prev_seq;
	if (entry->lost) {
		memcpy(&rec->first, entry->payload, sizeof(rec->first));
		return;
	}
	shared = chunk_shared(chunk, entry->shared);
	rec->time = entry->boot_time + shared->real_offset;
	rec->boot_time = entry->boot_time;
	rec->shared = shared->bytes;
	rec->shared_len = shared->len;
	rec->payload = entry->payload;
	rec->payload_len = entry->payload_len;
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
