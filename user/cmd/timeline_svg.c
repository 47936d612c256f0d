// SPDX-License-Identifier: GPL-2.0
/* The timeline as a picture. Each record has a title, which browsers show on hover. */
#include <inttypes.h>
#include <string.h>

#include "base/out_put.h"
#include "base/timeparse.h"
#include "base/util.h"
#include "cmd/timeline_files.h"
#include "decode/kind.h"

#define LEFT	230
#define WIDTH	1000	/* of the lanes */
#define ROW	20
#define TOP	40
#define TICKS	8

static const char *const state_colours[] = {
	[LANE_DOWN] = "#bbb", [LANE_NO_CARRIER] = "#e8c87a", [LANE_THERE] = "#9cc79c",
};

static const char *const actor_colours[] = {
	"#1f77b4", "#d62728", "#9467bd", "#ff7f0e", "#17becf", "#8c564b", "#e377c2", "#2ca02c",
	"#bcbd22", "#393b79",
};

static const char *colour_of(const struct lanes *l, size_t by)
{
	if (l->actors[by].who.type == CULPRIT_KERNEL)
		return "#555";
	return actor_colours[by % ARRAY_SIZE(actor_colours)];
}

/* Returns the length of a character that XML can contain and that is more than one byte long, or 0. */
static unsigned int xml_len(const char *text)
{
	const unsigned char *s = (const unsigned char *)text;
	unsigned int n = out_utf8_len(s, s + strlen(text));

	/* U+FFFE and U+FFFF are no characters. */
	return n == 3 && s[0] == 0xef && s[1] == 0xbf && s[2] >= 0xbe ? 0 : n;
}

/* Writes text for XML, which can contain neither control characters nor invalid UTF-8. */
static void put_xml(FILE *file, const char *text)
{
	static const struct {
		char c;
		const char *entity;
	} entities[] = {
		{ '<', "&lt;" }, { '>', "&gt;" }, { '&', "&amp;" }, { '"', "&quot;" },
	};
	unsigned int n;
	size_t i;

	for (; *text; text += n ? n : 1) {
		n = xml_len(text);
		for (i = 0; i < ARRAY_SIZE(entities) && entities[i].c != *text; i++)
			;
		if (i < ARRAY_SIZE(entities))
			fputs(entities[i].entity, file);
		else if (n)
			fwrite(text, 1, n, file);
		else
			fputc(*text >= ' ' && *text <= '~' ? *text : '?', file);
	}
}

static double x_of(const struct lanes *l, uint64_t time)
{
	uint64_t span = l->to - l->from;

	return LEFT + (span ? (double)(time - l->from) / span * WIDTH : 0);
}

static void put_scale(const struct lanes *l, FILE *file, size_t height)
{
	struct time_text text = { 0 };
	uint64_t time;
	double x;
	int i;

	time_text_set(&text, l->from);
	fprintf(file, "<text x=\"4\" y=\"24\">%s</text>\n", text.date);
	for (i = 0; i <= TICKS; i++) {
		time = l->from + (l->to - l->from) / TICKS * i;
		time_text_set(&text, time);
		x = LEFT + (double)WIDTH / TICKS * i;
		fprintf(file, "<path d=\"M%.1f %d V%zu\" stroke=\"#ddd\"/>", x, TOP - 8, height);
		fprintf(file, "<text x=\"%.1f\" y=\"24\" text-anchor=\"middle\">%s.%03u</text>\n", x,
			text.clock, (unsigned int)(time % NS_PER_S / 1000000));
	}
}

static void put_bar(FILE *file, enum lane_state state, double from, double to, int y)
{
	if (state == LANE_GONE || to - from < 0.05)
		return;
	fprintf(file, "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"8\" fill=\"%s\"/>\n", from,
		y + 6, to - from, state_colours[state]);
}

static void put_mark(const struct lanes *l, FILE *file, const struct lane_mark *mark, int y)
{
	struct time_text text = { 0 };

	time_text_set(&text, mark->time);
	fprintf(file, "<circle cx=\"%.1f\" cy=\"%d\" r=\"4\" fill=\"%s\"><title>%s.%03u ",
		x_of(l, mark->time), y + 10, colour_of(l, mark->by), text.clock,
		(unsigned int)(mark->time % NS_PER_S / 1000000));
	put_xml(file, mark->text);
	fprintf(file, " #%" PRIu64 "\n", mark->seq);
	put_xml(file, l->actors[mark->by].who.name);
	fputs("</title></circle>\n", file);
}

static void put_lane(const struct lanes *l, FILE *file, const struct lane *lane, int y)
{
	size_t i;

	fprintf(file, "<svg x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\"><text x=\"4\" y=\"14\">%s ", y,
		LEFT - 8, ROW, object_row(lane->kind)->name);
	put_xml(file, lane->name);
	fputs("</text></svg>\n", file);
	if (lane->marks[0].sign == '-')
		put_bar(file, LANE_THERE, LEFT, x_of(l, lane->marks[0].time), y);
	for (i = 0; i < lane->n; i++)
		put_bar(file, lane->marks[i].state, x_of(l, lane->marks[i].time),
			i + 1 < lane->n ? x_of(l, lane->marks[i + 1].time) : LEFT + WIDTH, y);
	for (i = 0; i < lane->n; i++)
		put_mark(l, file, &lane->marks[i], y);
}

int timeline_svg(const struct lanes *l, FILE *file)
{
	size_t height = TOP + ROW * (l->n + l->n_actors) + 30, i;
	const struct lane *lane;
	int y = TOP;

	fprintf(file, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%zu\" font-family=\"sans-serif\" font-size=\"12\">\n",
		LEFT + WIDTH + 40, height);
	fputs("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n", file);
	put_scale(l, file, TOP + ROW * l->n);
	for (lane = l->first; lane; lane = lane->next, y += ROW)
		put_lane(l, file, lane, y);
	for (i = 0, y += ROW; i < l->n_actors; i++, y += ROW) {
		fprintf(file, "<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">",
			LEFT, y, colour_of(l, i), LEFT + 10, y + 4);
		put_xml(file, l->actors[i].who.name);
		fprintf(file, " (%" PRIu64 ")</text>\n", l->actors[i].n);
	}
	fputs("</svg>\n", file);
	return 0;
}
