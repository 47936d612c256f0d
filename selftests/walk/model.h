/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The state of a network namespace as its announcements tell it: what was there
 * at first, and one message after the other applied to it.
 */
#ifndef WALK_MODEL_H
#define WALK_MODEL_H

#include "object.h"

/* Sorts by kind and slot. Objects of one slot keep their order where it means something. */
void objects_sort(struct objects *list);

/*
 * Applies an announcement. Returns NULL, or what cannot be true about it; the
 * caller frees that text.
 */
char *model_apply(struct objects *model, const struct nlmsghdr *nlh);

#endif
