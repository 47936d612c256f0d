// SPDX-License-Identifier: GPL-2.0
/* Prints what blame knows of an object. */
#include "cmd/blame_print.h"
#include "decode/decode.h"
#include "decode/sysctl.h"
#include "net/domain_net.h"
#include "nl/spec_tables.h"

/* Columns before the time of an action. */
#define ACTION_WIDTH	11

static bool is_sysctl(const struct history_object *obj)
{
	return obj->is.node.id.kind == NETJOURNAL_KIND_SYSCTL;
}

static void print_presence(struct out *o, const struct history_object *obj)
{
	bool present = history_present(obj);

	out_text(o, present ? OUT_ADD : OUT_DEL, "%s", present ? ": present" : ": gone");
	if (obj->presence == HISTORY_NOT_ASKED)
		out_text(o, OUT_WARN, " by the journal; the kernel was not asked");
	if (history_disagrees(obj))
		out_text(o, OUT_WARN, " in the kernel, although the journal has it as %s (#%llu): "
			 "something was not recorded", present ? "deleted" : "present",
			 (unsigned long long)obj->last_seq);
	if (obj->other_value) {
		out_str(o, OUT_WARN, NULL, ", but the kernel has %s", is_sysctl(obj) ? "=" : obj->other_name);
		out_str(o, OUT_WARN, NULL, " %s now", obj->other_value);
	}
	out_text(o, OUT_PLAIN, "\n");
}

/* What was asked of a family is no object that is there or gone. */
static bool is_request(const struct history_object *obj)
{
	return obj->is.node.id.kind == NETJOURNAL_KIND_REQUEST;
}

/* Prints the object as its last record shows it, and whether it still exists. */
static void print_heading(const struct blame_print *p, const struct record *rec,
			  const struct history_object *obj)
{
	const struct event *ev = domain_event(p->domain, rec);
	/* What is there has its present name. */
	struct event_names names = *domain_names(p->domain, history_present(obj) ? UINT64_MAX : rec->seq);
	struct out *o = &p->printer->out;
	struct out_mark start;
	struct event shown;

	ev = history_shown(obj, rec, ev, &shown);
	if (!ev)
		return;
	names.own = true;
	start = out_mark(o);
	out_text(o, OUT_PLAIN, "%s ", spec_name(&spec_kinds, rec->kind));
	if (object_row(rec->kind)->flags & (KIND_ACTS | KIND_LONG))
		event_name(o, ev, &names);
	else
		event_brief(o, ev, &names);
	if (p->printer->width)
		out_cut(o, start, p->printer->width - sizeof(": present"));
	if (p->name && obj->former)
		out_str(o, OUT_WARN, NULL, " (formerly %s)", p->name);
	if (is_request(obj))
		out_text(o, OUT_PLAIN, "\n");
	else
		print_presence(o, obj);
}

static const char *const action_words[] = {
	[HISTORY_DELETED] = "deleted", [HISTORY_CHANGED] = "changed", [HISTORY_ADDED] = "added",
};

/* What the record did. A sysctl can be written with the value that it has already. */
static const char *action_word(const struct blame_print *p, enum history_action action,
			       const struct record *rec)
{
	const struct event *ev = domain_event(p->domain, rec);

	return action == HISTORY_CHANGED && ev && sysctl_is_same(ev) ? "written" : action_words[action];
}

/* Returns whether the first record of the object can be a change. */
static bool is_doubtful(const struct blame_print *p, const struct history_object *obj)
{
	uint32_t ifindex = obj->is.node.id.ifindex;
	uint64_t time;
	/* Nothing was on a device before it was made. */
	bool all = domain_began(p->domain) || (ifindex && domain_link_made(p->domain, ifindex, &time));

	return obj->birth == BIRTH_UNKNOWN && (!all || p->incomplete || p->paused);
}

/* Prints what has changed, if that is known. */
static void print_changes(const struct blame_print *p, const struct record *rec)
{
	const struct event *ev = domain_event(p->domain, rec);
	struct out *o = &p->printer->out;
	struct difference diff;

	if (ev && object_row(ev->kind)->flags & KIND_ACTS) {
		event_brief(o, ev, domain_names(p->domain, rec->seq));
		out_text(o, OUT_PLAIN, "  ");
		return;
	}
	if (!ev || !domain_difference(p->domain, rec, &diff))
		return;
	if (ev->del) {
		/* A route lost a nexthop, and the message has that nexthop alone. */
		out_text(o, OUT_DEL, "- ");
		event_brief(o, ev, domain_names(p->domain, rec->seq));
	} else if (difference_is_any(&diff)) {
		difference_print_changes(o, &diff);
	} else if (ev->decoder->split) {
		/* Another object took something from this one. */
		event_brief(o, ev, domain_names(p->domain, rec->seq));
	} else {
		return;
	}
	out_text(o, OUT_PLAIN, "  ");
}

/* Prints that the link was not deleted but moved, or not made but moved here. */
static void print_move(const struct blame_print *p, const struct record *rec)
{
	const struct event *ev = domain_event(p->domain, rec);
	struct out *o = &p->printer->out;
	struct move move;

	if (!ev || !move_of(&move, rec, ev))
		return;
	move_print(o, &move);
	out_text(o, OUT_PLAIN, "  ");
}

static void print_action(const struct blame_print *p, enum history_action action,
			 const struct record *rec, bool doubtful)
{
	struct out *o = &p->printer->out;

	struct out_mark start = out_mark(o);
	const char *doubt = "(or changed: not known whether it existed before)";

	out_text(o, OUT_PLAIN, "  %-8s ", action_word(p, action, rec));
	print_time(p->printer, rec, true);
	out_text(o, OUT_PLAIN, "  ");
	if (action == HISTORY_CHANGED)
		print_changes(p, rec);
	else
		print_move(p, rec);
	if (p->printer->width) {
		out_text(o, OUT_PLAIN, record_is_silent(rec) ? "(silent) " : "");
		print_end_fitting(p->printer, rec, start, 0, ACTION_WIDTH);
		if (doubtful)
			out_text(o, OUT_DIM, "%*s%s\n", ACTION_WIDTH, "", doubt);
		return;
	}
	print_origin(p->printer, rec);
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
	const struct blame_print *print;
	const struct history_object *obj;
	const char *did;	/* NULL: no such member */
};

static void print_members(struct out *o, const void *arg)
{
	const struct told *told = arg;
	const struct history_object *obj = told->obj;

	if (told->did)
		out_str(o, OUT_PLAIN, "did", NULL, told->did);
	out_bool(o, "present", NULL, history_present(obj));
	out_str(o, OUT_PLAIN, "present-by", NULL,
		obj->presence == HISTORY_NOT_ASKED ? "journal" : "kernel");
	if (history_disagrees(obj))
		out_bool(o, "unrecorded", NULL, true);
	if (obj->other_value) {
		out_str(o, OUT_PLAIN, "kernel-value", NULL, obj->other_value);
		out_str(o, OUT_PLAIN, "kernel-value-of", NULL, obj->other_name);
	}
	if (told->print->longest)
		out_str(o, OUT_PLAIN, "match", NULL, "longest");
	if (told->print->name && obj->former)
		out_str(o, OUT_PLAIN, "formerly", NULL, told->print->name);
}

static void print_step(const struct blame_print *p, const struct history_object *obj,
		       enum history_action action, const struct record *rec)
{
	bool doubtful = action == HISTORY_ADDED && is_doubtful(p, obj);
	const struct told told = {
		p, obj, doubtful ? "added or changed" : action_word(p, action, rec),
	};

	if (p->printer->out.json)
		print_record_json(p->printer, rec, print_members, &told);
	else
		print_action(p, action, rec, doubtful);
}

/* Prints who last changed each property, or who last changed anything at all. */
static void print_setters(const struct blame_print *p, const struct history_object *obj)
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

/* After a link moved to a namespace: prints who ended the namespace. */
static void print_end(const struct blame_print *p, const struct history_object *obj,
		      const struct record *moved)
{
	const struct event *ev = domain_event(p->domain, moved);
	const struct told told = { p, obj, "namespace ended" };
	struct out *o = &p->printer->out;
	struct move move;
	struct record rec;

	if (!ev || !move_of(&move, moved, ev) || !move.to || !move.cookie ||
	    !move_end_find(p->ends, move.cookie, &rec))
		return;
	if (o->json) {
		print_record_json(p->printer, &rec, print_members, &told);
		return;
	}
	out_text(o, OUT_PLAIN, "  then     ");
	print_time(p->printer, &rec, true);
	out_u64(o, NULL, "  netns %u ended  ", move.inode);
	print_origin(p->printer, &rec);
	print_seq(o, &rec);
	out_text(o, OUT_PLAIN, "\n");
}

void blame_print_life(const struct blame_print *p, const struct history_object *obj)
{
	bool text = !p->printer->out.json, headed = false;
	struct record rec;
	int i;

	for (i = 0; i < HISTORY_ACTIONS; i++) {
		if (!history_by_action(obj, i, &rec))
			continue;
		if (text && !headed)
			print_heading(p, &rec, obj);
		headed = true;
		if (i == HISTORY_DELETED) {
			print_end(p, obj, &rec);
			/* The origin of a record is valid until another one is parsed. */
			history_by_action(obj, i, &rec);
		}
		if (i == HISTORY_CHANGED)
			print_setters(p, obj);
		else
			print_step(p, obj, i, &rec);
	}
	if (text && !history_by_action(obj, HISTORY_ADDED, &rec) && !is_request(obj))
		out_text(&p->printer->out, OUT_DIM, "  added    %s\n", why_no_addition(p));
}

void blame_print_lines(const struct blame_print *p, const struct history *h,
		       const struct history_object *obj, uint64_t n)
{
	const struct told told = { p, obj };
	struct record rec;
	uint64_t i;

	for (i = 0; i < n && i < obj->count; i++) {
		if (!history_by_age(h, obj, i, &rec))
			continue;
		if (p->printer->out.json)
			print_record_json(p->printer, &rec, print_members, &told);
		else
			print_record(p->printer, &rec);
	}
}
