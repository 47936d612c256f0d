// SPDX-License-Identifier: GPL-2.0
/* Lists the objects of an earlier moment. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/tool.h"
#include "cmd/list_at.h"
#include "decode/kind.h"
#include "journal/print.h"

/* An object whose state is not known: in JSON, its next known state is the member "later". */
static void print_unknown(struct out *o, const struct rewind_object *object, const struct event *ev,
			  const struct event_names *names)
{
	bool existed = object->before == SPAN_CHANGED;

	if (o->json) {
		out_u64(o, "unknown_before", NULL, object->next);
		if (existed)
			out_bool(o, "existed", NULL, true);
		else
			out_null(o, "existed", NULL);
		out_object(o, "later");
		event_print(o, ev, names);
		out_object_end(o);
		return;
	}
	event_name(o, ev, names);
	out_text(o, OUT_WARN, "  (%s before #%" PRIu64 " is not known)",
		 existed ? "it existed, but its state" : "whether it existed", object->next);
}

static void print_object(struct list_at *list, struct out *o, const struct rewind_object *object)
{
	struct event_names names = *rewind_names(&list->rewind);
	struct event ev;

	names.details = list->details;
	names.own = true;
	names.column = object_row(list->rewind.selector->kind)->column;
	event_parse(&ev, object->nlh, object->nlh->nlmsg_len);
	out_object(o, NULL);
	if (object->before == SPAN_PRESENT)
		event_print(o, &ev, &names);
	else
		print_unknown(o, object, &ev, &names);
	out_object_end(o);
	out_text(o, OUT_PLAIN, "\n");
}

static void print_count(const struct list_at *list, struct out *o)
{
	out_object(o, NULL);
	out_u64(o, "count", "%u\n", list->rewind.n);
	out_object_end(o);
}

static int print_answer(struct list_at *list)
{
	const struct rewind *p = &list->rewind;
	static struct printer printer;
	struct out *o = &printer.out;
	size_t i, unknown = 0;
	char text[512];

	printer_init(&printer, list->args->json, NULL);
	if (list->count)
		print_count(list, o);
	else
		out_array(o, NULL);
	for (i = 0; i < p->n; i++) {
		unknown += p->objects[i].before != SPAN_PRESENT;
		if (!list->count)
			print_object(list, o, &p->objects[i]);
	}
	if (!list->count)
		out_array_end(o);
	out_line_end(o);
	if (printer_flush(&printer))
		return STATUS_SYSTEM;
	if (!p->n) {
		reach_text(&p->reach, 0, text, sizeof(text));
		complain("list: there was no such object; the journal has %s", text);
	}
	if (reach_unseen(&p->reach, 1u << p->selector->kind, text, sizeof(text)))
		complain("list: not recorded now: %s", text);
	if (p->unannounced)
		complain("list: %zu object%s left out that the kernel has not announced yet",
			 p->unannounced, p->unannounced == 1 ? "" : "s");
	if (p->missed)
		complain("list: the kernel contradicts the journal about %zu object%s: something was not recorded",
			 p->missed, p->missed == 1 ? "" : "s");
	if (p->left_out)
		complain("list: %zu sysctl%s left out, because %s device is gone now",
			 p->left_out, p->left_out == 1 ? "" : "s", p->left_out == 1 ? "its" : "their");
	if (p->partial)
		complain("list: an object of which that journal has no record is not listed, because the journal began later than its namespace");
	return unknown || p->missed || p->left_out || p->partial ? STATUS_LOST : STATUS_DONE;
}

int list_at_run(struct list_at *list)
{
	struct rewind *p = &list->rewind;
	struct selector link;
	int err, status = STATUS_SYSTEM;

	if (selector_link(p->selector, &link))
		return args_usage(list->args, "--at: words about the link of an object cannot be combined with it");
	p->domain = domain_new();
	err = tool_catch_signals();
	if (!p->domain || err) {
		complain("list: %s", strerror(err ? -err : ENOMEM));
		return STATUS_SYSTEM;
	}
	err = rewind_run(p);
	if (err && err != -EINTR)
		complain("list: %s", p->error);
	else if (!err)
		status = print_answer(list);
	rewind_drop(p);
	domain_free(p->domain);
	return status;
}
