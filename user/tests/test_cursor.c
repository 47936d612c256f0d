// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of cursor.c.
 */
#include <errno.h>

#include "journal/cursor.h"
#include "tap.h"

static void bad_cursor(const char *word, int want)
{
	struct cursor c;

	is_num(cursor_parse(word, &c), want, word);
}

static void test_cursors(void)
{
	char text[CURSOR_TEXT_MAX];
	struct cursor c = { .has_instance = true, .instance = 0xabc, .seq = 7 };

	cursor_text(&c, text);
	is_str(text, "0000000000000abc:7", "cursor as text");
	memset(&c, 0, sizeof(c));
	ok(!cursor_parse(text, &c) && c.has_instance && c.instance == 0xabc &&
	   c.seq == 7, "and back");
	c.instance = UINT64_MAX;
	c.seq = UINT64_MAX;
	cursor_text(&c, text);
	ok(!cursor_parse(text, &c) && c.instance == UINT64_MAX &&
	   c.seq == UINT64_MAX, "the largest, and back");
	ok(!cursor_parse("42", &c) && !c.has_instance && c.seq == 42, "a number");
	bad_cursor("", -EINVAL);
	bad_cursor(":", -EINVAL);
	bad_cursor(":1", -EINVAL);
	bad_cursor("abc:", -EINVAL);
	bad_cursor("abc", -EINVAL);
	bad_cursor("xyz:1", -EINVAL);
	bad_cursor("ABC:1", -EINVAL);
	bad_cursor("1:2:3", -EINVAL);
	bad_cursor("1:2 ", -EINVAL);
	bad_cursor("1:-2", -EINVAL);
	bad_cursor("10000000000000000:1", -ERANGE);
	bad_cursor("1:18446744073709551616", -ERANGE);
}

int main(void)
{
	test_cursors();
	return tap_done();
}
