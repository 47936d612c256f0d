// SPDX-License-Identifier: GPL-2.0
/* The commands that set sysctls, and those that make policies of XFRM and set its default policy. See recipe_kind.h. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "decode/attr.h"
#include "net/recipe_kind.h"

static const struct known_word no_words[] = { { NULL } };

static const struct known_word xfrm_words[] = {
	{ "dir", 1 }, { "src", 1 }, { "dst", 1 }, { "proto", 1 }, { "sport", 1 }, { "dport", 1 },
	{ "dev", 1 }, { "action", 1 }, { "priority", 1 }, { "if_id", 1 }, { "ptype", 1 },
	{ "flag", 1 }, { "limit", 2 }, { "tmpl", 0 }, { "spi", 1 }, { "reqid", 1 }, { "mode", 1 },
	{ "in", 1 }, { "fwd", 1 }, { "out", 1 },
	{ "optional", 0, .as = "level use" },
	{ "esp", 0, .as = "proto esp" }, { "ah", 0, .as = "proto ah" }, { "comp", 0, .as = "proto comp" },
	{ NULL }
};

/* The name is the first word of the text. The value can have blanks. */
static int add_sysctl_head(struct recipe *r, struct object_text *t, const struct event *ev)
{
	const uint8_t *value = ev->attr[NETJOURNAL_A_SYSCTL_VALUE];
	char text[RECIPE_BYTES];
	const char *name = recipe_next_word(t);
	char *tab;

	if (!name || !value || ev->attr[NETJOURNAL_A_SYSCTL_CUT])
		return recipe_give_up(r, "the value is not recorded", "");
	snprintf(text, sizeof(text), "%s=%.*s", name, (int)attr_len(value), (const char *)attr_data(value));
	while ((tab = strchr(text, '\t')))
		*tab = ' ';
	recipe_add(r, text);
	t->next += strlen(t->next);
	return 0;
}

/* Only what is in its key deletes a policy. */
static void keep_key(struct object_text *t)
{
	static const char *const begins[] = { " action ", " priority ", " tmpl " };
	const char *rest = strstr(t->next, " if_id ");
	char *end = NULL, *at;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(begins); i++) {
		at = strstr(t->next, begins[i]);
		if (at && (!end || at < end))
			end = at;
	}
	if (end && rest)
		memmove(end, rest, strlen(rest) + 1);
	else if (end)
		*end = '\0';
}

/* The text begins with the sort of the object. */
static int add_xfrm_head(struct recipe *r, struct object_text *t, const struct event *ev)
{
	static const char *const verbs[] = { "add", "update", "add", "delete" };
	const char *sort = recipe_next_word(t);

	(void)ev;
	if (sort && !strcmp(sort, "default")) {
		recipe_add_words(r, "policy setdefault");
		return 0;
	}
	if (!sort || strcmp(sort, "policy"))
		return recipe_give_up(r, "keys are not recorded, so undo leaves security associations alone", "");
	recipe_add_words(r, "policy");
	recipe_add_words(r, verbs[t->verb]);
	if (t->verb == RECIPE_DELETE)
		keep_key(t);
	return 0;
}

const struct recipe_kind recipe_sysctl = {
	"sysctl", "-w", { "", "", "", "" }, add_sysctl_head, no_words, .any_family = true,
};

const struct recipe_kind recipe_xfrm = {
	"ip", "xfrm", { "", "", "", "" }, add_xfrm_head, xfrm_words,
	.any_family = true,
};
