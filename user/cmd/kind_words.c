// SPDX-License-Identifier: GPL-2.0
/* The kinds of records as words of command lines. */
#include <stdio.h>

#include "base/complete.h"
#include "cmd/kind_words.h"
#include "nl/spec_tables.h"

void kind_words_print(void)
{
	uint32_t kind;

	printf("KIND:");
	for (kind = 1; kind <= spec_kinds.max; kind++)
		printf(" %s", spec_name(&spec_kinds, kind));
	printf("\n");
}

void kind_words_complete(int n, char **words)
{
	uint32_t kind;

	(void)n;
	(void)words;
	for (kind = 1; kind <= spec_kinds.max; kind++)
		complete_word(spec_name(&spec_kinds, kind));
}

void kind_word_complete(int n, char **words)
{
	if (!n)
		kind_words_complete(n, words);
}
