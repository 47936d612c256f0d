/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Changes that the kernel makes and does not announce.
 */
#ifndef NJ_SILENT_H
#define NJ_SILENT_H

#include <linux/types.h>

struct net;
struct sk_buff;

/**
 * nj_silent_wanted - tell whether a change that is not announced is recorded
 * @net: network namespace of the change
 * @kind: enum netjournal_kind
 *
 * Whoever makes messages of such changes asks this first: a namespace that ends
 * loses all that it has.
 *
 * Context: the task that makes the change; any but hard interrupts.
 */
bool nj_silent_wanted(const struct net *net, u32 kind);

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
 *	memory for the message, and then the change counts as lost
 *
 * Context: the task that makes the change; any but hard interrupts.
 */
void nj_silent_record(const struct net *net, u32 kind, struct sk_buff *skb);

#endif
