// SPDX-License-Identifier: GPL-2.0
/*
 * Walks the trie of an IPv4 routing table. See trie.h.
 *
 * A node is an array of nodes, or a leaf. The place of a node in its array says
 * some bits of its key, and the array says the bits before these. So a structure
 * of another form is noticed at once: its keys do not fit.
 */
#ifdef __KERNEL__
#include <linux/errno.h>
#include <linux/uaccess.h>
#endif

#include "trie.h"

#define KEY_BITS	32

/* No table of real routes has an array of more than 2^24 nodes. */
#define ARRAY_BITS_MAX	24

/* Most places that are visited. Any user can make a larger table in his own namespace. */
#define SLOTS_MAX	0x4000000u

/* The kernel's structure of a node. A leaf has the head of a list as slots[0]. */
struct key_vector {
	u32 key;
	u8 pos;		/* bits of the key below those that the place says */
	u8 bits;	/* 2^bits places; 0: a leaf */
	u8 slen;
	const struct key_vector *slots[];
};

/**
 * struct trie_step - an array on the way from the root to the present place
 * @node: where it is
 * @next: the next place to visit
 * @head: what has been read of it
 */
struct trie_step {
	const struct key_vector *node;
	u64 next;
	struct key_vector head;
};

/**
 * struct trie_walk - a walk
 * @take: called for each leaf
 * @arg: for @take
 * @slots: how many places it has visited
 * @depth: how many arrays @path has
 * @path: the arrays; each has a smaller pos than the one before
 */
struct trie_walk {
	bool (*take)(u32 key, const void *list, void *arg);
	void *arg;
	u32 slots;
	u32 depth;
	struct trie_step path[KEY_BITS + 1];
};

/* One walk for all callers, because the stack is small. */
static struct trie_walk the_walk;

/* The root is an array with one place. All keys fit. */
static bool is_root(const struct key_vector *head)
{
	return !head->key && head->pos == KEY_BITS && !head->bits;
}

static u32 low_bits(unsigned int n)
{
	return (1ull << n) - 1;
}

/* Returns whether @head can be the node at the place @index of @array. */
static bool node_fits(const struct key_vector *array, u64 index,
		      const struct key_vector *head)
{
	if (head->bits > ARRAY_BITS_MAX ||
	    head->pos + head->bits > array->pos)
		return false;
	/* A leaf has a whole key. An array lacks the bits that its nodes have. */
	if (!head->bits && head->pos)
		return false;
	if (head->bits && head->key & low_bits(head->pos + head->bits))
		return false;
	return (u64)(head->key ^ array->key) >> array->pos == index;
}

static void walk_enter(struct trie_walk *walk, const struct key_vector *node,
		       const struct key_vector *head)
{
	struct trie_step *step = &walk->path[walk->depth++];

	step->node = node;
	step->next = 0;
	step->head = *head;
}

/* Visits the next place of an array. */
static int walk_slot(struct trie_walk *walk, struct trie_step *step)
{
	const struct key_vector *node;
	struct key_vector head;
	u64 index = step->next++;

	if (++walk->slots > SLOTS_MAX)
		return -E2BIG;
	if (copy_from_kernel_nofault(&node, &step->node->slots[index],
				     sizeof(node)))
		return -EINVAL;
	if (!node)
		return 0;
	if (copy_from_kernel_nofault(&head, node, sizeof(head)) ||
	    !node_fits(&step->head, index, &head))
		return -EINVAL;
	if (!head.bits)
		return walk->take(head.key, node->slots, walk->arg) ? 0 :
								      -EINVAL;
	walk_enter(walk, node, &head);
	return 0;
}

int nj_trie_walk(const void *trie,
		 bool (*take)(u32 key, const void *list, void *arg), void *arg)
{
	struct trie_walk *walk = &the_walk;
	struct trie_step *step;
	struct key_vector head;
	int err = 0;

	walk->take = take;
	walk->arg = arg;
	walk->slots = 0;
	walk->depth = 0;
	if (copy_from_kernel_nofault(&head, trie, sizeof(head)) ||
	    !is_root(&head))
		return -EINVAL;
	walk_enter(walk, trie, &head);
	while (walk->depth && !err) {
		step = &walk->path[walk->depth - 1];
		if (step->next >> step->head.bits)
			walk->depth--;
		else
			err = walk_slot(walk, step);
	}
	return err;
}
