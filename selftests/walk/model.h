/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The state of a network namespace according to its announcements: the first objects, to
 * which one message after the other is applied.
 */
#ifndef WALK_MODEL_H
#define WALK_MODEL_H

#include "object.h"

/*
 * Sorts by kind and slot. Objects in one slot keep their order if the order has a meaning.
 */
void objects_sort(struct objects *list);

/*
 * Returns what an announcement does to a link, an address or a nexthop: '+' it is new, '~' it is
 * there already, '-' it goes. Returns 0 for other objects.
 */
char model_sign(const struct objects *model, const struct nlmsghdr *nlh);

/*
 * Applies an announcement. Returns NULL, or a text that says why the announcement is
 * impossible. The caller frees the text.
 */
char *model_apply(struct objects *model, const struct nlmsghdr *nlh);

#endif
