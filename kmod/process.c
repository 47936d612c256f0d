// SPDX-License-Identifier: GPL-2.0
/*
 * Keeps the details of processes: see process.h. process_facts.c reads them from
 * the running task.
 */
#include <linux/atomic.h>
#include <linux/cred.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/moduleparam.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <net/net_namespace.h>

#include "process.h"
#include "process_facts.h"
#include "process_later.h"
#include "ring.h"

static unsigned long process_size = 1 << 20;
module_param(process_size, ulong, 0444);
MODULE_PARM_DESC(process_size, "Bytes for the details of processes in the initial network namespace; 0: none are kept (default 1 MiB)");

static unsigned long netns_process_size = 64 << 10;
module_param(netns_process_size, ulong, 0444);
MODULE_PARM_DESC(netns_process_size, "Bytes for the details of processes in each other network namespace; 0: none are kept (default 64 KiB)");

/* The store has one bucket for this many bytes of its limit. */
#define BYTES_A_BUCKET	2048

/* Guests may use this part of the limit. */
#define GUESTS_PART	4

/* The lock of the store is released each time this many processes were forgotten. */
#define NJ_CLEAR_BATCH	64

/* The newest generation of all stores. */
static atomic64_t last_generation = ATOMIC64_INIT(0);

typedef void (*listener_t)(const struct nj_process_store *, u64 id);

/* NULL: there is none. It is called with soft interrupts off. */
static listener_t process_listener;

void nj_process_set_listener(listener_t listener)
{
	WRITE_ONCE(process_listener, listener);
	/* Waits until no CPU runs the listener of before. */
	synchronize_rcu();
}

void nj_process_tell(const struct nj_process_store *store, u64 id)
{
	listener_t listener = READ_ONCE(process_listener);

	if (listener)
		listener(store, id);
}

/*
 * Makes callers ask for the id of a process again, because they may remember an id
 * that is gone.
 */
static void store_renew(struct nj_process_store *store)
{
	WRITE_ONCE(store->generation, atomic64_inc_return(&last_generation));
}

void nj_process_store_init(struct nj_process_store *store, const struct net *net,
			   const struct nj_ring_mem *mem, void *mem_arg)
{
	size_t limit = net_eq(net, &init_net) ? process_size : netns_process_size;

	limit = min_t(size_t, limit, SZ_1G);
	store->net = net;
	spin_lock_init(&store->lock);
	INIT_LIST_HEAD(&store->by_use[false]);
	INIT_LIST_HEAD(&store->by_use[true]);
	INIT_LIST_HEAD(&store->by_id);
	INIT_LIST_HEAD(&store->later);
	store->mem = mem;
	store->mem_arg = mem_arg;
	store->n_buckets = roundup_pow_of_two(limit / BYTES_A_BUCKET + 1);
	store->buckets = kvcalloc(2 * store->n_buckets, sizeof(*store->buckets),
				  GFP_KERNEL_ACCOUNT);
	store->limit = store->buckets ? limit : 0;
	store_renew(store);
}

static struct hlist_head *bucket_of_key(const struct nj_process_store *store,
					u32 pid)
{
	return &store->buckets[pid & (store->n_buckets - 1)];
}

static struct hlist_head *bucket_of_id(const struct nj_process_store *store,
				       u64 id)
{
	return &store->buckets[store->n_buckets +
			       (id & (store->n_buckets - 1))];
}

static size_t process_size_of(const struct nj_process *process)
{
	return sizeof(*process) + process->len;
}

static void store_give(struct nj_process_store *store, void *p, size_t size,
		       bool guest)
{
	store->used -= size;
	if (guest)
		store->guests_used -= size;
	store->mem->free(store->mem_arg, p, size);
}

/* Frees a process that is in no list any more. */
static void process_free(struct nj_process_store *store,
			 struct nj_process *process)
{
	if (process->later_attrs)
		store_give(store, process->later_attrs, process->later_len,
			   process->guest);
	store_give(store, process, process_size_of(process), process->guest);
}

static void process_forget(struct nj_process_store *store,
			   struct nj_process *process)
{
	hlist_del(&process->by_key);
	hlist_del(&process->by_id_hash);
	list_del(&process->by_use);
	list_del(&process->by_id);
	store->count--;
	process_free(store, process);
}

/* Whether the running task has no privilege over the journal. */
static bool is_guest(const struct nj_process_store *store)
{
	return current_user_ns() != store->net->user_ns ||
	       !cap_raised(current_cred()->cap_effective, CAP_NET_ADMIN);
}

/*
 * Returns the list from which a process must be forgotten before @size bytes are
 * used; NULL: none.
 */
static struct list_head *list_to_shorten(struct nj_process_store *store,
					 size_t size, bool guest)
{
	if (guest && store->guests_used + size > store->limit / GUESTS_PART)
		return &store->by_use[true];
	if (store->used + size <= store->limit)
		return NULL;
	return &store->by_use[list_empty(&store->by_use[false])];
}

/*
 * Gets @size bytes. To make room, forgets the processes that made no record for
 * the longest time, except @keep.
 */
static void *store_take(struct nj_process_store *store, size_t size,
			const struct nj_process *keep, bool guest)
{
	struct nj_process *oldest;
	struct list_head *list;
	void *p;

	while ((list = list_to_shorten(store, size, guest))) {
		oldest = list_first_entry_or_null(list, struct nj_process,
						  by_use);
		if (!oldest || oldest == keep)
			return NULL;
		process_forget(store, oldest);
		store->forgotten++;
		store_renew(store);
	}
	p = store->mem->alloc(store->mem_arg, size);
	if (!p)
		return NULL;
	store->used += size;
	if (guest)
		store->guests_used += size;
	return p;
}

void nj_process_store_clear(struct nj_process_store *store)
{
	struct nj_process *process;
	unsigned int n = 0;

	spin_lock_bh(&store->lock);
	store_renew(store);
	while (!list_empty(&store->by_id)) {
		process = list_first_entry(&store->by_id, struct nj_process,
					   by_id);
		process_forget(store, process);
		if (++n % NJ_CLEAR_BATCH)
			continue;
		spin_unlock_bh(&store->lock);
		cond_resched();
		spin_lock_bh(&store->lock);
	}
	spin_unlock_bh(&store->lock);
}

void nj_process_store_detach(struct nj_process_store *store)
{
	spin_lock_bh(&store->lock);
	store->limit = 0;
	nj_process_later_detach(store);
	spin_unlock_bh(&store->lock);
}

void nj_process_store_destroy(struct nj_process_store *store)
{
	nj_process_store_clear(store);
	kvfree(store->buckets);
}

void nj_process_store_move(struct nj_process_store *store,
			   struct nj_process_store *to, const struct net *net,
			   const struct nj_ring_mem *mem, void *mem_arg)
{
	struct nj_process *process;

	spin_lock_init(&to->lock);
	INIT_LIST_HEAD(&to->later);
	to->net = net;
	to->mem = mem;
	to->mem_arg = mem_arg;
	spin_lock_bh(&store->lock);
	list_replace_init(&store->by_use[false], &to->by_use[false]);
	list_replace_init(&store->by_use[true], &to->by_use[true]);
	list_replace_init(&store->by_id, &to->by_id);
	swap(store->buckets, to->buckets);
	swap(store->count, to->count);
	swap(store->used, to->used);
	swap(store->guests_used, to->guests_used);
	to->n_buckets = store->n_buckets;
	to->forgotten = store->forgotten;
	to->last_id = store->last_id;
	spin_unlock_bh(&store->lock);
	to->limit = to->used;
	store_renew(to);
	/* What was still to come does not come any more. */
	list_for_each_entry(process, &to->by_id, by_id)
		process->later = false;
}

size_t nj_process_store_overhead(const struct nj_process_store *store)
{
	return store->buckets ? 2 * store->n_buckets * sizeof(*store->buckets) :
				0;
}

struct nj_process *nj_process_find(const struct nj_process_store *store, u64 id)
{
	struct nj_process *process;

	if (!store->limit)
		return NULL;
	hlist_for_each_entry(process, bucket_of_id(store, id), by_id_hash)
		if (process->id == id)
			return process;
	return NULL;
}

struct nj_process *nj_process_next(const struct nj_process_store *store, u64 id)
{
	struct nj_process *process = id ? nj_process_find(store, id) : NULL;

	if (process)
		return list_is_last(&process->by_id, &store->by_id) ? NULL :
		       list_next_entry(process, by_id);
	list_for_each_entry(process, &store->by_id, by_id)
		if (process->id > id)
			return process;
	return NULL;
}

static struct nj_process *process_lookup(const struct nj_process_store *store,
					 u64 cgroup_id)
{
	const struct task_struct *leader = READ_ONCE(current->group_leader);
	u32 pid = task_tgid_nr(current);
	struct nj_process *process;

	hlist_for_each_entry(process, bucket_of_key(store, pid), by_key)
		if (process->pid == pid &&
		    process->start == leader->start_boottime &&
		    process->exec_id == current->self_exec_id &&
		    process->cgroup_id == cgroup_id)
			return process;
	return NULL;
}

static struct nj_process *process_add(struct nj_process_store *store,
				      u64 cgroup_id)
{
	const struct nj_process_facts *facts;
	struct nj_process *process;
	bool guest = is_guest(store);

	facts = nj_process_facts_get(store->net);
	process = store_take(store, sizeof(*process) + facts->len, NULL, guest);
	if (!process) {
		store->forgotten++;
		return NULL;
	}
	process->id = ++store->last_id;
	process->pid = task_tgid_nr(current);
	process->start = READ_ONCE(current->group_leader)->start_boottime;
	process->exec_id = current->self_exec_id;
	process->cgroup_id = cgroup_id;
	process->guest = guest;
	process->later = false;
	process->cmdline_later = facts->cmdline_later;
	process->later_attrs = NULL;
	process->later_len = 0;
	process->own_len = facts->own_len;
	process->len = facts->len;
	memcpy(process->attrs, facts->attrs, facts->len);
	hlist_add_head(&process->by_key, bucket_of_key(store, process->pid));
	hlist_add_head(&process->by_id_hash, bucket_of_id(store, process->id));
	list_add_tail(&process->by_id, &store->by_id);
	list_add_tail(&process->by_use, &store->by_use[guest]);
	store->count++;
	process->later = nj_process_later(store, process);
	return process;
}

/*
 * A process that was first seen in a thread that cannot find the later part, for
 * example in a worker of io_uring, gets it now.
 */
static void process_use(struct nj_process_store *store,
			struct nj_process *process)
{
	list_move_tail(&process->by_use, &store->by_use[process->guest]);
	if (!process->later && !process->later_attrs)
		process->later = nj_process_later(store, process);
}

u64 nj_process_get(struct nj_process_store *store, u64 cgroup_id)
{
	struct nj_process *process = NULL;
	bool complete = false;
	u64 id;

	spin_lock(&store->lock);
	if (store->limit) {
		process = process_lookup(store, cgroup_id);
		if (process) {
			process_use(store, process);
		} else {
			process = process_add(store, cgroup_id);
			complete = process && !process->later;
		}
	}
	id = process ? process->id : 0;
	spin_unlock(&store->lock);
	if (complete)
		nj_process_tell(store, id);
	return id;
}

bool nj_process_complete(struct nj_process_store *store, u64 id,
			 const void *attrs, size_t len)
{
	struct nj_process *process = nj_process_find(store, id);

	if (!process)
		return false;
	process->later = false;
	process->later_attrs = len ? store_take(store, len, process,
						process->guest) : NULL;
	if (process->later_attrs) {
		memcpy(process->later_attrs, attrs, len);
		process->later_len = len;
	}
	return true;
}
