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
#include "decode/bitset.h"
#include "decode/kind.h"
#include "decode/vlan.h"
#include "net/births.h"
#include "net/cause.h"
#include "net/domain_net.h"
#include "net/features.h"
#include "net/fights.h"
#include "net/ifnames.h"
#include "net/move.h"
#include "net/states.h"
#include "net/wanted.h"

/* So many devices that have no name are remembered. */
#define NAMELESS_MAX	64

/* So many objects are remembered, in case somebody should fight over them. Each takes about 900 bytes. */
#define FOUGHT_MAX	16384

struct domain {
	struct ifnames *ifnames;
	struct births *births;
	domain_namer *namer;	/* knows the names of devices; NULL: this machine does */
	void *namer_arg;
	uint32_t nameless[NAMELESS_MAX];	/* devices that it does not know, each at its place */
	struct event_names names;
	uint64_t seq;		/* for which @names are asked */
	bool began;
	struct wanted wanted;
	bool whole;
	struct states states;
	struct fights fights;
	/* The record in hand, as an event. */
	uint64_t parse;		/* its record's; 0: there is none */
	bool understood;
	struct event ev;
	char sign;		/* see births_sign(); 0: not asked yet */
	/* The state before the record, and what has changed. */
	uint64_t compared;	/* its record's parse; 0: not compared */
	uint64_t parsed_before;	/* likewise, of @before */
	struct event before;
	struct changes changes;
};

/* Asks the store, which searches for each answer, at most once for a device in a row. */
static bool ask_namer(struct domain *d, uint32_t ifindex, char *name, size_t size)
{
	uint32_t *nameless = &d->nameless[ifindex % NAMELESS_MAX];

	if (*nameless == ifindex)
		return false;
	if (d->namer(d->namer_arg, ifindex, name, size))
		return true;
	*nameless = ifindex;
	return false;
}

static const char *name_at(void *arg, uint32_t ifindex)
{
	struct domain *d = arg;
	const char *name = ifnames_find(d->ifnames, ifindex, d->seq);
	char live[IF_NAMESIZE];

	/* The journal has no record of the device, so its name has not changed. */
	if (!name && (d->namer ? ask_namer(d, ifindex, live, sizeof(live)) :
				 !!if_indextoname(ifindex, live))) {
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
	d->fights.max = FOUGHT_MAX;
	d->names.ifname = name_at;
	d->names.arg = d;
	bitset_named_by(features_name);
	return d;
}

void domain_free(struct domain *d)
{
	if (d) {
		ifnames_free(d->ifnames);
		states_drop(&d->states);
		fights_drop(&d->fights);
		changes_free(&d->changes);
		births_free(d->births);
	}
	free(d);
}

/* Forgets everything learned. Who understands records after this must look for the links of now. */
static void forget_records(struct domain *d)
{
	d->began = false;
	memset(d->nameless, 0, sizeof(d->nameless));
	ifnames_clear(d->ifnames);
	states_drop(&d->states);
	fights_drop(&d->fights);
	/* Another kernel may call its features otherwise. */
	bitset_named_by(d->namer ? NULL : features_name);
	births_clear(d->births);
}

void domain_forget(struct domain *d)
{
	forget_records(d);
	if (!d->namer)
		births_find_links(d->births);
}

static void set_namer(struct domain *d, domain_namer *name, void *arg)
{
	d->namer = name;
	d->namer_arg = arg;
	d->parse = 0;
}

void domain_elsewhere(struct domain *d, domain_namer *name, void *arg)
{
	set_namer(d, name, arg);
	domain_forget(d);
}

void domain_end(struct domain *d)
{
	set_namer(d, NULL, NULL);
	forget_records(d);
}

void domain_numbers(struct domain *d, void (*each)(uint32_t number, const char *name, void *arg), void *arg)
{
	struct if_nameindex *links = if_nameindex();
	size_t i;

	(void)d;
	for (i = 0; links && links[i].if_index; i++)
		each(links[i].if_index, links[i].if_name, arg);
	if (links)
		if_freenameindex(links);
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
	return wanted_unknown(&d->wanted, d->ifnames, text, size);
}

bool domain_lacks_device(const struct domain *d, const char *dev, char hint[NEAREST_TEXT_MAX])
{
	return device_is_unknown(dev, d->ifnames, hint);
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
		d->sign = 0;
		d->understood = !event_parse(&d->ev, rec->message,
					     rec->message_len);
	}
	return d->understood ? &d->ev : NULL;
}

bool record_is_silent(const struct record *rec)
{
	return rec->types & 1ull << NETJOURNAL_A_RECORD_SILENT;
}

bool record_adds_nothing(const struct record *rec)
{
	return record_is_silent(rec) && rec->kind != NETJOURNAL_KIND_ADDR &&
	       rec->kind != NETJOURNAL_KIND_TC;
}

uint64_t record_boot_time(const struct record *rec)
{
	const struct nlattr *nla = record_attr(rec, NETJOURNAL_A_RECORD_BOOT_TIME);

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
	d->sign = 0;
}

/* @ev is the event of @rec. */
static char sign_in_hand(struct domain *d, const struct record *rec, const struct event *ev)
{
	if (!d->sign)
		d->sign = births_sign(d->births, rec, ev);
	return d->sign;
}

/* Returns whether only the state before tells a new object from a changed one. */
static bool is_alike(const struct event *ev)
{
	return kind_row(ev->kind)->flags & KIND_ALIKE;
}

char domain_sign(struct domain *d, const struct record *rec)
{
	const struct event *ev = domain_event(d, rec);

	if ((is_alike(ev) || ev->kind == NETJOURNAL_KIND_ROUTE) && !ev->del && rec->before)
		return '~';
	return sign_in_hand(d, rec, ev);
}

uint64_t domain_link_made(const struct domain *d, uint32_t ifindex, uint64_t *time)
{
	return births_of_link(d->births, ifindex, time);
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
	       (is_alike(ev) || domain_sign(d, rec) == '~' ||
		(!ev->del && ev->nlh->nlmsg_flags & NLM_F_APPEND && multipath_joins(ev))) &&
	       (wanted_is_passing(&d->wanted) ||
		wanted_object(&d->wanted, ev, domain_names(d, rec->seq)));
}

int domain_follow(struct domain *d, struct record *rec)
{
	const struct event *ev = domain_event(d, rec);
	const struct nlmsghdr *before;
	int err;

	if (!ev)
		return 0;
	err = states_take(&d->states, ev, sign_in_hand(d, rec, ev), &before);
	rec->before = before;
	rec->before_len = before ? before->nlmsg_len : 0;
	return err;
}

/* Returns the state before the record as an event, or NULL if it is not known. */
static const struct event *event_before(struct domain *d, const struct record *rec)
{
	if (!rec->before)
		return NULL;
	if (d->parsed_before != rec->parse) {
		d->parsed_before = 0;
		if (event_parse(&d->before, rec->before, rec->before_len))
			return NULL;
		d->parsed_before = rec->parse;
	}
	return &d->before;
}

bool domain_difference(struct domain *d, const struct record *rec, struct difference *diff)
{
	const struct event *ev = domain_event(d, rec);

	if (!ev || !event_before(d, rec))
		return false;
	if (d->compared != rec->parse) {
		d->compared = 0;
		if (changes_find(&d->changes, &d->before, ev, domain_names(d, rec->seq)))
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
	if (event_is_own(ev) && !record_is_asked_for(rec))
		return true;
	if (vlan_is_none(ev))
		return true;
	return !ev->del && domain_difference(d, rec, &diff) && !difference_is_any(&diff);
}

bool domain_match(struct domain *d, const struct record *rec)
{
	const struct event_names *names;
	const struct event *ev, *before;
	bool silent;
	char sign;

	if (!d->wanted.filtered && !d->wanted.n && !d->wanted.happened)
		return true;
	ev = domain_event(d, rec);
	if (!ev)
		return false;
	names = domain_names(d, rec->seq);
	sign = domain_sign(d, rec);
	silent = record_is_silent(rec);
	if (wanted_match(&d->wanted, ev, names, sign, silent))
		return true;
	/* The device had the name until now, or the port was a port of the device. */
	before = event_before(d, rec);
	return before && wanted_match(&d->wanted, before, names, sign, silent);
}

char event_sign(const struct event *ev)
{
	uint16_t flags = ev->nlh->nlmsg_flags;
	struct ifinfomsg ifi;

	if (ev->del)
		return '-';
	if (ev->change)
		return '~';
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
	struct move move;

	if (move_of(&move, rec, ev)) {
		(move.to ? event_name : event_brief)(o, ev, names);
		out_text(o, OUT_PLAIN, "  ");
		move_print(o, &move);
		return;
	}
	/* A route with several nexthops has them in another member than a route with one. */
	if (known && ev->kind == NETJOURNAL_KIND_ROUTE)
		known = !ev->attr[RTA_MULTIPATH] == !diff.old->attr[RTA_MULTIPATH];
	if (known && !ev->del) {
		difference_print(o, &diff, names);
		return;
	}
	/* A neighbour has lost its link-layer address before it is deleted. */
	event_brief(o, known && ev->kind == NETJOURNAL_KIND_NEIGH ? diff.old : ev, names);
	if (domain_sign(d, rec) == '~' && !rec->before &&
	    !(object_row(ev->kind)->flags & KIND_ACTS))
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

bool domain_print_attr(struct domain *d, struct out *o, const struct record *rec,
		       const struct nlattr *attr)
{
	struct cause cause;

	if (nla_type(attr) != NETJOURNAL_A_RECORD_CAUSE || !cause_of(rec, &cause))
		return false;
	if (o->json)
		out_object(o, "cause");
	cause_print(o, &cause, domain_names(d, rec->seq));
	if (o->json)
		out_object_end(o);
	return true;
}

const char *domain_left_out(uint32_t kind)
{
	const struct kind *row = kind_row(kind);

	return row ? row->left_out : NULL;
}

int domain_flap(struct domain *d, const struct record *rec, uint64_t *object, const char **what)
{
	const struct origin *origin = record_origin(rec);
	const struct event *ev = domain_event(d, rec);
	struct difference diff;
	int carrier;

	if (!ev || !origin || origin->context != NETJOURNAL_CONTEXT_KTHREAD ||
	    ev->del || !domain_difference(d, rec, &diff))
		return 0;
	carrier = difference_carrier(&diff);
	*object = ev->ifindex;
	*what = "carrier";
	return -carrier;
}

bool domain_remark(struct domain *d, const struct record *rec, const struct process *process,
		   char *text, size_t size)
{
	const struct fight *fight;

	/* Without memory, fights are not noticed. */
	if (fights_take(&d->fights, d, rec, process, &fight) || !fight)
		return false;
	snprintf(text, size, "a fight: %s and %s change %s of %s %s back and forth (" TOOL_NAME " fights)",
		 fight->other.name, fight->last.name, fight->name, object_row(fight->kind)->name,
		 fight->object);
	return true;
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
