/* SPDX-License-Identifier: GPL-2.0 */
/* The word KIND of command lines: a kind of record. */
#ifndef NETJOURNAL_KIND_WORDS_H
#define NETJOURNAL_KIND_WORDS_H

/* The line of a help that lists the kinds. */
void kind_words_print(void);
/* For struct verb: a kind can stand after any @n words, or only after none. */
void kind_words_complete(int n, char **words);
void kind_word_complete(int n, char **words);

#endif
