/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the rows `paths` do that no program does without much work of its own. Each makes @n changes.
 */
#ifndef PATHS_H
#define PATHS_H

/* Writes to a sysctl: of networking, and another one. */
void sysctl_write_net(unsigned int n);
void sysctl_write_other(unsigned int n);
/* Reads a sysctl of networking. */
void sysctl_read_net(unsigned int n);
/* Acknowledged requests that change nothing: of rtnetlink, and of generic netlink. */
void request_ack(unsigned int n);
void request_genl(unsigned int n);
/* Routes, with many requests in one system call. */
void routes_at_once(unsigned int n);
/* Frames from @n addresses that the bridge of the port q0 has not learned. */
void frames_send(unsigned int n);
/* Multicast routes: half of them are added, and deleted again. */
void mroutes_change(unsigned int n);
/* Network namespaces. */
void namespaces_make(unsigned int n);
/* Commits of nftables that add a rule, or one commit that adds @n elements to a set. */
void nft_rules(unsigned int n);
void nft_elements(unsigned int n);

#endif
