// SPDX-License-Identifier: GPL-2.0
/*
 * The columns of a line of text: padding it, and cutting it where a terminal ends.
 */
#include <string.h>
#include <sys/ioctl.h>

#include "base/out.h"
#include "base/out_put.h"

/* The end of a text that was cut. */
#define CUT	"..."
#define CUT_LEN	(sizeof(CUT) - 1)

static bool is_ascii(const char *s, size_t len)
{
	uint64_t word, high = 0;
	size_t i;

	for (i = 0; i + sizeof(word) <= len; i += sizeof(word)) {
		memcpy(&word, s + i, sizeof(word));
		high |= word;
	}
	for (; i < len; i++)
		high |= (unsigned char)s[i];
	return !(high & 0x8080808080808080);
}

/* Returns the bytes of the text @s that take @width columns, and sets @columns to those. */
static size_t measure(const struct out *o, const char *s, size_t len, size_t width, size_t *columns)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++) {
		if (s[i] == '\033' && o->colour) {
			while (i < len && s[i] != 'm')
				i++;
		} else if ((s[i] & 0xc0) != 0x80 && n++ == width) {
			n--;
			break;
		}
	}
	*columns = n;
	return i;
}

size_t out_columns(const struct out *o, struct out_mark mark)
{
	size_t len, n;
	const char *s = out_since(o, mark, &len);

	if (!s)
		return 0;
	if (!o->colour && is_ascii(s, len))
		return len;
	measure(o, s, len, len, &n);
	return n;
}

void out_pad(struct out *o, struct out_mark mark, size_t width)
{
	static const char blanks[] = "                ";
	const size_t most = sizeof(blanks) - 1;
	size_t n, len;

	/* Part of the line was flushed, so it is longer than any padding. */
	if (o->json || !out_since(o, mark, &len))
		return;
	n = out_columns(o, mark);
	for (; n + most <= width; n += most)
		out_put(o, blanks, most);
	if (n < width)
		out_put(o, blanks, width - n);
}

void out_cut(struct out *o, struct out_mark mark, size_t width)
{
	size_t len, n;
	const char *s = out_since(o, mark, &len);

	if (o->json || !s || !width || out_columns(o, mark) <= width)
		return;
	o->len = mark.len + measure(o, s, len, width > CUT_LEN ? width - CUT_LEN : 0, &n);
	out_put(o, CUT, CUT_LEN);
	if (o->colour)
		out_put(o, "\033[0m", strlen("\033[0m"));
}

void out_trim(struct out *o, struct out_mark mark)
{
	size_t len;
	const char *s = out_since(o, mark, &len);

	if (o->json || !s)
		return;
	for (; len && s[len - 1] == ' '; len--)
		o->len--;
}

/* Returns the length of the beginning of @text that ends before a blank and takes at most @width columns, if one does. */
static size_t fitting_len(const char *text, size_t width)
{
	size_t i, columns = 0, blank = 0;

	for (i = 0; text[i]; i++) {
		if (text[i] == ' ')
			blank = i;
		columns += (text[i] & 0xc0) != 0x80;
		if (columns > width)
			return blank ? blank : i + strcspn(text + i, " ");
	}
	return i;
}

void out_wrap(struct out *o, const char *text, size_t width)
{
	size_t len;

	for (; *text; text += len + strspn(text + len, " ")) {
		len = fitting_len(text, width);
		out_word(o, OUT_PLAIN, NULL, "%s", text, len);
		if (text[len])
			out_lit(o, "\n");
	}
}

size_t out_width(FILE *file)
{
	struct winsize size;

	/* No terminal, and no pipe, is so narrow that a line has no room at all. */
	if (ioctl(fileno(file), TIOCGWINSZ, &size) || !size.ws_col)
		return 0;
	return size.ws_col < 40 ? 40 : size.ws_col;
}
