/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which task was seen with which netlink port, to settle the cases in which the
 * running task is not certain to have made the change (see source_rtnetlink.c).
 */
#ifndef NJ_SOURCE_PORTS_H
#define NJ_SOURCE_PORTS_H

#include <linux/types.h>

struct net;
struct nj_origin;

/**
 * nj_ports_init - begin to watch ports being released
 *
 * Context: may sleep. Return: 0 or a negative error code.
 */
int nj_ports_init(void);

/* Forgets all ports. Context: may sleep. */
void nj_ports_exit(void);

/**
 * nj_ports_seen - remember that the running task made a request
 * @net: namespace of the request
 * @port_id: port of the request, not 0
 * @origin: the running task
 *
 * Only to be called where the origin is certain. A port that two tasks use is
 * remembered as such.
 * Context: any but hard interrupts; does not sleep.
 */
void nj_ports_seen(const struct net *net, u32 port_id,
		   const struct nj_origin *origin);

/**
 * nj_ports_find - who is known to use a port
 * @net: namespace of the request
 * @port_id: port of the request, not 0
 * @origin: filled if somebody is known
 *
 * Context: any but hard interrupts. Return: whether one task is known.
 */
bool nj_ports_find(const struct net *net, u32 port_id,
		   struct nj_origin *origin);

/* Forgets the ports of a namespace that goes. Context: may sleep. */
void nj_ports_forget(const struct net *net);

#endif
