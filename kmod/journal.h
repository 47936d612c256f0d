/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The journal of one network namespace: a ring for each kind, and one sequence
 * of numbers for all records. The journal knows kinds and attributes, but not
 * what they mean.
 */
#ifndef NJ_JOURNAL_H
#define NJ_JOURNAL_H

#include <linux/mutex.h>
#include <linux/netjournal.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/uio.h>

#include "process.h"
#include "quota.h"
#include "ring.h"

struct net;
struct nj_origin;
struct sk_buff;

/* Most bytes of attributes that a record can have beside its origin and act. */
#define NJ_PAYLOAD_MAX	16384

/* Stands for the sequence number of a record that could not be kept. */
#define NJ_SEQ_LOST	U64_MAX

/* How much of a kind is kept: the values of NETJOURNAL_A_RING_ENABLED. */
#define NJ_ENABLED_OFF	0
#define NJ_ENABLED_ON	1
#define NJ_ENABLED_FULL	2	/* also the part that is much, if the kind has one */

/* All kinds, as a mask of bits 1 << kind. */
#define NJ_KINDS_ALL	GENMASK(NETJOURNAL_KIND_MAX, 1)

/**
 * struct nj_attr - an attribute of a record that is being added
 * @type: NETJOURNAL_A_RECORD_*, with NLA_F_NESTED for a nest
 * @n_pieces: number of @pieces; 0 for a flag
 * @len: bytes in all pieces
 * @pieces: the value, in pieces; they belong to the caller
 */
struct nj_attr {
	u16 type;
	u16 n_pieces;
	u32 len;
	const struct kvec *pieces;
};

/**
 * struct nj_journal - the journal of one network namespace
 * @net: the namespace, which owns the journal and outlives it
 * @instance: random number; a cursor consists of it and a sequence number
 * @quota: how much memory all rings may use
 * @enabled: mask of the kinds whose records are kept; written under @lock
 * @full: mask of the kinds of which everything is kept; written under @lock
 * @order: held while a notification is sent, so that listeners get the records
 *	of all kinds in order; taken inside @lock, which is released before the
 *	sending
 * @lock: protects all members below except @resize; taken with soft interrupts
 *	off, because soft interrupts add records too
 * @next_seq: sequence number of the next record
 * @mono_to_real: real time minus monotonic time when @boot_to_real was set
 * @boot_to_real: real time minus time since boot
 * @rings: by enum netjournal_kind; 0 is not used
 * @processes: the details of the processes that made records; not under @lock
 * @resize: serialises the operations that replace the slots of rings
 */
struct nj_journal {
	struct net *net;
	u64 instance;
	struct nj_quota quota;
	u32 enabled;
	u32 full;
	spinlock_t order;	/* see above */
	spinlock_t lock;	/* see above */
	u64 next_seq;
	u64 mono_to_real;
	u64 boot_to_real;
	struct nj_ring rings[NETJOURNAL_KIND_MAX + 1];
	struct nj_process_store processes;
	struct mutex resize;	/* see above */
};

/**
 * struct nj_item - a record or a gap, as read from the journal
 * @kind: enum netjournal_kind
 * @reason: 0 for a record; for a gap enum netjournal_gap_reason, and then only
 *	the members first and seq of @rec are set: the bounds of the gap
 * @rec: the record; its pointers are valid while the journal is locked
 */
struct nj_item {
	u32 kind;
	u32 reason;
	struct nj_ring_rec rec;
};

/**
 * struct nj_listeners - how listeners get a copy of each record
 * @exist: tells whether anybody may listen to the kind
 * @message: makes the message; if there is no memory, it reports that to the
 *	listeners and returns NULL; called with the journal locked
 * @send: sends and consumes the message; called in order
 *
 * None of them sleeps.
 */
struct nj_listeners {
	bool (*exist)(struct net *net, u32 kind);
	struct sk_buff *(*message)(const struct nj_journal *journal,
				   const struct nj_item *item);
	void (*send)(struct net *net, u32 kind, struct sk_buff *skb);
};

/**
 * nj_journal_set_listeners - set how listeners get a copy of each record
 * @listeners: how; NULL: there are no listeners any more
 *
 * When it returns, no function of the former listeners is running.
 *
 * Context: may sleep.
 */
void nj_journal_set_listeners(const struct nj_listeners *listeners);

/**
 * nj_journal_init - make an empty journal
 * @journal: the journal
 * @net: its namespace
 *
 * Without memory, the journal has rings of size 0. They keep nothing and count
 * every record as lost, which status-get reports, until config-set sets another
 * size. A network namespace must not fail because its recorder does.
 *
 * Context: may sleep.
 */
void nj_journal_init(struct nj_journal *journal, struct net *net);

/**
 * nj_journal_destroy - free all records and keep no more
 * @journal: the journal; nobody reads it any more; records that are still added
 *	vanish; its processes are detached
 *
 * Context: may sleep.
 */
void nj_journal_destroy(struct nj_journal *journal);

/**
 * nj_journal_stop - keep no more records
 * @journal: the journal of a namespace that ends; records that are still added vanish
 *
 * Context: any but hard interrupts, with soft interrupts on.
 */
void nj_journal_stop(struct nj_journal *journal);

/**
 * nj_journal_move - move everything that a journal has to another one
 * @journal: a journal that could be destroyed; it keeps no more
 * @to: zeroed; it can be read, and keeps no new records
 * @net: the namespace that owns @to and outlives it
 * @limit: most bytes of records; the oldest are overwritten
 *
 * @to takes only as much memory as its content needs, if there is memory to copy it.
 *
 * Context: may sleep. Return: bytes that @to takes beside itself.
 */
size_t nj_journal_move(struct nj_journal *journal, struct nj_journal *to,
		       struct net *net, size_t limit);

/**
 * nj_journal_keeps - tell whether the journal keeps records of a kind
 * @journal: the journal
 * @kind: enum netjournal_kind
 *
 * Code that captures changes calls this first, before it does any work.
 *
 * Context: any.
 */
static inline bool nj_journal_keeps(const struct nj_journal *journal, u32 kind)
{
	return READ_ONCE(journal->enabled) & BIT(kind);
}

/**
 * nj_journal_keeps_full - tell whether the journal keeps everything of a kind
 * @journal: the journal
 * @kind: enum netjournal_kind, which nj_journal_keeps()
 *
 * Context: any.
 */
static inline bool nj_journal_keeps_full(const struct nj_journal *journal,
					 u32 kind)
{
	return READ_ONCE(journal->full) & BIT(kind);
}

/* Returns how much of a kind the journal keeps: NJ_ENABLED_*. */
static inline u32 nj_journal_enabled(const struct nj_journal *journal, u32 kind)
{
	if (!nj_journal_keeps(journal, kind))
		return NJ_ENABLED_OFF;
	return nj_journal_keeps_full(journal, kind) ? NJ_ENABLED_FULL :
						      NJ_ENABLED_ON;
}

/**
 * nj_journal_add - add a record
 * @journal: the journal
 * @kind: enum netjournal_kind
 * @origin: who made the change; from nj_origin_get()
 * @attrs: the record's attributes
 * @n_attrs: number of @attrs
 *
 * Stamps and keeps the record, and sends a copy to listeners. If there is no
 * memory, or the attributes exceed NJ_PAYLOAD_MAX, a gap takes its place.
 *
 * Context: between nj_origin_get() and nj_origin_put().
 * Return: the sequence number; 0 if the kind is not enabled; NJ_SEQ_LOST if the
 * record could not be kept.
 */
u64 nj_journal_add(struct nj_journal *journal, u32 kind,
		   const struct nj_origin *origin,
		   const struct nj_attr *attrs, unsigned int n_attrs);

/**
 * nj_journal_lose - report changes that could not be captured
 * @journal: the journal
 * @kind: the kind of the changes
 * @count: how many changes, at least
 *
 * Context: any but hard interrupts; does not sleep.
 */
void nj_journal_lose(struct nj_journal *journal, u32 kind, u64 count);

/**
 * struct nj_cursor - how far a reader has read
 * @kinds: mask of the kinds to read
 * @until: by kind, the last sequence number to read; at most the kind's newest
 *	when reading began, because otherwise a record that came and went during
 *	the reading would be reported as a gap
 * @after: by kind, the sequence number up to which the reader has read
 */
struct nj_cursor {
	u32 kinds;
	u64 until[NETJOURNAL_KIND_MAX + 1];
	u64 after[NETJOURNAL_KIND_MAX + 1];
};

/**
 * nj_journal_read - read records and gaps in order
 * @journal: the journal
 * @cursor: where to begin; moves with each item
 * @take: called for each item with the journal locked; must not sleep; a result
 *	other than 0 ends the reading and leaves @cursor before the item
 * @arg: second argument for @take
 *
 * Context: any but hard interrupts.
 * Return: 0 when everything was read, otherwise the result of @take.
 */
int nj_journal_read(struct nj_journal *journal, struct nj_cursor *cursor,
		    int (*take)(const struct nj_item *, void *), void *arg);

/**
 * nj_journal_find - read one record
 * @journal: the journal
 * @seq: its sequence number
 * @take: called with the record, as for nj_journal_read()
 * @arg: second argument for @take
 *
 * Context: any but hard interrupts.
 * Return: the result of @take; -ENOENT if the journal does not have the record
 * (any more); -ERANGE if @seq is greater than that of the newest record.
 */
int nj_journal_find(struct nj_journal *journal, u64 seq,
		    int (*take)(const struct nj_item *, void *), void *arg);

/**
 * nj_journal_resize - set the size of a ring
 * @journal: the journal
 * @kind: enum netjournal_kind
 * @size: most bytes, from NETJOURNAL_RING_SIZE_MIN to nj_journal_size_max()
 *
 * Context: may sleep.
 * Return: 0; -ENOMEM, and then nothing has changed.
 */
int nj_journal_resize(struct nj_journal *journal, u32 kind, size_t size);

/**
 * nj_journal_enable - start or stop keeping records of a kind
 * @journal: the journal
 * @kind: enum netjournal_kind
 * @enabled: NJ_ENABLED_*
 *
 * Context: any but hard interrupts.
 */
void nj_journal_enable(struct nj_journal *journal, u32 kind, u32 enabled);

/**
 * nj_journal_clear - remove the records of some kinds
 * @journal: the journal
 * @kinds: mask of the kinds
 * @port_id: netlink port of the request, for the origin of the record
 *
 * Adds a record of kind config that says who cleared which kinds.
 *
 * Context: may sleep.
 * Return: 0; -ENOMEM, and then nothing has changed.
 */
int nj_journal_clear(struct nj_journal *journal, u32 kinds, u32 port_id);

/* Returns the largest size that config-set may give a ring, in bytes. */
size_t nj_journal_size_max(void);

#endif
