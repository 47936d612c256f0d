// SPDX-License-Identifier: GPL-2.0
/* Prints a plan as lines for a shell, in which all else is a comment, or as JSON. */
#include <inttypes.h>

#include "cmd/undo_print.h"

#define LINE_WIDTH	56

void undo_print_begin(struct undo_print *p, bool json)
{
	printer_init(&p->printer, json, NULL);
	out_object(&p->printer.out, NULL);
	out_array(&p->printer.out, "commands");
}

static void print_step(struct out *o, const struct undo_step *step)
{
	struct out_mark start = out_mark(o);

	out_str(o, OUT_PLAIN, "command", "%s", step->line);
	out_pad(o, start, LINE_WIDTH);
	out_u64(o, "undoes", "  # undoes #%u", step->seq);
}

void undo_print_done(struct undo_print *p, const struct undo_step *step, const char *said)
{
	struct out *o = &p->printer.out;

	out_object(o, NULL);
	print_step(o, step);
	out_bool(o, "done", NULL, !said);
	if (said)
		out_str(o, OUT_WARN, "error", "; failed: %s", said);
	out_object_end(o);
	out_text(o, OUT_PLAIN, "\n");
	printer_flush(&p->printer);
}

/* A step that was not carried out, or that is still needed afterwards. */
static void print_left(struct out *o, const struct undo_step *step, bool applied)
{
	out_object(o, NULL);
	out_text(o, OUT_WARN, applied ? "# still needed: " : "");
	print_step(o, step);
	out_object_end(o);
	out_text(o, OUT_PLAIN, "\n");
}

static void print_note(struct out *o, const struct undo_note *note)
{
	out_object(o, NULL);
	out_text(o, OUT_WARN, "# not undone: ");
	out_u64(o, "seq", "#%u, ", note->seq);
	out_str(o, OUT_PLAIN, "object", "%s: ", note->object);
	out_str(o, OUT_PLAIN, "why", "%s\n", note->why);
	out_object_end(o);
}

void undo_print_end(struct undo_print *p, const struct undo *u, bool applied)
{
	struct out *o = &p->printer.out;
	size_t i;

	if (applied) {
		out_array_end(o);
		out_array(o, "failed");
	}
	for (i = 0; i < u->n; i++)
		print_left(o, &u->steps[i], applied);
	out_array_end(o);
	out_array(o, "notes");
	for (i = 0; i < u->n_notes; i++)
		print_note(o, &u->notes[i]);
	out_array_end(o);
	out_object_end(o);
	out_line_end(o);
	if (!u->n && !u->n_notes && !u->off && !applied)
		out_text(o, OUT_PLAIN, "# nothing to do: it is as it was\n");
}
