/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Causes: from which event a change follows.
 */
#ifndef NJ_NET_CAUSE_H
#define NJ_NET_CAUSE_H

#include <linux/if_addr.h>
#include <linux/in6.h>
#include <linux/netjournal.h>
#include <linux/netlink.h>
#include <linux/types.h>

#include "nlbuf.h"

struct net;
struct net_device;

/* The most bytes of the attributes of a cause. */
#define NJ_CAUSE_LEN	(4 * NJ_ATTR_SIZE(sizeof(u32)) +		\
			 NJ_ATTR_SIZE(sizeof(struct in6_addr)) +	\
			 2 * NJ_ATTR_SIZE(sizeof(u64)) + NJ_ATTR_SIZE(0))

/**
 * struct nj_event - an event from which other changes follow
 * @event: enum netjournal_cause_event
 * @netns: inode number of the network namespace; 0: not known
 * @ifindex: the device; 0: the event has none
 * @nexthop: the nexthop object; 0: the event has none
 * @address_len: bytes in @address; 0: the event has none
 * @address: the address
 */
struct nj_event {
	u32 event;
	u32 netns;
	u32 ifindex;
	u32 nexthop;
	u32 address_len;
	u8 address[sizeof(struct in6_addr)];
};

/**
 * struct nj_change - a change that is being recorded
 * @net: network namespace of the record
 * @kind: enum netjournal_kind
 * @nlh: the message
 * @act: the act of the record; 0: not known
 */
struct nj_change {
	const struct net *net;
	u32 kind;
	const struct nlmsghdr *nlh;
	u64 act;
};

/**
 * nj_cause_put - write the cause of a change
 * @change: the change; @act is that of the running task
 * @to: room for NJ_CAUSE_LEN bytes, aligned to NLA_ALIGNTO
 *
 * Context: soft interrupts are off, or one is running.
 * Return: bytes of attributes; 0: no cause is known.
 */
u32 nj_cause_put(const struct nj_change *change, u8 *to);

/**
 * nj_cause_recorded - remember a record, because others may follow from it
 * @change: a change of a link, an address or a nexthop object
 * @seq: the sequence number of its record
 *
 * Context: soft interrupts are off, or one is running.
 */
void nj_cause_recorded(const struct nj_change *change, u64 seq);

/**
 * nj_cause_begin - an event begins: what the task changes from now on follows from it
 * @event: the event
 *
 * Context: task; soft interrupts are on; RTNL is held.
 */
void nj_cause_begin(const struct nj_event *event);

/**
 * nj_cause_end - an event ends
 * @event: as for nj_cause_begin()
 *
 * Context: as for nj_cause_begin().
 */
void nj_cause_end(const struct nj_event *event);

/**
 * nj_cause_delete_link - all that the task changes in its act follows from a deletion
 * @event: the deletion of a link
 *
 * Context: task; soft interrupts are on.
 */
void nj_cause_delete_link(const struct nj_event *event);

/**
 * nj_cause_delete_addr - an IPv4 address is being deleted, perhaps with others
 * @event: the deletion of the address
 *
 * Context: as for nj_cause_begin().
 */
void nj_cause_delete_addr(const struct nj_event *event);

/**
 * nj_cause_add_addr6 - an IPv6 address is being added
 * @event: the addition of the address
 *
 * Context: a task; soft interrupts are on.
 */
void nj_cause_add_addr6(const struct nj_event *event);

/**
 * nj_cause_end_netns - all that the work item changes follows from the end of a namespace
 * @net: the namespace; the work item can call this for several
 *
 * Context: a work item; soft interrupts are on.
 */
void nj_cause_end_netns(const struct net *net);

/**
 * nj_cause_carrier - the running task changes a carrier, which a work item carries out
 * @event: the change
 *
 * Context: task; soft interrupts are on.
 */
void nj_cause_carrier(const struct nj_event *event);

#endif
