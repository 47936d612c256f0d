/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Random numbers, which are the same for the same seed.
 */
#ifndef FUZZ_RANDOM_H
#define FUZZ_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct random {
	uint64_t state;
};

/* splitmix64 */
static inline uint64_t random_u64(struct random *r)
{
	uint64_t z = r->state += 0x9e3779b97f4a7c15ULL;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
	return z ^ (z >> 31);
}

/* Returns a number from 0 to @n - 1. @n is not 0. */
static inline uint32_t random_below(struct random *r, uint32_t n)
{
	return (random_u64(r) >> 32) % n;
}

/* Returns true in @percent percent of the cases. */
static inline bool random_percent(struct random *r, uint32_t percent)
{
	return random_below(r, 100) < percent;
}

#endif
