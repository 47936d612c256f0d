// SPDX-License-Identifier: GPL-2.0
/*
 * Chooses the commands of the walk at random. See grammar.h.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grammar.h"

#define LINES_MAX	128	/* lines of a rule */
#define RULES_MAX	128

/* So many steps of a hundred are an earlier one with another verb. */
#define AGAIN_PERCENT	10

/* An earlier command that fits is taken so often, of a hundred. Otherwise, an even earlier one. */
#define TAKE_PERCENT	30

struct line {
	unsigned int weight;
	char *text;
};

static struct rule {
	char *name;
	unsigned int weights;	/* the sum of their weights */
	size_t n;
	struct line line[LINES_MAX];
} rules[RULES_MAX];

static size_t n_rules;

static void refuse(const char *what, const char *name)
{
	fprintf(stderr, "walk: the grammar: %s: %s\n", what, name);
	exit(2);
}

static const struct rule *find_rule(const char *name, size_t len)
{
	for (size_t i = 0; i < n_rules; i++)
		if (strlen(rules[i].name) == len && !memcmp(rules[i].name, name, len))
			return &rules[i];
	refuse("there is no rule", name);
	return NULL;
}

/* A tab, the weight, a space, and the text. */
static void add_line(struct rule *rule, const char *s)
{
	struct line *line = &rule->line[rule->n];
	char *end;

	if (rule->n++ == LINES_MAX)
		refuse("too many lines", rule->name);
	line->weight = strtoul(s, &end, 10);
	if (end == s || (*end && *end != ' '))
		refuse("no weight", s);
	line->text = strdup(*end ? end + 1 : end);
	rule->weights += line->weight;
}

void grammar_read(const char *path)
{
	FILE *f = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;

	if (!f)
		refuse("it cannot be opened", path);
	while (getline(&line, &room, f) > 0) {
		line[strcspn(line, "\n")] = 0;
		if (!line[0] || line[0] == '#')
			continue;
		if (line[0] == '\t' && n_rules)
			add_line(&rules[n_rules - 1], line + 1);
		else if (n_rules < RULES_MAX)
			rules[n_rules++].name = strdup(line);
		else
			refuse("too many rules", line);
	}
	free(line);
	fclose(f);
}

static void expand_rule(struct text *text, const struct rule *rule, struct random *random);

/* Two braces are one that is meant. */
static void expand_text(struct text *text, const char *s, struct random *random)
{
	for (;;) {
		size_t n = strcspn(s, "{");

		text_add(text, s, n);
		if (!s[n])
			return;
		s += n + 1;
		if (*s == '{') {
			text_add(text, s++, 1);
			continue;
		}
		n = strcspn(s, "}");
		expand_rule(text, find_rule(s, n), random);
		s += n + 1;
	}
}

static const struct line *choose_line(const struct rule *rule, struct random *random)
{
	const struct line *line = rule->line;
	unsigned int at;

	if (!rule->weights)
		refuse("no lines", rule->name);
	for (at = random_below(random, rule->weights); at >= line->weight; line++)
		at -= line->weight;
	return line;
}

static void expand_rule(struct text *text, const struct rule *rule, struct random *random)
{
	expand_text(text, choose_line(rule, random)->text, random);
}

/*
 * Writes one of the @n commands of @earlier with another verb. A line of the rule has the words
 * that this command must have, a slash, and the words to replace them with. Returns whether
 * there was one.
 */
static bool choose_again(struct text *text, struct random *random, char *const *earlier, size_t n)
{
	const char *words = choose_line(find_rule("again", strlen("again")), random)->text;
	size_t len = strcspn(words, "/");

	while (n--) {
		const char *at = memmem(earlier[n], strlen(earlier[n]), words, len);

		if (!at || at[len] != ' ' || !random_percent(random, TAKE_PERCENT))
			continue;
		text_add(text, earlier[n], at - earlier[n]);
		text_str(text, words + len + 1);
		text_str(text, at + len);
		return true;
	}
	return false;
}

void grammar_choose(struct text *text, struct random *random, char *const *earlier, size_t n)
{
	const struct rule *first = find_rule("first", strlen("first"));

	text_clear(text);
	if (n < first->n)
		expand_text(text, first->line[n].text, random);
	else if (!random_percent(random, AGAIN_PERCENT) || !choose_again(text, random, earlier, n))
		expand_rule(text, find_rule("step", strlen("step")), random);
}
