// SPDX-License-Identifier: GPL-2.0
/*
 * Implements the domain, in which a record has a message of rtnetlink.
 */
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netlink/attr.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/complete.h"
#include "decode/kind.h"
#include "net/births.h"
#include "net/domain_net.h"
#include "net/ifnames.h"
#include "net/states.h"
#include "net/wanted.h"

struct domain {
	struct ifnames *ifnames;
	struct births *births;
	struct event_names names;
	uint64_t seq;		/* for which @names are asked */
	bool began;
	struct wanted wanted;
	bool whole;
	struct states states;
	/* The record in hand, as an event. */
	uint64_t parse;		/* its record's; 0: there is none */
	bool understood;
	struct event ev;
	/* The state before the record, and what has changed. */
	uint64_t compared;	/* its record's parse; 0: not compared */
	struct event before;
	struct changes changes;
};

static const char *name_at(void *arg, uint32_t ifindex)
{
	struct domain *d = arg;
	const char *name = ifnames_find(d->ifnames, ifindex, d->seq);
	char live[IF_NAMESIZE];

	/* The journal has no record of the device, so its name has not changed. */
	if (!name && if_indextoname(ifindex, live)) {
		ifnames_add(d->ifnames, ifindex, d->seq, live);
		name = ifnames_find(d->ifnames, ifindex, d->seq);
	}
	return name;
}

struct domain *domain_new(void)
{
	struct domain *d = calloc(1, sizeof(*d));

	if (!d)
		return NULL;
	d->ifnames = ifnames_new();
	d->births = births_new();
	if (!d->ifnames || !d->births) {
		domain_free(d);
		return NULL;
	}
	d->names.ifname = name_at;
	d->names.arg = d;
	return d;
}

void domain_free(struct domain *d)
{
	if (d) {
		ifnames_free(d->ifnames);
		states_drop(&d->states);
		changes_free(&d->changes);
		births_free(d->births);
	}
	free(d);
}

void domain_forget(struct domain *d)
{
	d->began = false;
	ifnames_clear(d->ifnames);
	states_drop(&d->states);
	births_clear(d->births);
}

int domain_option(struct domain *d, int id, const char *value, char *err,
		  size_t size)
{
	return wanted_option(&d->wanted, id, value, err, size);
}

uint32_t domain_kind(const char *word, struct nearest *near)
{
	if (near)
		kind_nearest(near);
	return kind_by_name(word);
}

int domain_word(struct domain *d, const char *word, char *err, size_t size)
{
	return wanted_word(&d->wanted, word, err, size);
}

bool domain_unknown(const struct domain *d, char *text, size_t size)
{
	char hint[WANTED_HINT_MAX];
	const char *word = wanted_unknown(&d->wanted, d->ifnames, hint);

	if (word)
		snprintf(text, size, "unknown word: %s: no kind, and no device that exists or is recorded%s",
			 word, hint);
	return word;
}

static void print_word(const char *word)
{
	printf(" %s", word);
}

void domain_print_words(void)
{
	printf("WORD: a device, an address, a prefix, default, a link-layer address, or\n     ");
	wanted_words(print_word);
	printf("\n");
}

void domain_complete_words(void)
{
	wanted_words(complete_word);
	complete_value("DEV");
	complete_word("default");
}

const struct selector *domain_filter(const struct domain *d)
{
	return d->wanted.filtered ? &d->wanted.filter : NULL;
}

uint32_t domain_context(uint32_t kinds)
{
	if (!(kinds & kinds_with(0)))
		return 0;
	/*
	 * Records of links have the names of devices. The other kinds show only which objects
	 * exist.
	 */
	return 1u << NETJOURNAL_KIND_LINK | (kinds & BIRTHS_KINDS);
}

const struct event *domain_event(struct domain *d, const struct record *rec)
{
	if (!rec->message)
		return NULL;
	if (!rec->parse || rec->parse != d->parse) {
		d->parse = rec->parse;
		d->understood = !event_parse(&d->ev, rec->message,
					     rec->message_len);
	}
	return d->understood ? &d->ev : NULL;
}

bool record_is_silent(const struct record *rec)
{
	return rec->types & 1ull << NETJOURNAL_A_RECORD_SILENT;
}

uint64_t record_boot_time(const struct record *rec)
{
	const struct nlattr *nla = nla_find(rec->attrs, rec->len,
					    NETJOURNAL_A_RECORD_BOOT_TIME);

	return nla ? nla_get_u64(nla) : 0;
}

static void learn_name(struct domain *d, const struct record *rec, const struct event *ev)
{
	if (ev->ifindex && ev->ifname)
		ifnames_add(d->ifnames, ev->ifindex, rec->seq, ev->ifname);
	/* A network namespace begins with its loopback device. */
	if (ev->ifname && !strcmp(ev->ifname, "lo") && event_sign(ev) == '+')
		d->began = true;
}

void domain_learn(struct domain *d, const struct record *rec)
{
	const struct event *ev;

	if (!(BIRTHS_KINDS & 1u << (rec->kind & 31)))
		return;
	ev = domain_event(d, rec);
	if (ev && rec->kind == NETJOURNAL_KIND_LINK)
		learn_name(d, rec, ev);
	births_learn(d->births, rec, ev);
}

char domain_sign(struct domain *d, const struct record *rec)
{
	const struct event *ev = domain_event(d, rec);

	if ((ev->kind == NETJOURNAL_KIND_NEIGH || ev->kind == NETJOURNAL_KIND_ROUTE) &&
	    !ev->del && rec->before)
		return '~';
	return births_sign(d->births, rec, ev);
}

bool domain_began(const struct domain *d)
{
	return d->began;
}

const struct event_names *domain_names(struct domain *d, uint64_t seq)
{
	d->seq = seq;
	return &d->names;
}

bool domain_wants_before(struct domain *d, const struct record *rec)
{
	const struct event *ev = domain_event(d, rec);

	/*
	 * The messages about a new and about a changed neighbour are alike. A new IPv6 route
	 * can join another route, which then changes.
	 */
	return ev &&
	       (ev->kind == NETJOURNAL_KIND_NEIGH || domain_sign(d, rec) == '~' ||
		(!ev->del && ev->nlh->nlmsg_flags & NLM_F_APPEND && multipath_joins(ev))) &&
	       wanted_object(&d->wanted, ev, domain_names(d, rec->seq));
}

int domain_follow(struct domain *d, struct record *rec)
{
	const struct event *ev = domain_event(d, rec);
	const struct nlmsghdr *before;
	int err;

	if (!ev)
		return 0;
	err = states_take(&d->states, ev, births_sign(d->births, rec, ev), &before);
	rec->before = before;
	rec->before_len = before ? before->nlmsg_len : 0;
	return err;
}

bool domain_difference(struct domain *d, const struct record *rec, struct difference *diff)
{
	const struct event *ev = domain_event(d, rec);

	if (!ev || !rec->before)
		return false;
	if (d->compared != rec->parse) {
		d->compared = 0;
		if (event_parse(&d->before, rec->before, rec->before_len) ||
		    changes_find(&d->changes, &d->before, ev, domain_names(d, rec->seq)))
			return false;
		d->compared = rec->parse;
	}
	*diff = (struct difference){ &d->before, ev, &d->changes };
	return true;
}

void domain_whole(struct domain *d)
{
	d->whole = true;
}

bool domain_minor(struct domain *d, const struct record *rec)
{
	const struct event *ev = domain_event(d, rec);
	struct difference diff;

	if (!ev)
		return false;
	if (event_is_own(ev) && !(rec->origin && rec->origin->context == NETJOURNAL_CONTEXT_REQUEST))
		return true;
	return !ev->del && domain_difference(d, rec, &diff) && !difference_is_any(&diff);
}

bool domain_match(struct domain *d, const struct record *rec)
{
	const struct event *ev;

	if (!d->wanted.filtered && !d->wanted.n && !d->wanted.happened)
		return true;
	ev = domain_event(d, rec);
	return ev && wanted_match(&d->wanted, ev, domain_names(d, rec->seq),
				  domain_sign(d, rec), record_is_silent(rec));
}

char event_sign(const struct event *ev)
{
	uint16_t flags = ev->nlh->nlmsg_flags;
	struct ifinfomsg ifi;

	if (ev->del)
		return '-';
	switch (ev->kind) {
	case NETJOURNAL_KIND_LINK:
		/* In the announcement of a new device all flags have changed. */
		memcpy(&ifi, NLMSG_DATA(ev->nlh), sizeof(ifi));
		return ifi.ifi_change == ~0u ? '+' : '~';
	case NETJOURNAL_KIND_NEXTHOP:
		/* The flags are those of the request, which may replace or create. */
		return flags & NLM_F_CREATE ? '+' : '~';
	default:
		return flags & NLM_F_REPLACE ? '~' : '+';
	}
}

/* Prints the bytes of a message that cannot be decoded. */
static void print_unknown(struct out *o, const struct record *rec)
{
	out_text(o, OUT_WARN, "? a message of %zu bytes that cannot be decoded: ",
		 rec->message_len);
	out_hex(o, "message", "%s", rec->message, rec->message_len);
}

void event_print_sign(struct out *o, char sign)
{
	static const struct {
		enum out_colour colour;
		const char *action;
	} signs[] = {
		['+'] = { OUT_ADD, "new" }, ['-'] = { OUT_DEL, "del" },
		['~'] = { OUT_PLAIN, "new" }, ['='] = { OUT_PLAIN, "present" },
		['?'] = { OUT_WARN, "ask" },
	};

	const char *action = signs[(int)sign].action;

	if (o->json)
		out_word(o, OUT_PLAIN, "action", NULL, action, strlen(action));
	else
		out_word(o, signs[(int)sign].colour, NULL, "%s ", &sign, sizeof(sign));
}

void event_print_object(struct out *o, const struct event *ev,
			const struct event_names *names)
{
	out_object(o, "event");
	event_print(o, ev, names);
	out_object_end(o);
}

/* Prints what has changed of an object, or all of it if that is not known. */
static void print_headline(struct domain *d, struct out *o, const struct record *rec,
			   const struct event *ev)
{
	const struct event_names *names = domain_names(d, rec->seq);
	struct difference diff;
	bool known = domain_difference(d, rec, &diff);

	/* A route with several nexthops has them in another member than a route with one. */
	if (known && ev->kind == NETJOURNAL_KIND_ROUTE)
		known = !ev->attr[RTA_MULTIPATH] == !diff.old->attr[RTA_MULTIPATH];
	if (known && !ev->del) {
		difference_print(o, &diff, names);
		return;
	}
	/* A neighbour has lost its link-layer address before it is deleted. */
	event_brief(o, known && ev->kind == NETJOURNAL_KIND_NEIGH ? diff.old : ev, names);
	if (domain_sign(d, rec) == '~' && !rec->before)
		out_text(o, OUT_DIM, " (was: not known)");
}

void domain_print(struct domain *d, struct out *o, const struct record *rec)
{
	const struct event *ev = domain_event(d, rec);
	struct difference diff;

	if (!ev) {
		print_unknown(o, rec);
		return;
	}
	event_print_sign(o, domain_sign(d, rec));
	if (o->json || d->whole)
		event_print_object(o, ev, domain_names(d, rec->seq));
	else
		print_headline(d, o, rec, ev);
	if (o->json && !ev->del && domain_difference(d, rec, &diff))
		changes_print(o, diff.changes);
	if (!o->json && record_is_silent(rec))
		out_text(o, OUT_PLAIN, "  (silent)");
}

void domain_dump(struct domain *d, struct out *o, const struct record *rec)
{
	const struct event *ev = domain_event(d, rec);

	if (!ev) {
		if (!o->json)
			print_unknown(o, rec);
		return;
	}
	out_object(o, "message");
	event_dump(o, ev, domain_names(d, rec->seq));
	out_object_end(o);
}
