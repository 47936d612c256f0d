/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The place where the selftests run: each network namespace has its own
 * channels.
 */
#ifndef SELFTESTS_PLACE_H
#define SELFTESTS_PLACE_H

#include "run.h"

/* The result for root of a container with its own network namespace. */
#define CONTAINER_ROOT	0

/* Enters a place in which no channel was set. Needs root. */
static inline void place_fresh(void)
{
	new_netns();
}

#endif
