// SPDX-License-Identifier: GPL-2.0
/*
 * The timeline as a page. The page is cmd/timeline.html, in which the lanes take the place of a
 * mark.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/timeline_files.h"
#include "decode/kind.h"

#define MARK	"@LANES@"

extern const char timeline_page[];

__asm__(".section .rodata\n"
	".global timeline_page\n"
	"timeline_page:\n"
	".incbin \"" TIMELINE_PAGE "\"\n"
	".byte 0\n"
	".previous\n");

static void print_mark(const struct lane_mark *mark, struct out *o)
{
	out_object(o, NULL);
	out_u64(o, "time", NULL, mark->time);
	out_u64(o, "seq", NULL, mark->seq);
	out_u64(o, "by", NULL, mark->by);
	out_str(o, OUT_PLAIN, "state", NULL, lane_state_name(mark->state));
	out_strn(o, OUT_PLAIN, "sign", NULL, &mark->sign, 1);
	out_str(o, OUT_PLAIN, "text", NULL, mark->text);
	out_object_end(o);
}

void timeline_json(const struct lanes *l, struct out *o)
{
	const struct lane *lane;
	size_t i;

	out_object(o, NULL);
	out_array(o, "actors");
	for (i = 0; i < l->n_actors; i++) {
		out_object(o, NULL);
		out_str(o, OUT_PLAIN, "by", NULL, l->actors[i].who.name);
		out_str(o, OUT_PLAIN, "by-type", NULL, culprit_type_name(&l->actors[i].who));
		out_u64(o, "changes", NULL, l->actors[i].n);
		out_object_end(o);
	}
	out_array_end(o);
	out_array(o, "lanes");
	for (lane = l->first; lane; lane = lane->next) {
		out_object(o, NULL);
		out_str(o, OUT_PLAIN, "kind", NULL, object_row(lane->kind)->name);
		out_str(o, OUT_PLAIN, "name", NULL, lane->name);
		out_array(o, "marks");
		for (i = 0; i < lane->n; i++)
			print_mark(&lane->marks[i], o);
		out_array_end(o);
		out_object_end(o);
	}
	out_array_end(o);
	out_object_end(o);
	out_line_end(o);
}

/*
 * In JSON, "<" is only in strings. Written as a number it cannot end the script of the page,
 * whatever somebody has called a device or a program.
 */
static void put_script(FILE *file, const char *json, size_t len)
{
	for (; len; len--, json++) {
		if (*json == '<')
			fputs("\\u003c", file);
		else
			fputc(*json, file);
	}
}

int timeline_html(const struct lanes *l, FILE *file)
{
	const char *mark = strstr(timeline_page, MARK);
	static struct out o;
	char *json = NULL;
	size_t len = 0;
	FILE *memory = open_memstream(&json, &len);

	if (!memory)
		return -ENOMEM;
	out_init(&o, memory, true, false);
	timeline_json(l, &o);
	out_flush(&o);
	if (ferror(memory) | fclose(memory)) {
		free(json);
		return -ENOMEM;
	}
	fwrite(timeline_page, 1, mark - timeline_page, file);
	put_script(file, json, len);
	fputs(mark + strlen(MARK), file);
	free(json);
	return 0;
}
