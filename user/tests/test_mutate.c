// SPDX-License-Identifier: GPL-2.0
/*
 * The decoder on broken messages: every message of the corpus cut at every
 * length, at every alignment, and with random bytes changed. Nothing may crash
 * (build with SAN=1 to be sure), and JSON must be valid whatever comes.
 */
#include <sys/socket.h>

#include "corpus.h"
#include "decode/attr.h"
#include "decode/selector.h"
#include "decoded.h"
#include "json_check.h"
#include "tap.h"

#define ROUNDS	200	/* of random changes for each message */

static uint64_t seed = 1;

static uint32_t rnd(void)
{
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return seed >> 33;
}

/* Decodes in every form; false if JSON came out broken. */
static bool survives(const void *data, size_t len)
{
	const struct selector sel = {
		.dev = "v1", .has_via = true, .via.family = AF_INET,
	};
	const struct event_names names = { .ifname = decoded_ifname };
	struct event ev;
	bool good = true;
	size_t form, n;
	char *text;

	if (event_parse(&ev, data, len))
		return true;
	selector_match(&sel, &ev, &names);
	for (form = DECODED_TEXT; form <= DECODED_JSON_DUMP; form++) {
		text = decoded_n(&ev, form, form & 1, &n);
		if (form == DECODED_JSON || form == DECODED_JSON_DUMP)
			good &= json_line_is_valid(text, n);
		free(text);
	}
	return good;
}

/* A copy of its own, at the end of its memory, for the sanitizers to guard. */
static bool survives_copy(const void *data, size_t len, size_t shift)
{
	uint8_t *copy = malloc(len + shift + !len);
	bool good;

	memcpy(copy + shift, data, len);
	good = survives(copy + shift, len);
	free(copy);
	return good;
}

static bool cut(const struct message *m)
{
	uint8_t *copy = malloc(m->len);
	bool good = true;
	size_t len;
	uint32_t n;

	for (len = 0; len <= m->len; len++) {
		/* As it is, and with a length in the header that agrees. */
		good &= survives_copy(m->data, len, 0);
		memcpy(copy, m->data, m->len);
		n = len;
		memcpy(copy, &n, sizeof(n));
		good &= survives_copy(copy, len, 0);
	}
	free(copy);
	return good;
}

static bool shifted(const struct message *m)
{
	bool good = true;
	size_t shift;

	for (shift = 0; shift < 8; shift++)
		good &= survives_copy(m->data, m->len, shift);
	return good;
}

static bool changed(const struct message *m)
{
	uint8_t *copy = malloc(m->len);
	unsigned int round, n;
	bool good = true;
	size_t at;

	for (round = 0; round < ROUNDS; round++) {
		memcpy(copy, m->data, m->len);
		for (n = 1 + rnd() % 4; n; n--) {
			/* The first 16 bytes are the header of the message. */
			at = 16 + rnd() % (m->len - 16);
			copy[at] ^= rnd() & 1 ? rnd() : 1U << rnd() % 8;
		}
		good &= survives_copy(copy, m->len, rnd() % 4);
	}
	free(copy);
	return good;
}

int main(void)
{
	static struct message messages[CORPUS_MAX];
	size_t count = corpus_read(messages), i;
	char name[128];

	for (i = 0; i < count; i++) {
		snprintf(name, sizeof(name), "%s cut", messages[i].name);
		ok(cut(&messages[i]), name);
		snprintf(name, sizeof(name), "%s shifted", messages[i].name);
		ok(shifted(&messages[i]), name);
		snprintf(name, sizeof(name), "%s changed", messages[i].name);
		ok(changed(&messages[i]), name);
	}
	corpus_free(messages, count);
	return tap_done();
}
