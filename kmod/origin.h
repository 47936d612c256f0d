/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The origin of a change: what is known of the running task, as the attributes
 * of an origin nest, ready to be stored and sent.
 */
#ifndef NJ_ORIGIN_H
#define NJ_ORIGIN_H

#include <linux/netjournal.h>
#include <linux/sched.h>
#include <linux/types.h>

#include "nlbuf.h"

struct nj_process_store;

/* Longest name of the function of a work item, with the NUL; longer ones are cut. */
#define NJ_WORK_LEN	64

/**
 * nj_origin_work - return the function of the work item that the kernel thread runs
 *
 * Context: any. Return: its address; 0: no work item runs, or it is not known.
 */
u64 nj_origin_work(void);

/* The most bytes that the attributes of an origin can take. */
#define NJ_ORIGIN_LEN (2 * NJ_ATTR_SIZE(TASK_COMM_LEN) +		\
		       7 * NJ_ATTR_SIZE(sizeof(u32)) +			\
		       2 * NJ_ATTR_SIZE(sizeof(u64)) +			\
		       NJ_ATTR_SIZE(NJ_WORK_LEN) + NJ_ATTR_SIZE(0) +	\
		       NETJOURNAL_PARENTS_MAX *				\
		       NJ_ATTR_SIZE(NJ_ATTR_SIZE(sizeof(u32)) +		\
				    NJ_ATTR_SIZE(TASK_COMM_LEN)))

/**
 * struct nj_origin - the origin of a change
 * @id: not 0; origins with the same id have the same content
 * @act: the act that the change belongs to; 0: not known; not a part of the
 *	content
 * @context: enum netjournal_context
 * @len: bytes used in @attrs
 * @attrs: the attributes (enum NETJOURNAL_A_ORIGIN_*)
 */
struct nj_origin {
	u64 id;
	u64 act;
	u32 context;
	u32 len;
	u8 attrs[NJ_ORIGIN_LEN] __aligned(NLA_ALIGNTO);
};

/**
 * nj_origin_get - describe the running task
 * @store: the processes of the journal; its namespace decides what may be shown
 * @port_id: netlink port of the task's request; 0: there is no request
 *
 * Soft interrupts and preemption are off until nj_origin_put(). A second call
 * before that is not allowed.
 *
 * Context: any but NMI and hard interrupts.
 * Return: the origin; it does not change until nj_origin_put().
 */
const struct nj_origin *nj_origin_get(struct nj_process_store *store,
				      u32 port_id)
	__acquires(RCU_BH);

/**
 * nj_origin_put - end the use of an origin
 * @origin: from nj_origin_get()
 */
void nj_origin_put(const struct nj_origin *origin)
	__releases(RCU_BH);

#endif
