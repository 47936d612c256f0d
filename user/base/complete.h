/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What can stand next on a command line, for the completion of a shell: from the
 * tables of verbs and options.
 */
#ifndef BASE_COMPLETE_H
#define BASE_COMPLETE_H

#include "base/program.h"

/* The verb that prints it. No help names it. */
#define COMPLETE_VERB	"complete"

/*
 * Prints the words that can stand after the @argc words in @argv, which follow the
 * program's name: one of them on a line. A line <files> means any file.
 */
void complete_print(const struct program *program, int argc, char **argv);

/* For the verbs: prints one word. */
void complete_word(const char *word);
/*
 * Prints what completion offers for the value that the help calls @arg. "a|b" means one of
 * these words.
 */
void complete_value(const char *arg);

#endif
