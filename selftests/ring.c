// SPDX-License-Identifier: GPL-2.0
/*
 * Compares the ring with a model that keeps everything. Makes random appends, losses,
 * resizes and clears, and lets allocations fail. The ring is plain C, so this program
 * compiles the module's source file and needs neither the module nor root.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kselftest_harness.h"
#include "journal.h"
#include "../kmod/ring.c"

#define LIMIT_MIN	32768u
#define LIMIT_MAX	(512u << 10)
#define MODEL_MAX	200000

enum fate { KEPT, LOST };

/* Everything that was ever appended or lost. */
struct model {
	size_t n;
	struct {
		u64 seq;
		enum fate fate;
		u32 len;
		u32 shared;
	} rec[MODEL_MAX];
	u64 cleared;
};

struct fixture {
	struct nj_ring ring;
	size_t allocated;
	unsigned int fail;	/* one of so many allocations fails; 0: none */
	u64 seq;
	struct model model;
};

static void *mem_alloc(void *arg, size_t size)
{
	struct fixture *f = arg;

	if (f->fail && !(rand() % f->fail))
		return NULL;
	f->allocated += size;
	return malloc(size);
}

static void mem_free(void *arg, void *p, size_t size)
{
	struct fixture *f = arg;

	f->allocated -= size;
	/* Fill the memory, so that a use after free is noticed. */
	memset(p, 0xdb, size);
	free(p);
}

static const struct nj_ring_mem mem = { mem_alloc, mem_free };

static struct nj_ring_chunk **slots(size_t limit)
{
	return calloc(nj_ring_slots(limit), sizeof(struct nj_ring_chunk *));
}

/* Fills the payload with the record's number, so that a mix-up is noticed. */
static void fill(void *payload, u64 seq, u32 len)
{
	u8 *p = payload;

	for (u32 i = 0; i < len; i++)
		p[i] = (u8)(seq * 31 + i);
}

static bool filled(const void *payload, u64 seq, u32 len)
{
	const u8 *p = payload;

	for (u32 i = 0; i < len; i++)
		if (p[i] != (u8)(seq * 31 + i))
			return false;
	return true;
}

static void model_add(struct fixture *f, u64 seq, enum fate fate, u32 len, u32 shared)
{
	struct model *m = &f->model;

	m->rec[m->n].seq = seq;
	m->rec[m->n].fate = fate;
	m->rec[m->n].len = len;
	m->rec[m->n++].shared = shared;
}

/* Returns the length of a shared part; several parts have the same length. 0: no part. */
static u32 shared_len(u32 shared)
{
	return shared ? 100 + shared % 3 : 0;
}

/* The clock is set now and then, by a number that depends on when. */
static u64 real_offset(u64 seq)
{
	return seq / 50 * 1000;
}

static void append(struct fixture *f, u32 len, u32 shared)
{
	static char bytes[256];
	u64 seq = f->seq++;
	struct nj_ring_new new = {
		.seq = seq, .boot_time = seq * 5, .real_offset = real_offset(seq),
		/* The caller does not always know the number of the shared part. */
		.shared_id = rand() % 4 ? shared + 1 : 0,
		.shared = bytes, .shared_len = shared_len(shared), .payload_len = len,
	};
	void *payload;

	memset(bytes, shared, sizeof(bytes));
	payload = nj_ring_append(&f->ring, &new);
	if (payload)
		fill(payload, seq, len);
	model_add(f, seq, payload ? KEPT : LOST, len, shared);
}

/* Compares the ring with the model, from sequence number @after on. */
static int check(struct fixture *f, u64 after)
{
	const struct nj_ring *ring = &f->ring;
	struct model *m = &f->model;
	u64 floor = ring->cleared_seq > ring->overwritten_seq ? ring->cleared_seq :
		    ring->overwritten_seq;
	struct nj_ring_pos pos;
	struct nj_ring_rec rec;
	size_t i = 0, records = 0;
	bool more;

	if (ring->used > ring->limit || f->allocated != ring->used)
		return __LINE__;
	if (ring->cleared_seq != m->cleared)
		return __LINE__;
	if (m->n && ring->last_seq != m->rec[m->n - 1].seq)
		return __LINE__;
	/* Records up to the floor are gone and must be reported. All others must be there. */
	while (i < m->n && (m->rec[i].seq <= floor || m->rec[i].seq <= after))
		i++;
	for (more = nj_ring_seek(ring, after, &pos); more; more = nj_ring_next(ring, &pos)) {
		nj_ring_at(ring, &pos, &rec);
		if (rec.seq <= after)
			return __LINE__;
		if (rec.first) {
			/* Consecutive losses are one entry. */
			while (i < m->n && m->rec[i].fate == LOST && m->rec[i].seq <= rec.seq)
				i++;
			if (!i || m->rec[i - 1].seq != rec.seq)
				return __LINE__;
			continue;
		}
		if (i == m->n || m->rec[i].seq != rec.seq || m->rec[i].fate != KEPT)
			return __LINE__;
		if (rec.payload_len != m->rec[i].len || rec.shared_len != shared_len(m->rec[i].shared) ||
		    ((size_t)rec.payload & 7))
			return __LINE__;
		if (!filled(rec.payload, rec.seq, rec.payload_len))
			return __LINE__;
		if (rec.shared_len && *(char *)rec.shared != (char)m->rec[i].shared)
			return __LINE__;
		if (rec.boot_time != rec.seq * 5 || rec.time != rec.seq * 5 + real_offset(rec.seq))
			return __LINE__;
		if (i && rec.prev_seq != m->rec[i - 1].seq)
			return __LINE__;
		if (!i && rec.prev_seq)
			return __LINE__;
		records++;
		i++;
	}
	/* Losses that are not stored in the ring yet. */
	while (i < m->n && m->rec[i].fate == LOST && ring->lost_first &&
	       m->rec[i].seq <= ring->lost_last)
		i++;
	if (i != m->n)
		return __LINE__;
	if (!after && records != ring->records)
		return __LINE__;
	return 0;
}

static u32 pick_len(void)
{
	switch (rand() % 16) {
	case 0:
		return 0;
	case 1:
		return rand() % 16385;		/* up to a chunk of its own */
	case 2:
		return 8192 - rand() % 400;	/* around the end of a chunk */
	default:
		return 40 + rand() % 160;
	}
}

/* Moves the records to another ring, which takes no more memory than they need. */
static int move_and_shrink(struct fixture *f)
{
	struct nj_ring old = f->ring;
	size_t before = f->ring.used;
	int err;

	nj_ring_move(&old, &f->ring, &mem, f);
	if (old.records || old.used || old.n_chunks || old.slots)
		return __LINE__;
	nj_ring_shrink(&f->ring);
	free(nj_ring_resize(&f->ring, f->ring.used, slots(f->ring.used)));
	err = check(f, 0);
	if (err)
		return err;
	return f->ring.used <= before ? 0 : __LINE__;
}

static int scenario(u64 first_seq, unsigned int seed, unsigned int fail, int steps)
{
	struct fixture *f = calloc(1, sizeof(*f));
	size_t limit = LIMIT_MIN;
	int err = 0;

	srand(seed);
	f->seq = first_seq;
	f->fail = fail;
	nj_ring_init(&f->ring, limit, slots(limit), &mem, f);

	for (int i = 0; i < steps && !err; i++) {
		u64 after = f->seq - rand() % 3000;

		switch (rand() % 400) {
		case 0: {
			struct nj_ring old;

			nj_ring_clear(&f->ring, slots(f->ring.limit), &old);
			free(nj_ring_destroy(&old));
			f->model.cleared = f->ring.last_seq;
			break;
		}
		case 1:
		case 2:
			limit = LIMIT_MIN + rand() % (LIMIT_MAX - LIMIT_MIN);
			while (!nj_ring_trim(&f->ring, limit, 1 + rand() % 4))
				;
			free(nj_ring_resize(&f->ring, limit, slots(limit)));
			break;
		case 3: {
			int n = 1 + rand() % 5;

			nj_ring_lose(&f->ring, f->seq, f->seq + n - 1, n);
			while (n--)
				model_add(f, f->seq++, LOST, 0, 0);
			break;
		}
		case 4:
			f->seq += rand() % 50;	/* records of other kinds */
			break;
		default:
			append(f, pick_len(), rand() % 3 ? 150 : rand() % 200);
		}
		if (!(i % 16))
			err = check(f, i % 3 && after < f->seq ? after : 0);
	}
	if (!err)
		err = check(f, 0);
	if (!err)
		err = move_and_shrink(f);
	free(nj_ring_destroy(&f->ring));
	if (!err && f->allocated)
		err = __LINE__;
	if (err)
		printf("# line %d, seed %u\n", err, seed);
	free(f);
	return err;
}

TEST(model)
{
	for (unsigned int seed = 1; seed <= percent_of(20); seed++)
		ASSERT_EQ(0, scenario(1, seed, 0, 6000));
}

TEST(model_with_failing_allocations)
{
	for (unsigned int seed = 1; seed <= percent_of(20); seed++)
		ASSERT_EQ(0, scenario(1, seed, 2 + seed % 7, 6000));
}

TEST(model_with_no_memory_at_all)
{
	ASSERT_EQ(0, scenario(1, 1, 1, 2000));
}

TEST(sequence_near_2_32)
{
	ASSERT_EQ(0, scenario((1ull << 32) - 3000, 1, 9, 6000));
}

TEST(sequence_near_2_64)
{
	ASSERT_EQ(0, scenario(~0ull - 8000, 1, 9, 6000));
}

FIXTURE(slow) {};
FIXTURE_SETUP(slow) {}
FIXTURE_TEARDOWN(slow) {}

/*
 * Appends records of every length, so that they meet the end of a chunk at every offset.
 * With some lengths the ring also wraps.
 */
TEST_F_TIMEOUT(slow, wrap_at_every_alignment, 300)
{
	for (u32 len = 0; len < 1200; len++) {
		struct fixture *f = calloc(1, sizeof(*f));
		int n = len % 16 ? 10000 / (len + 60) + 2 : 40000 / (len + 60) + 2;

		f->seq = 1;
		nj_ring_init(&f->ring, LIMIT_MIN, slots(LIMIT_MIN), &mem, f);
		for (int i = 0; i < n; i++)
			append(f, len, len % 64);
		ASSERT_EQ(0, check(f, 0));
		free(nj_ring_destroy(&f->ring));
		free(f);
	}
}

/* A chunk stores the origin of consecutive records only once. */
TEST(shared_part_is_stored_once)
{
	struct fixture *f = calloc(1, sizeof(*f));

	f->seq = 1;
	nj_ring_init(&f->ring, LIMIT_MIN, slots(LIMIT_MIN), &mem, f);
	for (int i = 0; i < 50; i++)
		append(f, 100, 150);
	EXPECT_EQ(NJ_RING_CHUNK, f->ring.used);
	free(nj_ring_destroy(&f->ring));
	free(f);
}

/* A ring that gets no more records gives back what its newest chunk does not need. */
TEST(shrunk_to_what_is_used)
{
	struct fixture *f = calloc(1, sizeof(*f));

	f->seq = 1;
	nj_ring_init(&f->ring, LIMIT_MIN, slots(LIMIT_MIN), &mem, f);
	ASSERT_EQ(0, move_and_shrink(f));
	EXPECT_EQ(0, f->ring.used);
	free(nj_ring_destroy(&f->ring));
	nj_ring_init(&f->ring, LIMIT_MIN, slots(LIMIT_MIN), &mem, f);
	append(f, 100, 150);
	ASSERT_EQ(0, move_and_shrink(f));
	EXPECT_EQ(512, f->ring.used);
	free(nj_ring_destroy(&f->ring));
	EXPECT_EQ(0, f->allocated);
	free(f);
}

/* A record that is larger than the ring is lost, and the ring continues. */
TEST(record_larger_than_ring)
{
	struct fixture *f = calloc(1, sizeof(*f));

	f->seq = 1;
	nj_ring_init(&f->ring, LIMIT_MIN, slots(LIMIT_MIN), &mem, f);
	append(f, 100, 0);
	append(f, LIMIT_MIN, 0);
	append(f, 100, 0);
	EXPECT_EQ(2, f->ring.records);
	EXPECT_EQ(1, f->ring.lost);
	EXPECT_EQ(0, check(f, 0));
	free(nj_ring_destroy(&f->ring));
	free(f);
}

TEST_HARNESS_MAIN
