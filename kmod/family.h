/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The generic netlink family: what user space and the journal exchange.
 */
#ifndef NJ_FAMILY_H
#define NJ_FAMILY_H

#include <linux/types.h>

struct genl_info;
struct net;
struct netlink_callback;
struct netlink_ext_ack;
struct nj_item;
struct nj_journal;
struct nlattr;
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

/*
 * For operations, those of a source too; they are listed in family.c.
 */

/**
 * nj_family_reply - begin the reply to a request
 * @info: the request
 * @size: room for attributes, in bytes
 *
 * Context: may sleep. Return: the message, for nj_family_send() or
 * nlmsg_free(); NULL if there is no memory.
 */
struct sk_buff *nj_family_reply(struct genl_info *info, size_t size);

/**
 * nj_family_send - end a reply and send it
 * @info: the request
 * @skb: from nj_family_reply(); consumed
 *
 * Context: may sleep. Return: 0 or a negative error code.
 */
int nj_family_send(struct genl_info *info, struct sk_buff *skb);

/**
 * nj_family_put - begin one message of a dump
 * @skb: the buffer that the dump fills
 * @cb: the dump
 * @cmd: NETJOURNAL_CMD_*
 *
 * Context: a dumpit. Return: the header, for genlmsg_end() or genlmsg_cancel();
 * NULL if there is no room.
 */
void *nj_family_put(struct sk_buff *skb, struct netlink_callback *cb, u8 cmd);

/**
 * nj_family_missing - refuse a request that lacks an attribute
 * @nest: the nest that lacks it, NULL for the request itself
 * @type: the attribute
 * @msg: text for people; stays where it is
 * @extack: of the request
 *
 * Context: any. Return: -EINVAL.
 */
int nj_family_missing(struct nlattr *nest, int type, const char *msg,
		      struct netlink_ext_ack *extack);

#endif
