/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What `netjournal blame` says of the present, against what the kernel says.
 */
#ifndef WALK_BLAME_H
#define WALK_BLAME_H

#include "space.h"
#include "text.h"

/*
 * Asks for the history of all objects, and counts those that it calls present.
 * Returns whether they are as many as the kernel has; else a line of @text, which
 * begins with #, tells how many of what.
 */
bool blame_agrees(struct space *space, struct text *text);

#endif
