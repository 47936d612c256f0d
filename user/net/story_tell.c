// SPDX-License-Identifier: GPL-2.0
/* Tells a story in sentences. */
#include <errno.h>
#include <inttypes.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>

#include "base/timeparse.h"
#include "base/util.h"
#include "decode/kind.h"
#include "decode/sysctl.h"
#include "journal/culprit.h"
#include "journal/origin_print.h"
#include "journal/users.h"
#include "net/move.h"
#include "net/story.h"

/* A sentence that is being made. */
struct teller {
	struct story *story;
	story_sentence *sentence;
	void *arg;
	FILE *file;
	char *text;
	size_t len;
	struct out out;
	int err;
};

static struct out *begin_sentence(struct teller *t)
{
	t->text = NULL;
	t->file = open_memstream(&t->text, &t->len);
	if (!t->file)
		t->err = -ENOMEM;
	else
		out_init(&t->out, t->file, false, false);
	return t->file ? &t->out : NULL;
}

static void end_sentence(struct teller *t)
{
	out_flush(&t->out);
	if (ferror(t->file) | fclose(t->file))
		t->err = -ENOMEM;
	else
		t->sentence(t->text, t->arg);
	free(t->text);
}

/* "21:18:55.537", with the date before it if it was not today */
static void put_time(struct teller *t, uint64_t time)
{
	struct time_text text = { 0 };

	time_text_set(&text, time);
	if (text.day != t->story->day)
		out_text(&t->out, OUT_PLAIN, "%s ", text.date);
	out_text(&t->out, OUT_PLAIN, "%s.%03u", text.clock,
		 (unsigned int)(time % NS_PER_S / 1000000));
}

/* Writes the name of the object of @ev, and for @brief also how it is, if the record says that. */
static void put_object(struct teller *t, const struct record *rec, const struct event *ev,
		       bool brief)
{
	const struct event_names *names = domain_names(t->story->domain, rec->seq);

	if (!ev)
		return;
	if (brief && ev->kind != NETJOURNAL_KIND_LINK && !(object_row(ev->kind)->flags & KIND_ACTS))
		event_brief(&t->out, ev, names);
	else
		event_name(&t->out, ev, names);
}

/* " (cron.service, as root)" */
static void put_place(struct out *o, const struct origin *origin, const struct process *process)
{
	const char *separator = " (", *user = origin->has_uid ? user_name(origin->uid) : NULL;
	struct culprit c;

	culprit_find(&c, origin, process);
	if (c.type > CULPRIT_COMMAND) {
		out_str(o, OUT_PLAIN, NULL, " (%s", c.name);
		separator = ", ";
	}
	if (user)
		out_text(o, OUT_PLAIN, "%sas %s", separator, user);
	else if (origin->has_uid)
		out_text(o, OUT_PLAIN, "%sas uid %u", separator, origin->uid);
	if (c.type > CULPRIT_COMMAND || origin->has_uid)
		out_text(o, OUT_PLAIN, ")");
}

/* Returns whether another program started the process to make the change, and writes its name. */
static bool has_starter(const struct process *process, char *name, size_t size,
			const struct origin *origin)
{
	const struct ancestor *a = process_starter(process);

	if (!a || cmdline_is_wrapper(&a->cmdline))
		return false;
	culprit_program(name, size, origin, process);
	return true;
}

static void put_command(struct out *o, const struct process *process)
{
	out_text(o, OUT_PLAIN, "`");
	cmdline_print(o, NULL, &process->cmdline);
	out_text(o, OUT_PLAIN, "`");
}

/*
 * Says who ran what. @asked: the process asked for the change. Otherwise it is known only that
 * the change happened in a system call of the process.
 */
static void put_process(struct out *o, const struct origin *origin,
			const struct process *process, bool asked)
{
	char name[CULPRIT_NAME_MAX];
	size_t len;

	if (!asked)
		out_text(o, OUT_PLAIN, "That happened inside ");
	if (!process || !cmdline_next(&process->cmdline, NULL, &len)) {
		culprit_program(name, sizeof(name), origin, process);
		out_str(o, OUT_PLAIN, NULL, "%s", name);
		put_place(o, origin, process);
	} else if (!has_starter(process, name, sizeof(name), origin)) {
		put_command(o, process);
		put_place(o, origin, process);
	} else if (asked) {
		out_str(o, OUT_PLAIN, NULL, "%s", name);
		put_place(o, origin, process);
		out_text(o, OUT_PLAIN, " ran ");
		put_command(o, process);
		out_text(o, OUT_PLAIN, ", which");
	} else {
		put_command(o, process);
		out_str(o, OUT_PLAIN, NULL, ", which %s", name);
		put_place(o, origin, process);
		out_text(o, OUT_PLAIN, " ran");
	}
	out_text(o, OUT_PLAIN, asked ? " asked for that." : ".");
}

static void tell_who(struct teller *t, const struct record *rec)
{
	const struct origin *origin = record_origin(rec);
	struct out *o = begin_sentence(t);
	const char *does;

	if (!o)
		return;
	switch (origin ? origin->context : 0) {
	case NETJOURNAL_CONTEXT_REQUEST:
	case NETJOURNAL_CONTEXT_TASK:
		put_process(o, origin, processes_find(t->story->processes, rec),
			    origin->context == NETJOURNAL_CONTEXT_REQUEST);
		break;
	case NETJOURNAL_CONTEXT_KTHREAD:
		does = origin_work(origin);
		out_text(o, OUT_PLAIN, "A thread of the kernel did that");
		out_str(o, OUT_PLAIN, NULL, ": %s.", does ? does : origin->work ? origin->work : "?");
		break;
	case NETJOURNAL_CONTEXT_SOFTIRQ:
		out_text(o, OUT_PLAIN, "The kernel did that when a packet came or a timer ended; no process asked for it.");
		break;
	case NETJOURNAL_CONTEXT_OUTSIDE:
		out_text(o, OUT_PLAIN, "A process outside this user namespace did that; its name is not visible here.");
		break;
	default:
		out_text(o, OUT_PLAIN, "It is not known who did that.");
	}
	end_sentence(t);
}

/* "mtu 1500 -> 1400", or the whole object if the state before is not known */
static void put_change(struct teller *t, const struct record *rec)
{
	const struct event *ev = domain_event(t->story->domain, rec);
	struct difference diff;

	if (domain_difference(t->story->domain, rec, &diff) && difference_is_any(&diff))
		difference_print_changes(&t->out, &diff);
	else if (ev)
		event_brief(&t->out, ev, domain_names(t->story->domain, rec->seq));
}

/* Returns whether the name of the object does not say what it is: "11 dev p1" */
static bool needs_kind(uint32_t kind)
{
	return kind == NETJOURNAL_KIND_VLAN || kind == NETJOURNAL_KIND_NFT ||
	       kind == NETJOURNAL_KIND_MPLS;
}

/* Says what became of the object, and when. */
static void tell_state(struct teller *t, const struct record *rec,
		       const struct history_object *obj)
{
	const struct event *ev = domain_event(t->story->domain, rec);
	struct out *o = begin_sentence(t);
	bool is_new = obj->is.now && t->story->is_first, is_same = ev && sysctl_is_same(ev);
	struct event shown;

	if (!o)
		return;
	if (t->story->del)
		ev = history_shown(obj, rec, ev, &shown);
	if (needs_kind(rec->kind))
		out_text(o, OUT_PLAIN, "%s ", object_row(rec->kind)->name);
	put_object(t, rec, ev, true);
	if (t->story->del)
		out_text(o, OUT_PLAIN, " has been gone since ");
	else if (is_new)
		out_text(o, OUT_PLAIN, obj->birth == BIRTH_UNKNOWN ?
			 " was added or changed at " : " has existed since ");
	else
		out_text(o, OUT_PLAIN, is_same ? " exists. It was last written, with the value that it had, at " :
			 " exists. It last changed at ");
	put_time(t, rec->time);
	if (!t->story->del && !is_new && !is_same) {
		out_text(o, OUT_PLAIN, ": ");
		put_change(t, rec);
	}
	out_text(o, OUT_PLAIN, " (#%" PRIu64 ").", t->story->seq);
	end_sentence(t);
}

static void tell_other_value(struct out *o, const struct history_object *obj)
{
	out_str(o, OUT_PLAIN, NULL, "But the kernel has the %s", obj->other_name);
	out_str(o, OUT_PLAIN, NULL, " %s now.", obj->other_value);
}

/* Says what the kernel disagrees with. */
static void tell_disagreement(struct teller *t, const struct history_object *obj)
{
	struct out *o;

	if (!history_disagrees(obj) && !obj->other_value && obj->presence != HISTORY_NOT_ASKED)
		return;
	o = begin_sentence(t);
	if (!o)
		return;
	if (obj->presence == HISTORY_NOT_ASKED)
		out_text(o, OUT_PLAIN, "That is what the journal says; the kernel was not asked.");
	else if (obj->other_value)
		tell_other_value(o, obj);
	else if (history_present(obj))
		out_text(o, OUT_PLAIN, "But the kernel has it: something was not recorded.");
	else
		out_text(o, OUT_PLAIN, "But the kernel does not have it: something was not recorded.");
	end_sentence(t);
}

/* "eth1 went down" */
static void put_event(struct teller *t, const struct record *rec)
{
	const struct event *ev = domain_event(t->story->domain, rec);

	if (ev && ev->kind == NETJOURNAL_KIND_ADDR)
		out_text(&t->out, OUT_PLAIN, "the address ");
	if (ev && ev->kind == NETJOURNAL_KIND_NEXTHOP)
		out_text(&t->out, OUT_PLAIN, "the nexthop ");
	put_object(t, rec, ev, false);
	if (!ev || ev->del)
		out_text(&t->out, OUT_PLAIN, " was deleted");
	else if (!strcmp(event_link_state(ev), "DOWN"))
		out_text(&t->out, OUT_PLAIN, " went down");
	else
		out_text(&t->out, OUT_PLAIN, t->story->guess ? " came up" : " lost its carrier");
	out_text(&t->out, OUT_PLAIN, " (#%" PRIu64 ")", rec->seq);
}

/* Says what a cause was. The sentence around it has said already whether it is a guess. */
static void put_cause(struct teller *t, struct out *o, const struct cause *cause, uint64_t seq)
{
	struct cause told = *cause;

	told.guess = false;
	cause_print(o, &told, domain_names(t->story->domain, seq));
}

/* Says why the kernel did it. @cause: the record of the reason, or NULL. */
static void tell_why(struct teller *t, const struct record *cause)
{
	struct story *s = t->story;
	struct out *o;

	if (!cause && !s->silent && !s->named)
		return;
	o = begin_sentence(t);
	if (!o)
		return;
	if (s->named && s->named_cause.event == NETJOURNAL_CAUSE_EVENT_DAD) {
		out_text(o, OUT_PLAIN, s->unchecked ? "The kernel let it be used without a check for duplicates" :
			 "The kernel let it be used when nobody else answered for it");
		if (s->named_cause.seq)
			out_text(o, OUT_PLAIN, ", after it had been asked for (#%" PRIu64 ")",
				 s->named_cause.seq);
		out_text(o, OUT_PLAIN, ".");
		end_sentence(t);
		return;
	}
	if (s->kind == NETJOURNAL_KIND_LINK)
		out_text(o, OUT_PLAIN, "That happened");
	else
		out_text(o, OUT_PLAIN, s->del ? "The kernel removed it" : "The kernel changed it");
	if (s->silent)
		out_text(o, OUT_PLAIN, " without telling anybody");
	if (s->named) {
		out_text(o, OUT_PLAIN, s->named_cause.guess ? " probably because " : " because ");
		put_cause(t, o, &s->named_cause, s->seq);
	} else if (cause) {
		out_text(o, OUT_PLAIN, s->guess ? " probably because " : " because ");
		put_event(t, cause);
	}
	out_text(o, OUT_PLAIN, ".");
	end_sentence(t);
}

/* Says what the cause itself follows from: "eth1 went down because vb was removed." */
static void tell_behind(struct teller *t, const struct record *cause)
{
	struct cause behind;
	struct out *o;

	if (!cause_of(cause, &behind) || behind.event == NETJOURNAL_CAUSE_EVENT_DAD)
		return;
	o = begin_sentence(t);
	if (!o)
		return;
	out_text(o, OUT_PLAIN, "That, #%" PRIu64 ", happened%s because ", cause->seq,
		 behind.guess ? " probably" : "");
	put_cause(t, o, &behind, cause->seq);
	out_text(o, OUT_PLAIN, ".");
	end_sentence(t);
}

static void put_duration(struct out *o, uint64_t ns)
{
	static const struct {
		uint64_t ns;
		const char *unit;
	} units[] = {
		{ 86400 * NS_PER_S, "days" }, { 3600 * NS_PER_S, "hours" }, { 60 * NS_PER_S, "minutes" },
		{ NS_PER_S, "seconds" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(units); i++) {
		if (ns < 2 * units[i].ns)
			continue;
		out_text(o, OUT_PLAIN, "%" PRIu64 " %s", ns / units[i].ns, units[i].unit);
		return;
	}
	out_text(o, OUT_PLAIN, "%" PRIu64 " ms", ns / 1000000);
}

static void tell_since(struct teller *t)
{
	struct record rec;
	struct out *o;

	if (!record_copy_get(&t->story->since, &rec))
		return;
	o = begin_sentence(t);
	if (!o)
		return;
	put_object(t, &rec, domain_event(t->story->domain, &rec), false);
	out_text(o, OUT_PLAIN, " came up again ");
	put_duration(o, rec.time - t->story->time);
	out_text(o, OUT_PLAIN, " later (#%" PRIu64 "), but nobody has added it again.", rec.seq);
	end_sentence(t);
}

/* A line for each of the last things that happened to the device before. */
static void tell_before(struct teller *t)
{
	struct story *s = t->story;
	uint64_t i = s->n_before > STORY_BEFORE_MAX ? s->n_before - STORY_BEFORE_MAX : 0;
	struct record rec;
	struct out *o;

	if (!s->n_before)
		return;
	o = begin_sentence(t);
	if (!o)
		return;
	out_text(o, OUT_PLAIN, "In the %d seconds before, this happened to the same device:",
		 (int)(STORY_BEFORE_NS / NS_PER_S));
	end_sentence(t);
	for (; i < s->n_before && !t->err; i++) {
		if (!record_copy_get(&s->before[i % STORY_BEFORE_MAX], &rec) || !begin_sentence(t))
			continue;
		out_lit(o, "  ");
		put_time(t, rec.time);
		out_lit(o, "  ");
		domain_print(s->domain, o, &rec);
		out_text(o, OUT_PLAIN, "  #%" PRIu64, rec.seq);
		end_sentence(t);
	}
}

/* Adds the option that names the journal to a command. */
static void put_journal(struct out *o, const struct story *s)
{
	if (!s->option)
		return;
	out_text(o, OUT_PLAIN, " %s ", s->option);
	out_str(o, OUT_PLAIN, NULL, "%s", s->journal);
}

static void tell_next(struct teller *t)
{
	struct story *s = t->story;
	struct out *o = begin_sentence(t);

	if (!o)
		return;
	out_text(o, OUT_PLAIN, "More: " TOOL_NAME " show %" PRIu64, s->seq);
	put_journal(o, s);
	if (s->act) {
		out_text(o, OUT_PLAIN, "; " TOOL_NAME " log -o acts -v --act %" PRIu64, s->act);
		put_journal(o, s);
	}
	end_sentence(t);
}

/* Says that the link did not go or come at this time, but moved. */
static void tell_move(struct teller *t, const struct record *rec)
{
	const struct event *ev = domain_event(t->story->domain, rec);
	struct move move;
	struct out *o;

	if (!ev || !move_of(&move, rec, ev))
		return;
	o = begin_sentence(t);
	if (!o)
		return;
	out_text(o, OUT_PLAIN, "It ");
	move_print(o, &move);
	out_text(o, OUT_PLAIN, ".");
	end_sentence(t);
}

int story_tell(struct story *s, const struct history_object *obj, story_sentence *sentence,
	       void *arg)
{
	static struct teller t;
	struct record rec;
	bool caused;

	t = (struct teller){ .story = s, .sentence = sentence, .arg = arg };
	if (!record_copy_get(&s->point, &rec))
		return -ENOENT;
	tell_state(&t, &rec, obj);
	tell_move(&t, &rec);
	tell_disagreement(&t, obj);
	caused = record_copy_get(&s->cause, &rec);
	tell_why(&t, caused ? &rec : NULL);
	if (caused)
		tell_behind(&t, &rec);
	/* Who is responsible for the cause is responsible for its consequence. */
	if (record_copy_get(caused ? &s->cause : &s->point, &rec))
		tell_who(&t, &rec);
	tell_since(&t);
	tell_before(&t);
	tell_next(&t);
	return t.err;
}
