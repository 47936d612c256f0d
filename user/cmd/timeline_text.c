// SPDX-License-Identifier: GPL-2.0
/*
 * The timeline as text: a line for each object, in which a column is a span of time. A letter
 * is a record, and stands for who made it.
 */
#include <inttypes.h>
#include <string.h>

#include "base/timeparse.h"
#include "base/util.h"
#include "cmd/timeline_text.h"
#include "decode/kind.h"

#define WIDTH		80
#define NAME_WIDTH	22
#define LANES_MAX	40
#define COLUMNS_MAX	500
#define TICK		16	/* columns from one time to the next */

static const char state_chars[] = {
	[LANE_GONE] = ' ', [LANE_DOWN] = '.', [LANE_NO_CARRIER] = '-', [LANE_THERE] = '=',
};

static char letter_of(size_t by)
{
	return by < 26 ? 'a' + by : '?';
}

/* Colours come again after some actors. */
static enum out_colour colour_of(char c)
{
	static const enum out_colour colours[] = {
		OUT_NAME, OUT_VALUE, OUT_OTHER_VALUE, OUT_ADD, OUT_DEL, OUT_WARN,
	};

	return c >= 'a' && c <= 'z' ? colours[(c - 'a') % ARRAY_SIZE(colours)] : OUT_PLAIN;
}

static size_t column_of(const struct lanes *l, uint64_t time, size_t columns)
{
	uint64_t span = l->to - l->from;

	return span ? (size_t)((double)(time - l->from) / span * (columns - 1)) : 0;
}

/* What the object was before its first record. */
static char char_before(const struct lane *lane)
{
	if (lane->marks[0].sign == '+')
		return ' ';
	return lane->marks[0].state == LANE_GONE ? '=' : '?';
}

static void fill_lane(const struct lanes *l, const struct lane *lane, char *line, size_t columns)
{
	char state = char_before(lane), letter;
	size_t at = 0, i, to;

	for (i = 0; i < lane->n; i++) {
		to = column_of(l, lane->marks[i].time, columns);
		for (; at < to; at++)
			line[at] = state;
		letter = letter_of(lane->marks[i].by);
		/* There are several records in the column. */
		if (at > to && line[to] != letter)
			letter = '*';
		line[to] = letter;
		at = to + 1;
		state = state_chars[lane->marks[i].state];
	}
	for (; at < columns; at++)
		line[at] = state;
}

static void print_lane(const struct lanes *l, const struct lane *lane, struct out *o,
		       size_t columns)
{
	struct out_mark start = out_mark(o);
	char line[COLUMNS_MAX];
	size_t i;

	out_str(o, OUT_PLAIN, NULL, "%s ", object_row(lane->kind)->name);
	out_str(o, OUT_NAME, NULL, "%s", lane->name);
	out_cut(o, start, NAME_WIDTH - 1);
	out_pad(o, start, NAME_WIDTH);
	fill_lane(l, lane, line, columns);
	for (i = 0; i < columns; i++)
		out_word(o, colour_of(line[i]), NULL, "%s", &line[i], 1);
	out_lit(o, "\n");
}

/* A time every TICK columns. */
static void print_scale(const struct lanes *l, struct out *o, size_t columns)
{
	struct time_text text = { 0 };
	uint64_t span = l->to - l->from, time;
	size_t at;

	time_text_set(&text, l->from);
	out_text(o, OUT_DIM, "%-*s", NAME_WIDTH, text.date);
	for (at = 0; at + TICK <= columns || !at; at += TICK) {
		time = l->from + span / (columns - 1 ? columns - 1 : 1) * at;
		time_text_set(&text, time);
		if (span < 60ull * NS_PER_S)
			out_text(o, OUT_DIM, "|%s.%03u   ", text.clock,
				 (unsigned int)(time % NS_PER_S / 1000000));
		else
			out_text(o, OUT_DIM, "|%s       ", text.clock);
	}
	out_lit(o, "\n");
}

static void print_legend(const struct lanes *l, struct out *o)
{
	char letter;
	size_t i;

	out_text(o, OUT_DIM, "= there  - no carrier  . down  ? not known  * several");
	out_lit(o, "\n");
	for (i = 0; i < l->n_actors; i++) {
		letter = letter_of(i);
		out_word(o, colour_of(letter), NULL, "%s ", &letter, 1);
		out_str(o, OUT_WHO, NULL, "%s", l->actors[i].who.name);
		out_text(o, OUT_DIM, " (%" PRIu64 ")", l->actors[i].n);
		out_lit(o, "\n");
	}
}

void timeline_text(const struct lanes *l, struct out *o, size_t width)
{
	size_t columns = width ? width : WIDTH, i = 0;
	const struct lane *lane;

	/* A line that is longer than the terminal can be read; one without columns says nothing. */
	columns = columns > NAME_WIDTH + TICK ? columns - NAME_WIDTH : TICK;
	if (columns > COLUMNS_MAX)
		columns = COLUMNS_MAX;
	print_scale(l, o, columns);
	for (lane = l->first; lane && i < LANES_MAX; lane = lane->next, i++)
		print_lane(l, lane, o, columns);
	if (lane) {
		out_text(o, OUT_DIM, "and %zu more objects; name the ones that you want, or use --html",
			 l->n - i);
		out_lit(o, "\n");
	}
	print_legend(l, o);
}
