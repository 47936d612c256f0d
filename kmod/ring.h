/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A ring holds the records of one kind, and overwrites the oldest when it is
 * full.
 *
 * This is plain C: it takes no locks and uses no kernel services except the two
 * callbacks that allocate memory. The same file is therefore tested and fuzzed
 * on the host. The caller serialises all calls for one ring.
 *
 * Records lie in chunks. The ring allocates a chunk when the newest one is full.
 * When the ring has reached its limit, it overwrites the oldest chunk instead.
 * An unused ring has no chunks.
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

/* Bytes of an ordinary chunk. A record that is larger gets a larger chunk. */
#define NJ_RING_CHUNK	8192u

struct nj_ring_chunk;

/**
 * struct nj_ring_mem - how a ring gets its memory
 * @alloc: allocates @size bytes, or returns NULL; must not sleep
 * @free: frees what @alloc returned; @size is the same
 */
struct nj_ring_mem {
	void *(*alloc)(void *arg, size_t size);
	void (*free)(void *arg, void *p, size_t size);
};

/**
 * struct nj_ring - a ring; users may read the members marked (r)
 * @slots: the chunks, a circular array
 * @n_slots: length of @slots
 * @head: index of the oldest chunk in @slots
 * @n_chunks: number of chunks
 * @mem: how the ring gets its memory
 * @mem_arg: first argument for the functions of @mem
 * @limit: (r) most bytes that all chunks may take; 0: the ring keeps nothing
 * @used: (r) bytes that the chunks take now
 * @records: (r) number of records in the ring
 * @overwritten: (r) number of records that were overwritten
 * @lost: (r) number of records that could not be kept or were lost before
 * @last_seq: (r) sequence number of the newest record, kept or lost; 0: none
 * @overwritten_seq: (r) newest sequence number that was overwritten
 * @cleared_seq: (r) newest sequence number that was cleared
 * @lost_first: (r) oldest lost record that has no entry in the ring yet; 0: none
 * @lost_last: (r) newest lost record that has no entry in the ring yet
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
 * struct nj_ring_new - a record to append
 * @seq: sequence number; greater than that of each record before
 * @boot_time: time since boot, in ns
 * @real_offset: real time minus time since boot, in ns; it changes only when
 *	somebody sets the clock, so the ring stores it with the shared part
 * @shared_id: records with the same number have the same shared part, which
 *	saves a comparison of bytes; 0: not known
 * @shared: the part that consecutive records have in common (the origin)
 * @shared_len: bytes in @shared
 * @payload_len: bytes in the record's own part
 */
struct nj_ring_new {
	u64 seq;
	u64 boot_time;
	u64 real_offset;
	u64 shared_id;
	const void *shared;
	u32 shared_len;
	u32 payload_len;
};

/**
 * struct nj_ring_rec - a record in the ring; its pointers point into the ring
 * @seq: sequence number
 * @prev_seq: sequence number of the record before, kept or lost; 0: none
 * @first: not 0: this entry stands for lost records, of which @first is the
 *	oldest and @seq the newest; the members below are then of no use
 * @time: real time, in ns
 * @boot_time: time since boot, in ns
 * @shared: the part that consecutive records have in common
 * @shared_len: bytes in @shared
 * @payload: the record's own part
 * @payload_len: bytes in @payload
 */
struct nj_ring_rec {
	u64 seq;
	u64 prev_seq;
	u64 first;
	u64 time;
	u64 boot_time;
	const void *shared;
	u32 shared_len;
	const void *payload;
	u32 payload_len;
};

/* A place in a ring. It is valid until the next call that changes the ring. */
struct nj_ring_pos {
	u32 chunk;
	u32 off;
	u64 prev_seq;
};

/* Returns the number of slots that a ring with this limit needs. */
u32 nj_ring_slots(size_t limit);

/**
 * nj_ring_init - make an empty ring
 * @ring: the ring
 * @limit: most bytes that all chunks may take; 0: the ring keeps nothing
 * @slots: an array of nj_ring_slots(@limit) pointers, or NULL if @limit is 0;
 *	the caller gets it back from nj_ring_resize() or nj_ring_destroy()
 * @mem: how the ring gets its memory
 * @mem_arg: first argument for the functions of @mem
 */
void nj_ring_init(struct nj_ring *ring, size_t limit,
		  struct nj_ring_chunk **slots,
		  const struct nj_ring_mem *mem, void *mem_arg);

/**
 * nj_ring_destroy - free all chunks
 * @ring: the ring; from now on it keeps nothing, like a ring with limit 0
 *
 * Return: the array of slots, for the caller to free.
 */
struct nj_ring_chunk **nj_ring_destroy(struct nj_ring *ring);

/**
 * nj_ring_append - append a record
 * @ring: the ring
 * @new: the record, except its payload
 *
 * Return: where the caller writes the payload, aligned to 8; NULL if there is no
 * memory or the record is larger than the ring. The record then counts as lost.
 */
void *nj_ring_append(struct nj_ring *ring, const struct nj_ring_new *new);

/**
 * nj_ring_lose - count records that were lost before they could be appended
 * @ring: the ring
 * @first: oldest sequence number
 * @last: newest sequence number
 * @count: how many
 */
void nj_ring_lose(struct nj_ring *ring, u64 first, u64 last, u64 count);

/**
 * nj_ring_seek - find the first record after a sequence number
 * @ring: the ring
 * @after: the sequence number
 * @pos: set to the record's place
 *
 * Return: false if the ring has no such record.
 */
bool nj_ring_seek(const struct nj_ring *ring, u64 after,
		  struct nj_ring_pos *pos);

/**
 * nj_ring_at - read the record at a place
 * @ring: the ring
 * @pos: the place
 * @rec: the record
 */
void nj_ring_at(const struct nj_ring *ring, const struct nj_ring_pos *pos,
		struct nj_ring_rec *rec);

/**
 * nj_ring_next - go on to the next record
 * @ring: the ring
 * @pos: the place, which moves
 *
 * Return: false if there is no next record.
 */
bool nj_ring_next(const struct nj_ring *ring, struct nj_ring_pos *pos);

/**
 * nj_ring_trim - overwrite old records until the ring takes less memory
 * @ring: the ring
 * @limit: how many bytes it may take
 * @chunks: most chunks that this call frees, which bounds its time
 *
 * Return: true if the ring takes no more than @limit bytes.
 */
bool nj_ring_trim(struct nj_ring *ring, size_t limit, u32 chunks);

/**
 * nj_ring_resize - set the limit
 * @ring: the ring; nj_ring_trim() has brought it below @limit
 * @limit: most bytes that all chunks may take
 * @slots: a new array of nj_ring_slots(@limit) pointers
 *
 * Return: the old array of slots, for the caller to free.
 */
struct nj_ring_chunk **nj_ring_resize(struct nj_ring *ring, size_t limit,
				      struct nj_ring_chunk **slots);

/**
 * nj_ring_move - move all records to another ring
 * @ring: the ring; from now on it keeps nothing, like a ring with limit 0
 * @to: gets everything else, too: counters and sequence numbers
 * @mem: how @to frees the memory, and gets other memory
 * @mem_arg: first argument for the functions of @mem
 */
void nj_ring_move(struct nj_ring *ring, struct nj_ring *to,
		  const struct nj_ring_mem *mem, void *mem_arg);

/**
 * nj_ring_shrink - give back the memory that the newest chunk does not need
 * @ring: a ring that gets no more records
 *
 * If there is no memory for a smaller chunk, nothing changes.
 */
void nj_ring_shrink(struct nj_ring *ring);

/**
 * nj_ring_clear - remove all records; counters and sequence numbers stay
 * @ring: the ring
 * @slots: a new array of nj_ring_slots(ring->limit) pointers
 * @old: gets the records; the caller frees them with nj_ring_destroy() after it
 *	has dropped its lock
 */
void nj_ring_clear(struct nj_ring *ring, struct nj_ring_chunk **slots,
		   struct nj_ring *old);

#endif
