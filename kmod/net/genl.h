/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Families of generic netlink: what they announce, and what they are asked for.
 */
#ifndef NJ_GENL_H
#define NJ_GENL_H

#include "ear.h"

struct sk_buff;
struct sock;

/* Learns the numbers of the families that exist. Starts after the hooks. */
extern const struct nj_part nj_genl_part;

/* Hears of each request that is acknowledged or refused. */
extern struct nj_hook nj_hook_ack;

/* Hears of each request to a family. */
extern struct nj_hook nj_hook_genl;

/**
 * nj_genl_announced - record an announcement over generic netlink
 * @ssk: the socket that sends it
 * @skb: the message
 * @group: the multicast group
 *
 * Context: the task or soft interrupt that makes the change; does not sleep.
 */
void nj_genl_announced(const struct sock *ssk, const struct sk_buff *skb, u32 group);

#endif
