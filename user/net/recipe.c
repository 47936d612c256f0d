// SPDX-License-Identifier: GPL-2.0
/*
 * Makes commands. The decoder prints an object in the words of `ip`, `bridge` or `tc`, and most of them are
 * also the words of the command that makes the object. A table for each kind has all of them, so that a
 * word that is not known to work makes no command.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/util.h"
#include "net/recipe_kind.h"

static const struct recipe_kind *const kinds[NETJOURNAL_KIND_MAX + 1] = {
	[NETJOURNAL_KIND_ADDR] = &recipe_addr,
	[NETJOURNAL_KIND_ROUTE] = &recipe_route,
	[NETJOURNAL_KIND_RULE] = &recipe_rule,
	[NETJOURNAL_KIND_NEIGH] = &recipe_neigh,
	[NETJOURNAL_KIND_NEXTHOP] = &recipe_nexthop,
	[NETJOURNAL_KIND_MPLS] = &recipe_mpls,
	[NETJOURNAL_KIND_VLAN] = &recipe_vlan,
	[NETJOURNAL_KIND_FDB] = &recipe_fdb,
	[NETJOURNAL_KIND_MDB] = &recipe_mdb,
	[NETJOURNAL_KIND_SYSCTL] = &recipe_sysctl,
	[NETJOURNAL_KIND_XFRM] = &recipe_xfrm,
	[NETJOURNAL_KIND_TC] = &recipe_qdisc,
};

void recipe_begin(struct recipe *r)
{
	r->n = 0;
	r->len = 0;
	r->why[0] = '\0';
	r->word[0] = NULL;
}

void recipe_addn(struct recipe *r, const char *word, size_t len)
{
	if (r->n == RECIPE_WORDS || r->len + len + 1 > sizeof(r->buf)) {
		snprintf(r->why, sizeof(r->why), "the command would be too long");
		return;
	}
	memcpy(r->buf + r->len, word, len);
	r->buf[r->len + len] = '\0';
	r->word[r->n++] = r->buf + r->len;
	r->word[r->n] = NULL;
	r->len += len + 1;
}

void recipe_add(struct recipe *r, const char *word)
{
	recipe_addn(r, word, strlen(word));
}

void recipe_add_words(struct recipe *r, const char *words)
{
	size_t len;

	for (; *words; words += len + strspn(words + len, " ")) {
		len = strcspn(words, " ");
		recipe_addn(r, words, len);
	}
}

bool recipe_same(const struct recipe *a, const struct recipe *b)
{
	int i;

	for (i = 0; i < a->n && i < b->n; i++)
		if (strcmp(a->word[i], b->word[i]))
			return false;
	return a->n == b->n;
}

/* Adds a word in quotes if a shell would not take it as it is. Returns the number of bytes. */
static size_t add_quoted(char *line, size_t size, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:,@%+=";
	size_t len;

	if (*word && !word[strspn(word, plain)])
		return snprintf(line, size, "%s", word);
	len = snprintf(line, size, "'");
	for (; *word; word++)
		len += snprintf(line + (len < size ? len : size), len < size ? size - len : 0,
				*word == '\'' ? "'\\''" : "%c", *word);
	return len + snprintf(line + (len < size ? len : size), len < size ? size - len : 0, "'");
}

void recipe_line(const struct recipe *r, char *line, size_t size)
{
	size_t len = 0;
	int i;

	for (i = 0; i < r->n && len < size; i++) {
		len += snprintf(line + len, size - len, "%s", i ? " " : "");
		if (len < size)
			len += add_quoted(line + len, size - len, r->word[i]);
	}
}

/* Returns false if the text is too long. */
static bool print_object(struct object_text *t, const struct event *ev,
			 const struct event_names *names)
{
	const struct event_names all = {
		.ifname = names->ifname, .arg = names->arg, .details = true,
	};
	FILE *f = fmemopen(t->text, sizeof(t->text), "w");
	struct out o;
	long len;

	if (!f)
		return false;
	out_init(&o, f, false, false);
	event_print(&o, ev, &all);
	out_flush(&o);
	len = ftell(f);
	fclose(f);
	t->text[sizeof(t->text) - 1] = '\0';
	t->next = t->text;
	t->locked = "";
	return len < (long)sizeof(t->text) - 1;
}

char *recipe_next_word(struct object_text *t)
{
	char *word = t->next + strspn(t->next, " ");
	size_t len = strcspn(word, " ");

	if (!len)
		return NULL;
	t->next = word + len + !!word[len];
	word[len] = '\0';
	return word;
}

int recipe_give_up(struct recipe *r, const char *why, const char *word)
{
	snprintf(r->why, sizeof(r->why), "%s%s", why, word);
	return -ENOTSUP;
}

static const struct known_word *find_word(const struct known_word *list, const char *word)
{
	for (; list->word; list++)
		if (!strcmp(list->word, word))
			return list;
	return NULL;
}

/* In a route that uses a nexthop object, the object decides these. */
static bool is_of_nexthop(const struct event *ev, const char *word)
{
	static const char *const words[] = { "via", "dev", "nexthop", "weight", "onlink", "scope" };
	size_t i;

	for (i = 0; ev->kind == NETJOURNAL_KIND_ROUTE && ev->id && i < ARRAY_SIZE(words); i++)
		if (!strcmp(words[i], word))
			return true;
	return false;
}

/* Returns whether @name is in a list such as "<mtu,rtt>". */
static bool is_in_list(const char *list, const char *name)
{
	const char *at = strstr(list, name);

	return at && at > list && strchr("<,", at[-1]) && strchr(",>", at[strlen(name)]);
}

/* Adds a number without its unit. */
static void add_plain(struct recipe *r, const char *word)
{
	static const struct {
		const char *unit;
		unsigned int size;
	} units[] = { { "p", 1 }, { "sec", 1 }, { "b", 1 }, { "Kb", 1024 }, { "Mb", 1024 * 1024 } };
	unsigned long long n;
	char text[32];
	char *unit;
	size_t i;

	n = strtoull(word, &unit, 10);
	for (i = 0; i < ARRAY_SIZE(units); i++) {
		if (strcmp(unit, units[i].unit))
			continue;
		snprintf(text, sizeof(text), "%llu", n * units[i].size);
		word = text;
		break;
	}
	recipe_add(r, word);
}

/* Returns the next word that belongs to @known, of which @args are sure to follow; or NULL. */
static char *next_argument(struct object_text *t, const struct known_word *known, int args)
{
	char first = t->next[strspn(t->next, " ")];

	return args > 0 || (known->numbers && first >= '0' && first <= '9') ? recipe_next_word(t) : NULL;
}

/* Adds a word and those that belong to it. */
static int add_known(struct recipe *r, struct object_text *t, const struct event *ev, const char *word,
		     const struct known_word *known)
{
	bool drop = known->drop || (known->more && t->verb == RECIPE_DELETE) || is_of_nexthop(ev, word);
	int args = known->args;

	if (!drop)
		recipe_add_words(r, known->as ? known->as : known->word);
	if (is_in_list(t->locked, known->word))
		recipe_add(r, "lock");
	while ((word = next_argument(t, known, args--))) {
		/* "via inet6 fe80::1" */
		if (!strcmp(word, "inet6") || !strcmp(word, "inet"))
			args++;
		if (*word == '<')
			t->locked = word;
		if (!drop && known->plain)
			add_plain(r, word);
		else if (!drop && !known->bare)
			recipe_add(r, word);
	}
	return args < 0 ? 0 : recipe_give_up(r, "a word is missing after ", known->word);
}

int recipe_add_rest(struct recipe *r, struct object_text *t, const struct event *ev,
		    const struct known_word *words)
{
	const struct known_word *known;
	const char *word;
	int err = 0;

	while (!err && (word = recipe_next_word(t))) {
		if (!strcmp(word, "[l3mdev-table]"))
			continue;
		known = find_word(words, word);
		err = known ? add_known(r, t, ev, word, known) :
		      recipe_give_up(r, "no command makes ", word);
	}
	return err;
}

/* Returns whether `ip` needs -6, because the words do not show the family. */
static bool needs_family(const struct event *ev)
{
	return ev->family == AF_INET6 &&
	       (ev->kind == NETJOURNAL_KIND_RULE || ev->kind == NETJOURNAL_KIND_NEXTHOP);
}

int recipe_object(struct recipe *r, const struct event *ev, const struct event_names *names,
		  enum recipe_verb verb)
{
	const struct recipe_kind *kind = kinds[ev->kind];
	struct object_text text;
	int err;

	recipe_begin(r);
	if (!kind)
		return recipe_give_up(r, "no command makes such an object", "");
	if (ev->family != AF_INET && ev->family != AF_INET6 && !kind->any_family)
		return recipe_give_up(r, "no command makes an object of this family", "");
	if (!print_object(&text, ev, names))
		return recipe_give_up(r, "the command would be too long", "");
	recipe_add_words(r, needs_family(ev) ? "ip -6" : kind->program);
	recipe_add_words(r, kind->command);
	recipe_add_words(r, kind->verbs[verb]);
	text.verb = verb;
	err = kind->head ? kind->head(r, &text, ev) : 0;
	if (!err)
		err = recipe_add_rest(r, &text, ev, kind->words);
	return r->why[0] ? -ENOTSUP : err;
}
