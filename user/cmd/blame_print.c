// SPDX-License-Identifier: GPL-2.0
/* Prints what blame knows of an object. */
#include "cmd/blame_print.h"
#include "net/domain_net.h"
#include "nl/spec_tables.h"

/* Columns before the time of an action. */
#define ACTION_WIDTH	11

bool blame_disagrees(const struct history_object *obj)
{
	return obj->presence == (obj->is.now ? HISTORY_GONE : HISTORY_PRESENT);
}

static bool is_present(const struct history_object *obj)
{
	if (obj->presence == HISTORY_NOT_ASKED)
		return obj->is.now;
	return obj->presence == HISTORY_PRESENT;
}

static void print_presence(struct out *o, const struct history_object *obj)
{
	bool present = is_present(obj);

	out_text(o, present ? OUT_ADD : OUT_DEL, "%s", present ? ": present" : ": gone");
	if (obj->presence == HISTORY_NOT_ASKED)
		out_text(o, OUT_WARN, " by the journal; the kernel was not asked");
	if (blame_disagrees(obj))
		out_text(o, OUT_WARN, " in the kernel, although the journal has it as %s (#%llu): "
			 "something was not recorded", present ? "deleted" : "present",
			 (unsigned long long)obj->last_seq);
	out_text(o, OUT_PLAIN, "\n");
}

/* Prints the object as its last record shows it, and whether it still exists. */
static void print_heading(struct blame_print *p, const struct record *rec,
			  const struct history_object *obj)
{
	const struct event *ev = domain_event(p->domain, rec);
	struct out *o = &p->printer.out;
	struct out_mark start;
	struct event now;

	/*
	 * If a route lost a nexthop, its record shows the lost nexthop and not the rest of the
	 * route. If a neighbour is gone, its record does not show its address.
	 */
	if (obj->is.now && !event_parse(&now, obj->is.now, obj->is.now->nlmsg_len))
		ev = &now;
	else if (rec->kind == NETJOURNAL_KIND_NEIGH && rec->before &&
		 !event_parse(&now, rec->before, rec->before_len))
		ev = &now;
	if (!ev)
		return;
	start = out_mark(o);
	out_text(o, OUT_PLAIN, "%s ", spec_name(&spec_kinds, rec->kind));
	event_brief(o, ev, domain_names(p->domain, rec->seq));
	if (p->printer.width)
		out_cut(o, start, p->printer.width - sizeof(": present"));
	print_presence(o, obj);
}

static const char *const action_words[] = {
	[HISTORY_DELETED] = "deleted", [HISTORY_CHANGED] = "changed", [HISTORY_ADDED] = "added",
};

/* Returns whether the first record of the object can be a change. */
static bool is_doubtful(const struct blame_print *p, const struct history_object *obj)
{
	bool all = domain_began(p->domain) && !p->incomplete && !p->paused;

	return obj->birth == BIRTH_UNKNOWN && !all;
}

/* Prints what has changed, if that is known. */
static void print_changes(struct blame_print *p, const struct record *rec)
{
	const struct event *ev = domain_event(p->domain, rec);
	struct out *o = &p->printer.out;
	struct difference diff;

	if (!ev || !domain_difference(p->domain, rec, &diff))
		return;
	if (ev->del) {
		/* A route lost a nexthop, and the message has that nexthop alone. */
		out_text(o, OUT_DEL, "- ");
		event_brief(o, ev, domain_names(p->domain, rec->seq));
	} else if (difference_is_any(&diff)) {
		difference_print_changes(o, &diff);
	} else {
		return;
	}
	out_text(o, OUT_PLAIN, "  ");
}

static void print_action(struct blame_print *p, enum history_action action,
			 const struct record *rec, bool doubtful)
{
	struct out *o = &p->printer.out;

	struct out_mark start = out_mark(o);
	const char *doubt = "(or changed: not known whether it existed before)";

	out_text(o, OUT_PLAIN, "  %-8s ", action_words[action]);
	print_time(&p->printer, rec, true);
	out_text(o, OUT_PLAIN, "  ");
	if (action == HISTORY_CHANGED)
		print_changes(p, rec);
	if (p->printer.width) {
		out_text(o, OUT_PLAIN, record_is_silent(rec) ? "(silent) " : "");
		print_end_fitting(&p->printer, rec, start, 0, ACTION_WIDTH);
		if (doubtful)
			out_text(o, OUT_DIM, "%*s%s\n", ACTION_WIDTH, "", doubt);
		return;
	}
	print_origin(&p->printer, rec);
	if (record_is_silent(rec))
		out_text(o, OUT_PLAIN, "  (silent)");
	print_seq(o, rec);
	if (doubtful)
		out_text(o, OUT_DIM, "  %s", doubt);
	out_text(o, OUT_PLAIN, "\n");
}

static const char *why_no_addition(const struct blame_print *p)
{
	if (p->incomplete)
		return "not known: older records are missing";
	if (p->paused)
		return "not known: the kind was not recorded all the time";
	return "before the journal began";
}

/* What print_members() prints. */
struct told {
	const struct history_object *obj;
	bool longest;
	const char *did;	/* NULL: no such member */
};

static void print_members(struct out *o, const void *arg)
{
	const struct told *told = arg;
	const struct history_object *obj = told->obj;

	if (told->did)
		out_str(o, OUT_PLAIN, "did", NULL, told->did);
	out_bool(o, "present", NULL, is_present(obj));
	out_str(o, OUT_PLAIN, "present-by", NULL,
		obj->presence == HISTORY_NOT_ASKED ? "journal" : "kernel");
	if (blame_disagrees(obj))
		out_bool(o, "unrecorded", NULL, true);
	if (told->longest)
		out_str(o, OUT_PLAIN, "match", NULL, "longest");
}

static void print_step(struct blame_print *p, const struct history_object *obj,
		       enum history_action action, const struct record *rec)
{
	bool doubtful = action == HISTORY_ADDED && is_doubtful(p, obj);
	const struct told told = {
		obj, p->longest, doubtful ? "added or changed" : action_words[action],
	};

	if (p->printer.out.json)
		print_record_json(&p->printer, rec, print_members, &told);
	else
		print_action(p, action, rec, doubtful);
}

void blame_print_longest(struct blame_print *p, const char *word)
{
	p->longest = true;
	out_str(&p->printer.out, OUT_PLAIN, NULL,
		"nothing is recorded about %s itself; it is reached by the longest match:\n", word);
}

/* Prints who last changed each property, or who last changed anything at all. */
static void print_setters(struct blame_print *p, const struct history_object *obj)
{
	const struct setter *s;
	struct record rec;

	/*
	 * A record about a part, such as the VLANs of a port, has no earlier state to compare
	 * with.
	 */
	if (history_by_action(obj, HISTORY_CHANGED, &rec) && (!obj->setters || !rec.before))
		print_step(p, obj, HISTORY_CHANGED, &rec);
	for (s = obj->setters; s; s = s->next)
		if (record_copy_get(&s->rec, &rec))
			print_step(p, obj, HISTORY_CHANGED, &rec);
}

void blame_print_life(struct blame_print *p, const struct history_object *obj)
{
	bool text = !p->printer.out.json, headed = false;
	struct record rec;
	int i;

	for (i = 0; i < HISTORY_ACTIONS; i++) {
		if (!history_by_action(obj, i, &rec))
			continue;
		if (text && !headed)
			print_heading(p, &rec, obj);
		headed = true;
		if (i == HISTORY_CHANGED)
			print_setters(p, obj);
		else
			print_step(p, obj, i, &rec);
	}
	if (text && !history_by_action(obj, HISTORY_ADDED, &rec))
		out_text(&p->printer.out, OUT_DIM, "  added    %s\n", why_no_addition(p));
}

void blame_print_lines(struct blame_print *p, const struct history *h,
		       const struct history_object *obj, uint64_t n)
{
	const struct told told = { obj, p->longest };
	struct record rec;
	uint64_t i;

	for (i = 0; i < n && i < obj->count; i++) {
		if (!history_by_age(h, obj, i, &rec))
			continue;
		if (p->printer.out.json)
			print_record_json(&p->printer, &rec, print_members, &told);
		else
			print_record(&p->printer, &rec);
	}
}
