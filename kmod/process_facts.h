/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads the details of the running process.
 */
#ifndef NJ_PROCESS_FACTS_H
#define NJ_PROCESS_FACTS_H

#include <linux/netjournal.h>
#include <linux/sched.h>
#include <linux/types.h>

#include "nlbuf.h"

struct net;

/* Longest path of a cgroup and of an executable, with the NUL. Longer ones are left out. */
#define NJ_PATH_LEN	512

#define NJ_PROCESS_FACTS_LEN						\
	(3 * NJ_ATTR_SIZE(sizeof(u32)) + NJ_ATTR_SIZE(sizeof(u64)) +	\
	 NJ_ATTR_SIZE(TASK_COMM_LEN) + NJ_ATTR_SIZE(NJ_PATH_LEN) +	\
	 NJ_ATTR_SIZE(NETJOURNAL_CMDLINE_LEN_MAX) + NJ_ATTR_SIZE(0) +	\
	 NETJOURNAL_ANCESTORS_MAX *					\
	 NJ_ATTR_SIZE(NJ_ATTR_SIZE(sizeof(u32)) +			\
		      NJ_ATTR_SIZE(sizeof(u64)) +			\
		      NJ_ATTR_SIZE(TASK_COMM_LEN)))

/**
 * struct nj_process_facts - what can be read without sleeping
 * @own_len: bytes in @attrs that need not be found again later
 * @len: bytes in @attrs
 * @cmdline_later: not all of the command line could be read
 * @attrs: attributes (NETJOURNAL_A_PROCESS_*)
 */
struct nj_process_facts {
	u32 own_len;
	u32 len;
	bool cmdline_later;
	u8 attrs[NJ_PROCESS_FACTS_LEN] __aligned(NLA_ALIGNTO);
};

/**
 * struct nj_ancestor - an ancestor of the running process
 * @task: leader of the thread group; the caller has no reference
 * @start: when it started
 * @exec_id: changes when it executes another program
 * @mm: its memory, which is another one when it executes another program; only to
 *	compare; NULL: not known
 * @pid: process id, as the journal shows it
 * @comm: its name
 */
struct nj_ancestor {
	struct task_struct *task;
	u64 start;
	u64 exec_id;
	const struct mm_struct *mm;
	u32 pid;
	char comm[TASK_COMM_LEN];
};

/**
 * nj_process_facts_get - read the details of the running process
 * @net: network namespace of the journal; decides what may be shown
 *
 * Context: between rcu_read_lock_bh() and rcu_read_unlock_bh().
 * Return: the details; they are valid until soft interrupts are on again.
 */
const struct nj_process_facts *nj_process_facts_get(const struct net *net);

/**
 * nj_ancestors_get - read the ancestors of the running process
 * @net: network namespace of the journal; decides which may be shown
 * @ancestors: room for NETJOURNAL_ANCESTORS_MAX; the nearest comes first
 *
 * Context: between rcu_read_lock_bh() and rcu_read_unlock_bh(). Return: how many.
 */
unsigned int nj_ancestors_get(const struct net *net,
			      struct nj_ancestor *ancestors);

/* Writes into the nest of an ancestor what can be read without sleeping. */
void nj_ancestor_put(struct nj_attrs *attrs, const struct nj_ancestor *ancestor);

/* Whether the journal of @net shows command lines of the running process and its ancestors. */
bool nj_cmdline_is_shown(const struct net *net);

/**
 * nj_cmdline_mask - cut what may be a key out of a command line
 * @text: the command line
 * @len: bytes in @text
 * @cut: the command line is longer
 *
 * Overwrites the digits of hexadecimal numbers after 0x with more than 64 bits, because such a
 * number can be a key, and what follows words such as "auth" in the commands of ip.
 *
 * Context: any.
 */
void nj_cmdline_mask(char *text, size_t len, bool cut);

#endif
