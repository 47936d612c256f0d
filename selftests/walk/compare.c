// SPDX-License-Identifier: GPL-2.0
/*
 * Compares the state according to the journal with the state according to the kernel.
 * See compare.h.
 */
#include <linux/if_link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"

/* The kernel keeps the legs of IPv6 routes in an order that means nothing. */
static bool has_no_order(enum object_kind kind)
{
	return kind == OBJECT_ROUTE6;
}

/* What a nexthop object decides of a route is compared once, as that object. */
static int compare_via(const struct object *a, const struct object *b)
{
	return a->nh_id && a->nh_id == b->nh_id ? 0 : strcmp(a->via, b->via);
}

static bool state_differs(const struct object *a, const struct object *b)
{
	/* The carrier of a link that is down is not recorded, and `ip` does not show it. */
	return !b->down && !b->nh_id && strcmp(a->state, b->state);
}

static int compare_objects(const struct object *a, const struct object *b)
{
	int order;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	order = strcmp(a->slot, b->slot);
	if (!order && has_no_order(a->kind))
		order = strcmp(a->core, b->core) ?: compare_via(a, b);
	return order;
}

static int by_object(const void *a, const void *b)
{
	return compare_objects(*(struct object *const *)a, *(struct object *const *)b);
}

/*
 * The kernel gives the weight of a leg if there are several legs, and not if only one is left.
 */
static bool weight_differs(const struct object *a, const struct object *b)
{
	return a->weight >= 0 && b->weight >= 0 && a->weight != b->weight;
}

static bool has_word(const char *words, const char *word, size_t len)
{
	while (*words) {
		size_t n = strcspn(words, " ");

		if (n == len && !memcmp(words, word, len))
			return true;
		words += n;
		words += strspn(words, " ");
	}
	return false;
}

/* Writes the words of @a that @b does not have, each after @mark. */
static void put_words(struct text *text, char mark, const char *a, const char *b)
{
	while (*a) {
		size_t len = strcspn(a, " ");

		if (!has_word(b, a, len)) {
			text_add(text, (char []){ ' ', mark }, 2);
			text_add(text, a, len);
		}
		a += len;
		a += strspn(a, " ");
	}
}

/* @where: which of the two lists has the object. */
static void put_object(struct text *text, const char *where, const struct object *object)
{
	text_str(text, "# only ");
	text_str(text, where);
	text_str(text, ": ");
	text_str(text, object_kind_names[object->kind]);
	text_str(text, " ");
	text_str(text, object->slot);
	text_str(text, " | ");
	text_str(text, object->core);
	text_str(text, " | ");
	text_str(text, object->via);
	text_str(text, " | ");
	text_str(text, object->state);
	text_str(text, "\n");
}

/*
 * Writes the differences in the attributes of one object: - is the journal's, + is the
 * kernel's.
 */
static void put_change(struct text *text, const struct object *journal,
		       const struct object *kernel)
{
	const char *const texts[][2] = {
		{ journal->core, kernel->core }, { journal->via, kernel->via },
		{ journal->maybe, kernel->maybe }, { journal->state, kernel->state },
	};

	text_str(text, "# differs: ");
	text_str(text, object_kind_names[kernel->kind]);
	text_str(text, " ");
	text_str(text, kernel->slot);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		put_words(text, '-', texts[i][0], texts[i][1]);
		put_words(text, '+', texts[i][1], texts[i][0]);
	}
	if (weight_differs(journal, kernel))
		text_str(text, " weight");
	if (journal->pvid != kernel->pvid)
		text_str(text, journal->pvid ? " -pvid" : " +pvid");
	text_str(text, "\n");
}

static bool has_words(const char *words, const char *wanted)
{
	for (; *wanted; wanted += strspn(wanted, " ")) {
		size_t len = strcspn(wanted, " ");

		if (!has_word(words, wanted, len))
			return false;
		wanted += len;
	}
	return true;
}

/* The module may put attributes into an order other than the kernel's. */
static bool words_differ(const char *a, const char *b)
{
	return strcmp(a, b) && !(has_words(a, b) && has_words(b, a));
}

/* Returns whether @words has the key of @word, which is @len characters long, with another value. */
static bool has_other_value(const char *words, const char *word, size_t len)
{
	size_t key = strcspn(word, "=") + 1;

	for (; *words; words += strspn(words, " ")) {
		if (!strncmp(words, word, key) && !has_word(words, word, len))
			return true;
		words += strcspn(words, " ");
	}
	return false;
}

/* A link loses, or gets, its attributes of IPv6 after the announcement, if the MTU becomes too small, or large enough. */
static bool values_differ(const char *a, const char *b)
{
	for (; *a; a += strspn(a, " ")) {
		size_t len = strcspn(a, " ");

		if (has_other_value(b, a, len))
			return true;
		a += len;
	}
	return false;
}

static bool config_differs(const struct object *journal, const struct object *kernel)
{
	if (words_differ(journal->core, kernel->core) || compare_via(journal, kernel) ||
	    weight_differs(journal, kernel) || journal->pvid != kernel->pvid)
		return true;
	if (kernel->kind == OBJECT_LINK)
		return values_differ(journal->maybe, kernel->maybe);
	return *journal->maybe && *kernel->maybe && words_differ(journal->maybe, kernel->maybe);
}

static void note_kind(struct difference *difference, const char *how, const struct object *object)
{
	if (!difference->n++)
		snprintf(difference->kind, sizeof(difference->kind), "%s %s", how,
			 object_kind_names[object->kind]);
}

static void compare_pair(const struct object *journal, const struct object *kernel,
			 struct difference *difference, struct text *text)
{
	bool config = config_differs(journal, kernel);

	if (!config && !state_differs(journal, kernel))
		return;
	/* A work item announces the carrier, up to a second later. */
	if (config || kernel->kind != OBJECT_LINK)
		difference->by_itself = false;
	note_kind(difference, config ? "differs" : "state differs", kernel);
	put_change(text, journal, kernel);
}

/* The dump of Linux 6.1 has no groups of a bridge without snooping, which keeps them. */
static bool is_hidden(const struct objects *journal, const struct object *object)
{
	char word[32];

	if (object->kind != OBJECT_MDB)
		return false;
	snprintf(word, sizeof(word), "%u.%u.%u=00", IFLA_LINKINFO, IFLA_INFO_DATA, IFLA_BR_MCAST_SNOOPING);
	for (size_t i = 0; i < journal->n; i++)
		if (journal->object[i]->kind == OBJECT_LINK && journal->object[i]->index == object->index)
			return has_word(journal->object[i]->core, word, strlen(word));
	return false;
}

static void compare_sorted(const struct objects *journal, const struct objects *kernel,
			   struct difference *difference, struct text *text)
{
	size_t j = 0, k = 0;

	while (j < journal->n || k < kernel->n) {
		int order;

		if (j < journal->n && k < kernel->n)
			order = compare_objects(journal->object[j], kernel->object[k]);
		else
			order = j < journal->n ? -1 : 1;
		if (!order) {
			compare_pair(journal->object[j++], kernel->object[k++], difference, text);
			continue;
		}
		if (order < 0 && is_hidden(journal, journal->object[j])) {
			j++;
			continue;
		}
		difference->by_itself = false;
		if (order < 0) {
			note_kind(difference, "only in the journal:", journal->object[j]);
			put_object(text, "in the journal", journal->object[j++]);
		} else {
			note_kind(difference, "only in the kernel:", kernel->object[k]);
			put_object(text, "in the kernel", kernel->object[k++]);
		}
	}
}

/* Makes a second list of the same objects, sorted for the comparison. */
static struct objects in_order(const struct objects *list)
{
	struct objects sorted = { malloc(list->n * sizeof(*list->object) + 1), list->n, list->n };
	size_t begin, end;

	if (!sorted.object)
		abort();
	memcpy(sorted.object, list->object, list->n * sizeof(*list->object));
	for (begin = 0; begin < list->n; begin = end) {
		for (end = begin + 1; end < list->n; end++)
			if (list->object[begin]->kind != list->object[end]->kind)
				break;
		if (has_no_order(list->object[begin]->kind))
			qsort(sorted.object + begin, end - begin, sizeof(*sorted.object), by_object);
	}
	return sorted;
}

void objects_compare(const struct objects *journal, const struct objects *kernel,
		     struct difference *difference, struct text *text)
{
	struct objects a = in_order(journal), b = in_order(kernel);

	memset(difference, 0, sizeof(*difference));
	difference->by_itself = true;
	text_clear(text);
	compare_sorted(&a, &b, difference, text);
	free(a.object);
	free(b.object);
}
