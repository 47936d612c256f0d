/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Finds the few commands of a walk that are enough to make it fail.
 */
#ifndef WALK_SHRINK_H
#define WALK_SHRINK_H

#include "life.h"

/*
 * Leaves out of @list what is not needed for a failure of the kind of @result.
 * @result is then that of the commands that are left; if they no longer fail,
 * nothing is changed.
 */
void shrink(const struct life_options *options, struct commands *list, struct life_result *result);

#endif
