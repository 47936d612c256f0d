/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What is too small for a file of its own.
 */
#ifndef BASE_UTIL_H
#define BASE_UTIL_H

#include <stdint.h>

#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))

/* Returns less than, equal to or more than 0, like the functions for qsort(3). */
static inline int compare_u64(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

#endif
