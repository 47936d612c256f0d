/* SPDX-License-Identifier: GPL-2.0 */
/* Moments as words of command lines. */
#ifndef NETJOURNAL_MOMENT_WORD_H
#define NETJOURNAL_MOMENT_WORD_H

#include "base/args.h"
#include "net/rewind.h"

/* The line of a help that says what a moment is. */
#define MOMENT_HELP	"TIME: 5m, \"1 day ago\", today, 18:00, \"2026-11-20 18:00:00\"; SEQ: 31\n"

/*
 * Reads @word likewise, and prints nothing. Returns 0, -EINVAL if it is no moment, or -ERANGE if there is no such one.
 */
int moment_parse(const char *word, struct moment *moment);

/*
 * Reads @word: a time, the number of a record, or a cursor. @what: what the word is for, for an error
 * ("--at"). Returns STATUS_DONE, or STATUS_USAGE after an error was printed.
 */
int moment_word(const struct args *a, const char *what, const char *word, struct moment *moment);

#endif
