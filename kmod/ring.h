/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A ring of records of one kind: append at one end, forget at the other.
 *
 * Plain C with no locks and no kernel services but the two callbacks that
 * allocate, so that the same file is tested and fuzzed on the host. The caller
 * serialises all calls for one ring.
 *
 * Records lie in chunks, oldest chunk first. A chunk is allocated when the one
 * before it is full, until the ring has reached its limit; from then on the
 * oldest chunk gives way. An idle ring has no chunk at all. Positions are valid
 * until the next call that changes the ring.
 */
#ifndef NJ_RING_H
#define NJ_RING_H

#ifdef __KERNEL__
#include <linux/types.h>
#else
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
typedef uint64_t u64;
typedef uint32_t u32;
typedef uint16_t u16;
typedef uint8_t u8;
#endif

/* Capacity of an ordinary chunk in bytes; a larger record gets its own. */
#define NJ_RING_CHUNK	8192u

struct nj_ring_chunk;

/**
 * struct nj_ring_mem - where a ring's memory comes from
 * @alloc: returns @size bytes or NULL; must not sleep
 * @free: takes back what @alloc returned, with the same size
 */
struct nj_ring_mem {
	void *(*alloc)(void *arg, size_t size);
	void (*free)(void *arg, void *p, size_t size);
};

/**
 * struct nj_ring - one ring; readers may look at the members marked (r)
 * @slots: the chunks, a circular array
 * @n_slots: its length
 * @head: index of the oldest chunk in @slots
 * @n_chunks: number of chunks
 * @mem: where chunks come from
 * @mem_arg: argument for @mem
 * @limit: (r) most memory in bytes
 * @used: (r) memory in chunks now, in bytes
 * @records: (r) records held now
 * @overwritten: (r) records that gave way to newer ones
 * @lost: (r) records that could not be kept, and those reported to nj_ring_lose()
 * @last_seq: (r) sequence number of the newest record, kept or lost; 0: none yet
 * @overwritten_seq: (r) newest sequence number that gave way
 * @cleared_seq: (r) newest sequence number that was cleared
 * @lost_first: (r) oldest lost one that is not in the ring yet; 0: none
 * @lost_last: (r) newest of them
 */
struct nj_ring {
	struct nj_ring_chunk **slots;
	u32 n_slots;
	u32 head;
	u32 n_chunks;
	const struct nj_ring_mem *mem;
	void *mem_arg;
	size_t limit;
	size_t used;
	u64 records;
	u64 overwritten;
	u64 lost;
	u64 last_seq;
	u64 overwritten_seq;
	u64 cleared_seq;
	u64 lost_first;
	u64 lost_last;
};

/**
 * struct nj_ring_rec - what nj_ring_at() tells of a record
 * @seq: sequence number
 * @prev_seq: sequence number of the record of the kind before it; 0: none
 * @first: 0, or this stands for lost records and is the first one's number
 * @time: real time in ns
 * @boot_time: time since boot in ns
 * @shared_id: when appending: not 0, and records with the same number have the
 *	same shared part; it saves a comparison of bytes
 * @shared: the part that consecutive records have in common (the origin)
 * @shared_len: its length in bytes
 * @payload: the record's own part
 * @payload_len: its length in bytes
 */
struct nj_ring_rec {
	u64 seq;
	u64 prev_seq;
	u64 first;
	u64 time;
	u64 boot_time;
	u64 shared_id;
	const void *shared;
	u32 shared_len;
	const void *payload;
	u32 payload_len;
};

/* A place in a ring; see nj_ring_seek(). */
struct nj_ring_pos {
	u32 chunk;
	u32 off;
	u64 prev_seq;
};

/* Number of slots that a ring of @limit bytes needs. */
u32 nj_ring_slots(size_t limit);

/*
 * Makes an empty ring. @slots has nj_ring_slots(@limit) pointers, belongs to
 * the caller and is handed back by nj_ring_resize() or nj_ring_destroy().
 */
void nj_ring_init(struct nj_ring *ring, size_t limit,
		  struct nj_ring_chunk **slots,
		  const struct nj_ring_mem *mem, void *mem_arg);

/* Frees all chunks. Returns the array of slots, for the caller to free. */
struct nj_ring_chunk **nj_ring_destroy(struct nj_ring *ring);

/*
 * Appends a record and returns where its @payload_len bytes of payload, which
 * the caller fills, go; the place is aligned to 8. @rec gives seq (greater than
 * all before), time, boot_time, shared_id, shared, shared_len and payload_len.
 * Returns
 * NULL if there is no memory or the record is larger than the ring; it then
 * counts as lost.
 */
void *nj_ring_append(struct nj_ring *ring, const struct nj_ring_rec *rec);

/*
 * Notes that @count records with the sequence numbers up to @last were lost
 * before anybody could append them.
 */
void nj_ring_lose(struct nj_ring *ring, u64 first, u64 last, u64 count);

/*
 * Sets @pos to the first record after sequence number @after. Returns false
 * if there is none.
 */
bool nj_ring_seek(const struct nj_ring *ring, u64 after,
		  struct nj_ring_pos *pos);

/* Tells of the record at @pos. */
void nj_ring_at(const struct nj_ring *ring, const struct nj_ring_pos *pos,
		struct nj_ring_rec *rec);

/* Moves @pos to the next record. Returns false if there is none. */
bool nj_ring_next(const struct nj_ring *ring, struct nj_ring_pos *pos);

/*
 * Forgets records from the oldest on until no more than @limit bytes are used,
 * at most @chunks chunks in one call, to bound its time. Returns true when that
 * is reached.
 */
bool nj_ring_trim(struct nj_ring *ring, size_t limit, u32 chunks);

/*
 * Sets the limit; nj_ring_trim() must have reached it. @slots is a new array of
 * nj_ring_slots(@limit) pointers. Returns the old one, for the caller to free.
 */
struct nj_ring_chunk **nj_ring_resize(struct nj_ring *ring, size_t limit,
				      struct nj_ring_chunk **slots);

/*
 * Forgets all records; the counters and sequence numbers stay. The records move
 * to @old, for the caller to nj_ring_destroy() where that takes no one's time.
 * @slots is a new array of nj_ring_slots(ring->limit) pointers.
 */
void nj_ring_clear(struct nj_ring *ring, struct nj_ring_chunk **slots,
		   struct nj_ring *old);

#endif
