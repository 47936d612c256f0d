/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Finds a few commands of a walk that are enough to make it fail.
 */
#ifndef WALK_SHRINK_H
#define WALK_SHRINK_H

#include "life.h"

/*
 * Removes commands from @list that are not needed for a failure of the same
 * sort as @result. @result is then the result of the remaining commands. If
 * these do not fail any more, changes nothing.
 */
void shrink(const struct life_options *options, struct commands *list, struct life_result *result);

#endif
