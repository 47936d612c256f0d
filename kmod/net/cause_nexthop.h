/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What goes with a nexthop object: its routes, and groups that lose their last member.
 */
#ifndef NJ_NET_CAUSE_NEXTHOP_H
#define NJ_NET_CAUSE_NEXTHOP_H

#include <linux/types.h>

struct net;
struct nexthop;
struct nj_change;
struct nj_event;

/**
 * nj_cause_remove_nexthop - a nexthop object goes, and then what uses it
 * @net: its network namespace
 * @nh: the object
 *
 * Context: the task that removes the object, before anything of it is recorded; RTNL
 * is held.
 */
void nj_cause_remove_nexthop(const struct net *net, const struct nexthop *nh);

/**
 * nj_cause_is_nexthop - tell whether an act has removed nexthop objects
 * @act: the act of the running task; 0: not known
 *
 * Context: any.
 */
bool nj_cause_is_nexthop(u64 act);

/**
 * nj_cause_find_nexthop - find the nexthop object with which something goes
 * @change: the change
 * @event: filled, if there is such an object
 * @seq: the record of the object; 0: not recorded
 *
 * Context: any. Return: true if there is such an object.
 */
bool nj_cause_find_nexthop(const struct nj_change *change, struct nj_event *event,
			   u64 *seq);

/**
 * nj_cause_nexthop_recorded - remember the record of a nexthop object that goes
 * @change: a change of a nexthop object
 * @seq: the sequence number of its record
 *
 * Context: any.
 */
void nj_cause_nexthop_recorded(const struct nj_change *change, u64 seq);

#endif
