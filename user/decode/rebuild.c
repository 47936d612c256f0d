// SPDX-License-Identifier: GPL-2.0
/* Makes messages of JSON. See rebuild.h. */
#include <arpa/inet.h>
#include <linux/fib_rules.h>
#include <linux/if.h>
#include <linux/if_addr.h>
#include <linux/if_arp.h>
#include <linux/if_ether.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"
#include "decode/decode.h"
#include "decode/rebuild.h"

/* What a member says. */
enum member_form {
	FORM_NUMBER,	/* of @width bytes */
	FORM_HEX,	/* likewise, as text */
	FORM_TEXT,
	FORM_ADDRESS,
	FORM_PREFIX,	/* an address; its length is in the header at @offset + 1 */
	FORM_LLADDR,
	FORM_DEVICE,	/* its number, of 4 bytes */
	FORM_NAME,	/* a number that has a name of @names */
	FORM_STATE,	/* the state of a link */
	FORM_BITS,	/* an array of names of @bits, or @bits that are members of their own */
	FORM_EXISTS,	/* an attribute without a value, if the member exists */
	FORM_TYPE,	/* a type of route */
};

/*
 * A member and where it goes: into the attribute @type, or if that is 0 into @width bytes of the header at
 * @offset. NULL as @name: each name of @bits is a member.
 */
struct member {
	const char *name;
	uint8_t form, width;
	uint16_t type, offset;
	enum rt_names names;
	const struct bit_name *bits;
	size_t n;
};

#define IN(hdr, m)	.width = sizeof(((struct hdr *)0)->m), .offset = offsetof(struct hdr, m)
#define BITS(b)		.bits = (b), .n = ARRAY_SIZE(b)

static const struct member link_members[] = {
	{ "ifindex", FORM_NUMBER, IN(ifinfomsg, ifi_index) },
	{ "flags", FORM_BITS, IN(ifinfomsg, ifi_flags), BITS(link_flags) },
	{ "ifname", FORM_TEXT, .type = IFLA_IFNAME },
	{ "mtu", FORM_NUMBER, 4, IFLA_MTU },
	{ "qdisc", FORM_TEXT, .type = IFLA_QDISC },
	{ "master", FORM_DEVICE, 4, IFLA_MASTER },
	{ "link", FORM_DEVICE, 4, IFLA_LINK },
	{ "operstate", FORM_STATE, 1, IFLA_OPERSTATE },
	{ "group", FORM_NAME, 4, IFLA_GROUP, .names = RT_GROUPS },
	{ "txqlen", FORM_NUMBER, 4, IFLA_TXQLEN },
	{ "address", FORM_LLADDR, .type = IFLA_ADDRESS },
	{ "broadcast", FORM_LLADDR, .type = IFLA_BROADCAST },
	{ "ifalias", FORM_TEXT, .type = IFLA_IFALIAS },
	{ "promiscuity", FORM_NUMBER, 4, IFLA_PROMISCUITY },
};

static const struct bit_name addr_flags[] = {
	{ IFA_F_SECONDARY, "secondary" }, { IFA_F_SECONDARY, "temporary" }, { IFA_F_NODAD, "nodad" },
	{ IFA_F_OPTIMISTIC, "optimistic" }, { IFA_F_DADFAILED, "dadfailed" }, { IFA_F_HOMEADDRESS, "home" },
	{ IFA_F_DEPRECATED, "deprecated" }, { IFA_F_TENTATIVE, "tentative" },
	{ IFA_F_MANAGETEMPADDR, "mngtmpaddr" }, { IFA_F_NOPREFIXROUTE, "noprefixroute" },
	{ IFA_F_MCAUTOJOIN, "autojoin" }, { IFA_F_STABLE_PRIVACY, "stable-privacy" },
};

static const struct member addr_members[] = {
	{ "index", FORM_NUMBER, IN(ifaddrmsg, ifa_index) },
	{ "prefixlen", FORM_NUMBER, IN(ifaddrmsg, ifa_prefixlen) },
	{ "scope", FORM_NAME, IN(ifaddrmsg, ifa_scope), .names = RT_SCOPES },
	{ NULL, FORM_BITS, 4, IFA_FLAGS, BITS(addr_flags) },
	{ "broadcast", FORM_ADDRESS, .type = IFA_BROADCAST },
	{ "anycast", FORM_ADDRESS, .type = IFA_ANYCAST },
	{ "label", FORM_TEXT, .type = IFA_LABEL },
	{ "metric", FORM_NUMBER, 4, IFA_RT_PRIORITY },
	{ "protocol", FORM_NAME, 1, IFA_PROTO, .names = RT_ADDRPROTOS },
};

static const struct member route_members[] = {
	{ "dst", FORM_PREFIX, .type = RTA_DST, .offset = offsetof(struct rtmsg, rtm_dst_len) },
	{ "from", FORM_PREFIX, .type = RTA_SRC, .offset = offsetof(struct rtmsg, rtm_src_len) },
	{ "tos", FORM_NAME, IN(rtmsg, rtm_tos), .names = RT_DSFIELDS },
	{ "protocol", FORM_NAME, IN(rtmsg, rtm_protocol), .names = RT_PROTOS },
	{ "scope", FORM_NAME, IN(rtmsg, rtm_scope), .names = RT_SCOPES },
	{ "type", FORM_TYPE, IN(rtmsg, rtm_type) },
	{ "flags", FORM_BITS, IN(rtmsg, rtm_flags), BITS(route_flags) },
	{ "table", FORM_NAME, 4, RTA_TABLE, .names = RT_TABLES },
	{ "gateway", FORM_ADDRESS, .type = RTA_GATEWAY },
	{ "dev", FORM_DEVICE, 4, RTA_OIF },
	{ "prefsrc", FORM_ADDRESS, .type = RTA_PREFSRC },
	{ "metric", FORM_NUMBER, 4, RTA_PRIORITY },
	{ "nhid", FORM_NUMBER, 4, RTA_NH_ID },
	{ "uid", FORM_NUMBER, 4, RTA_UID },
};

static const struct member rule_members[] = {
	{ "src", FORM_ADDRESS, .type = FRA_SRC },
	{ "srclen", FORM_NUMBER, IN(fib_rule_hdr, src_len) },
	{ "dst", FORM_ADDRESS, .type = FRA_DST },
	{ "dstlen", FORM_NUMBER, IN(fib_rule_hdr, dst_len) },
	{ "tos", FORM_NAME, IN(fib_rule_hdr, tos), .names = RT_DSFIELDS },
	{ "action", FORM_TYPE, IN(fib_rule_hdr, action) },
	{ "priority", FORM_NUMBER, 4, FRA_PRIORITY },
	{ "fwmark", FORM_HEX, 4, FRA_FWMARK },
	{ "fwmask", FORM_HEX, 4, FRA_FWMASK },
	{ "iif", FORM_TEXT, .type = FRA_IIFNAME },
	{ "oif", FORM_TEXT, .type = FRA_OIFNAME },
	{ "table", FORM_NAME, 4, FRA_TABLE, .names = RT_TABLES },
	{ "goto", FORM_NUMBER, 4, FRA_GOTO },
	{ "protocol", FORM_NAME, 1, FRA_PROTOCOL, .names = RT_PROTOS },
};

static const struct bit_name neigh_flags[] = {
	{ NTF_USE, "use" }, { NTF_SELF, "self" }, { NTF_MASTER, "master" }, { NTF_PROXY, "proxy" },
	{ NTF_EXT_LEARNED, "extern_learn" }, { NTF_OFFLOADED, "offload" }, { NTF_STICKY, "sticky" },
	{ NTF_ROUTER, "router" },
};

static const struct member neigh_members[] = {
	{ "dst", FORM_ADDRESS, .type = NDA_DST },
	{ "dev", FORM_DEVICE, IN(ndmsg, ndm_ifindex) },
	{ "lladdr", FORM_LLADDR, .type = NDA_LLADDR },
	{ "state", FORM_BITS, IN(ndmsg, ndm_state), BITS(neigh_states) },
	{ NULL, FORM_BITS, IN(ndmsg, ndm_flags), BITS(neigh_flags) },
	{ "probes", FORM_NUMBER, 4, NDA_PROBES },
	{ "vlan", FORM_NUMBER, 2, NDA_VLAN },
	{ "protocol", FORM_NAME, 1, NDA_PROTOCOL, .names = RT_PROTOS },
};

static const struct member nexthop_members[] = {
	{ "id", FORM_NUMBER, 4, NHA_ID },
	{ "gateway", FORM_ADDRESS, .type = NHA_GATEWAY },
	{ "dev", FORM_DEVICE, 4, NHA_OIF },
	{ "blackhole", FORM_EXISTS, .type = NHA_BLACKHOLE },
	{ "fdb", FORM_EXISTS, .type = NHA_FDB },
	{ "scope", FORM_NAME, IN(nhmsg, nh_scope), .names = RT_SCOPES },
	{ "protocol", FORM_NAME, IN(nhmsg, nh_protocol), .names = RT_PROTOS },
	{ "flags", FORM_BITS, IN(nhmsg, nh_flags), BITS(route_flags) },
};

/* The message in hand. */
struct making {
	const struct rebuild *r;
	struct nl_msg *msg;
	uint8_t *hdr;
};

static const char *text_of(const struct making *m, size_t at)
{
	return m->r->v->list[at].type == VALUE_STRING ? value_string(m->r->v, at) : "";
}

/* Writes a number where the member goes. */
static void put_number(const struct making *m, const struct member *row, uint64_t number)
{
	const uint8_t u8 = number;
	const uint16_t u16 = number;
	const uint32_t u32 = number;
	const void *value = row->width == 1 ? (const void *)&u8 : row->width == 2 ? (const void *)&u16 : &u32;

	if (row->type)
		nla_put(m->msg, row->type, row->width, value);
	else
		memcpy(m->hdr + row->offset, value, row->width);
}

/* Reads "10.0.0.0" or "fe80::1", up to a slash. Returns the length of the address; 0: it is none. */
static size_t read_address(const char *text, uint8_t bytes[16])
{
	char copy[INET6_ADDRSTRLEN];
	size_t len = strcspn(text, "/");

	if (len >= sizeof(copy))
		return 0;
	memcpy(copy, text, len);
	copy[len] = '\0';
	if (inet_pton(AF_INET, copy, bytes) == 1)
		return 4;
	return inet_pton(AF_INET6, copy, bytes) == 1 ? 16 : 0;
}

static size_t put_address(const struct making *m, uint16_t type, const char *text)
{
	uint8_t bytes[16];
	size_t len = read_address(text, bytes);

	if (len)
		nla_put(m->msg, type, len, bytes);
	return len;
}

static void put_prefix(const struct making *m, const struct member *row, const char *text)
{
	size_t len = put_address(m, row->type, text);
	const char *slash = strchr(text, '/');

	if (len)
		m->hdr[row->offset] = slash ? strtoul(slash + 1, NULL, 10) : 8 * len;
}

static void put_lladdr(const struct making *m, const struct member *row, const char *text)
{
	uint8_t bytes[32];
	size_t len = 0;
	char *end;

	/* The address of a tunnel is an IP address. */
	if (!strchr(text, ':') || strstr(text, "::")) {
		put_address(m, row->type, text);
		return;
	}
	while (*text && len < sizeof(bytes)) {
		bytes[len++] = strtoul(text, &end, 16);
		if (end == text || (*end && *end != ':'))
			return;
		text = *end ? end + 1 : end;
	}
	nla_put(m->msg, row->type, len, bytes);
}

static uint32_t bit_of(const struct member *row, const char *name)
{
	size_t i;

	for (i = 0; i < row->n; i++)
		if (!strcmp(row->bits[i].name, name))
			return row->bits[i].bit;
	return 0;
}

static void put_bits(const struct making *m, const struct member *row, size_t at)
{
	const struct values *v = m->r->v;
	size_t end = value_next(v, at), i;
	uint32_t bits = 0;

	for (i = at + 1; i < end; i = value_next(v, i))
		bits |= bit_of(row, row->name ? text_of(m, i) : value_key(v, i));
	put_number(m, row, bits);
}

/* Writes a number that has a name, or that is written as one. */
static void put_name(const struct making *m, const struct member *row, size_t at)
{
	uint32_t number = m->r->v->list[at].number;
	const char *text = text_of(m, at);

	if (m->r->v->list[at].type == VALUE_NUMBER || rt_number(row->names, text, &number))
		put_number(m, row, number);
}

static void put_member(const struct making *m, const struct member *row, size_t at)
{
	const struct value *value = &m->r->v->list[at];
	const char *text = text_of(m, at);
	uint32_t number;

	switch ((enum member_form)row->form) {
	case FORM_NUMBER:
		if (value->type == VALUE_NUMBER)
			put_number(m, row, value->negative ? -value->number : value->number);
		break;
	case FORM_HEX:
		put_number(m, row, strtoul(text, NULL, 0));
		break;
	case FORM_TEXT:
		if (*text)
			nla_put_string(m->msg, row->type, text);
		break;
	case FORM_ADDRESS:
		put_address(m, row->type, text);
		break;
	case FORM_PREFIX:
		put_prefix(m, row, text);
		break;
	case FORM_LLADDR:
		put_lladdr(m, row, text);
		break;
	case FORM_DEVICE:
		if (*text)
			put_number(m, row, m->r->number(m->r->arg, text));
		break;
	case FORM_NAME:
		put_name(m, row, at);
		break;
	case FORM_STATE:
		put_number(m, row, link_oper_number(text));
		break;
	case FORM_BITS:
		put_bits(m, row, at);
		break;
	case FORM_EXISTS:
		nla_put_flag(m->msg, row->type);
		break;
	case FORM_TYPE:
		if (route_type_number(text, &number))
			put_number(m, row, number);
		break;
	}
}

static const char *member_text(const struct making *m, const char *name)
{
	size_t at = value_member(m->r->v, m->r->event, name);

	return at ? text_of(m, at) : "";
}

/* What the tables cannot say, for each kind. */

/* The kind of a link is in a nest. A link that runs has a flag of its own, which `ip` does not print. */
static void finish_link(const struct making *m)
{
	const struct values *v = m->r->v;
	size_t info = value_member(v, m->r->event, "linkinfo"), at, flags;
	struct ifinfomsg *ifi = (void *)m->hdr;
	const char *type = member_text(m, "link_type");
	bool carrier = true;
	struct nlattr *nest;

	at = info ? value_member(v, info, "info_kind") : 0;
	nest = at ? nla_nest_start(m->msg, IFLA_LINKINFO) : NULL;
	if (nest) {
		nla_put_string(m->msg, IFLA_INFO_KIND, text_of(m, at));
		nla_nest_end(m->msg, nest);
	}
	flags = value_member(v, m->r->event, "flags");
	for (at = flags + 1; flags && at < value_next(v, flags); at = value_next(v, at))
		carrier &= strcmp(text_of(m, at), "NO-CARRIER") != 0;
	if (ifi->ifi_flags & IFF_UP && carrier)
		ifi->ifi_flags |= IFF_RUNNING;
	ifi->ifi_type = !strcmp(type, "loopback") ? ARPHRD_LOOPBACK : !strcmp(type, "ether") ? ARPHRD_ETHER :
								    ARPHRD_NONE;
}

/* An IPv4 address, and the end of a tunnel, have two attributes. */
static void finish_addr(const struct making *m)
{
	struct ifaddrmsg *ifa = (void *)m->hdr;
	const char *local = member_text(m, "local"), *peer = member_text(m, "address");
	struct nlattr *flags = nlmsg_find_attr(nlmsg_hdr(m->msg), sizeof(*ifa), IFA_FLAGS);
	const struct values *v = m->r->v;
	size_t valid = value_member(v, m->r->event, "valid_life_time");
	size_t preferred = value_member(v, m->r->event, "preferred_life_time");
	struct ifa_cacheinfo ci = { 0 };

	if (flags && !value_member(v, m->r->event, "dynamic"))
		*(uint32_t *)nla_data(flags) |= IFA_F_PERMANENT;
	if (*peer || ifa->ifa_family == AF_INET)
		put_address(m, IFA_LOCAL, local);
	put_address(m, IFA_ADDRESS, *peer ? peer : local);
	if (!valid || !preferred)
		return;
	ci.ifa_valid = v->list[valid].number;
	ci.ifa_prefered = v->list[preferred].number;
	nla_put(m->msg, IFA_CACHEINFO, sizeof(ci), &ci);
}

/* One of several ways of a route. */
static void put_way(const struct making *m, size_t at)
{
	size_t gateway = value_member(m->r->v, at, "gateway"), dev = value_member(m->r->v, at, "dev");
	size_t weight = value_member(m->r->v, at, "weight");
	struct rtnexthop *nh = nlmsg_reserve(m->msg, sizeof(*nh), 0);
	uint32_t start = nlmsg_hdr(m->msg)->nlmsg_len - sizeof(*nh);

	if (!nh)
		return;
	memset(nh, 0, sizeof(*nh));
	nh->rtnh_hops = weight && m->r->v->list[weight].number ? m->r->v->list[weight].number - 1 : 0;
	nh->rtnh_ifindex = dev && *text_of(m, dev) ? m->r->number(m->r->arg, text_of(m, dev)) : 0;
	if (gateway)
		put_address(m, RTA_GATEWAY, text_of(m, gateway));
	nh->rtnh_len = nlmsg_hdr(m->msg)->nlmsg_len - start;
}

static void finish_route(const struct making *m)
{
	const struct values *v = m->r->v;
	struct rtmsg *r = (void *)m->hdr;
	const struct nlattr *table = nlmsg_find_attr(nlmsg_hdr(m->msg), sizeof(*r), RTA_TABLE);
	size_t ways = value_member(v, m->r->event, "nexthops"), at;
	struct nlattr *nest;

	if (table)
		r->rtm_table = nla_get_u32(table) < 256 ? nla_get_u32(table) : RT_TABLE_COMPAT;
	nest = ways ? nla_nest_start(m->msg, RTA_MULTIPATH) : NULL;
	if (!nest)
		return;
	for (at = ways + 1; at < value_next(v, ways); at = value_next(v, at))
		put_way(m, at);
	nla_nest_end(m->msg, nest);
}

static void finish_rule(const struct making *m)
{
	struct fib_rule_hdr *r = (void *)m->hdr;
	size_t event = m->r->event;

	if (value_member(m->r->v, event, "not"))
		r->flags |= FIB_RULE_INVERT;
	if (value_member(m->r->v, event, "goto"))
		r->action = FR_ACT_GOTO;
	else if (value_member(m->r->v, event, "nop"))
		r->action = FR_ACT_NOP;
	else if (!r->action)
		r->action = FR_ACT_TO_TBL;
	/* The length of a single address is not printed. */
	if (!r->src_len && *member_text(m, "src") && !value_member(m->r->v, event, "srclen") &&
	    strcmp(member_text(m, "src"), "all"))
		r->src_len = r->family == AF_INET6 ? 128 : 32;
	if (!r->dst_len && *member_text(m, "dst") && !value_member(m->r->v, event, "dstlen"))
		r->dst_len = r->family == AF_INET6 ? 128 : 32;
}

static void finish_nexthop(const struct making *m)
{
	const struct values *v = m->r->v;
	size_t group = value_member(v, m->r->event, "group"), id, at;
	struct nexthop_grp grp[64] = { 0 };
	const char *gateway = member_text(m, "gateway");
	unsigned int n = 0;

	m->hdr[0] = strchr(gateway, ':') ? AF_INET6 : *gateway ? AF_INET : AF_UNSPEC;
	for (at = group + 1; group && at < value_next(v, group) && n < ARRAY_SIZE(grp); at = value_next(v, at)) {
		id = value_member(v, at, "id");
		if (id)
			grp[n++].id = v->list[id].number;
	}
	if (n)
		nla_put(m->msg, NHA_GROUP, n * sizeof(grp[0]), grp);
}

static const struct {
	uint16_t type, hdr_len;
	const struct member *members;
	size_t n;
	void (*finish)(const struct making *m);
} kinds[NETJOURNAL_KIND_MAX + 1] = {
	[NETJOURNAL_KIND_LINK] = { RTM_NEWLINK, sizeof(struct ifinfomsg), link_members, ARRAY_SIZE(link_members),
				   finish_link },
	[NETJOURNAL_KIND_ADDR] = { RTM_NEWADDR, sizeof(struct ifaddrmsg), addr_members, ARRAY_SIZE(addr_members),
				   finish_addr },
	[NETJOURNAL_KIND_ROUTE] = { RTM_NEWROUTE, sizeof(struct rtmsg), route_members, ARRAY_SIZE(route_members),
				    finish_route },
	[NETJOURNAL_KIND_RULE] = { RTM_NEWRULE, sizeof(struct fib_rule_hdr), rule_members,
				   ARRAY_SIZE(rule_members), finish_rule },
	[NETJOURNAL_KIND_NEIGH] = { RTM_NEWNEIGH, sizeof(struct ndmsg), neigh_members, ARRAY_SIZE(neigh_members) },
	[NETJOURNAL_KIND_NEXTHOP] = { RTM_NEWNEXTHOP, sizeof(struct nhmsg), nexthop_members,
				      ARRAY_SIZE(nexthop_members), finish_nexthop },
};

static uint8_t family_number(const char *name)
{
	if (!strcmp(name, "inet"))
		return AF_INET;
	if (!strcmp(name, "inet6"))
		return AF_INET6;
	return !strcmp(name, "bridge") ? AF_BRIDGE : AF_UNSPEC;
}

struct nl_msg *event_rebuild(const struct rebuild *r)
{
	uint32_t kind = r->kind <= NETJOURNAL_KIND_MAX ? r->kind : 0;
	struct making m = { .r = r };
	size_t at, i;

	if (!(REBUILD_KINDS & 1u << kind))
		return NULL;
	m.msg = nlmsg_alloc_simple(kinds[kind].type + r->del, r->changed ? NLM_F_REPLACE : NLM_F_CREATE);
	m.hdr = m.msg ? nlmsg_reserve(m.msg, kinds[kind].hdr_len, NLMSG_ALIGNTO) : NULL;
	if (!m.hdr) {
		nlmsg_free(m.msg);
		return NULL;
	}
	memset(m.hdr, 0, kinds[kind].hdr_len);
	/* Every header begins with the family. */
	m.hdr[0] = family_number(member_text(&m, "family"));
	for (i = 0; i < kinds[kind].n; i++) {
		const struct member *row = &kinds[kind].members[i];

		at = row->name ? value_member(r->v, r->event, row->name) : r->event;
		if (at || !row->name)
			put_member(&m, row, at);
	}
	if (kinds[kind].finish)
		kinds[kind].finish(&m);
	return m.msg;
}
