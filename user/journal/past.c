// SPDX-License-Identifier: GPL-2.0
/* Chooses the journals of a store. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/tool.h"
#include "base/words.h"
#include "journal/lines.h"
#include "journal/past.h"
#include "journal/place.h"

const char *past_default = ARCHIVE_DEFAULT;

static bool is_same_boot(const struct archive_journal *a, const struct archive_journal *b)
{
	return !strcmp(a->boot, b->boot);
}

/* Returns whether @j is of the namespace @here, now or in another boot. */
static bool is_here(const struct archive_journal *j, const struct archive_journal *here)
{
	if (here->host || j->host)
		return here->host && j->host;
	if (is_same_boot(j, here))
		return j->netns == here->netns;
	return *here->name && !strcmp(j->name, here->name);
}

typedef bool is_wanted(const struct archive_journal *j, const struct archive_journal *like);

/* Leaves out the journals that are not wanted. */
static void keep_journals(struct past *p, is_wanted *wanted, const struct archive_journal *like)
{
	size_t i, n = 0;

	for (i = 0; i < p->n; i++)
		if (wanted(&p->journals[i], like))
			p->journals[n++] = p->journals[i];
	p->n = n;
}

/* Names the namespaces of the store, because none was chosen. */
static int refuse_namespace(const struct past *p, const struct past_wish *wish, char *text, size_t size)
{
	size_t len, i, j;

	len = snprintf(text, size, wish->netns ? "%s has no namespace %s" : "%s has no initial namespace%s",
		       wish->file, wish->netns ? wish->netns : "");
	for (i = 0; i < p->n && len < size; i++) {
		for (j = 0; j < i && strcmp(p->journals[j].name, p->journals[i].name); j++)
			;
		if (j == i && *p->journals[i].name)
			len += snprintf(text + len, size - len, "%s %s", strstr(text, " (-n:") ? "," : " (-n:",
					p->journals[i].name);
	}
	if (len < size && strstr(text, " (-n:"))
		snprintf(text + len, size - len, ")");
	return -ENOENT;
}

static bool has_name(const struct archive_journal *j, const struct archive_journal *like)
{
	return !strcmp(j->name, like->name) || (like->netns && j->netns == like->netns);
}

static bool is_host(const struct archive_journal *j, const struct archive_journal *like)
{
	(void)like;
	return j->host;
}

static bool is_one_namespace(const struct past *p)
{
	size_t i;

	for (i = 1; i < p->n; i++)
		if (p->journals[i].netns != p->journals[0].netns ||
		    !is_same_boot(&p->journals[i], &p->journals[0]))
			return false;
	return p->n;
}

static int choose_of_file(struct past *p, const struct past_wish *wish, char *text, size_t size)
{
	struct archive_journal like = { 0 };
	size_t i, found = 0;

	if (!wish->netns && is_one_namespace(p))
		return 0;
	snprintf(like.name, sizeof(like.name), "%s", wish->netns ? wish->netns : "");
	if (wish->netns)
		word_u64(wish->netns, &like.netns);
	for (i = 0; i < p->n; i++)
		found += wish->netns ? has_name(&p->journals[i], &like) : p->journals[i].host;
	if (!found)
		return refuse_namespace(p, wish, text, size);
	keep_journals(p, wish->netns ? has_name : is_host, &like);
	return 0;
}

static bool is_boot(const struct archive_journal *j, const struct archive_journal *like)
{
	return is_same_boot(j, like);
}

/* Finds the boot that @word means. @like: the present one, or one without a boot id. */
static bool find_boot(const struct past *p, const char *word, struct archive_journal *like)
{
	char *end;
	long back = -strtol(word, &end, 10);
	size_t i;

	if (*word && !*end && back >= 0 && strlen(word) < 8) {
		if (!*like->boot && p->n)
			*like = p->journals[p->n - 1];
		for (i = p->n; back && i; i--)
			if (!is_same_boot(&p->journals[i - 1], like)) {
				*like = p->journals[i - 1];
				back--;
			}
		return !back && *like->boot;
	}
	for (i = 0; i < p->n; i++)
		if (*word && !strncmp(p->journals[i].boot, word, strlen(word))) {
			*like = p->journals[i];
			return true;
		}
	return false;
}

/* Chooses one boot. @here has the present one, if it is among them. */
static int choose_boot(struct past *p, const char *word, const struct archive_journal *here, char *text, size_t size)
{
	struct archive_journal like = *here;

	if (!find_boot(p, word, &like)) {
		snprintf(text, size, "the store has no boot %s; the last one is 0, the one before it -1", word);
		return -ENOENT;
	}
	p->no_live |= !is_same_boot(&like, here);
	keep_journals(p, is_boot, &like);
	return 0;
}

static int choose(struct past *p, const struct past_wish *wish, char *text, size_t size)
{
	struct archive_journal here = { 0 };
	int err = 0;

	p->no_live = wish->use == PAST_FILE;
	if (p->no_live) {
		err = choose_of_file(p, wish, text, size);
	} else {
		place_find(&here, 0, NULL);
		keep_journals(p, is_here, &here);
	}
	return err || !wish->boot ? err : choose_boot(p, wish->boot, &here, text, size);
}

/* Opens a file that is no store. Returns -EUCLEAN if it is nothing else either. */
static int open_foreign(struct past *p, const struct past_wish *wish, char *text, size_t size)
{
	struct archive *store = p->archive;
	bool from_lines = false;
	int err = lines_open(&p->archive, wish->file, &from_lines, text, size);

	if (err == -EUCLEAN) {
		p->archive = store;
		*text = '\0';
		return err;
	}
	archive_close(store);
	if (err || !from_lines || !wish->whole)
		return err;
	snprintf(text, size, "%s has lines of JSON, in which parts of the messages are missing, so this verb cannot read it",
		 wish->file);
	return -ENODATA;
}

static int open_archive(struct past *p, const struct past_wish *wish, const char *path, char *text, size_t size)
{
	int err = archive_open(&p->archive, path, ARCHIVE_READ);

	*text = '\0';
	if (err == -EUCLEAN && wish->use == PAST_FILE)
		err = open_foreign(p, wish, text, size);
	if (!err)
		err = archive_journals(p->archive, &p->journals, &p->n);
	if (err && !*text)
		snprintf(text, size, "%s", archive_error(p->archive));
	return err;
}

int past_open(struct past *p, const struct past_wish *wish, char *text, size_t size)
{
	const char *path = wish->use == PAST_FILE ? wish->file : past_default;
	int err;

	*p = (struct past){ 0 };
	if (wish->use == PAST_NONE || (wish->use == PAST_DEFAULT && access(path, F_OK) && !wish->boot))
		return 0;
	err = open_archive(p, wish, path, text, size);
	if (!err)
		err = choose(p, wish, text, size);
	if (!err)
		return 0;
	past_close(p);
	/* The journal of the kernel is there without the store. */
	if (wish->use == PAST_FILE || wish->boot)
		return err;
	complain("%s; the store %s is not read", text, path);
	return 0;
}

void past_close(struct past *p)
{
	archive_close(p->archive);
	free(p->journals);
	*p = (struct past){ 0 };
}

const struct archive_journal *past_find(const struct past *p, uint64_t instance)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		if (p->journals[i].instance == instance)
			return &p->journals[i];
	return NULL;
}
