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
