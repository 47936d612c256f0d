// SPDX-License-Identifier: GPL-2.0
/* The output: text, JSON, and that no string can break either. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/out.h"
#include "json_check.h"
#include "tap.h"

static char *text;
static size_t len;
static struct out o;

static void begin(bool json, bool colour)
{
	out_init(&o, open_memstream(&text, &len), json, colour);
}

static void end(const char *want, const char *name)
{
	out_flush(&o);
	fclose(o.file);
	is_str(text, want, name);
	free(text);
}

/* What is left of @string in @width columns. */
static void cut(const char *string, size_t width, bool colour, const char *want, const char *name)
{
	struct out_mark mark;

	begin(false, colour);
	out_text(&o, OUT_PLAIN, "before ");
	mark = out_mark(&o);
	out_str(&o, OUT_ADD, NULL, "%s", string);
	out_cut(&o, mark, width);
	ok(out_columns(&o, mark) <= width, name);
	end(want, name);
}

static void test_cut(void)
{
	cut("0123456789", 10, false, "before 0123456789", "a text that fits");
	cut("0123456789", 9, false, "before 012345...", "a text that does not");
	cut("\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4", 4, false, "before \xc3\xa4...",
	    "columns are not bytes");
	cut("0123456789", 5, true, "before \033[32m01...\033[0m", "colours take no columns");
	cut("0123456789", 10, true, "before \033[32m0123456789\033[0m", "and are not cut");
}

static void wrap(const char *string, size_t width, const char *want, const char *name)
{
	begin(false, false);
	out_wrap(&o, string, width);
	end(want, name);
}

static void test_wrap(void)
{
	wrap("one two three", 13, "one two three", "a line that fits is one");
	wrap("one two three", 12, "one two\nthree", "lines end between words");
	wrap("one two three", 3, "one\ntwo\nthree", "a word that is longer than a line is not broken");
	wrap("\xc3\xa4\xc3\xa4 b", 4, "\xc3\xa4\xc3\xa4 b", "wrapping counts columns");
	wrap("", 4, "", "nothing has no line");
}

static void test_trim(void)
{
	struct out_mark mark;

	begin(false, false);
	out_text(&o, OUT_PLAIN, "a  ");
	mark = out_mark(&o);
	out_text(&o, OUT_PLAIN, "b  ");
	out_trim(&o, mark);
	out_trim(&o, mark);
	end("a  b", "blanks at the end are taken back");
	begin(false, false);
	out_text(&o, OUT_PLAIN, "a  ");
	out_trim(&o, out_mark(&o));
	end("a  ", "but none before the mark");
}

static void test_text(void)
{
	begin(false, false);
	out_str(&o, OUT_WHO, "who", "who %s ", "bash");
	out_u64(&o, "size", "size %u ", 1500);
	out_s64(&o, "weight", "weight %d ", -7);
	out_s64(&o, "low", "%d ", INT64_MIN);
	out_u64(&o, "high", "%llu ", UINT64_MAX);
	out_bool(&o, "up", "up ", true);
	out_bool(&o, "down", "down ", false);
	out_null(&o, "gone", "gone ");
	out_hundredths(&o, "timer", "timer %s ", 1205);
	out_hex(&o, "id", "id %s", "\x01\xfe", 2);
	out_u64(&o, "hidden", NULL, 1);
	out_object(&o, "object");
	out_object_end(&o);
	out_line_end(&o);
	end("who bash size 1500 weight -7 -9223372036854775808 "
	    "18446744073709551615 up gone timer 12.05 id 01fe", "text");

	begin(false, false);
	out_str(&o, OUT_PLAIN, NULL, "[%-6s]", "ab");
	out_str(&o, OUT_PLAIN, NULL, "[%6s]", "ab");
	out_str(&o, OUT_PLAIN, NULL, "[%2s]", "abcd");
	out_str(&o, OUT_PLAIN, NULL, "[%-4s]", "\xc3\xa4");
	out_u64(&o, NULL, "[%5u]", 42);
	out_u64(&o, NULL, "[%-5u]", 42);
	out_u64(&o, NULL, "[%05u]", 42);
	out_u64(&o, NULL, "[%#x]", 255);
	out_u64(&o, NULL, "[%#06x]", 255);
	out_u64(&o, NULL, "[%#x]", 0);
	out_s64(&o, NULL, "[%05d]", -42);
	out_u64(&o, NULL, "[none]", 1);
	end("[ab    ][    ab][abcd][\xc3\xa4   ][   42][42   ][00042][0xff]"
	    "[0x00ff][0][-0042][none]", "text: widths and flags");

	begin(false, true);
	out_str(&o, OUT_WHO, NULL, "who %s ", "bash");
	out_str(&o, OUT_PLAIN, NULL, "%s", "plain");
	end("who \033[1mbash\033[0m plain", "text: colours are around the value");

	begin(false, false);
	out_str(&o, OUT_PLAIN, NULL, "%s|", "a\nb\033[31m\x7f\\c");
	out_str(&o, OUT_PLAIN, NULL, "%s|", "\xff\xc0\x80 \xc2\x9b \xe2\x82\xac");
	out_strn(&o, OUT_PLAIN, NULL, "%s|", "not ended", 3);
	out_strn(&o, OUT_PLAIN, NULL, "%s|", "a\0b", 3);
	out_text(&o, OUT_PLAIN, "%s\t%d%%\n", "x\033y", 7);
	end("a\\x0ab\\x1b[31m\\x7f\\\\c|\\xff\\xc0\\x80 \\xc2\\x9b \xe2\x82\xac|"
	    "not|a|x\\x1by\t7%\n", "text: what drives a terminal is escaped");
}

static void test_json(void)
{
	begin(true, true);
	out_object(&o, NULL);
	out_str(&o, OUT_WHO, "who", "who %s ", "bash");
	out_u64(&o, "size", NULL, 1500);
	out_s64(&o, "weight", NULL, -7);
	out_bool(&o, "up", "up ", true);
	out_null(&o, "gone", "gone ");
	out_hundredths(&o, "timer", NULL, 1205);
	out_hex(&o, "id", NULL, "\x01\xfe", 2);
	out_text(&o, OUT_PLAIN, "text only");
	out_str(&o, OUT_PLAIN, NULL, "%s", "text only");
	out_array(&o, "list");
	out_u64(&o, NULL, NULL, 1);
	out_str(&o, OUT_PLAIN, NULL, NULL, "two");
	out_object(&o, NULL);
	out_object_end(&o);
	out_array(&o, NULL);
	out_array_end(&o);
	out_array_end(&o);
	out_object_end(&o);
	out_line_end(&o);
	end("{\"who\":\"bash\",\"size\":1500,\"weight\":-7,\"up\":true,"
	    "\"gone\":null,\"timer\":12.05,\"id\":\"01fe\","
	    "\"list\":[1,\"two\",{},[]]}\n", "json");

	begin(true, false);
	out_array(&o, NULL);
	out_str(&o, OUT_PLAIN, NULL, NULL, "\"\\/\b\f\n\r\t\001\037");
	out_str(&o, OUT_PLAIN, NULL, NULL, "\xe2\x82\xac \xf0\x9f\x98\x80");
	out_str(&o, OUT_PLAIN, NULL, NULL, "\xff \xc0\x80 \xed\xa0\x80 \xe2\x82");
	out_str(&o, OUT_PLAIN, NULL, NULL, "\x7f\xc2\x9b" "31m\xc2\xa0");
	out_array_end(&o);
	out_line_end(&o);
	end("[\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\","
	    "\"\xe2\x82\xac \xf0\x9f\x98\x80\","
	    "\"\\ufffd \\ufffd\\ufffd \\ufffd\\ufffd\\ufffd \\ufffd\\ufffd\","
	    "\"\\u007f\\u009b31m\xc2\xa0\"]\n",
	    "json: strings are escaped");

	begin(true, false);
	out_object(&o, NULL);
	out_object_end(&o);
	out_line_end(&o);
	out_object(&o, NULL);
	out_object_end(&o);
	out_line_end(&o);
	out_u64(&o, NULL, "%u", 5);
	end("{}\n{}\n", "json: a stream is one object a line");
}

/* Every string of two bytes, and of one at the end, in a JSON string. */
static void test_all_bytes(void)
{
	bool good = true;
	char s[3] = "";
	int a, b;

	for (a = 1; a < 256; a++) {
		for (b = 0; b < 256; b++) {
			s[0] = a;
			s[1] = b;
			begin(true, false);
			out_object(&o, NULL);
			out_str(&o, OUT_PLAIN, "s", NULL, s);
			out_object_end(&o);
			out_line_end(&o);
			fclose(o.file);
			good &= json_line_is_valid(text, len);
			free(text);
		}
	}
	ok(good, "json is valid with any two bytes in a string");
}

static void test_long(void)
{
	static char big[10000];
	size_t i;

	memset(big, 'x', sizeof(big) - 1);
	begin(true, false);
	out_array(&o, NULL);
	for (i = 0; i < 3; i++)
		out_str(&o, OUT_PLAIN, NULL, NULL, big);
	out_array_end(&o);
	out_line_end(&o);
	fclose(o.file);
	/* Three strings in quotes, two commas, two brackets, a line feed. */
	is_num(len, 3 * (sizeof(big) - 1 + 2) + 2 + 2 + 1,
	       "longer than what is collected");
	ok(json_line_is_valid(text, len), "and valid");
	free(text);
}

static void test_line(void)
{
	begin(false, false);
	out_text(&o, OUT_PLAIN, "a");
	fflush(o.file);
	is_num(len, 0, "a line is collected");
	out_str(&o, OUT_PLAIN, NULL, "%s\n", "b");
	fflush(o.file);
	is_num(len, 3, "and handed over at its end");
	end("ab\n", "whole");
}

int main(void)
{
	int fds[2];
	FILE *f;

	test_text();
	test_cut();
	test_wrap();
	test_trim();
	test_json();
	test_all_bytes();
	test_long();
	test_line();

	if (pipe(fds))
		return 1;
	f = fdopen(fds[1], "w");
	setenv("TERM", "xterm", 1);
	ok(!out_want_colour(f), "no colours in a pipe");
	fclose(f);
	close(fds[0]);
	return tap_done();
}
