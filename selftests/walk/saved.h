/* SPDX-License-Identifier: GPL-2.0 */
/* Compares the lists that `ip`, `bridge` and `tc` print with those of netjournal, as `netjournal diff FILE` does. */
#ifndef WALK_SAVED_H
#define WALK_SAVED_H

#include "space.h"
#include "text.h"

/*
 * Returns whether nothing differs between what the other programs list now and what netjournal lists. Otherwise lines of
 * @text, which begin with #, have the difference. What the kernel changes meanwhile makes no difference.
 */
bool saved_agrees(struct space *space, struct text *text);

#endif
