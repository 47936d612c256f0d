// SPDX-License-Identifier: GPL-2.0
/*
 * Finds a few commands of a walk that are enough to make it fail. See shrink.h.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "shrink.h"

/*
 * Do not wait long for a difference. Carriers take longer, so failures of carriers do not shrink
 * well.
 */
#define PATIENCE_MS	300

static bool fails(const struct life_options *options, const struct commands *list, const char *kind)
{
	struct life_options quick = *options;
	struct life_result result;

	quick.check_end_only = true;
	quick.verbose = false;
	quick.blame_each = !strncmp(kind, "blame", 5) ? UINT_MAX : 0;
	if (quick.patience_ms > PATIENCE_MS)
		quick.patience_ms = PATIENCE_MS;
	life_run(&quick, list, &result);
	text_free(&result.report);
	return result.failed && !strcmp(result.kind, kind);
}

/* Makes a copy of @list without the @n commands at @at. The copy shares the texts of @list. */
static struct commands without(const struct commands *list, size_t at, size_t n)
{
	struct commands rest = { malloc(list->n * sizeof(*list->command) + 1), list->n - n, 0 };

	if (!rest.command)
		abort();
	memcpy(rest.command, list->command, at * sizeof(*list->command));
	memcpy(rest.command + at, list->command + at + n,
	       (list->n - at - n) * sizeof(*list->command));
	return rest;
}

/* Tries to leave out @n commands at a time, from the last ones to the first. */
static bool shrink_by(const struct life_options *options, struct commands *list, const char *kind,
		      size_t n)
{
	bool shrunk = false;
	size_t at = list->n;

	while (at) {
		size_t part = n < at ? n : at;
		struct commands rest;

		at -= part;
		rest = without(list, at, part);
		if (rest.n && fails(options, &rest, kind)) {
			for (size_t i = 0; i < part; i++)
				free(list->command[at + i]);
			free(list->command);
			*list = rest;
			shrunk = true;
		} else {
			free(rest.command);
		}
	}
	return shrunk;
}

void shrink(const struct life_options *options, struct commands *list, struct life_result *result)
{
	struct life_options last = *options;
	struct life_result again;
	size_t n;

	if (!fails(options, list, result->kind)) {
		text_str(&result->report, "# it does not fail again when only its end is looked at\n");
		return;
	}
	for (n = list->n / 2; n; n /= 2)
		shrink_by(options, list, result->kind, n);
	while (shrink_by(options, list, result->kind, 1))
		;
	last.check_end_only = true;
	last.blame_each = !strncmp(result->kind, "blame", 5) ? UINT_MAX : 0;
	life_run(&last, list, &again);
	if (!again.failed) {
		text_free(&again.report);
		return;
	}
	text_free(&result->report);
	*result = again;
}
