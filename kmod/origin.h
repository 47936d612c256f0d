/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Who did it: what is known of the task that runs now, as the attributes of an
 * origin nest, ready to be stored and sent.
 */
#ifndef NJ_ORIGIN_H
#define NJ_ORIGIN_H

#include <linux/netjournal.h>
#include <linux/sched.h>
#include <linux/types.h>
#include <net/netlink.h>

struct net;

/* nla_total_size() as a constant expression. */
#define NJ_ATTR_SIZE(len)	(NLA_HDRLEN + NLA_ALIGN(len))

/* Room for every attribute of an origin at its largest, in bytes. */
#define NJ_ORIGIN_LEN (2 * NJ_ATTR_SIZE(TASK_COMM_LEN) +		\
		       7 * NJ_ATTR_SIZE(sizeof(u32)) +			\
		       NJ_ATTR_SIZE(sizeof(u64)) +			\
		       NETJOURNAL_PARENTS_MAX *				\
		       NJ_ATTR_SIZE(NJ_ATTR_SIZE(sizeof(u32)) +		\
				    NJ_ATTR_SIZE(TASK_COMM_LEN)))

/**
 * struct nj_origin - the origin of a change
 * @context: enum netjournal_context
 * @len: bytes used in @attrs
 * @attrs: the attributes (enum NETJOURNAL_A_ORIGIN_*)
 */
struct nj_origin {
	u32 context;
	u32 len;
	u8 attrs[NJ_ORIGIN_LEN] __aligned(NLA_ALIGNTO);
};

/**
 * nj_origin_current - describe the task that runs now
 * @origin: filled
 * @net: the network namespace of the journal; decides what may be told
 * @port_id: netlink port of the request that the task makes, 0 if none
 *
 * Context: any but NMI and hard interrupts; takes the RCU read lock.
 */
void nj_origin_current(struct nj_origin *origin, const struct net *net,
		       u32 port_id);

/**
 * nj_origin_uncertain - an origin that names nobody
 * @origin: filled
 * @port_id: netlink port of the request, 0 if none
 *
 * Context: any.
 */
void nj_origin_uncertain(struct nj_origin *origin, u32 port_id);

#endif
