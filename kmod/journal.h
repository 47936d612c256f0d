/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The journal of one network namespace: a ring for each kind, one sequence for
 * all. It knows kinds and attributes, and nothing of what they mean.
 */
#ifndef NJ_JOURNAL_H
#define NJ_JOURNAL_H

#include <linux/atomic.h>
#include <linux/netjournal.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/uio.h>
#include <net/net_namespace.h>

#include "ring.h"

struct nj_origin;
struct sk_buff;

/* Most bytes of attributes that a record can have beside its origin. */
#define NJ_PAYLOAD_MAX	16384

/* In place of the sequence number of a record that could not be kept. */
#define NJ_SEQ_LOST	U64_MAX

/* All kinds, as a mask of bits 1 << kind. */
#define NJ_KINDS_ALL	GENMASK(NETJOURNAL_KIND_MAX, 1)

/**
 * struct nj_attr - an attribute of a record, on its way into the journal
 * @type: NETJOURNAL_A_RECORD_*, with NLA_F_NESTED where it is a nest
 * @n_pieces: number of @pieces, 0 for a flag
 * @len: bytes in all of them
 * @pieces: what its value is put together from; they belong to the caller
 */
struct nj_attr {
	u16 type;
	u16 n_pieces;
	u32 len;
	const struct kvec *pieces;
};

/**
 * struct nj_kind - what a journal has for each kind
 * @order: held while a copy of a record is on its way to its listeners; taken
 *	inside nj_journal.lock, which is then released first, so that they see
 *	the kind's records in order
 * @ring: under nj_journal.lock
 * @enabled: whether records are kept; under nj_journal.lock
 */
struct nj_kind {
	spinlock_t order;	/* see above */
	struct nj_ring ring;
	bool enabled;
};

/**
 * struct nj_journal - the journal of one network namespace
 * @net: the namespace, which owns the journal and outlives it
 * @instance: random number that a cursor names the journal by
 * @memory: bytes in all its rings, where netns_memory_max bounds them
 * @lock: protects all below; taken with soft interrupts off, since changes are
 *	made there too
 * @next_seq: sequence number of the next record
 * @kinds: by enum netjournal_kind; 0 is not used
 * @resize: serialises config-set and clear, which allocate
 */
struct nj_journal {
	struct net *net;
	u64 instance;
	atomic_long_t memory;
	spinlock_t lock;	/* see above */
	u64 next_seq;
	struct nj_kind kinds[NETJOURNAL_KIND_MAX + 1];
	struct mutex resize;	/* see above */
};

/**
 * struct nj_item - what reading the journal yields: a record or a gap
 * @kind: enum netjournal_kind
 * @reason: 0 for a record, else enum netjournal_gap_reason and @rec gives only
 *	first and seq, the gap's bounds
 * @rec: the record; its pointers are valid while the journal is locked
 */
struct nj_item {
	u32 kind;
	u32 reason;
	struct nj_ring_rec rec;
};

/**
 * struct nj_listeners - how those who listen get a copy of each record
 * @message: makes the message if somebody listens, otherwise returns NULL; if
 *	there is no memory, the listeners get ENOBUFS; called with the journal
 *	locked
 * @send: sends and consumes the message; called in order for each kind
 *
 * Neither may sleep.
 */
struct nj_listeners {
	struct sk_buff *(*message)(const struct nj_journal *journal,
				   const struct nj_item *item);
	void (*send)(struct net *net, u32 kind, struct sk_buff *skb);
};

/**
 * nj_journal_set_listeners - set who gets a copy of each record
 * @l: how they get it; NULL: nobody gets one any more
 *
 * When it returns, those that were set before are not called any more.
 *
 * Context: may sleep.
 */
void nj_journal_set_listeners(const struct nj_listeners *l);

/**
 * nj_journal_init - make an empty journal
 * @journal: to be filled
 * @net: its namespace
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int nj_journal_init(struct nj_journal *journal, struct net *net);

/**
 * nj_journal_destroy - free what a journal holds
 * @journal: nobody reads or sets it any more; nj_journal_add() and
 *	nj_journal_lose() may still be called, and do nothing
 *
 * Context: may sleep.
 */
void nj_journal_destroy(struct nj_journal *journal);

/**
 * nj_journal_add - write a record
 * @journal: where to
 * @kind: enum netjournal_kind
 * @origin: who did it; held
 * @attrs: the record's attributes
 * @n_attrs: how many
 *
 * Stamps the record, keeps it and sends a copy to the kind's group. If there is
 * no memory to keep it, or the attributes exceed NJ_PAYLOAD_MAX, the record
 * counts as lost and a gap takes its place.
 *
 * Context: between nj_origin_get() and nj_origin_put().
 * Return: the sequence number; 0 if the kind is not enabled; NJ_SEQ_LOST if the
 * record could not be kept.
 */
u64 nj_journal_add(struct nj_journal *journal, u32 kind,
		   const struct nj_origin *origin,
		   const struct nj_attr *attrs, unsigned int n_attrs);

/**
 * nj_journal_lose - tell of changes that could not be captured
 * @journal: where to
 * @kind: of what kind they were
 * @count: how many at least
 *
 * Context: any but hard interrupts; does not sleep.
 */
void nj_journal_lose(struct nj_journal *journal, u32 kind, u64 count);

/**
 * struct nj_cursor - how far a reader is
 * @kinds: mask of the kinds wanted
 * @until: by kind, the last sequence number wanted; not beyond the kind's newest
 *	when the reading began, or what came later and is gone would be told of as
 *	missing before it
 * @after: by kind, the sequence number up to which it has been read
 */
struct nj_cursor {
	u32 kinds;
	u64 until[NETJOURNAL_KIND_MAX + 1];
	u64 after[NETJOURNAL_KIND_MAX + 1];
};

/**
 * nj_journal_read - read records and gaps in order
 * @journal: what to read
 * @cursor: where to begin; moves on with each item taken
 * @take: called for each item with the journal locked, must not sleep; a value
 *	other than 0 ends the reading and leaves @cursor before the item
 * @arg: for @take
 *
 * Context: any but hard interrupts.
 * Return: 0 when all was read, else what @take returned.
 */
int nj_journal_read(struct nj_journal *journal, struct nj_cursor *cursor,
		    int (*take)(const struct nj_item *, void *), void *arg);

/**
 * nj_journal_find - read one record
 * @journal: where
 * @seq: its sequence number
 * @take: called with the record if there is one, as for nj_journal_read()
 * @arg: for @take
 *
 * Return: what @take returned; -ENOENT if the journal does not have it (any
 * more), -ERANGE if @seq is still to come.
 */
int nj_journal_find(struct nj_journal *journal, u64 seq,
		    int (*take)(const struct nj_item *, void *), void *arg);

/**
 * nj_journal_resize - set the size of a ring
 * @journal: whose
 * @kind: enum netjournal_kind
 * @size: new limit in bytes, from NETJOURNAL_RING_SIZE_MIN to
 *	nj_journal_size_max()
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM, and then nothing has changed.
 */
int nj_journal_resize(struct nj_journal *journal, u32 kind, size_t size);

/**
 * nj_journal_enable - stop or start to keep records of a kind
 * @journal: whose
 * @kind: enum netjournal_kind
 * @enabled: which of them
 *
 * Context: any but hard interrupts.
 */
void nj_journal_enable(struct nj_journal *journal, u32 kind, bool enabled);

/**
 * nj_journal_clear - forget the records of some kinds
 * @journal: whose
 * @kinds: mask of the kinds
 * @port_id: netlink port of who asked for it; the running task goes into a
 *	record of kind config, the first that is left, be it enabled or not
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM, and then nothing has changed.
 */
int nj_journal_clear(struct nj_journal *journal, u32 kinds, u32 port_id);

/* Largest ring that config-set may ask for, in bytes. */
size_t nj_journal_size_max(void);

#endif
