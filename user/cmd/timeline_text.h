/* SPDX-License-Identifier: GPL-2.0 */
/* Prints the timeline on a terminal. */
#ifndef NETJOURNAL_TIMELINE_TEXT_H
#define NETJOURNAL_TIMELINE_TEXT_H

#include "net/lanes.h"

/* @width: in columns; 0: 80 */
void timeline_text(const struct lanes *l, struct out *o, size_t width);

#endif
