/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The bitsets of ethtool: which features a device has, for example. Each bit has a name, which is not in the message:
 * the kernel is asked for the names, and other kernels have others.
 */
#ifndef NETJOURNAL_BITSET_H
#define NETJOURNAL_BITSET_H

#include "decode/decode.h"

/*
 * Sets who knows the names. @namer: returns the name of a bit, or NULL; @set is ETH_SS_FEATURES, ETH_SS_LINK_MODES and so
 * on. NULL: nobody, and bits are printed as numbers.
 */
void bitset_named_by(const char *(*namer)(unsigned int set, unsigned int bit));

/* The attribute of a message whose bits are of a set, in the form without names. */
struct bitset {
	const uint8_t *bytes;
	unsigned int bits;
};

/* Returns false if the attribute has another form. */
bool bitset_of(struct bitset *b, const uint8_t *a);
bool bitset_has(const struct bitset *b, unsigned int bit);

/* Returns whether the names of the set's bits are known. */
bool bitset_is_named(unsigned int set);
/* Prints the name of a bit, or "bit 7": as text, or as an element of an array. */
void bitset_put_bit(struct out *o, unsigned int set, unsigned int bit);

#endif
