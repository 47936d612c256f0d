// SPDX-License-Identifier: GPL-2.0
/* Compares the signs of `netjournal log`. See signs.h. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "signs.h"

#define COMMAND	"exec netjournal log -v link addr nexthop 2>&1"

/*
 * A line is "18:03:12.502  route   - 10.20.0.0/16 ...  #812". Returns the sign, and sets @seq.
 * Returns 0 if it is another line.
 */
static char parse_line(const char *line, uint64_t *seq)
{
	const char *end = strrchr(line, '#');
	char sign;

	if (!isdigit(line[0]) || !end || sscanf(line, "%*s %*s %c ", &sign) != 1)
		return 0;
	*seq = strtoull(end + 1, NULL, 10);
	return sign;
}

static char right_sign(const struct space *space, uint64_t seq)
{
	for (size_t i = 0; i < space->n_signs; i++)
		if (space->signs[i].seq == seq)
			return space->signs[i].sign;
	return 0;
}

bool signs_agree(const struct space *space, struct text *text)
{
	char *line = NULL, sign, right;
	size_t room = 0;
	uint64_t seq;
	FILE *f;

	text_clear(text);
	f = space_popen(space, COMMAND);
	while (f && getline(&line, &room, f) > 0) {
		sign = parse_line(line, &seq);
		right = sign ? right_sign(space, seq) : 0;
		if (!right || right == sign)
			continue;
		text_str(text, "# it should be ");
		text_add(text, &right, 1);
		text_str(text, ": ");
		text_str(text, line);
	}
	free(line);
	if (!f || pclose(f))
		text_str(text, "# netjournal log failed\n");
	return !text->len;
}
