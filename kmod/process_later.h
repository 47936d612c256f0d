/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The details of a process that can only be found while sleeping.
 */
#ifndef NJ_PROCESS_LATER_H
#define NJ_PROCESS_LATER_H

#include <linux/types.h>

struct nj_process;
struct nj_process_store;

/**
 * nj_process_later - let the running process find the rest of its details
 * @store: where they go, locked
 * @process: the process
 *
 * It finds them when it leaves the kernel, and calls nj_process_complete().
 *
 * Context: a task of user space, between rcu_read_lock_bh() and
 * rcu_read_unlock_bh(). Return: false if it will not find them.
 */
bool nj_process_later(struct nj_process_store *store,
		      const struct nj_process *process);

/**
 * nj_process_later_detach - let nobody use a store any more
 * @store: a store that takes no more processes, locked
 *
 * A task that has begun to use the store stops before an RCU grace period ends.
 */
void nj_process_later_detach(struct nj_process_store *store);

#endif
