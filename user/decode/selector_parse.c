// SPDX-License-Identifier: GPL-2.0
/*
 * Selectors from the words of `ip`.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_addr.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "decode/decode.h"
#include "decode/selector.h"

/* What is known while words are read; @member is the one that the word is for, if any. */
struct parse {
	struct selector *sel;
	void *member;
	size_t size;		/* of it, in bytes */
	char *err;
	size_t err_len;
};

__attribute__((format(printf, 2, 3)))
static int refuse_word(const struct parse *p, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(p->err, p->err_len, fmt, ap);
	va_end(ap);
	return -EINVAL;
}

static bool parse_u32(const char *word, uint32_t *v)
{
	unsigned long long n;
	char *end;

	if (*word < '0' || *word > '9')
		return false;
	errno = 0;
	n = strtoull(word, &end, 0);
	if (errno || *end || n > UINT32_MAX)
		return false;
	*v = n;
	return true;
}

/* IPv4 in one to four parts, as in 10.20/16. Returns the parts, or 0. */
static int parse_ip4(const char *word, uint8_t *bytes)
{
	unsigned long part;
	char *end;
	int n = 0;

	memset(bytes, 0, 4);
	for (;;) {
		if (*word < '0' || *word > '9' || n == 4)
			return 0;
		part = strtoul(word, &end, 10);
		if (part > 255)
			return 0;
		bytes[n++] = part;
		if (!*end)
			return n;
		if (*end != '.')
			return 0;
		word = end + 1;
	}
}

static bool has_host_bits(const struct event_addr *a)
{
	unsigned int i, bits = a->family == AF_INET ? 32 : 128;

	for (i = a->len; i < bits; i++)
		if (a->bytes[i / 8] & (0x80 >> i % 8))
			return true;
	return false;
}

static void clear_host_bits(struct event_addr *a)
{
	unsigned int i;

	for (i = a->len; i < 128; i++)
		a->bytes[i / 8] &= ~(0x80 >> i % 8);
}

/* An address or prefix; *has_len tells which. */
static int parse_addr(const struct parse *p, const char *word,
		      struct event_addr *a, bool *has_len)
{
	const char *slash = strchr(word, '/');
	size_t n = slash ? (size_t)(slash - word) : strlen(word);
	uint32_t len, bits;
	char addr[64];
	int parts;

	memset(a, 0, sizeof(*a));
	*has_len = slash;
	if (n >= sizeof(addr))
		return refuse_word(p, "\"%s\" is not an address", word);
	memcpy(addr, word, n);
	addr[n] = '\0';

	parts = parse_ip4(addr, a->bytes);
	if (parts == 4 || (parts && slash))
		a->family = AF_INET;
	else if (inet_pton(AF_INET6, addr, a->bytes) == 1)
		a->family = AF_INET6;
	else
		return refuse_word(p, "\"%s\" is not an address%s", word,
				slash ? " with a prefix length" : "");

	bits = a->family == AF_INET ? 32 : 128;
	len = bits;
	if (slash && (!parse_u32(slash + 1, &len) || len > bits))
		return refuse_word(p, "\"%s\": the prefix length is not between 0 and %u",
				word, bits);
	a->len = len;
	return 0;
}

/*
 * A prefix as routes have it. Host bits are refused for IPv4 and cleared for
 * IPv6, as the kernel does.
 */
static int parse_route_prefix(const struct parse *p, const char *word,
			      struct event_addr *a)
{
	char right[INET_ADDRSTRLEN];
	bool has_len;
	int err;

	if (!strcmp(word, "default") || !strcmp(word, "any") ||
	    !strcmp(word, "all")) {
		memset(a, 0, sizeof(*a));
		return 0;
	}
	err = parse_addr(p, word, a, &has_len);
	if (err)
		return err;
	if (a->family == AF_INET && has_host_bits(a)) {
		clear_host_bits(a);
		inet_ntop(AF_INET, a->bytes, right, sizeof(right));
		return refuse_word(p, "\"%s\" has bits beyond its prefix length (use %s/%u)",
				word, right, a->len);
	}
	clear_host_bits(a);
	return 0;
}

int selector_prefix(struct selector *sel, enum selector_mode mode,
		    const char *word, char *err, size_t err_len)
{
	const struct parse p = { .sel = sel, .err = err, .err_len = err_len };
	bool has_len;

	sel->mode = mode;
	sel->has_dst = true;
	if (mode == SELECTOR_HOST && strcmp(word, "default"))
		return parse_addr(&p, word, &sel->dst, &has_len);
	return parse_route_prefix(&p, word, &sel->dst);
}

static int parse_ifname(const struct parse *p, const char *word)
{
	if (!*word || strlen(word) >= p->size)
		return refuse_word(p, "\"%s\" is not the name of an interface",
				word);
	strcpy(p->member, word);
	return 0;
}

static int parse_link_type(const struct parse *p, const char *word)
{
	if (!*word || strlen(word) >= sizeof(p->sel->link_type))
		return refuse_word(p, "\"%s\" is not a type of interface", word);
	strcpy(p->sel->link_type, word);
	return 0;
}

static int parse_oper_state(const struct parse *p, const char *word)
{
	p->sel->oper_state = link_oper_state(word);
	if (!p->sel->oper_state)
		return refuse_word(p, "\"%s\" is not a state of an interface", word);
	return 0;
}

static int parse_route_type(const struct parse *p, const char *word)
{
	p->sel->has_type = true;
	if (!route_type_number(word, &p->sel->type))
		return refuse_word(p, "\"%s\" is not a type of route", word);
	return 0;
}

/* A state of neighbours, or "all"; may come more than once. */
static int parse_neigh_state(const struct parse *p, const char *word)
{
	uint32_t state = neigh_state_number(word);

	if (!state)
		return refuse_word(p, "\"%s\" is not a state of a neighbour", word);
	p->sel->states |= state;
	return 0;
}

static int parse_name(const struct parse *p, const char *word,
		      enum rt_names which, const char *what, uint32_t *value)
{
	if (!rt_number(which, word, value))
		return refuse_word(p, "\"%s\" is not a %s", word, what);
	return 0;
}

static int parse_proto(const struct parse *p, const char *word)
{
	p->sel->has_proto = true;
	return parse_name(p, word, p->sel->kind == NETJOURNAL_KIND_ADDR ?
			  RT_ADDRPROTOS : RT_PROTOS, "protocol", &p->sel->proto);
}

static int parse_scope(const struct parse *p, const char *word)
{
	p->sel->has_scope = true;
	return parse_name(p, word, RT_SCOPES, "scope", &p->sel->scope);
}

static int parse_group(const struct parse *p, const char *word)
{
	p->sel->has_group = true;
	return parse_name(p, word, RT_GROUPS, "group of interfaces",
			  &p->sel->group);
}

/* Words that have no value. */

static int set_true(const struct parse *p, const char *word)
{
	(void)word;
	*(bool *)p->member = true;
	return 0;
}

static int set_flag(const struct parse *p, const char *word)
{
	static const struct {
		const char *word;
		uint32_t bit;
		bool unset;
	} flags[] = {
		{ "permanent", IFA_F_PERMANENT },
		{ "dynamic", IFA_F_PERMANENT, true },
		{ "primary", IFA_F_SECONDARY, true },
		{ "secondary", IFA_F_SECONDARY },
		{ "temporary", IFA_F_TEMPORARY },
		{ "tentative", IFA_F_TENTATIVE },
		{ "deprecated", IFA_F_DEPRECATED },
		{ "dadfailed", IFA_F_DADFAILED },
	};
	struct selector_flags *f = &p->sel->flags;
	size_t i = 0;

	while (strcmp(flags[i].word, word))
		i++;
	f->mask |= flags[i].bit;
	f->want &= ~flags[i].bit;
	if (!flags[i].unset)
		f->want |= flags[i].bit;
	return 0;
}

static int parse_table(const struct parse *p, const char *word)
{
	p->sel->all_tables = !strcmp(word, "all");
	p->sel->has_table = !p->sel->all_tables;
	if (p->sel->has_table &&
	    !rt_number(RT_TABLES, word, &p->sel->table))
		return refuse_word(p, "\"%s\" is not a routing table", word);
	return 0;
}

static int parse_priority(const struct parse *p, const char *word)
{
	p->sel->has_priority = true;
	if (!parse_u32(word, &p->sel->priority))
		return refuse_word(p, "\"%s\" is not a number", word);
	return 0;
}

static int parse_id(const struct parse *p, const char *word)
{
	p->sel->has_id = true;
	if (!parse_u32(word, &p->sel->id))
		return refuse_word(p, "\"%s\" is not the id of a nexthop", word);
	return 0;
}

static int parse_via(const struct parse *p, const char *word)
{
	bool has_len;
	int err;

	err = parse_addr(p, word, &p->sel->via, &has_len);
	if (!err && has_len)
		return refuse_word(p, "\"%s\" is a prefix, not an address", word);
	p->sel->has_via = true;
	return err;
}

static int parse_from(const struct parse *p, const char *word)
{
	return selector_prefix(p->sel, SELECTOR_EXACT, word, p->err,
			       p->err_len);
}

static int parse_to(const struct parse *p, const char *word)
{
	p->sel->has_to = true;
	return parse_route_prefix(p, word, &p->sel->to);
}

static int parse_root(const struct parse *p, const char *word)
{
	return selector_prefix(p->sel, SELECTOR_ROOT, word, p->err, p->err_len);
}

static int parse_match(const struct parse *p, const char *word)
{
	return selector_prefix(p->sel, SELECTOR_MATCH, word, p->err,
			       p->err_len);
}

/* MARK or MARK/MASK */
static int parse_fwmark(const struct parse *p, const char *word)
{
	const char *slash = strchr(word, '/');
	size_t n = slash ? (size_t)(slash - word) : strlen(word);
	char mark[32];

	p->sel->has_fwmark = true;
	p->sel->has_fwmask = slash;
	if (n >= sizeof(mark))
		return refuse_word(p, "\"%s\" is not a mark", word);
	memcpy(mark, word, n);
	mark[n] = '\0';
	if (!parse_u32(mark, &p->sel->fwmark) ||
	    (slash && !parse_u32(slash + 1, &p->sel->fwmask)))
		return refuse_word(p, "\"%s\" is not a mark", word);
	return 0;
}

static int parse_lladdr(const struct parse *p, const char *word)
{
	struct selector *sel = p->sel;
	const char *pos = word;
	unsigned long byte;
	char *end;

	for (sel->lladdr_len = 0; sel->lladdr_len < sizeof(sel->lladdr); ) {
		if (!strchr("0123456789abcdefABCDEF", *pos) || !*pos)
			break;
		byte = strtoul(pos, &end, 16);
		if (byte > 255 || end - pos > 2)
			break;
		sel->lladdr[sel->lladdr_len++] = byte;
		if (!*end)
			return 0;
		if (*end != ':')
			break;
		pos = end + 1;
	}
	return refuse_word(p, "\"%s\" is not a link-layer address", word);
}

/* The object itself, named without a word before it. */

static int parse_link(const struct parse *p, const char *word)
{
	p->sel->own_dev = true;
	return parse_ifname(p, word);
}

/* An address matches with any prefix length, unless one is given. */
static int parse_address(const struct parse *p, const char *word)
{
	bool has_len;

	p->sel->has_dst = true;
	if (parse_addr(p, word, &p->sel->dst, &has_len))
		return -EINVAL;
	p->sel->mode = has_len ? SELECTOR_EXACT : SELECTOR_HOST;
	return 0;
}

/* All addresses in a prefix; without a length the one address. */
static int parse_within(const struct parse *p, const char *word)
{
	bool has_len;

	p->sel->has_dst = true;
	p->sel->mode = SELECTOR_ROOT;
	return parse_addr(p, word, &p->sel->dst, &has_len);
}

static int parse_neigh(const struct parse *p, const char *word)
{
	bool has_len;

	p->sel->has_dst = true;
	p->sel->mode = SELECTOR_HOST;
	if (parse_addr(p, word, &p->sel->dst, &has_len))
		return -EINVAL;
	if (has_len)
		return refuse_word(p, "\"%s\" is a prefix, not an address", word);
	return 0;
}

#define KIND(k)	(1U << NETJOURNAL_KIND_##k)
#define NAME(m)	.member = offsetof(struct selector, m), \
		.size = sizeof(((struct selector *)0)->m)
#define FLAG(m)	.alone = true, NAME(m)

static const struct {
	const char *word;
	uint32_t kinds;
	int (*parse)(const struct parse *p, const char *word);
	bool alone;		/* no value follows */
	size_t member;		/* of struct selector, if @parse needs it */
	size_t size;
} words[] = {
	{ "dev", KIND(LINK), parse_link, NAME(dev) },
	{ "dev", KIND(ADDR) | KIND(ROUTE) | KIND(NEIGH) | KIND(NEXTHOP),
	  parse_ifname, NAME(dev) },
	{ "oif", KIND(ROUTE), parse_ifname, NAME(dev) },
	{ "up", KIND(LINK) | KIND(ADDR), set_true, FLAG(up) },
	{ "master", KIND(LINK) | KIND(ADDR) | KIND(NEIGH), parse_ifname,
	  NAME(master) },
	{ "nomaster", KIND(LINK), set_true, FLAG(no_master) },
	{ "type", KIND(LINK) | KIND(ADDR), parse_link_type },
	{ "type", KIND(ROUTE), parse_route_type },
	{ "group", KIND(LINK), parse_group },
	{ "state", KIND(LINK), parse_oper_state },
	{ "state", KIND(NEIGH), parse_neigh_state },
	{ "nud", KIND(NEIGH), parse_neigh_state },
	{ "proxy", KIND(NEIGH), set_true, FLAG(proxy) },
	{ "table", KIND(ROUTE) | KIND(RULE), parse_table },
	{ "lookup", KIND(RULE), parse_table },
	{ "proto", KIND(ADDR) | KIND(ROUTE) | KIND(RULE) | KIND(NEIGH) |
	  KIND(NEXTHOP), parse_proto },
	{ "protocol", KIND(ADDR) | KIND(ROUTE) | KIND(RULE) | KIND(NEIGH) |
	  KIND(NEXTHOP), parse_proto },
	{ "scope", KIND(ADDR) | KIND(ROUTE), parse_scope },
	{ "metric", KIND(ROUTE), parse_priority },
	{ "preference", KIND(ROUTE) | KIND(RULE), parse_priority },
	{ "priority", KIND(ROUTE) | KIND(RULE), parse_priority },
	{ "pref", KIND(RULE), parse_priority },
	{ "order", KIND(RULE), parse_priority },
	{ "via", KIND(ROUTE) | KIND(NEXTHOP), parse_via },
	{ "nhid", KIND(ROUTE), parse_id },
	{ "id", KIND(NEXTHOP), parse_id },
	{ "groups", KIND(NEXTHOP), set_true, FLAG(groups) },
	{ "fdb", KIND(NEXTHOP), set_true, FLAG(fdb) },
	{ "from", KIND(RULE), parse_from },
	{ "to", KIND(RULE), parse_to },
	{ "to", KIND(ROUTE), parse_from },
	{ "to", KIND(ADDR) | KIND(NEIGH), parse_within },
	{ "exact", KIND(ROUTE), parse_from },
	{ "root", KIND(ROUTE), parse_root },
	{ "match", KIND(ROUTE), parse_match },
	{ "label", KIND(ADDR), parse_ifname, NAME(label) },
	{ "permanent", KIND(ADDR), set_flag, true },
	{ "dynamic", KIND(ADDR), set_flag, true },
	{ "primary", KIND(ADDR), set_flag, true },
	{ "secondary", KIND(ADDR), set_flag, true },
	{ "temporary", KIND(ADDR), set_flag, true },
	{ "tentative", KIND(ADDR), set_flag, true },
	{ "deprecated", KIND(ADDR), set_flag, true },
	{ "dadfailed", KIND(ADDR), set_flag, true },
	{ "fwmark", KIND(RULE), parse_fwmark },
	{ "iif", KIND(RULE), parse_ifname, NAME(iif) },
	{ "oif", KIND(RULE), parse_ifname, NAME(oif) },
	{ "lladdr", KIND(NEIGH), parse_lladdr },
};

/* What a kind's object is called by, and what is missing if it is not there. */
static const struct {
	int (*parse)(const struct parse *p, const char *word);
	const char *what;
} objects[] = {
	[NETJOURNAL_KIND_LINK]	  = { parse_link, "the name of an interface" },
	[NETJOURNAL_KIND_ADDR]	  = { parse_address, "an address" },
	[NETJOURNAL_KIND_ROUTE]	  = { parse_from, "a prefix or \"default\"" },
	[NETJOURNAL_KIND_RULE]	  = { NULL, "one of from, to, fwmark, iif, oif, lookup, pref" },
	[NETJOURNAL_KIND_NEIGH]	  = { parse_neigh, "an address" },
	[NETJOURNAL_KIND_NEXTHOP] = { parse_id, "the id of a nexthop" },
};

int selector_parse(struct selector *sel, enum netjournal_kind kind, int argc,
		   char **argv, char *err, size_t err_len)
{
	struct parse p = { .sel = sel, .err = err, .err_len = err_len };
	bool named = false;
	size_t w;
	int i;

	memset(sel, 0, sizeof(*sel));
	sel->kind = kind;
	if ((size_t)kind >= ARRAY_SIZE(objects) || !objects[kind].what)
		return refuse_word(&p, "this kind of object has no selector");

	for (i = 0; i < argc; i++) {
		for (w = 0; w < ARRAY_SIZE(words); w++)
			if (words[w].kinds & 1U << kind &&
			    !strcmp(words[w].word, argv[i]))
				break;
		if (w < ARRAY_SIZE(words)) {
			if (!words[w].alone && ++i == argc)
				return refuse_word(&p, "a value is missing after \"%s\"",
						words[w].word);
			p.member = (char *)sel + words[w].member;
			p.size = words[w].size;
			if (words[w].parse(&p, argv[i]))
				return -EINVAL;
			continue;
		}
		if (named || !objects[kind].parse)
			return refuse_word(&p, "\"%s\" is not a word of this selector", argv[i]);
		/* Which is for the name of a link; others know their members. */
		p.member = sel->dev;
		p.size = sizeof(sel->dev);
		if (objects[kind].parse(&p, argv[i]))
			return -EINVAL;
		named = true;
	}
	return 0;
}

const char *selector_missing(enum netjournal_kind kind)
{
	return objects[kind].what;
}
