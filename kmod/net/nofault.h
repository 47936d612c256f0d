/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads structures of the kernel whose pointers may lead anywhere.
 */
#ifndef NJ_NOFAULT_H
#define NJ_NOFAULT_H

#include <linux/types.h>

struct net;

/**
 * nj_nofault_string - copy a string
 * @to: room for @size bytes
 * @from: the string
 * @size: most bytes, with the NUL
 *
 * Context: any. Return: false if the string cannot be read, or is too long.
 */
bool nj_nofault_string(char *to, const char *from, size_t size);

/* Returns whether @net is a network namespace. */
bool nj_nofault_is_net(const struct net *net);

#endif
