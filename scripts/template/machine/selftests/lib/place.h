/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The place where the selftests run: the machine has one set of channels.
 */
#ifndef SELFTESTS_PLACE_H
#define SELFTESTS_PLACE_H

#include <errno.h>
#include <stdlib.h>

#include "module.h"
#include "run.h"

/*
 * The error for root of a container with its own network namespace: there is no
 * family.
 */
#define CONTAINER_ROOT	(-ENOENT)

/* Resets all channels. Needs root. */
static inline void place_fresh(void)
{
	if (module_unload_soon() || module_load(""))
		abort();
}

#endif
