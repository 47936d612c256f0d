/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A walk over all IPv6 routes of a network namespace.
 */
#ifndef NJ_FIB6_WALK_H
#define NJ_FIB6_WALK_H

struct fib6_node;
struct net;

/**
 * nj_fib6_walk - call a function for each node that has routes
 * @net: the network namespace
 * @take: called with the lock of the table held, and under RCU
 * @arg: for @take
 *
 * Context: no table of the namespace is locked; any but hard interrupts.
 */
void nj_fib6_walk(const struct net *net,
		  void (*take)(const struct fib6_node *fn, void *arg),
		  void *arg);

#endif
