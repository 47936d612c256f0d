/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Compares the objects that `netjournal blame` calls present with those of the
 * kernel.
 */
#ifndef WALK_BLAME_H
#define WALK_BLAME_H

#include "space.h"
#include "text.h"

/*
 * Asks `netjournal blame` about all addresses and routes and one nexthop, which
 * @number chooses, and counts what it calls present. Returns whether the
 * kernel has as many; else lines of @text, which begin with #, tell of what not.
 */
bool blame_agrees(struct space *space, unsigned int number, struct text *text);

#endif
