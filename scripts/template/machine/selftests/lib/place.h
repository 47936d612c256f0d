/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where the selftests run: the machine has the channels once.
 */
#ifndef SELFTESTS_PLACE_H
#define SELFTESTS_PLACE_H

#include <errno.h>
#include <stdlib.h>

#include "module.h"
#include "run.h"

/* What root of a container with its own network namespace gets: there is no family. */
#define CONTAINER_ROOT	(-ENOENT)

/* Makes that no channel was set. Needs root. */
static inline void place_fresh(void)
{
	if (module_unload_soon() || module_load(""))
		abort();
}

#endif
