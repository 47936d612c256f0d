/* SPDX-License-Identifier: GPL-2.0 */
/* Prints the commands that undo changes, and what cannot be undone. */
#ifndef NETJOURNAL_UNDO_PRINT_H
#define NETJOURNAL_UNDO_PRINT_H

#include "journal/print.h"
#include "net/undo.h"

struct undo_print {
	struct printer printer;
};

void undo_print_begin(struct undo_print *p, bool json);
/* A command was carried out. @said: why it failed, or NULL. */
void undo_print_done(struct undo_print *p, const struct undo_step *step, const char *said);
/* The rest. @applied: the steps in @u are still needed; otherwise nothing was carried out yet. */
void undo_print_end(struct undo_print *p, const struct undo *u, bool applied);

#endif
