// SPDX-License-Identifier: GPL-2.0
/* Compares a saved list with the kernel's objects. */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "base/tool.h"
#include "base/util.h"
#include "cmd/delta_print.h"
#include "cmd/diff_file.h"
#include "decode/kind.h"
#include "journal/print.h"
#include "net/authors.h"
#include "net/changes.h"
#include "net/delta.h"
#include "net/domain_net.h"
#include "net/listing.h"
#include "net/saved.h"

struct diff_file {
	bool all;
	struct saved saved;
	struct listing listing;
	struct authors authors;
	struct printer printer;
	size_t n, folded;
};

static const char *kind_name(const struct diff_file *d)
{
	return object_row(d->saved.kind)->name;
}

static bool is_asked_for(const struct record *author)
{
	return author && record_is_asked_for(author);
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
			if (changes[i].old)
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

/* Prints a present object. @n: how many changes it has; -1: it is new */
static void print_present(struct diff_file *d, const struct event *ev, const struct record *author,
			  const struct saved_change *changes, int n)
{
	char sign = n < 0 ? '+' : '~';
	struct out *o = &d->printer.out;
	const struct event_names *names = &d->listing.names;
	struct out_mark start;

	d->n++;
	if (o->json) {
		delta_begin_object(&d->printer, sign, kind_name(d));
		event_print_object(o, ev, names);
		if (n > 0)
			print_changes(d, changes, n);
		delta_end_object(&d->printer, author);
		return;
	}
	start = delta_begin_line(&d->printer, sign, kind_name(d));
	if (n < 0) {
		event_brief(o, ev, names);
	} else {
		event_name(o, ev, names);
		print_changes(d, changes, n);
	}
	delta_end_line(&d->printer, start, author);
}

/* The first object begins the list, also one that is made again because objects changed meanwhile. */
static void begin_list(struct diff_file *d)
{
	saved_begin(&d->saved);
	d->n = 0;
	d->folded = 0;
}

/* Compares a present object. See saved_compare(). */
static int compare_object(struct diff_file *d, const struct event *ev, struct saved_change *changes)
{
	if (d->listing.n == 1)
		begin_list(d);
	return saved_compare(&d->saved, ev, &d->listing.names, changes);
}

static int on_object(const struct event *ev, void *arg)
{
	struct saved_change changes[SAVED_CHANGES_MAX];
	struct diff_file *d = arg;
	int n = compare_object(d, ev, changes);
	struct record rec, *author;

	if (!n || n == -ENOMEM)
		return n;
	author = authors_find(&d->authors, ev, n > 0 ? changes[0].name : NULL, &rec) ? &rec : NULL;
	if (d->all || is_asked_for(author) || !delta_is_kernels_own(ev))
		print_present(d, ev, author, changes, n);
	else
		d->folded++;
	return 0;
}

/* Remembers who deleted a saved object. */
static int on_gone(const struct event *ev, const struct record *rec, const struct event_names *names, void *arg)
{
	struct diff_file *d = arg;
	struct saved_object *object = saved_find(&d->saved, ev, names);
	struct record last;

	if (!object || (record_copy_get(&object->deleter, &last) && last.seq > rec->seq))
		return 0;
	return record_copy_set(&object->deleter, rec);
}

/* What `ip` calls a member of its JSON. */
static const struct member_word {
	const char *key, *word;
} member_words[] = {
	{ "gateway", "via" }, { "prefsrc", "src" }, { "protocol", "proto" }, { "ifname", "dev" }, { "link_type", "type" },
	{ "broadcast", "brd" },
};

static const char *word_of(const char *key)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(member_words); i++)
		if (!strcmp(member_words[i].key, key))
			return member_words[i].word;
	return key;
}

static void print_member(struct out *o, const struct values *v, size_t at)
{
	const struct value *value = &v->list[at];
	const char *key = value_key(v, at);

	/* Text has no empty lists, no nested members, and no counters. */
	if (value->type == VALUE_OBJECT || (value->type == VALUE_ARRAY && !value->inside) ||
	    (changes_is_volatile(key) && strcmp(key, "vlan")))
		return;
	out_str(o, OUT_PLAIN, NULL, " %s", word_of(key));
	if (value->type == VALUE_BOOL)
		return;
	out_text(o, OUT_PLAIN, " ");
	changes_print_value(o, v, at);
}

/* Prints the members of a saved object as text, first the one that names it. */
static void print_members(struct diff_file *d, const struct saved_object *object)
{
	const struct values *v = &d->saved.values;
	size_t at, end = value_next(v, object->at), key = value_member(v, object->at, saved_main_key(&d->saved));
	struct out *o = &d->printer.out;

	if (object->vlan)
		out_u64(o, NULL, "%llu", object->vlan);
	else if (key)
		changes_print_value(o, v, key);
	if (object->dev)
		out_str(o, OUT_PLAIN, NULL, " dev %s", object->dev);
	for (at = object->at + 1; at < end; at = value_next(v, at))
		if (at != key)
			print_member(o, v, at);
}

/*
 * Returns whether the record tells of one object as it was, which is then in @ev. Of a neighbour that goes, the kernel says
 * FAILED.
 */
static bool is_of_one(const struct record *rec, struct event *ev)
{
	return !event_parse(ev, rec->message, rec->message_len) && ev->kind != NETJOURNAL_KIND_NEIGH &&
	       event_count(ev) == 1;
}

/* Prints an object that the kernel does not have, and who deleted it. */
static void print_gone_object(struct diff_file *d, const struct saved_object *object)
{
	struct out *o = &d->printer.out;
	struct record rec, *author = record_copy_get(&object->deleter, &rec) ? &rec : NULL;
	struct event ev;
	bool known = author && is_of_one(author, &ev);
	struct out_mark start;

	if (!d->all && !is_asked_for(author) &&
	    (known ? delta_is_kernels_own(&ev) : saved_is_learned(&d->saved, object))) {
		d->folded++;
		return;
	}
	d->n++;
	if (o->json) {
		delta_begin_object(&d->printer, '-', kind_name(d));
		value_print(o, "event", &d->saved.values, object->at);
		delta_end_object(&d->printer, author);
		return;
	}
	start = delta_begin_line(&d->printer, '-', kind_name(d));
	if (known)
		event_brief(o, &ev, authors_names(&d->authors, rec.seq));
	else
		print_members(d, object);
	delta_end_line(&d->printer, start, author);
}

static int print_all_gone(struct diff_file *d)
{
	int err = authors_each_gone(&d->authors, on_gone, d);
	size_t i;

	for (i = 0; !err && i < d->saved.n; i++)
		if (!d->saved.objects[i].seen)
			print_gone_object(d, &d->saved.objects[i]);
	return err;
}

/* Counts what differs. */
static int count_object(const struct event *ev, void *arg)
{
	struct saved_change changes[SAVED_CHANGES_MAX];
	struct diff_file *d = arg;
	int n = compare_object(d, ev, changes);

	d->n += n && n != -ENOMEM;
	return n == -ENOMEM ? n : 0;
}

/* A list of rules without an address is taken for the family with which it differs less. */
static int choose_family(struct diff_file *d, struct selector *sel)
{
	static const struct {
		uint8_t family;
		const char *name;
	} families[] = { { AF_INET, "IPv4" }, { AF_INET6, "IPv6" } };
	size_t differ[ARRAY_SIZE(families)], i;
	int err = 0;

	d->listing.object = count_object;
	for (i = 0; !err && i < ARRAY_SIZE(families); i++) {
		sel->family = families[i].family;
		begin_list(d);
		err = listing_run(&d->listing);
		differ[i] = d->n + saved_unseen(&d->saved);
	}
	if (err)
		return err;
	i = differ[1] < differ[0];
	sel->family = families[i].family;
	if (differ[i])
		complain("diff: the list does not say its family; it is compared with %s, from which it differs less",
			 families[i].name);
	begin_list(d);
	return 0;
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
	l->arg = d;
	printer_init(&d->printer, a->json, NULL);
	out_array(&d->printer.out, NULL);
	if (!err)
		err = listing_open(l);
	/* Without the journal it is not known who did it. */
	if (!err && l->has_journal && authors_read(&d->authors, d->saved.kind) == -ENOMEM)
		err = -ENOMEM;
	print_past(&d->printer, &d->authors.reader);
	if (!err && d->saved.no_family)
		err = choose_family(d, &sel);
	l->object = on_object;
	if (!err)
		err = listing_run(l);
	if (err)
		complain("diff: %s", listing_error(l, err));
	else
		err = print_all_gone(d);
	listing_close(l);
	authors_drop(&d->authors);
	if (err)
		return STATUS_SYSTEM;
	out_array_end(&d->printer.out);
	out_line_end(&d->printer.out);
	if (printer_flush(&d->printer))
		return STATUS_SYSTEM;
	if (!a->json)
		delta_print_folded("diff", d->folded);
	if (!d->n && !d->folded)
		complain("diff: nothing differs; the file has %zu object%s of the kind %s", d->saved.n,
			 d->saved.n == 1 ? "" : "s", kind_name(d));
	return d->n ? 1 : 0;
}

int diff_file_run(const struct args *a, const char *path, uint32_t kind, bool all)
{
	static struct diff_file d;
	int status;

	/* JSON is for programs, which leave out objects themselves. */
	d.all = all || a->json;
	if (saved_read(&d.saved, path, kind ? __builtin_ctz(kind) : 0)) {
		complain("diff: %s: %s", path, d.saved.error);
		saved_drop(&d.saved);
		return STATUS_SYSTEM;
	}
	status = compare_all(&d, a);
	saved_drop(&d.saved);
	return status;
}
