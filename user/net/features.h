/* SPDX-License-Identifier: GPL-2.0 */
/* The names of ethtool's bits on this kernel. */
#ifndef NETJOURNAL_FEATURES_H
#define NETJOURNAL_FEATURES_H

/*
 * Returns the name of a bit of the set, or NULL. Asks the kernel for all names of the set when one is first needed. See
 * bitset_named_by().
 */
const char *features_name(unsigned int set, unsigned int bit);

#endif
