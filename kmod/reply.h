/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Replies and refusals: what every operation of the family needs.
 */
#ifndef NJ_REPLY_H
#define NJ_REPLY_H

#include <linux/types.h>

struct genl_family;
struct genl_info;
struct netlink_callback;
struct netlink_ext_ack;
struct nlattr;
struct sk_buff;

/* The family; defined in family.c, needed here to make its messages. */
extern struct genl_family nj_family;

/**
 * nj_reply_begin - begin the reply to a request
 * @info: the request
 * @size: room for attributes, in bytes
 *
 * Context: may sleep. Return: the message, for nj_reply_send() or
 * nlmsg_free(); NULL if there is no memory.
 */
struct sk_buff *nj_reply_begin(struct genl_info *info, size_t size);

/**
 * nj_reply_send - end a reply and send it
 * @info: the request
 * @skb: from nj_reply_begin(); consumed
 *
 * Context: may sleep. Return: 0 or a negative error code.
 */
int nj_reply_send(struct genl_info *info, struct sk_buff *skb);

/**
 * nj_dump_begin - begin one message of a dump
 * @skb: the buffer that the dump fills
 * @cb: the dump
 * @cmd: NETJOURNAL_CMD_*
 *
 * Context: a dumpit. Return: the header, for genlmsg_end() or genlmsg_cancel();
 * NULL if there is no room.
 */
void *nj_dump_begin(struct sk_buff *skb, struct netlink_callback *cb, u8 cmd);

/**
 * nj_refuse_missing - refuse a request because an attribute is missing
 * @nest: the nest that lacks it, NULL for the request itself
 * @type: the attribute
 * @msg: text for people; a string constant
 * @extack: of the request; may be NULL
 *
 * Context: any. Return: -EINVAL.
 */
int nj_refuse_missing(struct nlattr *nest, int type, const char *msg,
		      struct netlink_ext_ack *extack);

/**
 * nj_refuse_present - refuse a request that has an attribute
 * @attrs: the request's attributes, parsed
 * @type: the attribute
 * @msg: text for people; a string constant
 * @extack: of the request; may be NULL
 *
 * Context: any. Return: 0 if the request does not have the attribute, otherwise
 * -EINVAL.
 */
int nj_refuse_present(struct nlattr **attrs, int type, const char *msg,
		      struct netlink_ext_ack *extack);

/**
 * nj_refuse_stale - refuse a request about something that is no longer there
 * @attr: the number that the request names; may be NULL
 * @now: the number that it has to be
 * @msg: text for people; a string constant
 * @extack: of the request; may be NULL
 *
 * Context: any. Return: 0 if the request may go on, otherwise -ESTALE.
 */
int nj_refuse_stale(struct nlattr *attr, u64 now, const char *msg,
		    struct netlink_ext_ack *extack);

#endif
