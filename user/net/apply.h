/* SPDX-License-Identifier: GPL-2.0 */
/* Carries out the commands that undo records. */
#ifndef NETJOURNAL_APPLY_H
#define NETJOURNAL_APPLY_H

#include "net/undo.h"

/*
 * Called after each command that succeeded, and later for each that failed and is still needed. @said: NULL, or what
 * the failed command printed on stderr.
 */
typedef void apply_done(const struct undo_step *step, const char *said, void *arg);

/*
 * Carries out the steps of @u, in order, even if one fails. Then plans and carries out what is still to be
 * undone, because a command can need another one that came later. Afterwards @u has the steps that are still
 * needed. Returns 0 or a negative errno with a text in @u->error.
 */
int apply_undo(struct undo *u, apply_done *done, void *arg);

#endif
