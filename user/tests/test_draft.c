// SPDX-License-Identifier: GPL-2.0
/*
 * Printing that can be taken back.
 */
#include <stdlib.h>

#include "base/draft.h"
#include "tap.h"

static FILE *file;
static struct out out;

/* What is in the file. */
static const char *written(void)
{
	static char text[256];
	size_t len;

	fflush(file);
	rewind(file);
	len = fread(text, 1, sizeof(text) - 1, file);
	text[len] = '\0';
	return text;
}

static void test_text(void)
{
	struct draft d = { 0 };

	out_text(&out, OUT_PLAIN, "before ");
	is_num(draft_begin(&d, &out), 0, "a draft");
	out_text(&out, OUT_PLAIN, "one\n");
	is_str(written(), "", "nothing goes out");
	ok(draft_size(&d) > 0, "but it is held");
	is_num(draft_begin(&d, &out), 0, "and again");
	out_text(&out, OUT_PLAIN, "two\n");
	draft_cancel(&d);
	out_text(&out, OUT_PLAIN, "three\n");
	is_str(written(), "before three\n", "what was cancelled is as never printed");

	draft_begin(&d, &out);
	out_text(&out, OUT_PLAIN, "four\n");
	out_text(&out, OUT_PLAIN, "half");
	is_num(draft_commit(&d), 0, "committed");
	is_str(written(), "before three\nfour\nhalf", "it goes out");
	out_text(&out, OUT_PLAIN, " five\n");
	is_str(written(), "before three\nfour\nhalf five\n", "and what follows goes out at once");
	draft_cancel(&d);
	is_str(written(), "before three\nfour\nhalf five\n", "then nothing can be cancelled");
}

/* The commas of JSON are taken back too. */
static void test_json(void)
{
	struct draft d = { 0 };

	out_init(&out, file, true, false);
	out_array(&out, NULL);
	draft_begin(&d, &out);
	out_u64(&out, NULL, NULL, 1);
	draft_begin(&d, &out);
	out_u64(&out, NULL, NULL, 2);
	draft_commit(&d);
	out_u64(&out, NULL, NULL, 3);
	out_array_end(&out);
	out_line_end(&out);
	out_flush(&out);
	is_str(strchr(written(), '['), "[2,3]\n", "JSON stays well formed");
}

/* More than an out, or a FILE, holds itself. */
static void test_large(void)
{
	struct draft d = { 0 };
	long i, start;

	out_init(&out, file, false, false);
	draft_begin(&d, &out);
	for (i = 0; i < 50000; i++)
		out_text(&out, OUT_PLAIN, "0123456789\n");
	ok(draft_size(&d) > 500000, "much is held");
	draft_cancel(&d);
	draft_begin(&d, &out);
	for (i = 0; i < 50000; i++)
		out_text(&out, OUT_PLAIN, "0123456789\n");
	fseek(file, 0, SEEK_END);
	start = ftell(file);
	draft_commit(&d);
	is_num(ftell(file) - start, 550000, "all of it goes out");
}

int main(void)
{
	file = tmpfile();
	if (!file)
		abort();
	out_init(&out, file, false, false);
	test_text();
	test_json();
	test_large();
	fclose(file);
	return tap_done();
}
