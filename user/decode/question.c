// SPDX-License-Identifier: GPL-2.0
/* Finds out what a question can mean. */
#include <errno.h>
#include <stdio.h>

#include "decode/kind.h"
#include "decode/question.h"
#include "decode/select.h"

#define WORDS_MAX	66	/* two more than a question has */

/* Every sysctl is in a directory of net, so its name has two separators. */
static bool is_sysctl(const char *word)
{
	return !strncmp(word, "net/", 4) || (!strncmp(word, "net.", 4) && strchr(word + 4, '.'));
}

enum word_form word_form(const char *word)
{
	const struct selector_input in = { .err_len = 0 };
	struct event_addr addr;
	bool has_len;

	if (!strcmp(word, "default"))
		return FORM_DEFAULT;
	if (is_sysctl(word))
		return FORM_SYSCTL;
	/* No name of a device has one of these characters. */
	if (strchr(word, '/'))
		return FORM_PREFIX;
	if (!select_addr(&in, word, &addr, &has_len))
		return FORM_ADDRESS;
	return strchr(word, ':') ? FORM_LLADDR : FORM_DEVICE;
}

/*
 * What a name means if no kind comes before it, in the order of the answers. @word: the
 * word of the selector that must come before the name; NULL: none.
 */
static const struct reading {
	enum word_form form;
	enum netjournal_kind kind;
	const char *word;
} readings[] = {
	{ FORM_DEVICE, NETJOURNAL_KIND_LINK },
	{ FORM_DEVICE, NETJOURNAL_KIND_REQUEST },
	{ FORM_DEFAULT, NETJOURNAL_KIND_ROUTE },
	{ FORM_PREFIX, NETJOURNAL_KIND_ROUTE },
	{ FORM_PREFIX, NETJOURNAL_KIND_ADDR },
	{ FORM_PREFIX, NETJOURNAL_KIND_RULE, "from" },
	{ FORM_PREFIX, NETJOURNAL_KIND_RULE, "to" },
	{ FORM_ADDRESS, NETJOURNAL_KIND_ADDR },
	{ FORM_ADDRESS, NETJOURNAL_KIND_NEIGH },
	{ FORM_ADDRESS, NETJOURNAL_KIND_ROUTE },
	{ FORM_ADDRESS, NETJOURNAL_KIND_RULE, "from" },
	{ FORM_ADDRESS, NETJOURNAL_KIND_RULE, "to" },
	{ FORM_ADDRESS, NETJOURNAL_KIND_MDB },
	{ FORM_ADDRESS, NETJOURNAL_KIND_MROUTE },
	{ FORM_SYSCTL, NETJOURNAL_KIND_SYSCTL },
	{ FORM_SYSCTL, NETJOURNAL_KIND_LINK },
	{ FORM_LLADDR, NETJOURNAL_KIND_LINK, "address" },
	{ FORM_LLADDR, NETJOURNAL_KIND_NEIGH, "lladdr" },
	{ FORM_LLADDR, NETJOURNAL_KIND_FDB },
	{ FORM_LLADDR, NETJOURNAL_KIND_MDB },
};

/* Reads the words with @word before them, if it is not NULL. */
static int parse_after(struct selector *sel, enum netjournal_kind kind, const char *word,
		       int argc, char **argv, char *err, size_t err_len)
{
	char *words[WORDS_MAX];
	int n = 0;

	if (word)
		words[n++] = (char *)word;
	while (argc-- && n < WORDS_MAX)
		words[n++] = *argv++;
	return selector_parse(sel, kind, n, words, err, err_len);
}

static int no_object(const char *word, char *err, size_t err_len)
{
	kind_unknown(word, err, err_len);
	return -EINVAL;
}

/* Reads a question that begins with the name of an object. */
static int parse_name(struct question *q, int argc, char **argv, char *err, size_t err_len)
{
	char again[256], *text = err;
	size_t i;

	q->name = argv[0];
	q->form = word_form(argv[0]);
	/* A link has one name, so the first of two was meant to be a kind: `class dev eth1`. */
	if (q->form == FORM_DEVICE && argc > 1 && !strcmp(argv[1], "dev"))
		return no_object(argv[0], err, err_len);
	for (i = 0; i < ARRAY_SIZE(readings) && q->n < READINGS_MAX; i++) {
		const struct reading *r = &readings[i];

		if (r->form != q->form)
			continue;
		/* If no reading makes sense, the error is that of the first reading. */
		if (!parse_after(&q->readings[q->n], r->kind, r->word, argc, argv, text,
				 text == err ? err_len : sizeof(again)))
			q->n++;
		else
			text = again;
	}
	if (q->n)
		return 0;
	/* The first word was perhaps meant to be a kind. */
	if (q->form == FORM_DEVICE && argc > 1)
		return no_object(argv[0], err, err_len);
	return -EINVAL;
}

int question_parse(struct question *q, int argc, char **argv, char *err, size_t err_len)
{
	enum netjournal_kind kind = kind_by_name(argv[0]);

	q->name = NULL;
	q->n = 0;
	if (!kind)
		return parse_name(q, argc, argv, err, err_len);
	if (argc == 1) {
		snprintf(err, err_len, "%s is missing", selector_missing(kind));
		return -EINVAL;
	}
	q->n = 1;
	return selector_parse_object(&q->readings[0], kind, argc, argv, err, err_len);
}

int question_routes_to(struct selector *sel, int argc, char **argv, char *err, size_t err_len)
{
	return parse_after(sel, NETJOURNAL_KIND_ROUTE, "match", argc, argv, err, err_len);
}

int question_filter(struct selector *sel, const char *word, char *err, size_t err_len)
{
	const struct selector_input in = {
		.sel = sel, .member = sel->dev, .size = sizeof(sel->dev),
		.err = err, .err_len = err_len,
	};
	bool has_len;

	memset(sel, 0, sizeof(*sel));
	switch (word_form(word)) {
	case FORM_LLADDR:
		return select_lladdr(&in, word);
	case FORM_DEVICE:
		return select_ifname(&in, word);
	case FORM_SYSCTL:
		return parse_after(sel, NETJOURNAL_KIND_SYSCTL, word, 0, NULL, err, err_len);
	/* Nearly all rules are from and to all. */
	case FORM_DEFAULT:
		return parse_after(sel, NETJOURNAL_KIND_ROUTE, word, 0, NULL, err, err_len);
	case FORM_ADDRESS:
		return selector_prefix(sel, SELECTOR_HOST, word, err, err_len);
	default:
		if (!selector_prefix(sel, SELECTOR_EXACT, word, err, err_len))
			return 0;
		/* An address with the length of its network. */
		return select_addr(&in, word, &sel->dst, &has_len) ? -EINVAL :
		       selector_prefix(sel, SELECTOR_HOST, word, err, err_len);
	}
}
