/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The journals of network namespaces that have ended.
 *
 * All of them share a bound of memory. The oldest are dropped to make room for newer
 * ones. Nobody but the host may read them.
 */
#ifndef NJ_ENDED_H
#define NJ_ENDED_H

#include <linux/list.h>
#include <linux/refcount.h>
#include <linux/types.h>

#include "journal.h"

/* Most journals that are kept, whatever they use. */
#define NJ_ENDED_MAX	1024

/**
 * struct nj_ended - the journal of a network namespace that has ended
 * @refs: who refers to it: the list of all, and readers
 * @node: in the list of all
 * @owned: in the list of the owner
 * @owner: see nj_quota_owner()
 * @number: counts the ends
 * @time: when the namespace ended; real time, in ns
 * @cookie: no two namespaces have the same as long as the machine runs
 * @inode: inode number of the namespace; a later one can have the same
 * @bytes: memory that this takes
 * @records: in all rings
 * @journal: what it recorded; it belongs to the initial namespace
 */
struct nj_ended {
	refcount_t refs;
	struct list_head node;
	struct list_head owned;
	u32 owner;
	u64 number;
	u64 time;
	u64 cookie;
	u32 inode;
	size_t bytes;
	u64 records;
	struct nj_journal journal;
};

/**
 * struct nj_ended_status - the state of all these journals
 * @size: most bytes
 * @used: bytes now
 * @journals: how many are kept
 * @dropped: how many had records and are no longer kept
 * @dropped_records: records that they had
 */
struct nj_ended_status {
	size_t size;
	size_t used;
	u64 journals;
	u64 dropped;
	u64 dropped_records;
};

/**
 * nj_ended_keep - keep what a namespace recorded
 * @net: the namespace, which ends; its journal could be destroyed
 * @journal: its journal; it is empty afterwards, or as before if it cannot be kept
 *
 * Context: may sleep.
 */
void nj_ended_keep(const struct net *net, struct nj_journal *journal);

/**
 * nj_ended_get - find the journal of a namespace that has ended
 * @cookie: the namespace
 *
 * Context: may sleep. Return: the journal, for nj_ended_put(); NULL: it is not kept.
 */
struct nj_ended *nj_ended_get(u64 cookie);

/**
 * nj_ended_next - find the next one, in the order of the ends
 * @number: return the first one after this
 *
 * Context: may sleep. Return: the journal, for nj_ended_put(); NULL: there is none.
 */
struct nj_ended *nj_ended_next(u64 number);

/**
 * nj_ended_put - give back a journal
 * @ended: the journal; NULL: none
 *
 * Context: may sleep.
 */
void nj_ended_put(struct nj_ended *ended);

/**
 * nj_ended_read_status - read the state of all these journals
 * @status: filled
 *
 * Context: may sleep.
 */
void nj_ended_read_status(struct nj_ended_status *status);

/**
 * nj_ended_drop_all - keep none any more
 *
 * Context: may sleep; no namespace ends, and nobody reads.
 */
void nj_ended_drop_all(void);

#endif
