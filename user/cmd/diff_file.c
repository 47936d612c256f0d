// SPDX-License-Identifier: GPL-2.0
/* Compares a saved list with the kernel's objects. */
#include <errno.h>
#include <netlink/msg.h>
#include <string.h>

#include "base/tool.h"
#include "cmd/delta_print.h"
#include "cmd/diff_file.h"
#include "decode/kind.h"
#include "journal/print.h"
#include "net/authors.h"
#include "net/changes.h"
#include "net/domain_net.h"
#include "net/listing.h"
#include "net/saved.h"

/* Columns of the sign and the kind. */
#define KIND_WIDTH	10

struct diff_file {
	struct saved saved;
	struct listing listing;
	struct authors authors;
	struct printer printer;
	size_t n;
};

static const char *kind_name(const struct diff_file *d)
{
	return object_row(d->saved.kind)->name;
}

static void begin_object(struct diff_file *d, char sign)
{
	static const char *const actions[] = { ['+'] = "new", ['-'] = "del", ['~'] = "change" };
	struct out *o = &d->printer.out;
	struct out_mark start = out_mark(o);

	d->n++;
	out_object(o, NULL);
	if (o->json) {
		out_str(o, OUT_PLAIN, "kind", NULL, kind_name(d));
		out_str(o, OUT_PLAIN, "action", NULL, actions[(int)sign]);
		return;
	}
	event_print_sign(o, sign);
	out_str(o, OUT_PLAIN, NULL, "%s", kind_name(d));
	out_pad(o, start, KIND_WIDTH);
}

/* Prints who made the object what it is, as far as the journal tells. @path: of what differs; see authors_find() */
static void print_author(struct diff_file *d, const struct event *ev, const char *path)
{
	struct record rec;

	if (authors_find(&d->authors, ev, path, &rec))
		delta_print_author(&d->printer, &rec);
}

/* Prints the members of a saved object as text. */
static void print_members(struct out *o, const struct values *v, size_t object)
{
	size_t at, end = value_next(v, object);

	for (at = object + 1; at < end; at = value_next(v, at)) {
		if (v->list[at].type == VALUE_ARRAY && !v->list[at].inside)
			continue;
		out_text(o, OUT_PLAIN, at == object + 1 ? "" : " ");
		out_str(o, OUT_PLAIN, NULL, "%s ", value_key(v, at));
		changes_print_value(o, v, at);
	}
}

/* Prints an object that the kernel does not have, and who deleted it. */
static void print_gone_object(struct diff_file *d, const struct saved_object *object)
{
	struct nl_msg *msg = saved_message(&d->saved, object);
	struct out *o = &d->printer.out;
	struct event ev;

	if (msg && event_parse(&ev, nlmsg_hdr(msg), nlmsg_hdr(msg)->nlmsg_len)) {
		nlmsg_free(msg);
		msg = NULL;
	}
	if (o->json)
		value_print(o, "event", &d->saved.values, object->at);
	else if (msg && ev.kind == NETJOURNAL_KIND_LINK)
		event_brief(o, &ev, &d->listing.names);
	else
		print_members(o, &d->saved.values, object->at);
	if (msg)
		print_author(d, &ev, NULL);
	nlmsg_free(msg);
}

static void end_object(struct diff_file *d)
{
	out_object_end(&d->printer.out);
	out_text(&d->printer.out, OUT_PLAIN, "\n");
}

/* One side of a change, as text. */
static void print_side(struct out *o, const struct values *v, size_t at)
{
	if (!at)
		out_text(o, OUT_PLAIN, "none");
	else
		changes_print_value(o, v, at);
}

static void print_changes(struct diff_file *d, const struct saved_change *changes, int n)
{
	struct out *o = &d->printer.out;
	int i;

	out_array(o, "changes");
	for (i = 0; i < n; i++) {
		out_object(o, NULL);
		out_str(o, OUT_PLAIN, "name", i ? ", %s " : " %s ", changes[i].name);
		if (o->json) {
			value_print(o, "old", &d->saved.values, changes[i].old);
			if (changes[i].new)
				value_print(o, "new", &d->saved.now, changes[i].new);
		} else {
			print_side(o, &d->saved.values, changes[i].old);
			out_text(o, OUT_PLAIN, " -> ");
			print_side(o, &d->saved.now, changes[i].new);
		}
		out_object_end(o);
	}
	out_array_end(o);
}

static int on_object(const struct event *ev, void *arg)
{
	struct saved_change changes[SAVED_CHANGES_MAX];
	struct diff_file *d = arg;
	struct out *o = &d->printer.out;
	const struct event_names *names = &d->listing.names;
	int n = saved_compare(&d->saved, ev, names, changes);

	if (!n || n == -ENOMEM)
		return n;
	begin_object(d, n < 0 ? '+' : '~');
	if (o->json)
		event_print_object(o, ev, names);
	else if (n < 0)
		event_brief(o, ev, names);
	else
		event_name(o, ev, names);
	if (n > 0)
		print_changes(d, changes, n);
	print_author(d, ev, n > 0 ? changes[0].name : NULL);
	end_object(d);
	return 0;
}

/* Prints the saved objects that the kernel does not have. */
static void print_gone(struct diff_file *d)
{
	size_t i;

	for (i = 0; i < d->saved.n; i++) {
		if (d->saved.objects[i].seen)
			continue;
		begin_object(d, '-');
		print_gone_object(d, &d->saved.objects[i]);
		end_object(d);
	}
}

static int compare_all(struct diff_file *d, const struct args *a)
{
	struct selector sel = {
		.kind = d->saved.kind, .family = d->saved.family, .all_tables = d->saved.all_tables,
	};
	struct listing *l = &d->listing;
	int err = tool_catch_signals();

	selector_defaults(&sel);
	l->sel = &sel;
	l->out = &d->printer.out;
	l->object = on_object;
	l->arg = d;
	printer_init(&d->printer, a->json, NULL);
	out_array(&d->printer.out, NULL);
	if (!err)
		err = listing_open(l);
	/* Without the journal it is not known who did it. */
	if (!err && l->has_journal && authors_read(&d->authors, d->saved.kind) == -ENOMEM)
		err = -ENOMEM;
	print_past(&d->printer, &d->authors.reader);
	if (!err)
		err = listing_run(l);
	if (err)
		complain("diff: %s", listing_error(l, err));
	else
		print_gone(d);
	listing_close(l);
	authors_drop(&d->authors);
	if (err)
		return STATUS_SYSTEM;
	out_array_end(&d->printer.out);
	out_line_end(&d->printer.out);
	if (printer_flush(&d->printer))
		return STATUS_SYSTEM;
	return d->n ? 1 : 0;
}

int diff_file_run(const struct args *a, const char *path, uint32_t kinds)
{
	static struct diff_file d;
	enum netjournal_kind kind = kinds ? __builtin_ctz(kinds) : 0;
	int status;

	if (kinds & (kinds - 1))
		return args_usage(a, "a saved list has only one kind of objects");
	if (saved_read(&d.saved, path, kind)) {
		complain("diff: %s: %s", path, d.saved.error);
		saved_drop(&d.saved);
		return STATUS_SYSTEM;
	}
	status = compare_all(&d, a);
	saved_drop(&d.saved);
	return status;
}
