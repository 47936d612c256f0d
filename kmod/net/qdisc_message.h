/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Messages about qdiscs.
 */
#ifndef NJ_QDISC_MESSAGE_H
#define NJ_QDISC_MESSAGE_H

#include <linux/types.h>

struct Qdisc;
struct nlmsghdr;
struct sk_buff;

/**
 * nj_qdisc_message - make the message that would announce a qdisc
 * @q: the qdisc
 * @hdr: its header; the length is not read
 * @whole: with its options; without them, the message says what qdisc it is
 *
 * The message has no statistics. It has no options if the device can carry out the
 * qdisc, or if the qdisc is gred: to ask for them can sleep.
 *
 * Context: task with RTNL; does not sleep.
 * Return: the message, or NULL if there is no memory, or it is too large.
 */
struct sk_buff *nj_qdisc_message(struct Qdisc *q, const struct nlmsghdr *hdr,
				 bool whole);

#endif
