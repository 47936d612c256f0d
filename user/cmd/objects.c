// SPDX-License-Identifier: GPL-2.0
/* Network objects and their selectors as words of command lines. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/complete.h"
#include "cmd/objects.h"
#include "decode/kind.h"
#include "decode/question.h"
#include "decode/select.h"

#define LINE_WIDTH	79
#define INDENT		10

int object_unknown(const struct args *a, const char *word)
{
	char text[256];

	kind_unknown(word, text, sizeof(text));
	return args_usage(a, "%s", text);
}

int object_words_parse(struct object_words *w, int n, char **words, char *err, size_t size)
{
	enum netjournal_kind kind = 0;
	int i;

	*w = (struct object_words){ 0 };
	for (i = 0; i < n && kind_by_name(words[i]); i++) {
		kind = kind_by_name(words[i]);
		w->kinds |= 1u << kind;
	}
	if (i == n)
		return 0;
	w->selects = true;
	if (i == 1)
		return selector_parse_object(&w->sel, kind, n, words, err, size);
	if (n == 1) {
		w->name = words[0];
		return question_filter(&w->sel, words[0], err, size);
	}
	kind_unknown(words[i], err, size);
	return -EINVAL;
}

bool object_words_misspelt(const struct object_words *w, const struct args *a, struct domain *domain)
{
	char text[256];

	return w->name && !domain_word(domain, w->name, text, sizeof(text)) &&
	       domain_unknown(domain, text, sizeof(text)) && args_usage(a, "%s", text);
}

/* Prints @text at column @at of the line, or in a new line. */
static size_t print_item(size_t at, const char *text)
{
	if (at + 1 + strlen(text) > LINE_WIDTH)
		at = printf("\n%*s", INDENT - 1, "") - 1;
	return at + printf(" %s", text);
}

void objects_print_kinds(const char *word, uint32_t kinds)
{
	size_t at = printf("%s:", word);
	unsigned int kind;

	for (kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++)
		if (kinds & 1u << kind)
			at = print_item(at, object_row(kind)->name);
	printf("\n");
}

void objects_complete_kinds(uint32_t kinds)
{
	unsigned int kind;

	for (kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++)
		if (kinds & 1u << kind)
			complete_word(object_row(kind)->name);
}

static void print_selector(const struct kind *row)
{
	const struct selector_word *word;
	size_t at = printf("  %-*s", INDENT - 3, row->name);
	char text[64];

	if (row->selector->name) {
		snprintf(text, sizeof(text), "[%s]", row->selector->name);
		at = print_item(at, text);
	}
	for (word = row->selector->words; word->word; word++) {
		if (word->alias)
			continue;
		snprintf(text, sizeof(text), "[%s%s%s]", word->word,
			 word->arg ? " " : "", word->arg ? word->arg : "");
		at = print_item(at, text);
	}
	if (row->selector->remark)
		printf("\n%*s(%s)", INDENT, "", row->selector->remark);
	printf("\n");
}

void selectors_print(void)
{
	unsigned int kind;

	printf("OBJECT SELECTOR, in the words of ip:\n");
	for (kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++)
		if (kind_row(kind))
			print_selector(kind_row(kind));
}

/* Returns the word that needs a value after the @n words in @words, or NULL. */
static const struct selector_word *open_word(const struct kind_selector *kind, int n,
					     char **words)
{
	const struct selector_word *word;
	int i;

	for (i = 0; i < n; i++) {
		word = selector_word(kind, words[i]);
		if (word && word->arg && ++i == n)
			return word;
	}
	return NULL;
}

void selectors_complete(int n, char **words)
{
	const struct kind *row = n ? kind_row(kind_by_name(words[0])) : NULL;
	const struct selector_word *word;
	unsigned int kind;

	for (kind = 0; !n && kind <= NETJOURNAL_KIND_MAX; kind++)
		if (kind_row(kind))
			complete_word(object_row(kind)->name);
	if (!row)
		return;
	word = open_word(row->selector, n - 1, words + 1);
	if (word) {
		complete_value(word->arg);
		return;
	}
	if (n == 1 && row->selector->name)
		complete_value(row->selector->name);
	for (word = row->selector->words; word->word; word++)
		if (!word->alias)
			complete_word(word->word);
}

void questions_complete(int n, char **words)
{
	selectors_complete(n, words);
	if (n)
		return;
	complete_value("DEV");
	complete_value("PREFIX");
}
