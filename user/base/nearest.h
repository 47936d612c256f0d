/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Finds the right word that somebody probably meant when they typed a wrong one.
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

/*
 * @word: the wrong word
 * @best: the nearest right word so far; NULL: none is near
 */
struct nearest {
	const char *word;
	const char *best;
	/* private */
	unsigned int distance;
};

/* Begins to look for @word. */
void nearest_init(struct nearest *n, const char *word);
/* Compares @word with the wrong word. It must stay valid. */
void nearest_try(struct nearest *n, const char *word);

#define NEAREST_TEXT_MAX	80
/* Returns " (did you mean WORD?)" in @text, with @before WORD, or "" if no word is near. */
const char *nearest_text(const struct nearest *n, const char *before,
			 char text[NEAREST_TEXT_MAX]);

#endif
