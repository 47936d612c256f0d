/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Announcements of XFRM: security associations and policies.
 */
#ifndef NJ_XFRM_H
#define NJ_XFRM_H

#include <linux/types.h>

struct sk_buff;
struct sock;

/**
 * nj_xfrm_announced - record an announcement of XFRM
 * @ssk: the socket that sends it
 * @skb: the message
 * @group: the multicast group
 *
 * Context: the task or soft interrupt that makes the change; does not sleep.
 */
void nj_xfrm_announced(const struct sock *ssk, const struct sk_buff *skb, u32 group);

#endif
