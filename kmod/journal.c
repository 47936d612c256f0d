// SPDX-License-Identifier: GPL-2.0
/*
 * The journal of one network namespace: stamps records, keeps them in a ring
 * for each kind, and reads the rings back as one sequence.
 *
 * Lifetime: a journal is part of its namespace's per-net data. Sources stop and
 * readers are gone before nj_journal_destroy().
 *
 * Memory: chunks come from the record's own context, so they are charged to the
 * cgroup of the task that makes the change for which one is taken, in a soft
 * interrupt to none. A full ring uses them again, whoever makes the change. As
 * an atomic allocation may exceed a cgroup's limit, it is netns_memory_max that
 * bounds them.
 */
#include <linux/capability.h>
#include <linux/mm.h>
#include <linux/moduleparam.h>
#include <linux/random.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/timekeeping.h>
#include <net/netlink.h>

#include "journal.h"
#include "nlbuf.h"
#include "origin.h"

static unsigned long ring_size = 4 << 20;
module_param(ring_size, ulong, 0444);
MODULE_PARM_DESC(ring_size, "Bytes of each ring in the initial network namespace (default 4 MiB)");

static unsigned long netns_ring_size = 256 << 10;
module_param(netns_ring_size, ulong, 0444);
MODULE_PARM_DESC(netns_ring_size, "Bytes of each ring in other network namespaces (default 256 KiB)");

/*
 * The mode of a parameter's file lets in root of a container too, where that is
 * the same user as root of the host.
 */
static int bound_set(const char *val, const struct kernel_param *kp)
{
	return capable(CAP_NET_ADMIN) ? param_set_ulong(val, kp) : -EPERM;
}

static const struct kernel_param_ops bound_ops = {
	.set = bound_set,
	.get = param_get_ulong,
};

static unsigned long ring_size_max = 64 << 20;
module_param_cb(ring_size_max, &bound_ops, &ring_size_max, 0644);
MODULE_PARM_DESC(ring_size_max, "Most bytes that config-set may give a ring (default 64 MiB, at most 1 GiB)");

static unsigned long netns_memory_max = 256 << 20;
module_param_cb(netns_memory_max, &bound_ops, &netns_memory_max, 0644);
MODULE_PARM_DESC(netns_memory_max, "Most bytes of all rings of all but the initial network namespace, of which one has no more than is left (default 256 MiB)");

/* Bytes in the rings of all but the initial network namespace. */
static atomic_long_t netns_memory = ATOMIC_LONG_INIT(0);

/* Who gets a copy of each record; NULL while the family is closed. */
static const struct nj_listeners __rcu *listeners;

/* Chunks that one turn of shrinking a ring frees with the journal locked. */
#define NJ_TRIM_CHUNKS	64

size_t nj_journal_size_max(void)
{
	return clamp_t(unsigned long, READ_ONCE(ring_size_max),
		       NETJOURNAL_RING_SIZE_MIN, SZ_1G);
}

static void journal_mem_give(struct nj_journal *journal, size_t size)
{
	atomic_long_sub(size, &journal->memory);
	atomic_long_sub(size, &netns_memory);
}

/*
 * Counts @size bytes as the namespace's, if it may have them: never more than is
 * then left for others. So one that takes all it can leaves half, however large
 * its rings may grow, and those that come later have something to begin with.
 */
static bool journal_mem_take(struct nj_journal *journal, size_t size)
{
	unsigned long own = atomic_long_add_return(size, &journal->memory);
	unsigned long all = atomic_long_add_return(size, &netns_memory);
	unsigned long most = READ_ONCE(netns_memory_max);

	if (all <= most && own <= most - all)
		return true;
	journal_mem_give(journal, size);
	return false;
}

static void *journal_mem_alloc(void *arg, size_t size)
{
	struct nj_journal *journal = arg;
	bool counts = !net_eq(journal->net, &init_net);
	void *p;

	if (counts && !journal_mem_take(journal, size))
		return NULL;
	p = kmalloc(size, GFP_ATOMIC | __GFP_NOWARN | __GFP_ACCOUNT);
	if (!p && counts)
		journal_mem_give(journal, size);
	return p;
}

static void journal_mem_free(void *arg, void *p, size_t size)
{
	struct nj_journal *journal = arg;

	kfree(p);
	if (!net_eq(journal->net, &init_net))
		journal_mem_give(journal, size);
}

static const struct nj_ring_mem journal_mem = {
	.alloc = journal_mem_alloc,
	.free = journal_mem_free,
};

static struct nj_ring_chunk **journal_slots(size_t limit)
{
	return kvcalloc(nj_ring_slots(limit), sizeof(struct nj_ring_chunk *),
			GFP_KERNEL_ACCOUNT);
}

int nj_journal_init(struct nj_journal *journal, struct net *net)
{
	size_t limit = net_eq(net, &init_net) ? ring_size : netns_ring_size;
	struct nj_ring_chunk **slots;
	u32 kind;

	limit = clamp_t(size_t, limit, NETJOURNAL_RING_SIZE_MIN,
			nj_journal_size_max());
	journal->instance = get_random_u64();
	journal->next_seq = 1;
	spin_lock_init(&journal->lock);
	mutex_init(&journal->resize);

	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		slots = journal_slots(limit);
		if (!slots) {
			nj_journal_destroy(journal);
			return -ENOMEM;
		}
		spin_lock_init(&journal->kinds[kind].order);
		nj_ring_init(&journal->kinds[kind].ring, limit, slots,
			     &journal_mem, journal);
		journal->kinds[kind].enabled = true;
	}
	/* From now on nj_netns_hear() finds it. */
	smp_store_release(&journal->net, net);
	return 0;
}

void nj_journal_destroy(struct nj_journal *journal)
{
	u32 kind;

	/* A timer may still try to add a record, or to report a loss. */
	spin_lock_bh(&journal->lock);
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		journal->kinds[kind].enabled = false;
	spin_unlock_bh(&journal->lock);
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		if (journal->kinds[kind].ring.slots)
			kvfree(nj_ring_destroy(&journal->kinds[kind].ring));
	mutex_destroy(&journal->resize);
}

/* Writes @attr in netlink's format to @to; returns what follows it. */
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

/* A gap of one kind, as an item to notify of. */
static void item_lost(struct nj_item *item, u32 kind, u64 first, u64 last)
{
	memset(item, 0, sizeof(*item));
	item->kind = kind;
	item->reason = NETJOURNAL_GAP_REASON_LOST;
	item->rec.first = first;
	item->rec.seq = last;
}

void nj_journal_set_listeners(const struct nj_listeners *l)
{
	rcu_assign_pointer(listeners, l);
	/* Soft interrupts are off while it is in use. */
	synchronize_rcu();
}

static struct sk_buff *listeners_message(const struct nj_journal *journal,
					 const struct nj_item *item)
{
	const struct nj_listeners *l = rcu_dereference_bh(listeners);

	return l ? l->message(journal, item) : NULL;
}

static void listeners_send(struct net *net, u32 kind, struct sk_buff *skb)
{
	const struct nj_listeners *l = rcu_dereference_bh(listeners);

	if (l)
		l->send(net, kind, skb);
	else
		nlmsg_free(skb);
}

/*
 * Appends a record under journal->lock, and returns its sequence number, or
 * NJ_SEQ_LOST, and the message for its listeners.
 */
static __always_inline u64
journal_append(struct nj_journal *journal, u32 kind,
	       const struct nj_origin *origin, const struct nj_attr *attrs,
	       unsigned int n_attrs, struct sk_buff **skb)
{
	struct nj_kind *k = &journal->kinds[kind];
	ktime_t now = ktime_get();
	struct nj_item item = {
		.kind = kind,
		.rec = {
			.seq = journal->next_seq,
			.prev_seq = k->ring.last_seq,
			.time = ktime_mono_to_any(now, TK_OFFS_REAL),
			.boot_time = ktime_mono_to_any(now, TK_OFFS_BOOT),
			.shared_id = origin->id,
			.shared = origin->attrs,
			.shared_len = origin->len,
		},
	};
	size_t payload_len = 0;
	u8 *to = NULL;
	unsigned int i;

	lockdep_assert_held(&journal->lock);

	for (i = 0; i < n_attrs; i++)
		payload_len += nla_total_size(attrs[i].len);
	item.rec.payload_len = payload_len;

	journal->next_seq++;
	if (payload_len <= NJ_PAYLOAD_MAX)
		to = nj_ring_append(&k->ring, &item.rec);
	else
		nj_ring_lose(&k->ring, item.rec.seq, item.rec.seq, 1);
	if (to) {
		item.rec.payload = to;
		for (i = 0; i < n_attrs; i++)
			to = attr_write(to, &attrs[i]);
	} else {
		item_lost(&item, kind, item.rec.seq, item.rec.seq);
	}
	*skb = listeners_message(journal, &item);
	return to ? item.rec.seq : NJ_SEQ_LOST;
}

/*
 * Unlocks the journal, and sends @skb, if there is one, to the listeners of
 * @kind. Soft interrupts stay off.
 */
static void journal_unlock_notify(struct nj_journal *journal, u32 kind,
				  struct sk_buff *skb)
	__releases(&journal->lock)
{
	struct nj_kind *k = &journal->kinds[kind];

	if (!skb) {
		spin_unlock(&journal->lock);
		return;
	}
	spin_lock(&k->order);
	spin_unlock(&journal->lock);
	listeners_send(journal->net, kind, skb);
	spin_unlock(&k->order);
}

u64 nj_journal_add(struct nj_journal *journal, u32 kind,
		   const struct nj_origin *origin,
		   const struct nj_attr *attrs, unsigned int n_attrs)
{
	struct sk_buff *skb = NULL;
	u64 seq = 0;

	spin_lock(&journal->lock);
	if (journal->kinds[kind].enabled)
		seq = journal_append(journal, kind, origin, attrs, n_attrs,
				     &skb);
	journal_unlock_notify(journal, kind, skb);
	return seq;
}

void nj_journal_lose(struct nj_journal *journal, u32 kind, u64 count)
{
	struct nj_kind *k = &journal->kinds[kind];
	struct sk_buff *skb = NULL;
	struct nj_item item;

	local_bh_disable();
	spin_lock(&journal->lock);
	if (k->enabled) {
		item_lost(&item, kind, journal->next_seq,
			  journal->next_seq + count - 1);
		nj_ring_lose(&k->ring, item.rec.first, item.rec.seq, count);
		journal->next_seq += count;
		skb = listeners_message(journal, &item);
	}
	journal_unlock_notify(journal, kind, skb);
	local_bh_enable();
}

/* The next thing to read of one kind. */
struct journal_next {
	u64 key;	/* where it stands in the order; U64_MAX: there is none */
	u64 seq;	/* its sequence number, or the last of a gap */
	u32 reason;	/* as in struct nj_item */
	bool stored;	/* it is in the ring, at pos */
	struct nj_ring_pos pos;
};

static void journal_next_record(struct journal_next *next,
				const struct nj_ring *ring, u64 until)
{
	struct nj_ring_rec rec;

	nj_ring_at(ring, &next->pos, &rec);
	next->stored = true;
	next->seq = min(rec.seq, until);
	next->key = (rec.first ?: rec.seq) <= until ? next->seq : U64_MAX;
}

/*
 * What comes in @ring after sequence number @after. What was overwritten or
 * cleared is told at once, before the records of other kinds that are as old:
 * a reader that ends early has then been told of no less than it has passed.
 */
static void journal_next_find(struct journal_next *next,
			      const struct nj_ring *ring, u64 after, u64 until)
{
	next->stored = false;
	next->key = U64_MAX;
	if (after >= until)
		return;
	if (after < ring->cleared_seq) {
		next->key = after;
		next->seq = min(ring->cleared_seq, until);
		next->reason = NETJOURNAL_GAP_REASON_CLEARED;
	} else if (after < ring->overwritten_seq) {
		next->key = after;
		next->seq = min(ring->overwritten_seq, until);
		next->reason = NETJOURNAL_GAP_REASON_OVERWRITTEN;
	} else if (nj_ring_seek(ring, after, &next->pos)) {
		journal_next_record(next, ring, until);
	} else if (ring->lost_first && after < ring->lost_last &&
		   ring->lost_first <= until) {
		next->key = min(ring->lost_last, until);
		next->seq = next->key;
		next->reason = NETJOURNAL_GAP_REASON_LOST;
	}
}

static void journal_next_item(const struct journal_next *next,
			      const struct nj_ring *ring, u64 after,
			      struct nj_item *item)
{
	if (next->stored) {
		nj_ring_at(ring, &next->pos, &item->rec);
		item->rec.seq = next->seq;
		item->reason = item->rec.first ? NETJOURNAL_GAP_REASON_LOST : 0;
		return;
	}
	memset(&item->rec, 0, sizeof(item->rec));
	item->reason = next->reason;
	item->rec.seq = next->seq;
	item->rec.first = after + 1;
	if (next->reason == NETJOURNAL_GAP_REASON_LOST)
		item->rec.first = ring->lost_first;
}

int nj_journal_read(struct nj_journal *journal, struct nj_cursor *cursor,
		    int (*take)(const struct nj_item *, void *), void *arg)
{
	struct journal_next next[NETJOURNAL_KIND_MAX + 1];
	const struct nj_ring *ring;
	struct nj_item item;
	int err = 0;
	u32 kind;

	spin_lock_bh(&journal->lock);
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		ring = &journal->kinds[kind].ring;
		next[kind].key = U64_MAX;
		if (cursor->kinds & BIT(kind))
			journal_next_find(&next[kind], ring,
					  cursor->after[kind],
					  cursor->until[kind]);
	}

	for (;;) {
		item.kind = 1;
		for (kind = 2; kind <= NETJOURNAL_KIND_MAX; kind++)
			if (next[kind].key < next[item.kind].key)
				item.kind = kind;
		kind = item.kind;
		if (next[kind].key == U64_MAX)
			break;

		ring = &journal->kinds[kind].ring;
		journal_next_item(&next[kind], ring, cursor->after[kind], &item);
		err = take(&item, arg);
		if (err)
			break;
		cursor->after[kind] = next[kind].seq;
		if (next[kind].stored && nj_ring_next(ring, &next[kind].pos))
			journal_next_record(&next[kind], ring,
					    cursor->until[kind]);
		else
			journal_next_find(&next[kind], ring, next[kind].seq,
					  cursor->until[kind]);
	}
	spin_unlock_bh(&journal->lock);
	return err;
}

int nj_journal_find(struct nj_journal *journal, u64 seq,
		    int (*take)(const struct nj_item *, void *), void *arg)
{
	struct nj_ring_pos pos;
	struct nj_item item = {};
	int err = -ENOENT;

	spin_lock_bh(&journal->lock);
	if (seq >= journal->next_seq)
		err = -ERANGE;
	for (item.kind = 1; seq && item.kind <= NETJOURNAL_KIND_MAX; item.kind++) {
		const struct nj_ring *ring = &journal->kinds[item.kind].ring;

		if (!nj_ring_seek(ring, seq - 1, &pos))
			continue;
		nj_ring_at(ring, &pos, &item.rec);
		if (item.rec.seq == seq && !item.rec.first) {
			err = take(&item, arg);
			break;
		}
	}
	spin_unlock_bh(&journal->lock);
	return err;
}

int nj_journal_resize(struct nj_journal *journal, u32 kind, size_t size)
{
	struct nj_ring *ring = &journal->kinds[kind].ring;
	struct nj_ring_chunk **slots = journal_slots(size);
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

void nj_journal_enable(struct nj_journal *journal, u32 kind, bool enabled)
{
	spin_lock_bh(&journal->lock);
	journal->kinds[kind].enabled = enabled;
	spin_unlock_bh(&journal->lock);
}

int nj_journal_clear(struct nj_journal *journal, u32 kinds, u32 port_id)
{
	struct nj_ring_chunk **slots[NETJOURNAL_KIND_MAX + 1] = {};
	struct nj_ring *old;
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
	struct sk_buff *skb = NULL;
	int err = -ENOMEM;
	u32 kind;

	old = kcalloc(NETJOURNAL_KIND_MAX + 1, sizeof(*old), GFP_KERNEL);
	if (!old)
		return -ENOMEM;

	mutex_lock(&journal->resize);
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		if (!(kinds & BIT(kind)))
			continue;
		slots[kind] = journal_slots(journal->kinds[kind].ring.limit);
		if (!slots[kind])
			goto out;
	}

	origin = nj_origin_get(journal->net, port_id);
	spin_lock(&journal->lock);
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		if (!(kinds & BIT(kind)))
			continue;
		nj_ring_clear(&journal->kinds[kind].ring, slots[kind],
			      &old[kind]);
		slots[kind] = NULL;
	}
	/* Also where the kind is not enabled, or nobody would have done it. */
	journal_append(journal, NETJOURNAL_KIND_CONFIG, origin, &attr, 1, &skb);
	journal_unlock_notify(journal, NETJOURNAL_KIND_CONFIG, skb);
	nj_origin_put(origin);
	err = 0;
out:
	mutex_unlock(&journal->resize);
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		kvfree(slots[kind]);
		if (old[kind].slots)
			kvfree(nj_ring_destroy(&old[kind]));
	}
	kfree(old);
	return err;
}
