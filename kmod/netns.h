/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The journal of each network namespace.
 */
#ifndef NJ_NETNS_H
#define NJ_NETNS_H

#include "part.h"

struct net;
struct nj_journal;

/* Makes a journal for each network namespace, and frees it at the end. */
extern const struct nj_part nj_journal_part;

/**
 * nj_netns_journal - the journal of a network namespace
 * @net: a namespace that the caller keeps alive
 *
 * Context: any. Return: the journal; it exists as long as @net and the module.
 */
struct nj_journal *nj_netns_journal(const struct net *net);

/**
 * nj_netns_hear - the journal of a network namespace that may not have one
 * @net: any namespace; also one that is being made or ended
 *
 * Context: any context from which netlink messages of @net are sent.
 * Return: the journal, which exists until the message is sent; NULL if there is
 * none yet.
 */
struct nj_journal *nj_netns_hear(const struct net *net);

#endif
