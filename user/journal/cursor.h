/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads and writes places in a journal as words.
 */
#ifndef NETJOURNAL_CURSOR_H
#define NETJOURNAL_CURSOR_H

#include <stdbool.h>
#include <stdint.h>

/*
 * A place in a journal. It is written INSTANCE:SEQ, with the instance in
 * hexadecimal. SEQ alone means the current journal.
 */
struct cursor {
	bool has_instance;
	uint64_t instance;
	uint64_t seq;
};

#define CURSOR_TEXT_MAX	40

/* Returns 0, -EINVAL if @word is no cursor, or -ERANGE if a number is too large. */
int cursor_parse(const char *word, struct cursor *cursor);
void cursor_text(const struct cursor *cursor, char text[CURSOR_TEXT_MAX]);

#endif
