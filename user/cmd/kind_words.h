/* SPDX-License-Identifier: GPL-2.0 */
/* The word KIND of command lines: a kind of record. */
#ifndef NETJOURNAL_KIND_WORDS_H
#define NETJOURNAL_KIND_WORDS_H

#include <stdint.h>

#include "base/args.h"

/* Returns the kind with this name, or with another name that the domain knows; otherwise 0. */
uint32_t kind_word(const char *word);
/* Complains that there is no such kind. Returns STATUS_USAGE. */
int kind_word_unknown(const struct args *a, const char *word);

/* Prints the line of a help that lists the kinds. */
void kind_words_print(void);
/* For struct verb: offers a kind after any number of words, or only as the first word. */
void kind_words_complete(int n, char **words);
void kind_word_complete(int n, char **words);

#endif
