// SPDX-License-Identifier: GPL-2.0
/*
 * Reads and writes places in a journal as words.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "journal/cursor.h"

int cursor_parse(const char *word, struct cursor *cursor)
{
	const char *colon = strchr(word, ':'), *end;
	int err;

	cursor->has_instance = colon;
	cursor->instance = 0;
	if (colon) {
		err = word_digits(word, 16, &cursor->instance, &end);
		if (err || end != colon)
			return err ? err : -EINVAL;
		word = colon + 1;
	}
	return word_u64(word, &cursor->seq);
}

void cursor_text(const struct cursor *cursor, char text[CURSOR_TEXT_MAX])
{
	snprintf(text, CURSOR_TEXT_MAX, "%016" PRIx64 ":%" PRIu64,
		 cursor->instance, cursor->seq);
}
