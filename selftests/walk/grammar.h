/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Chooses the commands of the walk: random commands of `ip`, from a grammar in a file.
 * Comments in the file explain the grammar.
 */
#ifndef WALK_GRAMMAR_H
#define WALK_GRAMMAR_H

#include <stddef.h>

#include "../fuzz/random.h"
#include "text.h"

/* Reads the grammar. Ends the program if the file is not a grammar. */
void grammar_read(const char *path);

/*
 * Writes the command that follows the @n commands of @earlier into @text. It depends only on
 * @random and these commands, and not on the objects that exist. So the same seed makes the
 * same commands on every kernel.
 */
void grammar_choose(struct text *text, struct random *random, char *const *earlier, size_t n);

#endif
