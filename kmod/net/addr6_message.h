/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An IPv6 address as a message of rtnetlink.
 */
#ifndef NJ_NET_ADDR6_MESSAGE_H
#define NJ_NET_ADDR6_MESSAGE_H

struct inet6_ifaddr;
struct sk_buff;

/**
 * nj_addr6_message - make a message about an IPv6 address
 * @type: RTM_NEWADDR or RTM_DELADDR
 * @ifa: the address, which has just been added
 *
 * Context: any but hard interrupts; does not sleep.
 * Return: the message, owned by the caller, or NULL if there is no memory.
 */
struct sk_buff *nj_addr6_message(int type, const struct inet6_ifaddr *ifa);

#endif
