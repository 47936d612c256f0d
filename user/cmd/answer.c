// SPDX-License-Identifier: GPL-2.0
/* Finds the answers to a question about network objects. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/timeparse.h"
#include "base/tool.h"
#include "cmd/answer.h"
#include "cmd/enter.h"
#include "cmd/off.h"
#include "decode/kind.h"
#include "net/domain_net.h"
#include "net/longest.h"
#include "net/sysctls.h"

/* Remembers what was searched for a reading that has no answer. */
static int keep_empty(struct answer *a)
{
	const char *name = object_row(a->inquiry.selector->kind)->name;
	size_t len = strlen(a->empty), n = strlen(name);
	struct record gap;

	if (len < n || strcmp(a->empty + len - n, name))
		snprintf(a->empty + len, sizeof(a->empty) - len, "%s%s", len ? ", " : "", name);
	a->reach = a->inquiry.reach;
	/* The names of devices end with the inquiry. */
	if (a->question.name && a->question.form == FORM_DEVICE)
		a->lacks_device = domain_lacks_device(a->domain, a->words[0], a->hint);
	if (!record_copy_get(&a->inquiry.gap, &gap))
		return 0;
	return record_copy_set(&a->gap, &gap);
}

/* Says that the objects that follow are known from the journal of a former boot. @boot: real time in ns. */
static void print_former(struct printer *p, int64_t boot)
{
	struct time_text time = { 0 };

	if (p->out.json)
		return;
	time_text_set(&time, boot);
	out_str(&p->out, OUT_DIM, NULL, "-- the newest journal that has it, of the boot of %s", time.date);
	out_str(&p->out, OUT_DIM, NULL, " %s --\n", time.clock);
}

/* Prints records that may be missing in the answer about objects, whose oldest record is @oldest. */
static void print_gap(struct answer *a, uint64_t oldest, bool few)
{
	struct record gap;

	/* The missing records may be between the ones that were found. */
	if (!record_copy_get(&a->inquiry.gap, &gap) || (!few && gap.gap.last <= oldest))
		return;
	a->lost = true;
	print_record(&a->printer, &gap);
}

/*
 * Prints what was found about the objects. @longest: only about the routes of longest_is();
 * NULL: all.
 */
static int print_objects(struct answer *a, const struct longest *longest)
{
	const struct inquiry *q = &a->inquiry;
	uint64_t oldest = UINT64_MAX, seq;
	struct history_object *obj;
	bool few = false;
	int err = 0;
	size_t i;

	if (q->former)
		print_former(&a->printer, q->boot);
	for (i = 0; !err && i < q->n; i++) {
		obj = q->objects[i];
		if (longest && !longest_is(longest, obj))
			continue;
		a->answered = true;
		err = a->object(a, q, obj);
		a->disagree |= history_disagrees(obj);
		few |= obj->count < q->lines;
		seq = history_oldest(&q->history, obj);
		oldest = seq < oldest ? seq : oldest;
	}
	print_gap(a, oldest, few);
	return err;
}

/* Finds what is recorded about the objects that @sel means. Returns 0 or a negative errno. */
static int ask(struct answer *a, const struct selector *sel)
{
	struct inquiry *q = &a->inquiry;
	int err;

	memset(q, 0, sizeof(*q));
	q->lines = a->lines;
	q->selector = sel;
	q->domain = a->domain;
	q->reader.wish = (struct past_wish){
		a->file ? PAST_FILE : PAST_DEFAULT, .file = a->file, .netns = a->args->netns,
	};
	err = inquiry_run(q);
	print_past(&a->printer, &q->reader);
	/* If nothing is found, that is said with what was searched. */
	if (!err && q->n)
		complain_off(a->args->verb->name, &q->reader, 1u << sel->kind);
	if (err)
		complain("%s: %s", a->args->verb->name, inquiry_error(q, err));
	return err;
}

static int answer_reading(struct answer *a, const struct selector *sel)
{
	int err = ask(a, sel);

	if (!err && a->inquiry.n)
		err = print_objects(a, NULL);
	else if (!err)
		err = keep_empty(a);
	inquiry_drop(&a->inquiry);
	return err;
}

/* Prints the route by which the kernel reaches the address, if nothing is recorded about it. */
static void print_unrecorded(struct answer *a, const struct longest *l)
{
	struct out *o = &a->printer.out;

	if (o->json || !l->found || a->answered)
		return;
	out_text(o, OUT_PLAIN, "route ");
	event_print(o, &l->route, domain_names(a->domain, UINT64_MAX));
	out_text(o, OUT_PLAIN, ": present, nothing is recorded about it\n");
}

/* Returns whether the kernel can be asked what there is now. */
static bool is_present(const struct answer *a)
{
	return !a->file && !client_reads_ended();
}

/* Answers with the routes to the address, because nothing is recorded about the address itself. */
static int answer_routes(struct answer *a)
{
	struct longest longest = { .found = false };
	static struct netlink rtnl;
	struct selector sel;
	char text[256];
	int err;

	/* The other words may be words that a route does not have. */
	if (question_routes_to(&sel, a->n_words, a->words, text, sizeof(text)))
		return 0;
	err = ask(a, &sel);
	if (!err && is_present(a) && !netlink_open(&rtnl, NETLINK_ROUTE)) {
		err = longest_find(&longest, &rtnl, &sel.dst);
		netlink_close(&rtnl);
	}
	if (!err && (longest.found || a->inquiry.n)) {
		a->longest = true;
		out_str(&a->printer.out, OUT_PLAIN, NULL,
			"nothing is recorded about %s itself; it is reached by the longest match:\n",
			a->words[0]);
		err = print_objects(a, is_present(a) ? &longest : NULL);
		print_unrecorded(a, &longest);
	}
	longest_drop(&longest);
	inquiry_drop(&a->inquiry);
	return err;
}

/* What a name can have meant that is taken for a device or a sysctl; otherwise "". @text: room for the answer */
static const char *hint_at(const struct answer *a, char *text, size_t size)
{
	const struct selector *sel = &a->question.readings[0];
	const char *word = a->words[0];
	char hint[NEAREST_TEXT_MAX];

	if (sel->sysctl[0] && is_present(a) && sysctl_is_unknown(sel->sysctl, hint)) {
		snprintf(text, size, "; there is no such sysctl now%s", hint);
		return text;
	}
	if (a->n_words > 1 || !a->question.name || a->question.form != FORM_DEVICE)
		return "";
	if (!word[strspn(word, "0123456789")])
		return "; record numbers are for `" TOOL_NAME " show`";
	if (strchr(word, '_'))
		return "; a sysctl needs its whole name, such as net.ipv4.ip_forward";
	if (a->lacks_device) {
		snprintf(text, size, "; no device of this name exists or is recorded%s", a->hint);
		return text;
	}
	return "";
}

/* Says that there is no answer, and what was searched. */
static void print_nothing(struct answer *a)
{
	char text[512], hint[256], words[256] = "", said[1100];
	struct out *o = &a->printer.out;
	uint32_t kinds = 0;
	struct record gap;
	size_t i, len = 0;

	a->lost = record_copy_get(&a->gap, &gap);
	for (i = 0; i < a->question.n; i++)
		kinds |= 1u << a->question.readings[i].kind;
	for (i = 0; i < a->n_words && len < sizeof(words); i++)
		len += snprintf(words + len, sizeof(words) - len, " %s", a->words[i]);
	reach_text(&a->reach, kinds, text, sizeof(text));
	snprintf(said, sizeof(said), "nothing is recorded about%s%s; searched %s: %s%s", words,
		 a->lost ? ", but records are missing" : "", a->empty, text, hint_at(a, hint, sizeof(hint)));
	/* The array of JSON stays empty. */
	if (o->json)
		complain("%s: %s", a->args->verb->name, said);
	else
		out_str(o, OUT_PLAIN, NULL, "%s\n", said);
	if (a->lost)
		print_record(&a->printer, &gap);
}

/*
 * A network namespace that has lost its name is known by the command that made it. Returns false if the question is
 * about a name, and none with this name is known.
 */
static bool find_called(struct answer *a)
{
	struct selector *sel = &a->question.readings[0];

	if (!sel->called)
		return true;
	sel->has_id = false;
	sel->cookie = a->file ? 0 : domain_named(sel->called);
	return sel->cookie;
}

static int answer_all(struct answer *a)
{
	int err = 0;
	size_t i;

	printer_init(&a->printer, a->args->json, a->domain);
	for (i = 0; !err && i < a->question.n; i++)
		err = answer_reading(a, &a->question.readings[i]);
	if (!err && !a->answered && a->question.name && a->question.form == FORM_ADDRESS)
		err = answer_routes(a);
	if (!err && !a->answered)
		print_nothing(a);
	record_copy_drop(&a->gap);
	if (printer_flush(&a->printer) || err)
		return STATUS_SYSTEM;
	return a->lost || a->disagree ? STATUS_LOST : STATUS_DONE;
}

void answer_word(struct answer *a, const char *word)
{
	if (a->n_words < ANSWER_WORDS_MAX)
		a->words[a->n_words++] = (char *)word;
}

int answer_run(struct answer *a)
{
	char err[256];
	int status;

	if (!a->n_words)
		return args_usage(a->args, "the object is missing");
	if (question_parse(&a->question, a->n_words, a->words, err, sizeof(err)))
		return args_usage(a->args, "%s", err);
	status = a->file ? STATUS_DONE : enter_journal(a->args);
	if (status)
		return status;
	a->domain = domain_new();
	if (!a->domain) {
		complain("%s: %s", a->args->verb->name, strerror(ENOMEM));
		return STATUS_SYSTEM;
	}
	if (find_called(a))
		status = answer_all(a);
	else
		status = args_usage(a->args, "no network namespace is called \"%s\" now, and no record of `ip netns add` has the name",
				    a->question.readings[0].called);
	domain_free(a->domain);
	return status;
}
