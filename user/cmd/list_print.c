// SPDX-License-Identifier: GPL-2.0
/*
 * Prints the answers of `netjournal list`.
 */
#include <sys/socket.h>

#include "cmd/list_print.h"
#include "journal/cursor.h"
#include "net/birth.h"
#include "net/multipath.h"
#include "nl/spec_tables.h"

struct writer_arg {
	struct printer *printer;
	const struct record *rec;
};

/* In JSON, leaves out the message of the record, because it is the object itself. */
static bool writer_hook(struct out *o, const struct spec_set *set,
			const struct nlattr *attr, void *arg)
{
	const struct writer_arg *a = arg;

	(void)o;
	if (set == &spec_record && nla_type(attr) == NETJOURNAL_A_RECORD_ORIGIN) {
		print_origin_json(a->printer, a->rec, attr);
		return true;
	}
	return set == &spec_record && nla_type(attr) == NETJOURNAL_A_RECORD_MESSAGE;
}

/*
 * Returns whether the record is the deletion of the object in @ev. A deletion of a joined
 * route or of a bridge port can be about a part of the object only.
 */
static bool is_end(const struct event *ev, const struct record *rec)
{
	struct event end;

	if (multipath_joins(ev) || event_parse(&end, rec->message, rec->message_len))
		return false;
	return end.del && (ev->kind != NETJOURNAL_KIND_LINK || end.family != AF_BRIDGE);
}

static void print_writer(struct list_print *list, const struct event *ev)
{
	struct out *o = &list->printer.out;
	struct record rec = { 0 };
	struct writer_arg arg = { &list->printer, &rec };
	bool deleted;

	deleted = listing_writer(&list->listing, ev, &rec) && is_end(ev, &rec);
	if (!rec.attrs || (deleted && event_unannounced(ev))) {
		out_null(o, "last", NULL);
		return;
	}
	out_object(o, "last");
	if (o->json) {
		spec_print(o, &spec_record, rec.attrs, rec.len, 0, writer_hook,
			   &arg);
	} else {
		out_text(o, OUT_PLAIN, "  [");
		print_time(&list->printer, &rec, true);
		out_text(o, OUT_PLAIN, "  ");
		print_origin(&list->printer, &rec);
		print_seq(o, &rec);
		if (deleted)
			out_text(o, OUT_WARN, " deleted it, and it is there: something was not recorded");
		out_text(o, OUT_PLAIN, "]");
	}
	out_object_end(o);
	if (deleted)
		out_bool(o, "unrecorded", NULL, true);
	list->unrecorded |= deleted;
}

int list_print_object(const struct event *ev, void *arg)
{
	struct list_print *list = arg;
	struct out *o = &list->printer.out;

	if (list->count)
		return 0;
	out_object(o, NULL);
	event_print(o, ev, &list->listing.names);
	if (list->who)
		print_writer(list, ev);
	out_object_end(o);
	out_text(o, OUT_PLAIN, "\n");
	return 0;
}

void list_print_end(struct list_print *list)
{
	struct listing *l = &list->listing;
	struct out *o = &list->printer.out;
	char text[CURSOR_TEXT_MAX];

	if (list->count) {
		out_object(o, NULL);
		out_u64(o, "count", "%u\n", l->n);
		out_object_end(o);
		if (list->show_cursor)
			out_line_end(o);
	}
	if (list->show_cursor && l->cursor.has_instance) {
		cursor_text(&l->cursor, text);
		out_object(o, NULL);
		out_str(o, OUT_DIM, "cursor", "-- cursor: %s\n", text);
		out_object_end(o);
	}
	if (!list->count)
		out_array_end(o);
	out_line_end(o);
}
