/* SPDX-License-Identifier: GPL-2.0 */
/* Compares what `netjournal blame` says of the present with the kernel. */
#ifndef WALK_BLAME_H
#define WALK_BLAME_H

#include "space.h"
#include "text.h"

/*
 * Asks `netjournal blame` two of its questions, which @number chooses. Returns whether it agrees
 * with the kernel; otherwise lines of @text, which begin with #, say about what it does not.
 */
bool blame_agrees(struct space *space, unsigned int number, struct text *text);
/* Asks all questions. */
bool blame_agrees_about_all(struct space *space, struct text *text);

#endif
