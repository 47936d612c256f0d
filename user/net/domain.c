// SPDX-License-Identifier: GPL-2.0
/*
 * Implements the domain, in which a record has a message of rtnetlink.
 */
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decode/kind.h"
#include "net/domain_net.h"
#include "net/ifnames.h"

enum {
	OPT_DEV = OPT_DOMAIN,
	OPT_PREFIX,
	OPT_ROOT,
	OPT_MATCH,
};

const struct opt domain_opts[] = {
	{ OPT_DEV, "dev", "DEV", "only changes to the device, or to objects that use it" },
	{ OPT_PREFIX, "prefix", "PREFIX", "only changes to the prefix, or to any with this address" },
	{ OPT_ROOT, "root", "PREFIX", "only changes to the prefix and to prefixes inside it" },
	{ OPT_MATCH, "match", "PREFIX", "only changes to the prefix and to prefixes around it" },
	{ 0 }
};

struct domain {
	struct ifnames *ifnames;
	struct event_names names;
	uint64_t seq;		/* for which @names are asked */
	bool filtered;
	bool began;
	struct selector filter;
	/* The record in hand, as an event. */
	uint64_t parse;		/* its record's; 0: there is none */
	bool understood;
	struct event ev;
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
	if (!d->ifnames) {
		free(d);
		return NULL;
	}
	d->names.ifname = name_at;
	d->names.arg = d;
	return d;
}

void domain_free(struct domain *d)
{
	if (d)
		ifnames_free(d->ifnames);
	free(d);
}

void domain_forget(struct domain *d)
{
	d->began = false;
	ifnames_clear(d->ifnames);
}

static int set_prefix(struct domain *d, enum selector_mode mode,
		      const char *value, char *err, size_t size)
{
	if (d->filter.has_dst) {
		snprintf(err, size, "--prefix, --root and --match cannot be combined");
		return -1;
	}
	return selector_prefix(&d->filter, mode, value, err, size);
}

int domain_option(struct domain *d, int id, const char *value, char *err,
		  size_t size)
{
	d->filtered = true;
	switch (id) {
	case OPT_DEV:
		if (!*value || strlen(value) >= sizeof(d->filter.dev)) {
			snprintf(err, size, "not a device name: %s", value);
			return -1;
		}
		strcpy(d->filter.dev, value);
		return 0;
	case OPT_PREFIX:
		return set_prefix(d, strchr(value, '/') ? SELECTOR_EXACT :
				  SELECTOR_HOST, value, err, size);
	case OPT_ROOT:
		return set_prefix(d, SELECTOR_ROOT, value, err, size);
	default:
		return set_prefix(d, SELECTOR_MATCH, value, err, size);
	}
}

const struct selector *domain_filter(const struct domain *d)
{
	return d->filtered ? &d->filter : NULL;
}

uint32_t domain_context(uint32_t kinds)
{
	return kinds & kinds_with(0) ? 1u << NETJOURNAL_KIND_LINK : 0;
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

void domain_learn(struct domain *d, const struct record *rec)
{
	const struct event *ev;

	if (rec->kind != NETJOURNAL_KIND_LINK)
		return;
	ev = domain_event(d, rec);
	if (ev && ev->ifindex && ev->ifname)
		ifnames_add(d->ifnames, ev->ifindex, rec->seq, ev->ifname);
	/* A network namespace begins with its loopback device. */
	if (ev && ev->ifname && !strcmp(ev->ifname, "lo") && event_sign(ev) == '+')
		d->began = true;
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

bool domain_match(struct domain *d, const struct record *rec)
{
	const struct event *ev;

	if (!d->filtered)
		return true;
	ev = domain_event(d, rec);
	return ev && selector_match(&d->filter, ev, domain_names(d, rec->seq));
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

void domain_print(struct domain *d, struct out *o, const struct record *rec)
{
	const struct event *ev = domain_event(d, rec);

	if (!ev) {
		print_unknown(o, rec);
		return;
	}
	/* The kernel adds nothing silently. */
	event_print_sign(o, record_is_silent(rec) && !ev->del ? '~' : event_sign(ev));
	event_print_object(o, ev, domain_names(d, rec->seq));
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
