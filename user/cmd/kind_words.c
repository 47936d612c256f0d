// SPDX-License-Identifier: GPL-2.0
/* The kinds of records as words of command lines. */
#include <stdio.h>
#include <string.h>

#include "base/complete.h"
#include "base/nearest.h"
#include "cmd/kind_words.h"
#include "journal/domain.h"
#include "nl/spec_tables.h"

/* Columns of a line of help. */
#define HELP_WIDTH	79

uint32_t kind_word(const char *word)
{
	uint32_t kind = spec_value(&spec_kinds, word);

	return kind ? kind : domain_kind(word, NULL);
}

int kind_word_unknown(const struct args *a, const char *word)
{
	char text[NEAREST_TEXT_MAX];
	struct nearest near;
	uint32_t kind;

	nearest_init(&near, word);
	for (kind = 1; kind <= spec_kinds.max; kind++)
		nearest_try(&near, spec_name(&spec_kinds, kind));
	domain_kind(word, &near);
	return args_usage(a, "unknown kind: %s%s", word, nearest_text(&near, "", text));
}

void kind_words_print(void)
{
	int column = printf("KIND:");
	const char *name;
	uint32_t kind;

	for (kind = 1; kind <= spec_kinds.max; kind++) {
		name = spec_name(&spec_kinds, kind);
		if (column + 1 + strlen(name) > HELP_WIDTH)
			column = printf("\n     ") - 1;
		column += printf(" %s", name);
	}
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
