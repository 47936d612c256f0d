/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The details of the processes that made the records of a journal.
 *
 * A process that executes another program counts as another process here, and so does
 * one that moves to another cgroup. The details are stored once and have an id. When the
 * memory is used up, the store forgets the process that made no record for the longest
 * time. Processes without privileges share a part of the memory, so they cannot displace
 * all others.
 */
#ifndef NJ_PROCESS_H
#define NJ_PROCESS_H

#include <linux/list.h>
#include <linux/netjournal.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct net;
struct nj_ring_mem;

/**
 * struct nj_process_store - the details of processes in one journal
 * @net: the journal's network namespace; decides what may be shown
 * @generation: changes when an id may have become invalid; no two stores have
 *	the same; read without @lock
 * @lock: protects the members below; taken with soft interrupts off
 * @by_use: the processes, the one that was used last at the end; the second list has
 *	the guests, which are not privileged in the journal's user namespace
 * @by_id: the processes in the order of their ids
 * @buckets: two arrays of lists: by what identifies a process, and by id
 * @n_buckets: length of each, a power of two
 * @mem: how the store gets its memory
 * @mem_arg: first argument for the functions of @mem
 * @limit: most bytes; 0: nothing is kept
 * @used: bytes that the processes take
 * @guests_used: bytes of these that the guests take
 * @count: number of processes
 * @forgotten: how many were removed or could not be kept
 * @last_id: id of the newest process
 * @later: the details that are still to come, see process_later.c
 */
struct nj_process_store {
	const struct net *net;
	u64 generation;
	spinlock_t lock;	/* see above */
	struct list_head by_use[2];
	struct list_head by_id;
	struct hlist_head *buckets;
	unsigned int n_buckets;
	const struct nj_ring_mem *mem;
	void *mem_arg;
	size_t limit;
	size_t used;
	size_t guests_used;
	u64 count;
	u64 forgotten;
	u64 last_id;
	struct list_head later;
};

/**
 * struct nj_process - the details of a process
 * @by_key: in a list of the store's buckets
 * @by_id_hash: likewise
 * @by_use: in the store's list
 * @by_id: in the store's list
 * @id: unique in the store
 * @pid: process id in the initial PID namespace
 * @start: when the process started
 * @exec_id: changes when the process executes another program
 * @cgroup_id: changes when the process moves to another cgroup
 * @later: the later part is still to come
 * @cmdline_later: the later part has the command line
 * @guest: see struct nj_process_store
 * @own_len: bytes of attributes in @attrs that are always valid
 * @len: bytes of attributes in @attrs; those after @own_len are valid as long as
 *	there is no later part
 * @later_len: bytes in @later_attrs
 * @later_attrs: attributes that were found later; NULL: none
 * @attrs: attributes (NETJOURNAL_A_PROCESS_*)
 */
struct nj_process {
	struct hlist_node by_key;
	struct hlist_node by_id_hash;
	struct list_head by_use;
	struct list_head by_id;
	u64 id;
	u64 start;
	u64 exec_id;
	u64 cgroup_id;
	u32 pid;
	bool later;
	bool cmdline_later;
	bool guest;
	u32 own_len;
	u32 len;
	u32 later_len;
	u8 *later_attrs;
	u8 attrs[];
};

/**
 * nj_process_store_init - make an empty store
 * @store: the store; zeroed
 * @net: the journal's network namespace
 * @mem: how the store gets its memory
 * @mem_arg: first argument for the functions of @mem
 *
 * Without memory, the store keeps nothing. Context: may sleep.
 */
void nj_process_store_init(struct nj_process_store *store, const struct net *net,
			   const struct nj_ring_mem *mem, void *mem_arg);

/**
 * nj_process_store_detach - keep no more processes, and let no task use the store
 * @store: the store
 *
 * The namespace ends. After an RCU grace period no task uses the store any more.
 *
 * Context: soft interrupts are on.
 */
void nj_process_store_detach(struct nj_process_store *store);

/**
 * nj_process_store_destroy - forget all processes
 * @store: the store, detached an RCU grace period ago
 *
 * Context: may sleep.
 */
void nj_process_store_destroy(struct nj_process_store *store);

/**
 * nj_process_store_move - move all processes to another store
 * @store: the store, detached an RCU grace period ago; it is empty then
 * @to: zeroed; gets no more processes
 * @net: the network namespace of @to
 * @mem: how @to frees the memory
 * @mem_arg: first argument for the functions of @mem
 *
 * Context: may sleep.
 */
void nj_process_store_move(struct nj_process_store *store,
			   struct nj_process_store *to, const struct net *net,
			   const struct nj_ring_mem *mem, void *mem_arg);

/* Returns how many bytes a store takes beside itself and its processes. */
size_t nj_process_store_overhead(const struct nj_process_store *store);

/**
 * nj_process_store_clear - forget all processes
 * @store: the store
 *
 * Context: may sleep.
 */
void nj_process_store_clear(struct nj_process_store *store);

/**
 * nj_process_get - return the id of the running process
 * @store: the store, which keeps the details from now on if it does not have them
 *	yet
 * @cgroup_id: id of the task's cgroup; 0: none
 *
 * Context: a task of user space, between rcu_read_lock_bh() and
 * rcu_read_unlock_bh(). Return: the id; 0 if the details cannot be kept.
 */
u64 nj_process_get(struct nj_process_store *store, u64 cgroup_id);

/**
 * nj_process_find - find a process by its id
 * @store: the store, locked
 * @id: the id
 *
 * Return: the process, or NULL.
 */
struct nj_process *nj_process_find(const struct nj_process_store *store, u64 id);

/**
 * nj_process_next - find the process with the next id
 * @store: the store, locked
 * @id: an id; 0 for the first process
 *
 * Return: the process, or NULL.
 */
struct nj_process *nj_process_next(const struct nj_process_store *store, u64 id);

/**
 * nj_process_complete - add the later part of a process
 * @store: the store, locked
 * @id: the process; it may have been forgotten
 * @attrs: attributes (NETJOURNAL_A_PROCESS_*)
 * @len: bytes in @attrs
 *
 * If there is no memory, the process never gets its later part.
 *
 * Return: whether the process exists. The caller then calls nj_process_tell() when it
 * has unlocked the store.
 */
bool nj_process_complete(struct nj_process_store *store, u64 id,
			 const void *attrs, size_t len);

/**
 * nj_process_tell - tell the listener that the details of a process are complete
 * @store: the store, not locked: any user can have thousands of sockets that the
 *	listener sends to
 * @id: the process
 *
 * Context: between rcu_read_lock_bh() and rcu_read_unlock_bh().
 */
void nj_process_tell(const struct nj_process_store *store, u64 id);

/**
 * nj_process_set_listener - set who is told when the details of a process are complete
 * @listener: called with soft interrupts off, must not sleep; NULL: nobody
 *
 * When it returns, the former listener is not running. Context: may sleep.
 */
void nj_process_set_listener(void (*listener)(const struct nj_process_store *store,
					      u64 id));

#endif
