/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where the selftests run: each network namespace has channels of its own.
 */
#ifndef SELFTESTS_PLACE_H
#define SELFTESTS_PLACE_H

#include "run.h"

/* What root of a container with its own network namespace gets. */
#define CONTAINER_ROOT	0

/* Enters a place in which no channel was set. Needs root. */
static inline void place_fresh(void)
{
	new_netns();
}

#endif
