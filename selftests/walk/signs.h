/* SPDX-License-Identifier: GPL-2.0 */
/* Compares the signs that `netjournal log` prints with what is known of each record. */
#ifndef WALK_SIGNS_H
#define WALK_SIGNS_H

#include "space.h"
#include "text.h"

/*
 * Returns whether `netjournal log` prints the right sign for each record in @space->signs.
 * Otherwise @text has the lines that are wrong, each after #.
 */
bool signs_agree(const struct space *space, struct text *text);

#endif
