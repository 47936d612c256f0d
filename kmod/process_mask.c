// SPDX-License-Identifier: GPL-2.0
/* Cuts what may be a key out of a command line. */
#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "process_facts.h"

/* Digits of a hexadecimal number that is no key: 64 bits. */
#define DIGITS_MAX	16

/*
 * Words of commands that a secret follows.
 *
 * @after: how many words later it comes
 * @hex: the word has other meanings, too. It is a secret if it is a hexadecimal number
 */
static const struct {
	const char *word;
	u8 after;
	bool hex;
} secret_words[] = {
	/* ip xfrm state: the name of an algorithm, and the key */
	{ "auth", 2 }, { "auth-trunc", 2 }, { "enc", 2 }, { "aead", 2 },
	/* ip macsec: the number of a key, and the key */
	{ "key", 2, true },
	/* ip l2tp */
	{ "cookie", 1, true }, { "peer_cookie", 1, true },
};

/* The names of sysctls that are keys end like this. */
#define SECRET_NAME	"secret="

static void mask_chars(char *text, size_t len)
{
	size_t prefix = len > 2 && text[0] == '0' && tolower(text[1]) == 'x' ? 2 : 0;

	memset(text + prefix, '*', len - prefix);
}

/* @cut: the last number may be longer than what is there */
static void mask_long_numbers(char *text, size_t len, bool cut)
{
	size_t at, end;

	for (at = 0; at + 2 < len; at = end) {
		end = at + 1;
		if (text[at] != '0' || tolower(text[at + 1]) != 'x')
			continue;
		for (end = at + 2; end < len && isxdigit(text[end]); end++)
			;
		if (end - at - 2 > DIGITS_MAX || (cut && end == len))
			mask_chars(text + at, end - at);
	}
}

static bool is_hex_number(const char *word, size_t len)
{
	while (len && isxdigit(word[len - 1]))
		len--;
	return !len;
}

/* Returns the index in secret_words, or its size. */
static size_t find_secret_word(const char *word, size_t len)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(secret_words); i++)
		if (strlen(secret_words[i].word) == len && !memcmp(secret_words[i].word, word, len))
			break;
	return i;
}

static void mask_assigned(char *word, size_t len)
{
	char *name = strnstr(word, SECRET_NAME, len);

	if (name) {
		name += strlen(SECRET_NAME);
		mask_chars(name, word + len - name);
	}
}

void nj_cmdline_mask(char *text, size_t len, bool cut)
{
	size_t at, end, found = ARRAY_SIZE(secret_words);
	unsigned int left = 0;	/* words until the secret comes */

	mask_long_numbers(text, len, cut);
	for (at = 0; at < len; at = end + 1) {
		for (end = at; end < len && text[end] && text[end] != ' '; end++)
			;
		if (end == at)
			continue;
		if (left && !--left) {
			if (!secret_words[found].hex || is_hex_number(text + at, end - at))
				mask_chars(text + at, end - at);
			continue;
		}
		mask_assigned(text + at, end - at);
		if (left)
			continue;
		found = find_secret_word(text + at, end - at);
		left = found < ARRAY_SIZE(secret_words) ? secret_words[found].after : 0;
	}
}
