/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Walks the trie of an IPv4 routing table. Its structure is private to the kernel
 * (net/ipv4/fib_trie.c).
 *
 * This is plain C, so the same file is tested on the host. The only function of
 * the kernel that it calls is copy_from_kernel_nofault().
 */
#ifndef NJ_TRIE_H
#define NJ_TRIE_H

#ifdef __KERNEL__
#include <linux/types.h>
#endif

/**
 * nj_trie_walk - call a function for each leaf of a trie
 * @trie: the trie
 * @take: the function: gets the key of the leaf, and where the head of its list of
 *	routes is; a result of false ends the walk
 * @arg: last argument for @take
 *
 * Every pointer may lead anywhere. The function checks what it reads, and ends in
 * any case.
 *
 * Context: RTNL is held, because there is one walk for all callers.
 * Return: 0; -E2BIG if the trie is too large to be walked; -EINVAL if it has an unknown
 * form, or @take returned false.
 */
int nj_trie_walk(const void *trie,
		 bool (*take)(u32 key, const void *list, void *arg), void *arg);

#endif
