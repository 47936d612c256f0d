// SPDX-License-Identifier: GPL-2.0
/* From which event a record follows. */
#include <arpa/inet.h>
#include <linux/netjournal.h>
#include <netlink/attr.h>
#include <string.h>

#include "base/util.h"
#include "journal/fields.h"
#include "net/cause.h"
#include "nl/spec_tables.h"

bool cause_of(const struct record *rec, struct cause *cause)
{
	struct parsed {
		struct cause cause;
		const struct nlattr *address;
	} p;
	static const struct field fields[] = {
		[NETJOURNAL_A_CAUSE_EVENT]	= FIELD(F_U32, parsed, cause.event),
		[NETJOURNAL_A_CAUSE_IFINDEX]	= FIELD(F_U32, parsed, cause.ifindex),
		[NETJOURNAL_A_CAUSE_NETNS]	= FIELD(F_U32, parsed, cause.netns),
		[NETJOURNAL_A_CAUSE_ADDRESS]	= FIELD(F_ATTR, parsed, address),
		[NETJOURNAL_A_CAUSE_SEQ]	= FIELD(F_U64, parsed, cause.seq),
		[NETJOURNAL_A_CAUSE_ACT]	= FIELD(F_U64, parsed, cause.act),
		[NETJOURNAL_A_CAUSE_NEXTHOP]	= FIELD(F_U32, parsed, cause.nexthop),
	};
	const struct nlattr *nest;
	uint64_t seen = 0;

	nest = record_attr(rec, NETJOURNAL_A_RECORD_CAUSE);
	memset(&p, 0, sizeof(p));
	if (!nest || !TAKE_ALL(&p, fields, nla_bytes(nest), nla_size(nest), &seen) ||
	    !p.cause.event)
		return false;
	if (p.address) {
		p.cause.address = nla_bytes(p.address);
		p.cause.address_len = nla_size(p.address);
	}
	p.cause.guess = seen & 1ull << NETJOURNAL_A_CAUSE_GUESS;
	*cause = p.cause;
	return true;
}

bool cause_is_dad(const struct record *rec)
{
	struct cause cause;

	return cause_of(rec, &cause) && cause.event == NETJOURNAL_CAUSE_EVENT_DAD;
}

/* What happened to the object of the event. */
static const char *const happened[] = {
	[NETJOURNAL_CAUSE_EVENT_LINK_DOWN] = "went down",
	[NETJOURNAL_CAUSE_EVENT_LINK_UP] = "came up",
	[NETJOURNAL_CAUSE_EVENT_LINK_REMOVED] = "was removed",
	[NETJOURNAL_CAUSE_EVENT_LINK_ADDED] = "was added",
	[NETJOURNAL_CAUSE_EVENT_LINK_STATE] = "changed its state",
	[NETJOURNAL_CAUSE_EVENT_LINK_MTU] = "got another MTU",
	[NETJOURNAL_CAUSE_EVENT_LINK_LLADDR] = "got another hardware address",
	[NETJOURNAL_CAUSE_EVENT_LINK_NAME] = "got another name",
	[NETJOURNAL_CAUSE_EVENT_LINK_MASTER] = "got another master",
	[NETJOURNAL_CAUSE_EVENT_ADDR_ADDED] = "was added",
	[NETJOURNAL_CAUSE_EVENT_ADDR_REMOVED] = "was removed",
	[NETJOURNAL_CAUSE_EVENT_DAD] = "was checked for duplicates",
	[NETJOURNAL_CAUSE_EVENT_NETNS_END] = "ended",
	[NETJOURNAL_CAUSE_EVENT_CARRIER] = "changed the carrier",
	[NETJOURNAL_CAUSE_EVENT_NEXTHOP_REMOVED] = "was removed",
};

/* Returns the address as text, or NULL if the event has none. */
static const char *address_text(const struct cause *c, char *text, size_t size)
{
	if (c->address_len == sizeof(struct in_addr))
		return inet_ntop(AF_INET, c->address, text, size);
	if (c->address_len == sizeof(struct in6_addr))
		return inet_ntop(AF_INET6, c->address, text, size);
	return NULL;
}

/* Returns the name of the device; NULL: not known. The names are those of this namespace. */
static const char *dev_name(const struct cause *c, const struct event_names *names)
{
	return c->ifindex && !c->netns && names && names->ifname ?
	       names->ifname(names->arg, c->ifindex) : NULL;
}

static void print_subject(struct out *o, const struct cause *c, const char *dev,
			  const char *address)
{
	if (c->event == NETJOURNAL_CAUSE_EVENT_NETNS_END) {
		out_text(o, OUT_PLAIN, "a network namespace");
		if (c->netns)
			out_u64(o, NULL, " (%u)", c->netns);
	} else if (c->event == NETJOURNAL_CAUSE_EVENT_CARRIER) {
		out_u64(o, NULL, "act %u", c->act);
	} else if (c->event == NETJOURNAL_CAUSE_EVENT_NEXTHOP_REMOVED) {
		out_u64(o, NULL, "nexthop %u", c->nexthop);
	} else if (address) {
		out_str(o, OUT_PLAIN, NULL, "%s", address);
	} else if (dev) {
		out_str(o, OUT_NAME, NULL, "%s", dev);
	} else if (!c->ifindex) {
		out_text(o, OUT_PLAIN, "a device of another network namespace");
	} else {
		out_u64(o, NULL, "device %u", c->ifindex);
		if (c->netns)
			out_u64(o, NULL, " of network namespace %u", c->netns);
	}
}

static void print_text(struct out *o, const struct cause *c, const char *dev,
		       const char *address)
{
	if (c->guess)
		out_text(o, OUT_PLAIN, "probably ");
	print_subject(o, c, dev, address);
	if (c->event < ARRAY_SIZE(happened) && happened[c->event])
		out_text(o, OUT_PLAIN, " %s", happened[c->event]);
	else
		out_text(o, OUT_PLAIN, ": event %u", c->event);
	if (c->seq)
		out_u64(o, NULL, " (#%u)", c->seq);
}

static void print_json(struct out *o, const struct cause *c, const char *dev,
		       const char *address)
{
	out_str(o, OUT_PLAIN, "event", NULL, spec_name(&spec_cause_events, c->event));
	if (c->ifindex)
		out_u64(o, "ifindex", NULL, c->ifindex);
	if (dev)
		out_str(o, OUT_PLAIN, "dev", NULL, dev);
	if (c->netns)
		out_u64(o, "netns", NULL, c->netns);
	if (address)
		out_str(o, OUT_PLAIN, "address", NULL, address);
	if (c->nexthop)
		out_u64(o, "nexthop", NULL, c->nexthop);
	if (c->seq)
		out_u64(o, "seq", NULL, c->seq);
	if (c->act)
		out_u64(o, "act", NULL, c->act);
	out_bool(o, "proven", NULL, !c->guess);
}

void cause_print(struct out *o, const struct cause *cause, const struct event_names *names)
{
	char text[INET6_ADDRSTRLEN];
	const char *address = address_text(cause, text, sizeof(text));
	const char *dev = dev_name(cause, names);

	if (o->json)
		print_json(o, cause, dev, address);
	else
		print_text(o, cause, dev, address);
}
