// SPDX-License-Identifier: GPL-2.0
/* Reads the words of selectors. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/nearest.h"
#include "decode/kind.h"
#include "decode/select.h"
#include "decode/vlan.h"

int selector_bad(const struct selector_input *in, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(in->err, in->err_len, fmt, ap);
	va_end(ap);
	return -EINVAL;
}

bool select_number(const char *word, uint32_t *v)
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

/* Reads an IPv4 address of one to four parts, as in 10.20/16. Returns the number of parts, or 0. */
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

int select_addr(const struct selector_input *in, const char *word,
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
		return selector_bad(in, "\"%s\" is not an address", word);
	memcpy(addr, word, n);
	addr[n] = '\0';

	parts = parse_ip4(addr, a->bytes);
	if (parts == 4 || (parts && slash))
		a->family = AF_INET;
	else if (inet_pton(AF_INET6, addr, a->bytes) == 1)
		a->family = AF_INET6;
	else
		return selector_bad(in, "\"%s\" is not an address%s", word,
				    slash ? " with a prefix length" : "");

	bits = a->family == AF_INET ? 32 : 128;
	len = bits;
	if (slash && (!select_number(slash + 1, &len) || len > bits))
		return selector_bad(in, "\"%s\": the prefix length is not between 0 and %u",
				    word, bits);
	a->len = len;
	return 0;
}

/* Refuses host bits for IPv4 and clears them for IPv6, as the kernel does. */
int select_route_prefix(const struct selector_input *in, const char *word,
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
	err = select_addr(in, word, a, &has_len);
	if (err)
		return err;
	if (a->family == AF_INET && has_host_bits(a)) {
		clear_host_bits(a);
		inet_ntop(AF_INET, a->bytes, right, sizeof(right));
		return selector_bad(in, "\"%s\" has bits beyond its prefix length (use %s/%u)",
				    word, right, a->len);
	}
	clear_host_bits(a);
	return 0;
}

int selector_prefix(struct selector *sel, enum selector_mode mode,
		    const char *word, char *err, size_t err_len)
{
	const struct selector_input in = {
		.sel = sel, .err = err, .err_len = err_len,
	};
	bool has_len;

	sel->mode = mode;
	sel->has_dst = true;
	if (mode == SELECTOR_HOST && strcmp(word, "default"))
		return select_addr(&in, word, &sel->dst, &has_len);
	return select_route_prefix(&in, word, &sel->dst);
}

int select_name(const struct selector_input *in, const char *word,
		enum rt_names which, const char *what, uint32_t *value)
{
	if (!rt_number(which, word, value))
		return selector_bad(in, "\"%s\" is not a %s", word, what);
	return 0;
}

/* For a word without a value. */
int select_true(const struct selector_input *in, const char *word)
{
	(void)word;
	*(bool *)in->member = true;
	return 0;
}

int select_ifname(const struct selector_input *in, const char *word)
{
	if (!*word || strlen(word) >= in->size)
		return selector_bad(in, "\"%s\" is not the name of an interface",
				    word);
	strcpy(in->member, word);
	return 0;
}

int select_link_type(const struct selector_input *in, const char *word)
{
	if (!*word || strlen(word) >= sizeof(in->sel->link_type))
		return selector_bad(in, "\"%s\" is not a type of interface", word);
	strcpy(in->sel->link_type, word);
	return 0;
}

int select_table(const struct selector_input *in, const char *word)
{
	in->sel->all_tables = !strcmp(word, "all");
	in->sel->has_table = !in->sel->all_tables;
	if (in->sel->has_table &&
	    !rt_number(RT_TABLES, word, &in->sel->table))
		return selector_bad(in, "\"%s\" is not a routing table", word);
	return 0;
}

int select_proto(const struct selector_input *in, const char *word)
{
	in->sel->has_proto = true;
	return select_name(in, word, RT_PROTOS, "protocol", &in->sel->proto);
}

int select_scope(const struct selector_input *in, const char *word)
{
	in->sel->has_scope = true;
	return select_name(in, word, RT_SCOPES, "scope", &in->sel->scope);
}

int select_priority(const struct selector_input *in, const char *word)
{
	in->sel->has_priority = true;
	if (!select_number(word, &in->sel->priority))
		return selector_bad(in, "\"%s\" is not a number", word);
	return 0;
}

int select_id(const struct selector_input *in, const char *word)
{
	in->sel->has_id = true;
	if (!select_number(word, &in->sel->id))
		return selector_bad(in, "\"%s\" is not the id of a nexthop", word);
	return 0;
}

int select_via(const struct selector_input *in, const char *word)
{
	bool has_len;
	int err;

	err = select_addr(in, word, &in->sel->via, &has_len);
	if (!err && has_len)
		return selector_bad(in, "\"%s\" is a prefix, not an address", word);
	in->sel->has_via = true;
	return err;
}

int select_lladdr(const struct selector_input *in, const char *word)
{
	struct selector *sel = in->sel;
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
	return selector_bad(in, "\"%s\" is not a link-layer address", word);
}

int select_vlan(const struct selector_input *in, const char *word)
{
	if (!select_number(word, &in->sel->vlan) || in->sel->vlan > VLAN_ID_MAX)
		return selector_bad(in, "\"%s\" is not the number of a VLAN", word);
	in->sel->has_vlan = true;
	return 0;
}

int select_exact(const struct selector_input *in, const char *word)
{
	return selector_prefix(in->sel, SELECTOR_EXACT, word, in->err,
			       in->err_len);
}

int select_within(const struct selector_input *in, const char *word)
{
	bool has_len;

	in->sel->has_dst = true;
	in->sel->mode = SELECTOR_ROOT;
	return select_addr(in, word, &in->sel->dst, &has_len);
}

const struct selector_word *selector_word(const struct kind_selector *kind,
					  const char *word)
{
	const struct selector_word *w;

	for (w = kind->words; w->word; w++)
		if (!strcmp(w->word, word))
			return w;
	return NULL;
}

static int bad_word(const struct selector_input *in, const struct kind_selector *kind,
		    const char *bad)
{
	const struct selector_word *word;
	char text[NEAREST_TEXT_MAX];
	struct nearest near;

	nearest_init(&near, bad);
	for (word = kind->words; word->word; word++)
		nearest_try(&near, word->word);
	return selector_bad(in, "\"%s\" is not a word of this selector%s", bad,
			    nearest_text(&near, "", text));
}

int selector_parse(struct selector *sel, enum netjournal_kind kind, int argc,
		   char **argv, char *err, size_t err_len)
{
	struct selector_input in = { .sel = sel, .err = err, .err_len = err_len };
	const struct kind *row = kind_row(kind);
	const struct selector_word *word;
	bool named = false;
	int i;

	memset(sel, 0, sizeof(*sel));
	sel->kind = kind;
	if (!row)
		return selector_bad(&in, "this kind of object has no selector");

	for (i = 0; i < argc; i++) {
		word = selector_word(row->selector, argv[i]);
		if (word) {
			if (word->arg && ++i == argc)
				return selector_bad(&in, "a value is missing after \"%s\"",
						    word->word);
			in.member = (char *)sel + word->member;
			in.size = word->size;
			if (word->parse(&in, argv[i]))
				return -EINVAL;
			continue;
		}
		if (named || !row->selector->parse)
			return bad_word(&in, row->selector, argv[i]);
		/*
		 * The name of a link goes into @sel->dev. The parsers of other names know their
		 * members.
		 */
		in.member = sel->dev;
		in.size = sizeof(sel->dev);
		if (row->selector->parse(&in, argv[i]))
			return -EINVAL;
		named = true;
	}
	return 0;
}

int selector_parse_object(struct selector *sel, enum netjournal_kind kind, int argc, char **argv, char *err, size_t err_len)
{
	const struct kind *row = kind_row(kind);
	const struct selector_word *word = row ? selector_word(row->selector, argv[0]) : NULL;
	bool selects = word && !word->arg;

	return selector_parse(sel, kind, argc - !selects, argv + !selects, err, err_len);
}

void selector_defaults(struct selector *sel)
{
	const struct kind_selector *kind = object_row(sel->kind)->selector;

	if (kind->set_defaults)
		kind->set_defaults(sel);
}

const char *selector_missing(enum netjournal_kind kind)
{
	return object_row(kind)->selector->missing;
}

bool selector_link(const struct selector *sel, struct selector *link)
{
	if (sel->kind == NETJOURNAL_KIND_LINK ||
	    !(sel->up || sel->master[0] || sel->link_type[0]))
		return false;
	memset(link, 0, sizeof(*link));
	link->kind = NETJOURNAL_KIND_LINK;
	link->up = sel->up;
	strcpy(link->master, sel->master);
	strcpy(link->link_type, sel->link_type);
	return true;
}
