// SPDX-License-Identifier: GPL-2.0
/* Prints what differs, and who made it so. */
#include <linux/rtnetlink.h>
#include <netlink/attr.h>

#include "cmd/delta_print.h"
#include "decode/kind.h"

/* Columns of the sign and the kind, and of the text after them. */
#define KIND_WIDTH	10
#define TEXT_WIDTH	48

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

static void print_line(struct printer *p, const struct delta *delta, const struct record *last,
		       const struct difference *diff, const struct event *ev,
		       const struct event_names *names)
{
	struct out *o = &p->out;
	struct out_mark start = out_mark(o);

	event_print_sign(o, delta->sign);
	out_str(o, OUT_PLAIN, NULL, "%s", object_row(ev->kind)->name);
	out_pad(o, start, KIND_WIDTH);
	start = out_mark(o);
	print_text(o, delta, diff, ev, names);
	if (p->width) {
		print_end_fitting(p, last, start, KIND_WIDTH, KIND_WIDTH);
		return;
	}
	out_pad(o, start, TEXT_WIDTH);
	out_lit(o, "  ");
	print_origin(p, last);
	print_seq(o, last);
	out_lit(o, "\n");
}

static void print_object(struct printer *p, const struct delta *delta, const struct record *last,
			 const struct difference *diff, const struct event *ev,
			 const struct event_names *names)
{
	static const char *const actions[] = { ['+'] = "new", ['-'] = "del", ['~'] = "change" };
	const struct nlattr *origin = nla_find(last->attrs, last->len, NETJOURNAL_A_RECORD_ORIGIN);
	struct out *o = &p->out;

	out_object(o, NULL);
	out_str(o, OUT_PLAIN, "kind", NULL, object_row(ev->kind)->name);
	out_str(o, OUT_PLAIN, "action", NULL, actions[(int)delta->sign]);
	if (delta->before == SPAN_CHANGED || delta->before == SPAN_UNKNOWN)
		out_bool(o, "unknown_before", NULL, true);
	event_print_object(o, ev, names);
	if (diff)
		changes_print(o, diff->changes);
	out_u64(o, "seq", NULL, last->seq);
	out_u64(o, "time", NULL, last->time);
	if (origin)
		print_origin_json(p, last, origin);
	out_object_end(o);
}

void delta_print(struct printer *p, struct deltas *deltas, const struct delta *delta,
		 struct domain *domain)
{
	const struct event *old, *new;
	const struct difference *diff = delta_states(deltas, delta, domain, &old, &new);
	const struct event *ev = main_state(old, new);
	const struct event_names *names = domain_names(domain, delta->seq);
	struct record last;

	/* The copy could be read before. */
	if (!record_copy_get(&delta->obj->last, &last))
		return;
	if (p->out.json)
		print_object(p, delta, &last, diff, ev, names);
	else
		print_line(p, delta, &last, diff, ev, names);
}
