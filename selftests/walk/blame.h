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
 * Asks for the history of all objects, and counts those that blame calls present.
 * Returns whether the kernel has as many. Otherwise a line of @text, which begins
 * with #, says how many there are of which kind.
 */
bool blame_agrees(struct space *space, struct text *text);

#endif
