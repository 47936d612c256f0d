/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Announcements of the values of sysctls of devices (RTM_NEWNETCONF).
 */
#ifndef NJ_NETCONF_H
#define NJ_NETCONF_H

struct nj_journal;
struct nlmsghdr;

/**
 * nj_netconf_announced - record an announcement as a change of a sysctl
 * @journal: the journal of the namespace
 * @nlh: the message, which is complete
 *
 * Context: any; does not sleep.
 */
void nj_netconf_announced(struct nj_journal *journal,
			  const struct nlmsghdr *nlh);

#endif
