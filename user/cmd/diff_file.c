// SPDX-License-Identifier: GPL-2.0
/* Compares a saved list with the kernel's objects. */
#include <errno.h>
#include <string.h>

#include "base/tool.h"
#include "cmd/diff_file.h"
#include "decode/kind.h"
#include "journal/print.h"
#include "net/changes.h"
#include "net/domain_net.h"
#include "net/listing.h"
#include "net/saved.h"

/* Columns of the sign and the kind. */
#define KIND_WIDTH	10

struct diff_file {
	struct saved saved;
	struct listing listing;
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
	end_object(d);
	return 0;
}

/* Prints the saved objects that the kernel does not have. */
static void print_gone(struct diff_file *d)
{
	const struct values *v = &d->saved.values;
	struct out *o = &d->printer.out;
	size_t i, at, end;

	for (i = 0; i < d->saved.n; i++) {
		if (d->saved.objects[i].seen)
			continue;
		begin_object(d, '-');
		at = d->saved.objects[i].at;
		if (o->json)
			value_print(o, "event", v, at);
		end = value_next(v, at);
		for (at++; !o->json && at < end; at = value_next(v, at)) {
			if (v->list[at].type == VALUE_ARRAY && !v->list[at].inside)
				continue;
			out_str(o, OUT_PLAIN, NULL, "%s ", value_key(v, at));
			changes_print_value(o, v, at);
			out_text(o, OUT_PLAIN, " ");
		}
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
	if (!err)
		err = listing_run(l);
	if (err)
		complain("diff: %s", listing_error(l, err));
	listing_close(l);
	if (err)
		return STATUS_SYSTEM;
	print_gone(d);
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
