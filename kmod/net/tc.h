/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests about classes, filters, chains and actions of traffic control.
 */
#ifndef NJ_TC_H
#define NJ_TC_H

struct nlmsghdr;
struct sk_buff;

/**
 * nj_tc_requested - record a request, if it asks for no acknowledgment
 * @skb: with the request
 * @nlh: a request over rtnetlink that is about to be carried out
 *
 * Context: the task that asks; does not sleep.
 */
void nj_tc_requested(struct sk_buff *skb, const struct nlmsghdr *nlh);

/**
 * nj_tc_acknowledged - record a request
 * @skb: with the request
 * @nlh: a request over rtnetlink that has been carried out
 *
 * Context: the task that asks; does not sleep.
 */
void nj_tc_acknowledged(struct sk_buff *skb, const struct nlmsghdr *nlh);

#endif
