// SPDX-License-Identifier: GPL-2.0
/* Reads what a log is asked for, and compares events with it. */
#include <errno.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "base/util.h"
#include "decode/kind.h"
#include "decode/question.h"
#include "net/domain_net.h"
#include "net/wanted.h"

enum {
	OPT_DEV = OPT_DOMAIN,
	OPT_PREFIX,
	OPT_ROOT,
	OPT_MATCH,
};

const struct opt domain_opts[] = {
	{ OPT_DEV, "dev", "DEV", "only changes of the device, or of what uses it" },
	{ OPT_PREFIX, "prefix", "PREFIX", "only changes of the prefix, or any with this address" },
	{ OPT_ROOT, "root", "PREFIX", "only changes of the prefix and those inside it" },
	{ OPT_MATCH, "match", "PREFIX", "only changes of the prefix and those around it" },
	{ 0 }
};

/* What can happen to an object. @sign 0: in silence. @also: another word for it. */
static const struct {
	const char *word, *also;
	char sign;
} happenings[] = {
	{ "added", "new", '+' },
	{ "changed", "modified", '~' },
	{ "deleted", "removed", '-' },
	{ "silent", "silently", 0 },
};

static int set_prefix(struct wanted *w, enum selector_mode mode, const char *value,
		      char *err, size_t size)
{
	if (w->filter.has_dst) {
		snprintf(err, size, "--prefix, --root and --match cannot be combined");
		return -EINVAL;
	}
	return selector_prefix(&w->filter, mode, value, err, size);
}

int wanted_option(struct wanted *w, int id, const char *value, char *err, size_t size)
{
	w->filtered = true;
	switch (id) {
	case OPT_DEV:
		if (!*value || strlen(value) >= sizeof(w->filter.dev)) {
			snprintf(err, size, "not a device name: %s", value);
			return -EINVAL;
		}
		strcpy(w->filter.dev, value);
		return 0;
	case OPT_PREFIX:
		return set_prefix(w, strchr(value, '/') ? SELECTOR_EXACT :
				  SELECTOR_HOST, value, err, size);
	case OPT_ROOT:
		return set_prefix(w, SELECTOR_ROOT, value, err, size);
	default:
		return set_prefix(w, SELECTOR_MATCH, value, err, size);
	}
}

int wanted_word(struct wanted *w, const char *word, char *err, size_t size)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(happenings); i++) {
		if (strcmp(word, happenings[i].word) && strcmp(word, happenings[i].also))
			continue;
		w->happened |= 1u << i;
		return 0;
	}
	if (w->n == WANTED_MAX) {
		snprintf(err, size, "too many objects: %s", word);
		return -EINVAL;
	}
	if (question_filter(&w->objects[w->n], word, err, size))
		return -EINVAL;
	w->n++;
	return 0;
}

static bool has_happened(const struct wanted *w, char sign, bool silent)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(happenings); i++)
		if (w->happened & 1u << i &&
		    (happenings[i].sign ? happenings[i].sign == sign : silent))
			return true;
	return !w->happened;
}

bool wanted_object(const struct wanted *w, const struct event *ev,
		   const struct event_names *names)
{
	size_t i;

	if (w->filtered && !selector_match(&w->filter, ev, names))
		return false;
	for (i = 0; i < w->n; i++)
		if (selector_match(&w->objects[i], ev, names))
			return true;
	return !w->n;
}

bool wanted_is_passing(const struct wanted *w)
{
	size_t i;

	if (w->filtered && selector_is_passing(&w->filter))
		return true;
	for (i = 0; i < w->n; i++)
		if (selector_is_passing(&w->objects[i]))
			return true;
	return false;
}

bool wanted_match(const struct wanted *w, const struct event *ev,
		  const struct event_names *names, char sign, bool silent)
{
	return has_happened(w, sign, silent) && wanted_object(w, ev, names);
}

/* Whether a name is among those that are known. */
struct search {
	struct nearest nearest;
	bool found;
};

static void try_name(const char *name, void *arg)
{
	struct search *s = arg;

	s->found |= !strcmp(name, s->nearest.word);
	nearest_try(&s->nearest, name);
}

/*
 * Returns whether no device has the name. Then sets @hint to the nearest name of a device, or word that @try_others knows, which
 * can be NULL.
 */
static bool name_is_unknown(const char *dev, const struct ifnames *known, void (*try_others)(struct nearest *nearest),
			    char hint[NEAREST_TEXT_MAX])
{
	struct if_nameindex *present = if_nameindex(), *link;
	struct search s = { 0 };
	unsigned int number;

	nearest_init(&s.nearest, dev);
	/* It can also be an alternative name, or the number of a device. */
	s.found = if_nametoindex(dev) || sscanf(dev, "if%u", &number) == 1;
	for (link = present; link && link->if_index; link++)
		try_name(link->if_name, &s);
	ifnames_each(known, try_name, &s);
	if (try_others)
		try_others(&s.nearest);
	if (!s.found)
		nearest_text(&s.nearest, "", hint);
	if (present)
		if_freenameindex(present);
	return !s.found;
}

/* Sysctls are of all devices, of future ones, or of one. */
static void try_default(struct nearest *nearest)
{
	nearest_try(nearest, "default");
}

bool device_is_unknown(const char *dev, const struct ifnames *known, char hint[NEAREST_TEXT_MAX])
{
	return name_is_unknown(dev, known, try_default, hint);
}

/* The word of an object can be meant to be a kind, or what happened to it. */
static void try_words(struct nearest *nearest)
{
	size_t i;

	kind_nearest(nearest);
	nearest_try(nearest, "default");
	for (i = 0; i < ARRAY_SIZE(happenings); i++)
		nearest_try(nearest, happenings[i].word);
}

bool wanted_unknown(const struct wanted *w, const struct ifnames *known, char *text, size_t size)
{
	char hint[NEAREST_TEXT_MAX];
	size_t i;

	for (i = 0; i < w->n; i++) {
		if (!w->objects[i].dev[0] || !name_is_unknown(w->objects[i].dev, known, try_words, hint))
			continue;
		snprintf(text, size, "unknown word: %s: no kind, and no device that exists or is recorded%s",
			 w->objects[i].dev, hint);
		return true;
	}
	if (!w->filtered || !w->filter.dev[0] || !name_is_unknown(w->filter.dev, known, NULL, hint))
		return false;
	snprintf(text, size, "--dev: no device %s exists or is recorded%s", w->filter.dev, hint);
	return true;
}

void wanted_words(void (*each)(const char *word))
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(happenings); i++)
		each(happenings[i].word);
}
