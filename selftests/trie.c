// SPDX-License-Identifier: GPL-2.0
/*
 * Walks good tries, which are like those of the kernel, and bad ones. The walk finds each leaf of a
 * good trie, refuses a bad trie, and never reads memory that is not a node. It is plain C, so this
 * program compiles the module's source file and needs neither the module nor root.
 */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kselftest_harness.h"

typedef uint64_t u64;
typedef uint32_t u32;
typedef uint8_t u8;

static long copy_from_kernel_nofault(void *to, const void *from, size_t size);

#include "../kmod/net/trie.c"

#define NODES_MAX	4096
#define KEYS		300

/* The nodes of a trie, the root first. */
static struct {
	size_t n;
	struct key_vector *node[NODES_MAX];
	size_t size[NODES_MAX];
} made;

/*
 * Empty arrays of the largest size, which take no memory: the one for the keys that begin with the
 * byte N is at LARGE + (N << 32).
 */
#define LARGE	(1ul << 44)

static void large_read(void *to, unsigned long at, size_t size)
{
	const struct key_vector head = { .key = (at - LARGE) >> 32 << 24, .bits = ARRAY_BITS_MAX };

	memset(to, 0, size);
	if (!(at & ~0u))
		memcpy(to, &head, size);
}

static long copy_from_kernel_nofault(void *to, const void *from, size_t size)
{
	if ((unsigned long)from >> 40 == LARGE >> 40) {
		large_read(to, (unsigned long)from, size);
		return 0;
	}
	for (size_t i = 0; i < made.n; i++) {
		const char *node = (char *)made.node[i];

		if ((const char *)from < node || (const char *)from + size > node + made.size[i])
			continue;
		memcpy(to, from, size);
		return 0;
	}
	return -EFAULT;
}

static struct key_vector *make_node(u32 key, unsigned int pos, unsigned int bits)
{
	size_t size = sizeof(struct key_vector) + (sizeof(void *) << bits);
	struct key_vector *node = calloc(1, size);

	if (!node || made.n == NODES_MAX)
		abort();
	node->key = key;
	node->pos = pos;
	node->bits = bits;
	made.node[made.n] = node;
	made.size[made.n++] = size;
	return node;
}

/* Makes the trie of @n sorted keys, which have the same bits from @pos on. */
static struct key_vector *make_trie(const u32 *keys, size_t n, unsigned int pos)
{
	unsigned int bits = 1;
	struct key_vector *node;

	if (n == 1)
		return make_node(keys[0], 0, 0);
	/* Skip the bits in which no key differs. */
	while (!((keys[0] ^ keys[n - 1]) >> (pos - 1)))
		pos--;
	while (bits < 3 && bits < pos && (1u << bits) < n)
		bits++;
	node = make_node(keys[0] & ~low_bits(pos), pos - bits, bits);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && !((keys[i] ^ keys[end]) >> node->pos); end++)
			;
		node->slots[(keys[i] ^ node->key) >> node->pos] = make_trie(keys + i, end - i, node->pos);
	}
	return node;
}

static int compare_keys(const void *a, const void *b)
{
	u32 x = *(u32 *)a, y = *(u32 *)b;

	return (x > y) - (x < y);
}

static u32 keys[KEYS];

/* Makes a trie of random keys, some of which lie close together. */
static void make_random(void)
{
	for (int i = 0; i < KEYS; i++)
		keys[i] = i % 3 ? keys[i - 1] + i : (u32)random() << 1;
	keys[0] = 0;
	keys[1] = ~0u;
	qsort(keys, KEYS, sizeof(keys[0]), compare_keys);
	make_node(0, KEY_BITS, 0)->slots[0] = make_trie(keys, KEYS, KEY_BITS);
}

static void free_nodes(void)
{
	for (size_t i = 0; i < made.n; i++)
		free(made.node[i]);
	made.n = 0;
}

struct taken {
	size_t n, most;
};

static bool take_key(u32 key, const void *list, void *arg)
{
	struct taken *taken = arg;

	if (taken->n >= taken->most)
		return false;
	/* The list of a leaf begins at the first slot of its node. */
	for (size_t i = 0; i < made.n; i++)
		if (list == made.node[i]->slots)
			taken->n += key == keys[taken->n] && !made.node[i]->bits;
	return true;
}

static int walk(struct taken *taken)
{
	*taken = (struct taken){ .most = KEYS };
	return nj_trie_walk(made.node[0], take_key, taken);
}

TEST(each_leaf_in_order)
{
	struct taken taken;

	for (int round = 0; round < 50; round++) {
		srandom(round);
		make_random();
		EXPECT_EQ(0, walk(&taken));
		EXPECT_EQ(KEYS, taken.n);
		free_nodes();
	}
}

TEST(an_empty_table)
{
	struct taken taken;

	make_node(0, KEY_BITS, 0);
	EXPECT_EQ(0, walk(&taken));
	EXPECT_EQ(0, taken.n);
	free_nodes();
}

TEST(take_ends_the_walk)
{
	struct taken taken = { .most = 5 };

	make_random();
	EXPECT_EQ(-EINVAL, nj_trie_walk(made.node[0], take_key, &taken));
	EXPECT_EQ(5, taken.n);
	free_nodes();
}

/* A large table is no table of an unknown form. */
TEST(too_large)
{
	struct key_vector *array;
	struct taken taken;

	make_node(0, KEY_BITS, 0);
	array = make_node(0, 24, 8);
	made.node[0]->slots[0] = array;
	for (size_t i = 0; i < 5; i++)
		array->slots[i] = (void *)(LARGE + (i << 32));
	EXPECT_EQ(-E2BIG, walk(&taken));
	free_nodes();
}

static struct key_vector *random_array(void)
{
	struct key_vector *node;

	do {
		node = made.node[1 + random() % (made.n - 1)];
	} while (!node->bits);
	return node;
}

/* Returns a place of @array that is in use. */
static const struct key_vector **random_slot(struct key_vector *array)
{
	const struct key_vector **slot;

	do {
		slot = &array->slots[random() % (1 << array->bits)];
	} while (!*slot);
	return slot;
}

static void wild_pointer(void)
{
	*random_slot(random_array()) = (void *)((random() << 3) | 1ul << 40);
}

static void odd_pointer(void)
{
	const struct key_vector **slot = random_slot(random_array());

	*slot = (void *)((char *)*slot + 4);
}

static void loop(void)
{
	struct key_vector *array = random_array();

	*random_slot(array) = array;
}

static void loop_to_the_root(void)
{
	*random_slot(random_array()) = made.node[0];
}

/* Exchanges two places of an array. One of the places may be empty. */
static void wrong_place(void)
{
	struct key_vector *array = random_array();
	const struct key_vector **slot = random_slot(array), *node = *slot;
	const struct key_vector **other = &array->slots[((slot - array->slots) + 1) % (1 << array->bits)];

	*slot = *other;
	*other = node;
}

static void wrong_key(void)
{
	struct key_vector *node = made.node[1 + random() % (made.n - 1)];
	u32 bit = 1u << random() % KEY_BITS;

	/*
	 * The lowest bits of a leaf that is alone may have any value, so change an array instead of
	 * a leaf.
	 */
	if (!node->bits)
		node = random_array();
	node->key ^= bit;
}

static void wrong_pos(void)
{
	random_array()->pos += random() % 2 ? 1 : 200;
}

static void array_far_too_large(void)
{
	random_array()->bits += 30;
}

static void leaf_with_a_pos(void)
{
	struct key_vector *node;

	do {
		node = made.node[1 + random() % (made.n - 1)];
	} while (node->bits);
	node->pos = 1;
}

static void root_of_another_form(void)
{
	made.node[0]->pos = random() % KEY_BITS;
}

/* The kernel has put a member before the places. */
static void another_member(void)
{
	for (size_t i = 0; i < made.n; i++) {
		struct key_vector *node = made.node[i];
		size_t n = 1ul << node->bits;

		memmove(node->slots + 1, node->slots, (n - 1) * sizeof(node->slots[0]));
		node->slots[0] = (void *)0x500000002;
	}
}

/* Keys are in another byte order. */
static void swapped_keys(void)
{
	for (size_t i = 0; i < made.n; i++)
		made.node[i]->key = __builtin_bswap32(made.node[i]->key);
}

TEST(other_forms_are_refused)
{
	static const struct {
		const char *name;
		void (*spoil)(void);
	} spoils[] = {
		{ "wild pointer", wild_pointer }, { "odd pointer", odd_pointer }, { "loop", loop },
		{ "loop to the root", loop_to_the_root }, { "wrong place", wrong_place }, { "wrong key", wrong_key },
		{ "wrong pos", wrong_pos }, { "array far too large", array_far_too_large },
		{ "leaf with a pos", leaf_with_a_pos }, { "root of another form", root_of_another_form },
		{ "another member", another_member }, { "swapped keys", swapped_keys },
	};

	for (size_t i = 0; i < sizeof(spoils) / sizeof(spoils[0]) * 100; i++) {
		struct taken taken;

		srandom(i);
		make_random();
		spoils[i / 100].spoil();
		EXPECT_EQ(-EINVAL, walk(&taken)) TH_LOG("%s, %zu", spoils[i / 100].name, i);
		free_nodes();
	}
}

TEST_HARNESS_MAIN
