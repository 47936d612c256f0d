/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the walk does: commands of `ip`, chosen by chance from a grammar that is
 * a file. The file explains itself.
 */
#ifndef WALK_GRAMMAR_H
#define WALK_GRAMMAR_H

#include "../fuzz/random.h"
#include "text.h"

/* Reads the grammar. Ends the program if it is not one. */
void grammar_read(const char *path);

/*
 * Writes command @number of a walk into @text. It depends on @random alone, and not on
 * what there is: the same seed makes the same commands on every kernel.
 */
void grammar_choose(struct text *text, struct random *random, size_t number);

#endif
