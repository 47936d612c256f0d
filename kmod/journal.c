// SPDX-License-Identifier: GPL-2.0
/*
 * The journal of one network namespace: stamps records, and keeps them in a ring
 * for each kind. journal_read.c reads them back.
 *
 * Lifetime: a journal is part of its namespace's data. All readers have ended
 * before nj_journal_destroy(). When a namespace ends, journal_move.c moves the content
 * of its journal to where ended.c keeps it.
 *
 * Memory: a chunk is allocated in the context of a change, and is charged to the
 * cgroup of the task that makes the change (in a soft interrupt to none). Atomic
 * allocations may exceed a cgroup's limit, so quota.c sets a limit of our own. A
 * full ring reuses its chunks.
 */
#include <linux/mm.h>
#include <linux/moduleparam.h>
#include <linux/random.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/timekeeping.h>
#include <net/net_namespace.h>
#include <net/netlink.h>

#include "journal.h"
#include "net/module.h"
#include "nlbuf.h"
#include "origin.h"

static unsigned long ring_size = 4 << 20;
module_param(ring_size, ulong, 0444);
MODULE_PARM_DESC(ring_size, "Bytes of each ring in the initial network namespace (default 4 MiB)");

static unsigned long netns_ring_size = 256 << 10;
module_param(netns_ring_size, ulong, 0444);
MODULE_PARM_DESC(netns_ring_size, "Bytes of each ring in other network namespaces (default 256 KiB)");

static unsigned long ring_size_max = 64 << 20;
module_param_cb(ring_size_max, &nj_limit_ops, &ring_size_max, 0644);
MODULE_PARM_DESC(ring_size_max, "Most bytes that config-set may give a ring (default 64 MiB, at most 1 GiB)");

/* How listeners get a copy of each record; NULL: there are none. */
static const struct nj_listeners __rcu *journal_listeners;

/* Most chunks that are freed while the journal is locked once. */
#define NJ_TRIM_CHUNKS	64

size_t nj_journal_size_max(void)
{
	return clamp_t(unsigned long, READ_ONCE(ring_size_max),
		       NETJOURNAL_RING_SIZE_MIN, SZ_1G);
}

static void *journal_mem_alloc(void *arg, size_t size)
{
	struct nj_journal *journal = arg;
	void *p;

	if (!nj_quota_take(&journal->quota, size))
		return NULL;
	p = kmalloc(size, GFP_ATOMIC | __GFP_NOWARN | __GFP_ACCOUNT);
	if (!p)
		nj_quota_give(&journal->quota, size);
	return p;
}

static void journal_mem_free(void *arg, void *p, size_t size)
{
	struct nj_journal *journal = arg;

	kfree(p);
	nj_quota_give(&journal->quota, size);
}

static const struct nj_ring_mem journal_mem = {
	.alloc = journal_mem_alloc,
	.free = journal_mem_free,
};

static struct nj_ring_chunk **slots_alloc(size_t limit)
{
	return kvcalloc(nj_ring_slots(limit), sizeof(struct nj_ring_chunk *),
			GFP_KERNEL_ACCOUNT);
}

static void journal_set_offsets(struct nj_journal *journal, u64 mono_to_real)
{
	journal->mono_to_real = mono_to_real;
	journal->boot_to_real = mono_to_real -
				ktime_mono_to_any(0, TK_OFFS_BOOT);
}

void nj_journal_init(struct nj_journal *journal, struct net *net)
{
	size_t limit = net_eq(net, &init_net) ? ring_size : netns_ring_size;
	struct nj_ring_chunk **slots;
	size_t size;
	u32 kind;

	limit = clamp_t(size_t, limit, NETJOURNAL_RING_SIZE_MIN,
			nj_journal_size_max());
	journal->instance = get_random_u64();
	journal->next_seq = 1;
	nj_quota_init(&journal->quota, net);
	spin_lock_init(&journal->order);
	spin_lock_init(&journal->lock);
	mutex_init(&journal->resize);
	journal_set_offsets(journal, ktime_mono_to_any(0, TK_OFFS_REAL));

	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		size = nj_ring_size_of(kind, limit);
		slots = slots_alloc(size);
		nj_ring_init(&journal->rings[kind], slots ? size : 0, slots,
			     &journal_mem, journal);
	}
	nj_process_store_init(&journal->processes, net, &journal_mem, journal);
	journal->enabled = NJ_KINDS_ALL;
	/* From now on nj_netns_hear() finds the journal. */
	smp_store_release(&journal->net, net);
}

/*
 * A timer may still try to add a record. Once it has the lock, it sees that no kind is
 * enabled.
 */
void nj_journal_stop(struct nj_journal *journal)
{
	spin_lock_bh(&journal->lock);
	WRITE_ONCE(journal->enabled, 0);
	spin_unlock_bh(&journal->lock);
}

void nj_journal_destroy(struct nj_journal *journal)
{
	u32 kind;

	nj_journal_stop(journal);
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		kvfree(nj_ring_destroy(&journal->rings[kind]));
	nj_process_store_destroy(&journal->processes);
	mutex_destroy(&journal->resize);
}

void nj_journal_set_listeners(const struct nj_listeners *listeners)
{
	rcu_assign_pointer(journal_listeners, listeners);
	/* Soft interrupts are off while the functions run. */
	synchronize_rcu();
}

/* Returns how to notify the listeners of @kind; NULL: nobody listens. */
static __always_inline const struct nj_listeners *
listeners_get(const struct nj_journal *journal, u32 kind)
{
	const struct nj_listeners *l = rcu_dereference_bh(journal_listeners);

	return l && l->exist(journal->net, kind) ? l : NULL;
}

/*
 * A message to send. Soft interrupts stay off until it is sent, so that
 * nj_journal_set_listeners() waits for it.
 */
struct journal_ntf {
	const struct nj_listeners *listeners;
	struct sk_buff *skb;	/* NULL: nothing to send */
};

static noinline void ntf_make(struct journal_ntf *ntf,
			      const struct nj_journal *journal,
			      const struct nj_listeners *listeners,
			      const struct nj_item *item)
{
	ntf->listeners = listeners;
	ntf->skb = listeners->message(journal, item);
}

/* Makes the notification of a gap. */
static void ntf_make_gap(struct journal_ntf *ntf,
			 const struct nj_journal *journal, u32 kind,
			 u64 first, u64 last)
{
	const struct nj_listeners *l = listeners_get(journal, kind);
	const struct nj_item item = {
		.kind = kind,
		.reason = NETJOURNAL_GAP_REASON_LOST,
		.rec = { .first = first, .seq = last },
	};

	if (l)
		ntf_make(ntf, journal, l, &item);
}

/* Makes the notification of the record that was appended last. */
static noinline void ntf_make_record(struct journal_ntf *ntf,
				     const struct nj_journal *journal,
				     const struct nj_listeners *listeners,
				     u32 kind, u64 prev_seq,
				     const struct nj_ring_new *new,
				     const void *payload)
{
	const struct nj_item item = {
		.kind = kind,
		.rec = {
			.seq = new->seq,
			.prev_seq = prev_seq,
			.time = new->boot_time + new->real_offset,
			.boot_time = new->boot_time,
			.shared = new->shared,
			.shared_len = new->shared_len,
			.payload = payload,
			.payload_len = new->payload_len,
		},
	};

	ntf_make(ntf, journal, listeners, &item);
}

/* Unlocks the journal and sends the notification, if there is one. */
static __always_inline void journal_unlock_send(struct nj_journal *journal,
						u32 kind,
						const struct journal_ntf *ntf)
	__releases(&journal->lock)
{
	if (likely(!ntf->skb)) {
		spin_unlock(&journal->lock);
		return;
	}
	spin_lock(&journal->order);
	spin_unlock(&journal->lock);
	ntf->listeners->send(journal->net, kind, ntf->skb);
	spin_unlock(&journal->order);
}

/* Writes an attribute to @to. Returns where the next one begins. */
static __always_inline u8 *attr_write(u8 *to, const struct nj_attr *attr)
{
	u8 *value = nj_attr_begin(to, attr->type, attr->len);
	unsigned int i;

	for (i = 0; i < attr->n_pieces; i++) {
		memcpy(value, attr->pieces[i].iov_base, attr->pieces[i].iov_len);
		value += attr->pieces[i].iov_len;
	}
	return to + nla_total_size(attr->len);
}

/*
 * Returns real time minus time since boot. Setting the clock and waking from
 * suspend change the difference between real and monotonic time. Nothing changes
 * only the difference between real time and time since boot.
 */
static __always_inline u64 journal_real_offset(struct nj_journal *journal)
{
	u64 mono_to_real = ktime_mono_to_any(0, TK_OFFS_REAL);

	if (unlikely(mono_to_real != journal->mono_to_real))
		journal_set_offsets(journal, mono_to_real);
	return journal->boot_to_real;
}

static __always_inline size_t attrs_size(const struct nj_attr *attrs,
					 unsigned int n_attrs)
{
	size_t size = 0;
	unsigned int i;

	for (i = 0; i < n_attrs; i++)
		size += nla_total_size(attrs[i].len);
	return size;
}

/*
 * Appends a record and makes its notification. Returns the sequence number, or
 * NJ_SEQ_LOST.
 */
static __always_inline u64
journal_append(struct nj_journal *journal, u32 kind,
	       const struct nj_origin *origin, const struct nj_attr *attrs,
	       unsigned int n_attrs, struct journal_ntf *ntf)
{
	const size_t act_size = origin->act ? NJ_ATTR_SIZE(sizeof(u64)) : 0;
	struct nj_ring *ring = &journal->rings[kind];
	const struct nj_listeners *listeners;
	u64 prev_seq = ring->last_seq;
	/*
	 * Set all members; the compiler would first fill the others with zeros.
	 */
	const struct nj_ring_new new = {
		.seq = journal->next_seq++,
		.boot_time = ktime_get_boottime_ns(),
		.real_offset = journal_real_offset(journal),
		.shared_id = origin->id,
		.shared = origin->attrs,
		.shared_len = origin->len,
		.payload_len = act_size + attrs_size(attrs, n_attrs),
	};
	u8 *payload = NULL, *to;
	unsigned int i;

	lockdep_assert_held(&journal->lock);

	if (new.payload_len - act_size <= NJ_PAYLOAD_MAX)
		payload = nj_ring_append(ring, &new);
	else
		nj_ring_lose(ring, new.seq, new.seq, 1);
	if (!payload) {
		ntf_make_gap(ntf, journal, kind, new.seq, new.seq);
		return NJ_SEQ_LOST;
	}

	to = payload;
	if (act_size)
		to = nj_attr_put(to, NETJOURNAL_A_RECORD_ACT, &origin->act,
				 sizeof(origin->act));
	for (i = 0; i < n_attrs; i++)
		to = attr_write(to, &attrs[i]);
	listeners = listeners_get(journal, kind);
	if (listeners)
		ntf_make_record(ntf, journal, listeners, kind, prev_seq, &new,
				payload);
	return new.seq;
}

u64 nj_journal_add(struct nj_journal *journal, u32 kind,
		   const struct nj_origin *origin,
		   const struct nj_attr *attrs, unsigned int n_attrs)
{
	struct journal_ntf ntf = {};
	u64 seq = 0;

	if (!nj_journal_keeps(journal, kind))
		return 0;
	spin_lock(&journal->lock);
	if (nj_journal_keeps(journal, kind))
		seq = journal_append(journal, kind, origin, attrs, n_attrs,
				     &ntf);
	journal_unlock_send(journal, kind, &ntf);
	return seq;
}

void nj_journal_lose(struct nj_journal *journal, u32 kind, u64 count)
{
	struct nj_ring *ring = &journal->rings[kind];
	struct journal_ntf ntf = {};
	u64 first, last;

	local_bh_disable();
	spin_lock(&journal->lock);
	if (nj_journal_keeps(journal, kind)) {
		first = journal->next_seq;
		last = first + count - 1;
		nj_ring_lose(ring, first, last, count);
		journal->next_seq += count;
		ntf_make_gap(&ntf, journal, kind, first, last);
	}
	journal_unlock_send(journal, kind, &ntf);
	local_bh_enable();
}

int nj_journal_resize(struct nj_journal *journal, u32 kind, size_t size)
{
	struct nj_ring *ring = &journal->rings[kind];
	struct nj_ring_chunk **slots = slots_alloc(size);
	bool done;

	if (!slots)
		return -ENOMEM;
	mutex_lock(&journal->resize);
	do {
		spin_lock_bh(&journal->lock);
		done = nj_ring_trim(ring, size, NJ_TRIM_CHUNKS);
		if (done)
			slots = nj_ring_resize(ring, size, slots);
		spin_unlock_bh(&journal->lock);
		cond_resched();
	} while (!done);
	mutex_unlock(&journal->resize);
	kvfree(slots);
	return 0;
}

void nj_journal_enable(struct nj_journal *journal, u32 kind, u32 enabled)
{
	u32 bit = BIT(kind), full = enabled == NJ_ENABLED_FULL ? bit : 0;

	spin_lock_bh(&journal->lock);
	WRITE_ONCE(journal->full, (journal->full & ~bit) | full);
	WRITE_ONCE(journal->enabled, enabled ? journal->enabled | bit :
					       journal->enabled & ~bit);
	spin_unlock_bh(&journal->lock);
}

/**
 * struct clearing - one ring that is being cleared
 * @slots: the ring's new slots, until it gets them
 * @old: the former content of the ring
 */
struct clearing {
	struct nj_ring_chunk **slots;
	struct nj_ring old;
};

static int clearing_prepare(struct clearing *clearing,
			    const struct nj_journal *journal, u32 kinds)
{
	u32 kind;

	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		if (!(kinds & BIT(kind)))
			continue;
		clearing[kind].slots = slots_alloc(journal->rings[kind].limit);
		if (!clearing[kind].slots)
			return -ENOMEM;
	}
	return 0;
}

static void clearing_free(struct clearing *clearing)
{
	u32 kind;

	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		kvfree(clearing[kind].slots);
		kvfree(nj_ring_destroy(&clearing[kind].old));
	}
	kfree(clearing);
}

/* Empties the rings, and records who did it, under one lock. */
static void journal_clear(struct nj_journal *journal, u32 kinds, u32 port_id,
			  struct clearing *clearing)
{
	const struct kvec piece = {
		.iov_base = &kinds, .iov_len = sizeof(kinds),
	};
	const struct nj_attr attr = {
		.type = NETJOURNAL_A_RECORD_CLEARED,
		.n_pieces = 1,
		.len = sizeof(kinds),
		.pieces = &piece,
	};
	const struct nj_origin *origin;
	struct journal_ntf ntf = {};
	u32 kind;

	origin = nj_origin_get(&journal->processes, port_id);
	spin_lock(&journal->lock);
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		if (!(kinds & BIT(kind)))
			continue;
		nj_ring_clear(&journal->rings[kind], clearing[kind].slots,
			      &clearing[kind].old);
		clearing[kind].slots = NULL;
	}
	/*
	 * Record this even when the kind is disabled; otherwise nobody could
	 * tell who cleared the journal.
	 */
	journal_append(journal, NETJOURNAL_KIND_CONFIG, origin, &attr, 1, &ntf);
	journal_unlock_send(journal, NETJOURNAL_KIND_CONFIG, &ntf);
	nj_origin_put(origin);
}

int nj_journal_clear(struct nj_journal *journal, u32 kinds, u32 port_id)
{
	struct clearing *clearing;
	int err;

	clearing = kcalloc(NETJOURNAL_KIND_MAX + 1, sizeof(*clearing),
			   GFP_KERNEL);
	if (!clearing)
		return -ENOMEM;
	mutex_lock(&journal->resize);
	err = clearing_prepare(clearing, journal, kinds);
	if (!err) {
		/* Without records, nothing names a process any more. */
		if (kinds == NJ_KINDS_ALL)
			nj_process_store_clear(&journal->processes);
		journal_clear(journal, kinds, port_id, clearing);
	}
	mutex_unlock(&journal->resize);
	/* This takes long for a large ring, so it is done without the locks. */
	clearing_free(clearing);
	return err;
}
