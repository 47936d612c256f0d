// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of words.c.
 */
#include <errno.h>
#include <inttypes.h>

#include "base/words.h"
#include "tap.h"

static void number(const char *word, int want_err, uint64_t want)
{
	uint64_t value = 0;

	is_num(word_u64(word, &value), want_err, word);
	if (!want_err)
		is_num(value, want, word);
}

static void test_numbers(void)
{
	uint32_t u32 = 0;

	number("0", 0, 0);
	number("007", 0, 7);
	number("18446744073709551615", 0, UINT64_MAX);
	number("18446744073709551616", -ERANGE, 0);
	number("99999999999999999999999", -ERANGE, 0);
	number("", -EINVAL, 0);
	number("-1", -EINVAL, 0);
	number("+1", -EINVAL, 0);
	number(" 1", -EINVAL, 0);
	number("1 ", -EINVAL, 0);
	number("0x10", -EINVAL, 0);
	number("1a", -EINVAL, 0);
	is_num(word_u32("4294967295", &u32), 0, "largest u32");
	is_num(u32, UINT32_MAX, "its value");
	is_num(word_u32("4294967296", &u32), -ERANGE, "too large for u32");
}

static void size(const char *word, int want_err, uint64_t want)
{
	uint64_t bytes = 0;

	is_num(word_size(word, &bytes), want_err, word);
	if (!want_err)
		is_num(bytes, want, word);
}

static void test_sizes(void)
{
	char text[24];

	size("1", 0, 1);
	size("64K", 0, 65536);
	size("16M", 0, 16 << 20);
	size("3G", 0, 3ull << 30);
	size("17179869183G", 0, 17179869183ull << 30);
	size("17179869184G", -ERANGE, 0);
	size("K", -EINVAL, 0);
	size("1KB", -EINVAL, 0);
	size("1k", -EINVAL, 0);
	size("1.5M", -EINVAL, 0);
	size("-1M", -EINVAL, 0);
	size("", -EINVAL, 0);

	size_text(16 << 20, text, sizeof(text));
	is_str(text, "16M", "16M as text");
	size_text(20000, text, sizeof(text));
	is_str(text, "20000", "20000 as text");
	size_text(0, text, sizeof(text));
	is_str(text, "0", "0 as text");
	size_text(1ull << 40, text, sizeof(text));
	is_str(text, "1024G", "1T as text");
	size_text_about(1023, text, sizeof(text));
	is_str(text, "1023", "about 1023");
	size_text_about(1024, text, sizeof(text));
	is_str(text, "1K", "about 1K");
	size_text_about(1290, text, sizeof(text));
	is_str(text, "1.2K", "about 1.2K");
	size_text_about((100 << 20) + 1, text, sizeof(text));
	is_str(text, "100M", "about 100M");
	size_text_about(1ull << 20, text, sizeof(text));
	is_str(text, "1M", "about 1M");
	size_text_about(UINT64_MAX, text, sizeof(text));
	is_str(text, "15.9E", "about the largest");
}

static void range(const char *word, int want_err, uint64_t first, uint64_t last)
{
	uint64_t f, l;

	is_num(word_range(word, &f, &l), want_err, word);
	if (!want_err)
		ok(f == first && l == last, word);
}

static void test_ranges(void)
{
	range("3..9", 0, 3, 9);
	range("3..3", 0, 3, 3);
	range("3..", 0, 3, UINT64_MAX);
	range("..9", 0, 0, 9);
	range("7", 0, 7, 7);
	range("..", -EINVAL, 0, 0);
	range("9..3", -EINVAL, 0, 0);
	range("", -EINVAL, 0, 0);
	range("a..b", -EINVAL, 0, 0);
	range("1...2", -EINVAL, 0, 0);
	range("1.2", -EINVAL, 0, 0);
	range("1-2", -EINVAL, 0, 0);
	range("18446744073709551616..", -ERANGE, 0, 0);
}

int main(void)
{
	test_numbers();
	test_sizes();
	test_ranges();
	is_num(word_choice("b", "a|b|cc"), 1, "one of several words");
	is_num(word_choice("cc", "a|b|cc"), 2, "the last one");
	is_num(word_choice("c", "a|b|cc"), -EINVAL, "none of them");
	is_num(word_choice("", "a|b|cc"), -EINVAL, "nothing");
	return tap_done();
}
