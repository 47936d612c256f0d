/* SPDX-License-Identifier: GPL-2.0 */
/*
 * From a network namespace to its journal.
 */
#ifndef NJ_NET_H
#define NJ_NET_H

struct net;
struct nj_journal;

/**
 * nj_net_journal - the journal of a namespace
 * @net: a namespace that the caller keeps alive
 *
 * Context: any. Return: the journal, which lives as long as @net or the module.
 */
struct nj_journal *nj_net_journal(const struct net *net);

#endif
