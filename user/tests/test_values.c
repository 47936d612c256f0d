// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of values.c: what an output is told is kept, found and compared, and
 * printed as JSON it is what the output would have printed at once. That also on
 * real messages.
 */
#include <stdlib.h>

#include "base/values.h"
#include "corpus.h"
#include "decoded.h"
#include "tap.h"

static struct values values, other;

/* One of each sort. */
static void tell_sample(struct out *o, unsigned int mtu)
{
	out_object(o, NULL);
	out_str(o, OUT_PLAIN, "name", "%s", "a\"\\\001\xff");
	out_u64(o, "mtu", "%u", mtu);
	out_s64(o, "least", "%d", INT64_MIN);
	out_hundredths(o, "time", "%s", 305);
	out_bool(o, "up", "up", true);
	out_null(o, "master", "none");
	out_hex(o, "bytes", "%s", "\001\377", 2);
	out_text(o, OUT_PLAIN, "text is no value");
	out_array(o, "flags");
	out_str(o, OUT_PLAIN, NULL, "%s", "UP");
	out_object(o, NULL);
	out_u64(o, "id", "%u", 7);
	out_object_end(o);
	out_array_end(o);
	out_array(o, "none");
	out_array_end(o);
	out_word(o, OUT_PLAIN, "last", "%s", "end", 3);
	out_object_end(o);
	out_line_end(o);
}

static void fill_sample(struct values *v, unsigned int mtu)
{
	struct out o;

	out_init_values(&o, v);
	tell_sample(&o, mtu);
}

static char *as_json(const struct values *v)
{
	struct out o;
	char *text;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	out_init(&o, f, true, false);
	value_print(&o, NULL, v, 0);
	out_line_end(&o);
	fclose(f);
	return text;
}

static void test_sample(void)
{
	size_t flags, len;
	struct out o;
	char *want, *got;
	FILE *f = open_memstream(&want, &len);

	out_init(&o, f, true, false);
	tell_sample(&o, 1500);
	fclose(f);
	fill_sample(&values, 1500);
	is_num(values_error(&values), 0, "values are kept");
	got = as_json(&values);
	is_str(got, want, "and print as the output would");
	free(got);
	free(want);

	is_num(values.list[0].inside, values.n - 1, "all are in the first");
	flags = value_member(&values, 0, "flags");
	is_num(values.list[flags].type, VALUE_ARRAY, "a member is found");
	is_num(values.list[flags].inside, 3, "and what is in it is counted");
	is_str(value_key(&values, value_next(&values, flags)), "none", "the one after it");
	is_num(value_member(&values, 0, "id"), 0, "what is deeper is no member");
	is_num(value_member(&values, flags + 2, "id"), flags + 3, "but one of its object");
}

static void test_same(void)
{
	size_t flags = value_member(&values, 0, "flags");

	fill_sample(&other, 1500);
	ok(value_same(&values, 0, &other, 0), "the same");
	fill_sample(&other, 1400);
	ok(!value_same(&values, 0, &other, 0), "a number differs");
	ok(value_same(&values, flags, &other, flags), "but not in this member");
	ok(!value_same(&values, 1, &other, 2), "other types");
	ok(!value_same(&values, 1, &other, value_member(&other, 0, "last")),
	   "other strings");
}

static void test_corpus(void)
{
	static struct message messages[CORPUS_MAX];
	const struct event_names names = { .ifname = decoded_ifname };
	size_t n = corpus_read(messages), i, same = 0, like = 0;
	struct event ev;
	struct out o;
	char *want, *got;

	if (corpus_is_foreign()) {
		corpus_skip("real messages");
		return;
	}
	for (i = 0; i < n; i++) {
		if (event_parse(&ev, messages[i].data, messages[i].len))
			continue;
		out_init_values(&o, &values);
		out_object(&o, NULL);
		event_print(&o, &ev, &names);
		out_object_end(&o);
		got = as_json(&values);
		want = decoded(&ev, DECODED_JSON);
		same += !strncmp(got, want, strcspn(want, "\n"));
		like += value_same(&values, 0, &values, 0);
		free(got);
		free(want);
	}
	is_num(same, n, "real messages: as the output would");
	is_num(like, n, "real messages: each is like itself");
	ok(n > 10, "real messages: there are some");
	corpus_free(messages, n);
}

int main(void)
{
	test_sample();
	test_same();
	test_corpus();
	values_free(&values);
	values_free(&other);
	return tap_done();
}
