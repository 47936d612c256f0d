// SPDX-License-Identifier: GPL-2.0
/* Finds the last writer of each property. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "decode/identity.h"
#include "net/setters.h"

/* Stands for all members of a message that say whether the link is up. */
#define LINK_STATE	"\001state"

static uint32_t hash_of(const char *path)
{
	return identity_hash_more(0, path, strlen(path));
}

/* Returns a setter of the properties that differ, without a record. */
static struct setter *new_names(const struct difference *diff)
{
	struct setter *s = calloc(1, sizeof(*s) + (diff->changes->n + 1) * sizeof(s->names[0]));
	size_t i;

	if (!s)
		return NULL;
	if (difference_has_state(diff))
		s->names[s->n++] = hash_of(LINK_STATE);
	for (i = 0; i < diff->changes->n; i++)
		if (difference_has(diff, &diff->changes->list[i]))
			s->names[s->n++] = hash_of(diff->changes->list[i].path);
	return s;
}

static struct setter *new_setter(const struct record *rec, const struct difference *diff)
{
	struct setter *s = new_names(diff);

	if (!s || record_copy_set(&s->rec, rec)) {
		free(s);
		return NULL;
	}
	return s;
}

static bool has_name(const struct setter *s, uint32_t name)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (s->names[i] == name)
			return true;
	return false;
}

/* Takes from @s the properties that @newer has. */
static void take_names(struct setter *s, const struct setter *newer)
{
	size_t i = 0;

	while (i < s->n) {
		if (has_name(newer, s->names[i]))
			s->names[i] = s->names[--s->n];
		else
			i++;
	}
}

static void free_setter(struct setter *s)
{
	record_copy_drop(&s->rec);
	free(s);
}

int setters_take(struct setter **list, const struct record *rec,
		 const struct difference *diff)
{
	struct setter *newer, **at = list, *s;

	if (!difference_is_any(diff))
		return 0;
	newer = new_setter(rec, diff);
	if (!newer)
		return -ENOMEM;
	while ((s = *at)) {
		take_names(s, newer);
		if (s->n) {
			at = &s->next;
			continue;
		}
		*at = s->next;
		free_setter(s);
	}
	newer->next = *list;
	*list = newer;
	return 0;
}

static bool has_any_name(const struct setter *s, const struct setter *wanted)
{
	size_t i;

	for (i = 0; i < wanted->n; i++)
		if (has_name(s, wanted->names[i]))
			return true;
	return false;
}

bool setters_find(const struct setter *list, const struct difference *diff, struct record *rec)
{
	struct setter *wanted = new_names(diff);

	while (wanted && list && !has_any_name(list, wanted))
		list = list->next;
	list = wanted ? list : NULL;
	free(wanted);
	return list && record_copy_get(&list->rec, rec);
}

bool setters_find_path(const struct setter *list, const char *path, struct record *rec)
{
	while (list && !has_name(list, hash_of(path)))
		list = list->next;
	return list && record_copy_get(&list->rec, rec);
}

void setters_drop(struct setter **list)
{
	struct setter *s;

	while ((s = *list)) {
		*list = s->next;
		free_setter(s);
	}
}
