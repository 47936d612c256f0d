/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What tasks have begun and work items will finish: carriers that changed, and IPv6
 * addresses that somebody asked for.
 *
 * The tables are small. What is forgotten costs a record its cause, and no more.
 */
#ifndef NJ_NET_CAUSE_MEMORY_H
#define NJ_NET_CAUSE_MEMORY_H

#include <linux/types.h>

#include "part.h"

struct net;
struct nj_event;

/* Keeps the addresses of each network namespace; starts before the journal. */
extern const struct nj_part nj_cause_memory_part;

/**
 * nj_carrier_remember - remember which act changed the carrier of a device
 * @event: names the device
 * @act: the act; 0: not known
 *
 * Context: any.
 */
void nj_carrier_remember(const struct nj_event *event, u64 act);

/**
 * nj_carrier_take - return and forget the last act that changed the carrier of a device
 * @event: names the device
 *
 * Context: any. Return: the act; 0: not known.
 */
u64 nj_carrier_take(const struct nj_event *event);

/**
 * nj_asked_remember - remember the record in which somebody asked for an IPv6 address
 * @net: a namespace that has a journal
 * @event: names the device and the address
 * @seq: the record
 *
 * Context: any.
 */
void nj_asked_remember(const struct net *net, const struct nj_event *event,
		       u64 seq);

/**
 * nj_asked_find - find the record in which somebody asked for an IPv6 address
 * @net: a namespace that has a journal
 * @event: names the device and the address
 * @forget: forget it
 *
 * Context: any. Return: its sequence number; 0: not known.
 */
u64 nj_asked_find(const struct net *net, const struct nj_event *event,
		  bool forget);

#endif
