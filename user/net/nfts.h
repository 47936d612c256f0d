/* SPDX-License-Identifier: GPL-2.0 */
/* Tables of nftables and of the older iptables, as messages of the kind nft. */
#ifndef NETJOURNAL_NFTS_H
#define NETJOURNAL_NFTS_H

struct nlmsghdr;
struct selector;

/*
 * Calls @each with a message for every table that the kernel has. The messages are like those of records,
 * but have no generation; instead of changes, they have all chains of the table. Returns 0, a negative errno,
 * or what @each returned if that is not 0.
 */
int nfts_read(const struct selector *sel, int (*each)(const struct nlmsghdr *nlh, void *arg), void *arg);

#endif
