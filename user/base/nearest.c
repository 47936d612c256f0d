// SPDX-License-Identifier: GPL-2.0
/* Finds the right word for a wrong one, by the number of slips that lead from one to the other. */
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"

#define WORD_MAX	24	/* words that are longer are not compared */

static unsigned int least(unsigned int a, unsigned int b)
{
	return a < b ? a : b;
}

/*
 * Returns how many slips turn @a into @b. A slip adds, drops or replaces a letter, or swaps two
 * letters that follow one another.
 */
static unsigned int slips(const char *a, size_t n, const char *b, size_t m)
{
	unsigned int rows[3][WORD_MAX + 1];
	unsigned int *before = rows[0], *above = rows[1], *row = rows[2], *spare;
	size_t i, j;

	for (j = 0; j <= m; j++)
		above[j] = j;
	for (i = 1; i <= n; i++) {
		row[0] = i;
		for (j = 1; j <= m; j++) {
			row[j] = least(above[j - 1] + (a[i - 1] != b[j - 1]),
				       1 + least(above[j], row[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		spare = before;
		before = above;
		above = row;
		row = spare;
	}
	return above[m];
}

void nearest_init(struct nearest *n, const char *word)
{
	size_t len = strlen(word);

	*n = (struct nearest){ .word = word };
	/*
	 * A word is near if it takes fewer slips than this. With a higher limit, every word
	 * would be near.
	 */
	n->distance = len < 6 ? 2 : 1 + len / 3;
}

void nearest_try(struct nearest *n, const char *word)
{
	size_t len = strlen(word), wrong = strlen(n->word);
	unsigned int distance;

	if (len > WORD_MAX || wrong > WORD_MAX || !len)
		return;
	distance = slips(n->word, wrong, word, len);
	/* If the slips leave no letter of the right word, it was not meant. */
	if (distance >= n->distance || distance >= len)
		return;
	n->distance = distance;
	n->best = word;
}

const char *nearest_text(const struct nearest *n, const char *before,
			 char text[NEAREST_TEXT_MAX])
{
	text[0] = '\0';
	if (n->best)
		snprintf(text, NEAREST_TEXT_MAX, " (did you mean %s%s?)", before, n->best);
	return text;
}
