/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The generic netlink family: what user space and the journal exchange.
 */
#ifndef NJ_FAMILY_H
#define NJ_FAMILY_H

#include <linux/types.h>

struct net;
struct nj_item;
struct nj_journal;
struct sk_buff;

/**
 * nj_family_register - open the family to user space
 *
 * Context: may sleep. Return: 0 or a negative error code.
 */
int nj_family_register(void);

/**
 * nj_family_unregister - close the family
 *
 * When it returns no request is under way and no notification is sent any more.
 * Context: may sleep.
 */
void nj_family_unregister(void);

/**
 * nj_family_record - make the notification of a record, if anybody listens
 * @journal: whose
 * @item: the record or gap
 *
 * Context: the journal is locked. Return: a message for nj_family_notify(), or
 * NULL. If somebody listens and there is no memory, the listeners get ENOBUFS.
 */
struct sk_buff *nj_family_record(const struct nj_journal *journal,
				 const struct nj_item *item);

/**
 * nj_family_notify - send a notification to the group of a kind
 * @net: to which namespace
 * @kind: enum netjournal_kind, which is also the group
 * @skb: from nj_family_record(); consumed
 *
 * Context: does not sleep; called in order for each kind.
 */
void nj_family_notify(struct net *net, u32 kind, struct sk_buff *skb);

#endif
