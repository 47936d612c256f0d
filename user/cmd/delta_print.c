// SPDX-License-Identifier: GPL-2.0
/* Prints what differs, and who made it so. */
#include <linux/rtnetlink.h>
#include <netlink/attr.h>

#include "base/tool.h"
#include "cmd/delta_print.h"
#include "decode/kind.h"

/* Columns of the sign and the kind, and of the text after them. */
#define KIND_WIDTH	10
#define TEXT_WIDTH	48

struct out_mark delta_begin_line(struct printer *p, char sign, const char *kind)
{
	struct out *o = &p->out;
	struct out_mark start = out_mark(o);

	event_print_sign(o, sign);
	out_str(o, OUT_PLAIN, NULL, "%s", kind);
	out_pad(o, start, KIND_WIDTH);
	return out_mark(o);
}

void delta_end_line(struct printer *p, struct out_mark start, const struct record *author)
{
	struct out *o = &p->out;

	if (author && p->width) {
		print_end_fitting(p, author, start, KIND_WIDTH, KIND_WIDTH);
		return;
	}
	if (author) {
		out_pad(o, start, TEXT_WIDTH);
		out_lit(o, "  ");
		print_origin(p, author);
		print_seq(o, author);
	}
	out_lit(o, "\n");
}

void delta_begin_object(struct printer *p, char sign, const char *kind)
{
	static const char *const actions[] = { ['+'] = "new", ['-'] = "del", ['~'] = "change" };

	out_object(&p->out, NULL);
	out_str(&p->out, OUT_PLAIN, "kind", NULL, kind);
	out_str(&p->out, OUT_PLAIN, "action", NULL, actions[(int)sign]);
}

void delta_end_object(struct printer *p, const struct record *author)
{
	const struct nlattr *origin;

	if (author) {
		out_u64(&p->out, "seq", NULL, author->seq);
		out_u64(&p->out, "time", NULL, author->time);
		origin = nla_find(author->attrs, author->len, NETJOURNAL_A_RECORD_ORIGIN);
		if (origin)
			print_origin_json(p, author, origin);
	}
	out_object_end(&p->out);
}

void delta_print_folded(const char *verb, size_t n)
{
	if (n)
		complain("%s: %zu difference%s left out (-v): the kernel's own, or minor",
			 verb, n, n == 1 ? "" : "s");
}

/* The state that says most about the object: the present one, or the last one. */
static const struct event *main_state(const struct event *old, const struct event *new)
{
	return new ? new : old;
}

static void print_text(struct out *o, const struct delta *delta, const struct difference *diff,
		       const struct event *ev, const struct event_names *names)
{
	/* A route with several nexthops has them in another member than a route with one. */
	if (diff && (ev->kind != NETJOURNAL_KIND_ROUTE ||
		     !diff->old->attr[RTA_MULTIPATH] == !diff->new->attr[RTA_MULTIPATH]))
		difference_print(o, diff, names);
	else
		event_brief(o, ev, names);
	if (delta->before == SPAN_CHANGED)
		out_text(o, OUT_DIM, " (was: not known)");
	else if (delta->before == SPAN_UNKNOWN)
		out_text(o, OUT_DIM, " (perhaps not new)");
}

static void print_line(struct printer *p, const struct delta *delta, const struct record *author,
		       const struct difference *diff, const struct event *ev,
		       const struct event_names *names)
{
	struct out_mark start = delta_begin_line(p, delta->sign, object_row(ev->kind)->name);

	print_text(&p->out, delta, diff, ev, names);
	delta_end_line(p, start, author);
}

static void print_object(struct printer *p, const struct delta *delta, const struct record *author,
			 const struct difference *diff, const struct event *ev,
			 const struct event_names *names)
{
	struct out *o = &p->out;

	delta_begin_object(p, delta->sign, object_row(ev->kind)->name);
	if (delta->before == SPAN_CHANGED || delta->before == SPAN_UNKNOWN)
		out_bool(o, "unknown_before", NULL, true);
	event_print_object(o, ev, names);
	if (diff)
		changes_print(o, diff->changes);
	delta_end_object(p, author);
}

static void print_delta(struct printer *p, struct deltas *deltas, const struct delta *delta,
			struct domain *domain)
{
	const struct event *old, *new;
	const struct difference *diff = delta_states(deltas, delta, domain, &old, &new);
	const struct event *ev = main_state(old, new);
	struct event_names names = *domain_names(domain, delta->seq);
	struct record author;

	/* The copy could be read before. */
	if (!span_author(delta->obj, diff, &author))
		return;
	names.own = true;
	if (p->out.json)
		print_object(p, delta, &author, diff, ev, &names);
	else
		print_line(p, delta, &author, diff, ev, &names);
}

/*
 * Returns how many deltas, from the first of @n on, are all that one record did to several objects: it added them, and
 * nothing has changed them since. Sets @whole to its event, which is valid as long as the deltas.
 */
static size_t run_length(const struct delta *first, size_t n, struct event *whole)
{
	const struct delta *d = first;
	struct record author;
	size_t all;

	while (d < first + n && d->author == first->author && d->seq == first->seq && d->sign == '+')
		d++;
	if (d - first < 2 || !span_author(first->obj, NULL, &author) ||
	    event_parse(whole, author.message, author.message_len))
		return 1;
	all = event_count(whole);
	return all == (size_t)(d - first) ? all : 1;
}

size_t delta_print(struct printer *p, struct deltas *deltas, size_t i, struct domain *domain)
{
	const struct delta *delta = &deltas->list[i];
	struct event_names names;
	struct record author;
	struct event whole;
	size_t n = run_length(delta, deltas->n - i, &whole);

	if (p->out.json || n == 1 || !span_author(delta->obj, NULL, &author)) {
		print_delta(p, deltas, delta, domain);
		return 1;
	}
	names = *domain_names(domain, delta->seq);
	print_line(p, delta, &author, NULL, &whole, &names);
	return n;
}
