/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records and gaps as messages of the family.
 */
#ifndef NJ_MESSAGE_H
#define NJ_MESSAGE_H

#include <linux/netjournal.h>
#include <linux/types.h>

/*
 * The group of a kind has the index kind - 1. The group of processes comes after the
 * last kind.
 */
#define NJ_GROUP_PROCESS	NETJOURNAL_KIND_MAX

struct nj_item;
struct nj_listeners;
struct sk_buff;

/**
 * struct nj_message - how a message with an item is addressed
 * @instance: the journal's instance; 0 leaves it out
 * @portid: to whom; 0 for a notification
 * @seq: sequence number of the request; 0 for a notification
 * @flags: NLM_F_*
 * @cmd: NETJOURNAL_CMD_*
 */
struct nj_message {
	u64 instance;
	u32 portid;
	u32 seq;
	u16 flags;
	u8 cmd;
};

/**
 * nj_message_size - return the room that a message with one item needs
 * @item: the item
 *
 * Context: the journal is locked. Return: bytes beside the headers.
 */
size_t nj_message_size(const struct nj_item *item);

/**
 * nj_message_put - write a message with one item
 * @skb: the buffer to write to
 * @item: the record or gap
 * @message: how it is addressed
 *
 * Context: the journal is locked. Return: 0; -EMSGSIZE if there is no room, and
 * then @skb is as before.
 */
int nj_message_put(struct sk_buff *skb, const struct nj_item *item,
		   const struct nj_message *message);

/* Sends notifications to the multicast groups of the family. */
extern const struct nj_listeners nj_message_listeners;

#endif
