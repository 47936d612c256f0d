// SPDX-License-Identifier: GPL-2.0
/*
 * Notes that are refused, with the right error, a text and the attribute; and good ones. A refused note must not
 * change the journal.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "kselftest_harness.h"
#include "fixture_bad.h"

static int note_bytes(struct nl *nl, struct nl_req *req, uint16_t family, const void *text,
		      size_t len)
{
	nl_begin_genl(req, family, NETJOURNAL_CMD_NOTE_ADD, 0);
	nl_put(req, NETJOURNAL_A_RECORD_NOTE, text, len);
	return nl_talk(nl, req, NULL, NULL);
}

#define NOTE_REFUSED(err, note, len) do {				\
	EXPECT_EQ(-(err), note_bytes(&self->nl, self->req, self->family, (note), (len)));	\
	EXPECT_STRNE("", self->nl.text);				\
	EXPECT_EQ(NETJOURNAL_A_RECORD_NOTE, self->nl.bad_type);				\
} while (0)

TEST_F(bad, note_too_long)
{
	static char text[32768];

	memset(text, 'x', sizeof(text));
	text[NETJOURNAL_NOTE_LEN_MAX + 1] = 0;
	NOTE_REFUSED(EINVAL, text, NETJOURNAL_NOTE_LEN_MAX + 2);
	text[NETJOURNAL_NOTE_LEN_MAX + 1] = 'x';
	text[sizeof(text) - 1] = 0;
	NOTE_REFUSED(EINVAL, text, sizeof(text));
}

TEST_F(bad, note_without_end)
{
	static char text[NETJOURNAL_NOTE_LEN_MAX + 1];

	NOTE_REFUSED(EINVAL, "text", 4);
	memset(text, 'x', sizeof(text));
	NOTE_REFUSED(EINVAL, text, sizeof(text));
}

TEST_F(bad, note_empty)
{
	NOTE_REFUSED(EINVAL, "", 1);
	EXPECT_STREQ("note is empty", self->nl.text);
	EXPECT_GT(0, note_bytes(&self->nl, self->req, self->family, NULL, 0));
	EXPECT_STRNE("", self->nl.text);
}

TEST_F(bad, note_with_control_character)
{
	char text[] = "a?b";

	for (int c = 1; c < 0x20; c++) {
		text[1] = c;
		NOTE_REFUSED(EINVAL, text, sizeof(text));
	}
	text[1] = 0x7f;
	NOTE_REFUSED(EINVAL, text, sizeof(text));
	/* C1: U+0080 to U+009F. */
	NOTE_REFUSED(EINVAL, "\xc2\x80", 3);
	NOTE_REFUSED(EINVAL, "\xc2\x9b" "31m", 6);
	NOTE_REFUSED(EINVAL, "\xc2\x9f", 3);
}

TEST_F(bad, note_not_utf8)
{
	static const char *const texts[] = {
		"\x80", "a\xbf", "\xff", "\xfe", "\xf8\x88\x80\x80\x80",
		/* overlong: of '/', of NUL, of U+07FF, of U+FFFF */
		"\xc0\xaf", "\xc1\xbf", "\xc0\x80", "\xe0\x9f\xbf", "\xe0\x80\xaf",
		"\xf0\x8f\xbf\xbf", "\xf0\x80\x80\xaf",
		/* surrogates, and beyond U+10FFFF */
		"\xed\xa0\x80", "\xed\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",
		/* truncated */
		"\xc3", "\xe2\x82", "\xf0\x9f\x98", ("a\xe2\x82" "b"), "\xc3(",
	};

	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		NOTE_REFUSED(EINVAL, texts[i], strlen(texts[i]) + 1);
}

/* Good notes are accepted, so that a module that refuses everything fails too. */
TEST(good_notes)
{
	static const char *const texts[] = {
		" ", "~", "text", ("Gr\xc3\xbc\xc3\x9f" "e"), "\xc2\xa0", "\xdf\xbf", "\xe0\xa0\x80",
		"\xe2\x82\xac", "\xed\x9f\xbf", "\xee\x80\x80", "\xef\xbf\xbd", "\xf0\x90\x80\x80",
		"\xf0\x9f\x98\x80", "\xf4\x8f\xbf\xbf",
	};
	char text[NETJOURNAL_NOTE_LEN_MAX + 1];
	struct rec rec;
	uint64_t seq;

	new_netns();
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		ASSERT_EQ(0, note_add(texts[i], &seq));
		ASSERT_EQ(0, rec_get(&rec, seq));
		EXPECT_STREQ(texts[i], rec.note);
	}
	memset(text, 'x', sizeof(text));
	text[NETJOURNAL_NOTE_LEN_MAX] = 0;
	ASSERT_EQ(0, note_add(text, &seq));
	ASSERT_EQ(0, rec_get(&rec, seq));
	EXPECT_STREQ(text, rec.note);
}

/* The text after the end of a note is not kept. */
TEST(note_ends_at_nul)
{
	struct nl_req *req = malloc(sizeof(*req));
	struct rec rec;

	new_netns();
	nj_begin(req, NETJOURNAL_CMD_NOTE_ADD, 0);
	nl_put(req, NETJOURNAL_A_RECORD_NOTE, "end\0\x01\xff", 6);
	/* The module may refuse the note, but it must never keep the rest. */
	if (!nl_talk_once(req, NULL, NULL)) {
		ASSERT_EQ(0, rec_get(&rec, journal_last()));
		EXPECT_STREQ("end", rec.note);
	}
	free(req);
}

TEST_HARNESS_MAIN
