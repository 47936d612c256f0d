/* SPDX-License-Identifier: GPL-2.0 */
/* The word KIND of command lines: a kind of record. */
#ifndef NETJOURNAL_KIND_WORDS_H
#define NETJOURNAL_KIND_WORDS_H

/* Prints the line of a help that lists the kinds. */
void kind_words_print(void);
/* For struct verb: offers a kind after any number of words, or only as the first word. */
void kind_words_complete(int n, char **words);
void kind_word_complete(int n, char **words);

#endif
