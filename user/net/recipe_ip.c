// SPDX-License-Identifier: GPL-2.0
/* The commands of `ip` that make objects of IP and MPLS. See recipe_kind.h. */
#include <errno.h>
#include <linux/neighbour.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "net/recipe_kind.h"

static const struct known_word route_words[] = {
	{ "from", 1 }, { "nhid", 1 }, { "tos", 1 }, { "via", 1 }, { "dev", 1 }, { "table", 1 },
	{ "proto", 1 }, { "scope", 1 }, { "src", 1 }, { "metric", 1 }, { "onlink", 0 },
	{ "realm", 1, .as = "realms" }, { "realms", 1 }, { "pref", 1 }, { "ttl-propagate", 1 },
	{ "nexthop", 0 }, { "weight", 1 },
	{ "mtu", 1 }, { "advmss", 1 }, { "hoplimit", 1 }, { "window", 1 }, { "rtt", 1 },
	{ "rttvar", 1 }, { "ssthresh", 1 }, { "cwnd", 1 }, { "reordering", 1 }, { "initcwnd", 1 },
	{ "initrwnd", 1 }, { "quickack", 1 }, { "rto_min", 1 }, { "congctl", 1 }, { "lock", 1, DROP },
	{ "dead", 0, DROP }, { "linkdown", 0, DROP }, { "offload", 0, DROP }, { "trap", 0, DROP },
	{ "rt_offload", 0, DROP }, { "rt_trap", 0, DROP }, { "unresolved", 0, DROP },
	{ "notify", 0, DROP }, { "expires", 1, DROP }, { "users", 1, DROP }, { "used", 1, DROP },
	{ "age", 1, DROP }, { "error", 1, DROP }, { "(inet6)", 0, DROP },
	{ NULL }
};

static const struct known_word addr_words[] = {
	{ "peer", 1 }, { "dev", 1 }, { "metric", 1 }, { "brd", 1 }, { "scope", 1 }, { "label", 1 },
	{ "nodad", 0 }, { "home", 0 }, { "mngtmpaddr", 0 }, { "noprefixroute", 0 }, { "autojoin", 0 },
	{ "dynamic", 0, DROP }, { "secondary", 0, DROP }, { "tentative", 0, DROP },
	{ "deprecated", 0, DROP }, { "dadfailed", 0, DROP }, { "optimistic", 0, DROP },
	{ "valid_lft", 1, DROP }, { "preferred_lft", 1, DROP },
	{ "proto", 1, DROP },
	{ NULL }
};

static const struct known_word rule_words[] = {
	{ "not", 0 }, { "from", 1 }, { "to", 1 }, { "tos", 1 }, { "fwmark", 1 }, { "iif", 1 },
	{ "oif", 1 }, { "lookup", 1 }, { "goto", 1 }, { "nop", 0 }, { "suppress_prefixlength", 1 },
	{ "suppress_ifgroup", 1 }, { "ipproto", 1 }, { "sport", 1 }, { "dport", 1 },
	{ "uidrange", 1 }, { "tun_id", 1 }, { "dscp", 1 }, { "proto", 1 }, { "realms", 1 },
	{ "realm", 1, .as = "realms" }, { "blackhole", 0 }, { "unreachable", 0 }, { "prohibit", 0 },
	{ "[detached]", 0, DROP }, { "[unresolved]", 0, DROP }, { "(inet6)", 0, DROP },
	{ NULL }
};

static const struct known_word neigh_words[] = {
	{ "dev", 1 }, { "lladdr", 1 }, { "router", 0 }, { "extern_learn", 0 }, { "managed", 0 },
	{ "PERMANENT", 0, .as = "nud permanent" }, { "NOARP", 0, .as = "nud noarp" },
	{ "proxy", 0, DROP }, { "proto", 1, .as = "protocol" }, { "probes", 1, DROP },
	{ "offload", 0, DROP }, { "used", 1, DROP }, { "ref", 1, DROP },
	{ NULL }
};

static const struct known_word nexthop_words[] = {
	{ "id", 1 }, { "via", 1 }, { "dev", 1 }, { "blackhole", 0 }, { "group", 1 }, { "type", 1 },
	{ "buckets", 1 }, { "idle_timer", 1 }, { "unbalanced_timer", 1 }, { "fdb", 0 },
	{ "proto", 1 }, { "onlink", 0 }, { "hw_stats", 1 },
	{ "scope", 1, DROP }, { "dead", 0, DROP }, { "linkdown", 0, DROP }, { "offload", 0, DROP },
	{ "trap", 0, DROP }, { "unbalanced_time", 1, DROP },
	{ NULL }
};

static const struct known_word mpls_words[] = {
	{ "as", 0, .as = "as" }, { "to", 1, .as = "" }, { "via", 1 }, { "dev", 1 }, { "proto", 1 },
	{ "ttl-propagate", 1 }, { "nexthop", 0 },
	{ "weight", 1, DROP }, { "table", 1, DROP }, { "scope", 1, DROP },
	{ "dead", 0, DROP }, { "linkdown", 0, DROP },
	{ NULL }
};

/* Routes: the type and the destination. */
static int add_route_head(struct recipe *r, struct object_text *t, const struct event *ev)
{
	const char *type = recipe_next_word(t), *dst = recipe_next_word(t);

	if (type)
		recipe_add(r, type);
	if (dst && !strcmp(dst, "default") && ev->family == AF_INET6)
		dst = "::/0";
	if (dst)
		recipe_add(r, dst);
	return 0;
}

/* Rules: the preference, which the text has before a colon. */
static int add_rule_head(struct recipe *r, struct object_text *t, const struct event *ev)
{
	const char *pref = recipe_next_word(t);

	(void)ev;
	recipe_add(r, "pref");
	if (pref)
		recipe_addn(r, pref, strcspn(pref, ":"));
	/* The only form in which the text has another word for it. */
	if (strstr(t->next, "lookup [l3mdev-table]")) {
		memcpy(strstr(t->next, "lookup [l3mdev-table]"), "                     ", 21);
		recipe_add(r, "l3mdev");
	}
	return 0;
}

/* Neighbours: the address, after the word "proxy" if it is one. */
static int add_neigh_head(struct recipe *r, struct object_text *t, const struct event *ev)
{
	const char *address = recipe_next_word(t);
	struct ndmsg ndm;

	memcpy(&ndm, ev->hdr, sizeof(ndm));
	if (ndm.ndm_flags & NTF_PROXY)
		recipe_add(r, "proxy");
	else if (!(ndm.ndm_state & (NUD_PERMANENT | NUD_NOARP)))
		return recipe_give_up(r, "the kernel has learned this neighbour", "");
	if (address)
		recipe_add(r, address);
	return 0;
}

static int add_addr_head(struct recipe *r, struct object_text *t, const struct event *ev)
{
	const char *address = recipe_next_word(t);

	(void)ev;
	if (!address)
		return recipe_give_up(r, "the record has no address", "");
	recipe_add(r, address);
	return 0;
}

/* A nexthop is deleted by its id alone. */
static int add_nexthop_head(struct recipe *r, struct object_text *t, const struct event *ev)
{
	(void)r;
	if (t->verb == RECIPE_DELETE) {
		snprintf(t->text, sizeof(t->text), "id %u", ev->id);
		t->next = t->text;
	}
	return 0;
}

/* The text begins with the type, which is always the same, and the label. */
static int add_mpls_head(struct recipe *r, struct object_text *t, const struct event *ev)
{
	const char *type = recipe_next_word(t), *label = recipe_next_word(t);

	(void)ev;
	if (!type || !label)
		return recipe_give_up(r, "the record has no label", "");
	recipe_add(r, label);
	if (t->verb == RECIPE_DELETE)
		t->next += strlen(t->next);
	return 0;
}

const struct recipe_kind recipe_addr = {
	"ip", "addr", { "add", "replace", "add", "del" }, add_addr_head, addr_words,
};

const struct recipe_kind recipe_route = {
	"ip", "route", { "add", "replace", "append", "del" }, add_route_head, route_words,
};

const struct recipe_kind recipe_rule = {
	"ip", "rule", { "add", "add", "add", "del" }, add_rule_head, rule_words,
};

const struct recipe_kind recipe_neigh = {
	"ip", "neigh", { "replace", "replace", "add", "del" }, add_neigh_head, neigh_words,
};

const struct recipe_kind recipe_nexthop = {
	"ip", "nexthop", { "add", "replace", "add", "del" }, add_nexthop_head, nexthop_words,
	.any_family = true,
};

const struct recipe_kind recipe_mpls = {
	"ip", "-M route", { "add", "replace", "add", "del" }, add_mpls_head, mpls_words,
	.any_family = true,
};
