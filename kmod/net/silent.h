/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Changes that the kernel makes and does not announce.
 */
#ifndef NJ_SILENT_H
#define NJ_SILENT_H

#include <linux/types.h>

#include "part.h"

struct net;
struct sk_buff;

/* Keeps the budget of each network namespace; starts before the journal. */
extern const struct nj_part nj_silent_part;

/**
 * nj_silent_wanted - tell whether changes that are not announced are recorded
 * @net: network namespace of the changes
 * @kind: enum netjournal_kind
 *
 * Call this before you look for such changes. The result is false for a namespace
 * that ends: it loses all its objects, and nobody can read its journal.
 *
 * Context: the task that makes the change; any but hard interrupts.
 */
bool nj_silent_wanted(const struct net *net, u32 kind);

/**
 * nj_silent_admit - tell whether to make the message of one change
 * @net: network namespace of the change
 * @kind: enum netjournal_kind
 *
 * Context: the task that makes the change; any but hard interrupts.
 * Return: false if such changes are not recorded, or if the namespace has spent
 * its budget; in the latter case the change has been counted as lost.
 */
bool nj_silent_admit(const struct net *net, u32 kind);

/**
 * nj_silent_spend - let the budget pay for work that makes no message
 * @net: network namespace of the changes
 * @kind: enum netjournal_kind
 * @bytes: the bytes of a message that takes as much time as the work
 *
 * Context: the task that makes the change; any but hard interrupts.
 */
void nj_silent_spend(const struct net *net, u32 kind, size_t bytes);

/**
 * nj_silent_message - allocate the message that would announce a change
 * @size: most bytes that the message can take beside its header
 *
 * The message has no more room than a record: what does not fit is lost anyway,
 * and a route can have thousands of legs.
 *
 * Context: any but hard interrupts; does not sleep.
 * Return: the message, or NULL if there is no memory.
 */
struct sk_buff *nj_silent_message(size_t size);

/**
 * nj_silent_record - record a change that is not announced
 * @net: network namespace of the change
 * @kind: enum netjournal_kind
 * @skb: the message that would announce it, consumed; NULL if there was no
 *	memory for the message, or the message was too large, and then the change
 *	counts as lost
 *
 * Context: the task that makes the change; any but hard interrupts.
 */
void nj_silent_record(const struct net *net, u32 kind, struct sk_buff *skb);

#endif
