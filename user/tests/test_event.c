// SPDX-License-Identifier: GPL-2.0
/*
 * The decoder on real messages: each message of the corpus against what is in
 * `event.expected` for it, as text, JSON and dumps.
 *
 * `test_event --update > user/tests/event.expected` writes what it prints now;
 * read the difference before you commit it.
 */
#include "corpus.h"
#include "decode/attr.h"
#include "decode/kind.h"
#include "decode/rtnames.h"
#include "decoded.h"
#include "json_check.h"
#include "tap.h"

static const char *const forms[] = {
	[DECODED_TEXT] = "text", [DECODED_JSON] = "json",
	[DECODED_DUMP] = "dump", [DECODED_JSON_DUMP] = "json dump",
};

static char *expected_all;

static void read_expected(void)
{
	size_t len = 0;
	FILE *out, *in = fopen(CORPUS "/../event.expected", "re");
	int c;

	out = open_memstream(&expected_all, &len);
	while (in && (c = getc(in)) != EOF)
		putc(c, out);
	fclose(out);
	if (in)
		fclose(in);
}

/* What stands between "== NAME FORM" and the next "== "; must be freed. */
static char *expected(const char *name, const char *form)
{
	char head[128], *start, *end;

	snprintf(head, sizeof(head), "== %s %s\n", name, form);
	start = strstr(expected_all, head);
	if (!start)
		return strdup("");
	start += strlen(head);
	end = strstr(start, "\n== ");
	return end ? strndup(start, end - start) : strdup(start);
}

/* The last line feed of both is not compared. */
static void chomp(char *s)
{
	size_t len = strlen(s);

	if (len && s[len - 1] == '\n')
		s[len - 1] = '\0';
}

/* The fuzzer and test_mutate begin with the corpus, so it must have messages of each kind. @kinds: a mask */
static void test_kinds(uint32_t kinds)
{
	unsigned int kind;
	char name[64];

	for (kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++) {
		if (!kind_row(kind))
			continue;
		snprintf(name, sizeof(name), "a message of the kind %s", kind_row(kind)->name);
		ok(kinds & 1u << kind, name);
	}
}

int main(int argc, char **argv)
{
	static struct message messages[CORPUS_MAX];
	bool update = argc > 1 && !strcmp(argv[1], "--update");
	size_t count, i, form, len;
	char *got, *want, name[128];
	uint32_t kinds = 0;
	struct event ev;

	if (corpus_is_foreign()) {
		corpus_skip("the corpus");
		return tap_done();
	}
	rt_names_folders("/nonexistent", "/nonexistent");
	read_expected();
	count = corpus_read(messages);
	for (i = 0; i < count; i++) {
		if (event_parse(&ev, messages[i].data, messages[i].len)) {
			ok(0, messages[i].name);
			continue;
		}
		kinds |= 1u << ev.kind;
		for (form = 0; form < ARRAY_SIZE(forms); form++) {
			got = decoded_n(&ev, form, false, &len);
			snprintf(name, sizeof(name), "%s %s", messages[i].name,
				 forms[form]);
			if (form == DECODED_JSON || form == DECODED_JSON_DUMP)
				if (!json_line_is_valid(got, len))
					ok(0, name);
			chomp(got);
			/* Dumps in JSON say nothing that the others do not. */
			if (update && form != DECODED_JSON_DUMP)
				printf("== %s\n%s\n", name, got);
			if (!update && form != DECODED_JSON_DUMP) {
				want = expected(messages[i].name, forms[form]);
				chomp(want);
				is_str(got, want, name);
				free(want);
			}
			free(got);
		}
	}
	corpus_free(messages, count);
	free(expected_all);
	if (!update)
		test_kinds(kinds);
	return update ? 0 : tap_done();
}
