// SPDX-License-Identifier: GPL-2.0
/* Prints what differs in few words, without what changes by itself. */
#include <linux/ethtool.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/util.h"
#include "decode/bitset.h"
#include "decode/neigh.h"
#include "decode/vlan.h"
#include "net/birth.h"
#include "net/difference.h"
#include "net/states.h"

/* Bits of the features of a device. */
#define FEATURES_MAX	128

/* How a member is compared and printed. */
enum how {
	HOW_PLAIN,
	HOW_NEVER,	/* it changes by itself, or another member tells the same */
	HOW_FLAGS,	/* those that tell a state are left out */
	HOW_NEIGH,	/* the state of a neighbour: only what an administrator sets */
	HOW_LLADDR,	/* a neighbour that does not answer has none */
	HOW_NAME,
	HOW_VALUE,	/* the object is a value, and needs no other name */
	HOW_VLANS,	/* "vlan -10" */
	HOW_FEATURES,	/* "-tx-tcp-segmentation" */
	HOW_HOPS,	/* the nexthops of a route; whether their links have a carrier is left out */
};

static const struct {
	enum netjournal_kind kind;
	const char *path;
	enum how how;
} members[] = {
	{ NETJOURNAL_KIND_LINK, "flags", HOW_FLAGS },
	{ NETJOURNAL_KIND_LINK, "ifname", HOW_NAME },
	{ NETJOURNAL_KIND_LINK, "link", HOW_NEVER },
	{ NETJOURNAL_KIND_LINK, "link_index", HOW_NEVER },
	{ NETJOURNAL_KIND_LINK, "operstate", HOW_NEVER },
	{ NETJOURNAL_KIND_LINK, "operstate_index", HOW_NEVER },
	{ NETJOURNAL_KIND_LINK, "promiscuity", HOW_NEVER },
	{ NETJOURNAL_KIND_LINK, "allmulti", HOW_NEVER },
	{ NETJOURNAL_KIND_LINK, "tso_max_size", HOW_NEVER },
	{ NETJOURNAL_KIND_LINK, "tso_max_segs", HOW_NEVER },
	{ NETJOURNAL_KIND_LINK, "vlans", HOW_VLANS },
	/* The master tells which kind of port it is, and what it has elected. */
	{ NETJOURNAL_KIND_LINK, "linkinfo.info_slave_kind", HOW_NEVER },
	{ NETJOURNAL_KIND_LINK, "linkinfo.info_slave_data", HOW_NEVER },
	{ NETJOURNAL_KIND_LINK, "linkinfo.info_slave_data.state", HOW_NEVER },
	{ NETJOURNAL_KIND_LINK, "linkinfo.info_slave_data.root_id", HOW_NEVER },
	{ NETJOURNAL_KIND_LINK, "linkinfo.info_slave_data.bridge_id", HOW_NEVER },
	{ NETJOURNAL_KIND_LINK, "root_id", HOW_NEVER },
	{ NETJOURNAL_KIND_LINK, "bridge_id", HOW_NEVER },
	{ NETJOURNAL_KIND_LINK, "linkinfo.info_data.root_id", HOW_NEVER },
	{ NETJOURNAL_KIND_LINK, "linkinfo.info_data.bridge_id", HOW_NEVER },
	{ NETJOURNAL_KIND_ADDR, "label", HOW_NEVER },
	{ NETJOURNAL_KIND_ADDR, "tentative", HOW_NEVER },
	{ NETJOURNAL_KIND_ROUTE, "flags", HOW_FLAGS },
	{ NETJOURNAL_KIND_ROUTE, "nexthops", HOW_HOPS },
	{ NETJOURNAL_KIND_NEIGH, "state", HOW_NEIGH },
	{ NETJOURNAL_KIND_NEIGH, "lladdr", HOW_LLADDR },
	{ NETJOURNAL_KIND_ETHTOOL, "active.value", HOW_FEATURES },
	{ NETJOURNAL_KIND_ETHTOOL, "wanted.value", HOW_NEVER },
	{ NETJOURNAL_KIND_SYSCTL, "value", HOW_VALUE },
	{ NETJOURNAL_KIND_SYSCTL, "name", HOW_NEVER },
};

/*
 * What a bridge announces of its port is compared with its announcement before. What the link's own records tell as
 * well, and better, can have changed at any time in between.
 */
static const char *const others_tell[] = { "ifname", "mtu", "address", "flags", "master" };

static enum how how_of(const struct difference *d, const struct change *change)
{
	size_t i;

	for (i = 0; event_is_part(d->new) && i < ARRAY_SIZE(others_tell); i++)
		if (!strcmp(others_tell[i], change->path))
			return HOW_NEVER;
	for (i = 0; i < ARRAY_SIZE(members); i++)
		if (members[i].kind == d->new->kind && !strcmp(members[i].path, change->path))
			return members[i].how;
	return HOW_PLAIN;
}

static bool is_one_of(const struct values *v, size_t at, const char *const *texts, size_t n)
{
	while (n--)
		if (at && value_is_text(v, at, texts[n]))
			return true;
	return false;
}

/* Flags that say whether a link is up (see event_link_state()), or whether a route works. */
static bool is_state_flag(const struct values *v, size_t at)
{
	static const char *const flags[] = {
		"UP", "LOWER_UP", "NO-CARRIER", "DORMANT", "ECHO", "M-DOWN",
		"dead", "linkdown", "offload", "trap", "rt_offload", "rt_trap", "unresolved",
	};

	return is_one_of(v, at, flags, ARRAY_SIZE(flags));
}

/* Returns whether the state of a neighbour is one that an administrator sets. */
static bool is_set_state(const struct values *v, size_t array)
{
	static const char *const states[] = { "PERMANENT", "NOARP" };
	size_t at, end = array ? value_next(v, array) : 0;

	for (at = array + 1; at < end; at = value_next(v, at))
		if (is_one_of(v, at, states, ARRAY_SIZE(states)))
			return true;
	return false;
}

/* @array: 0 has no elements */
static bool has_element(const struct values *v, size_t array, const struct values *of,
			size_t element)
{
	size_t at, end = array ? value_next(v, array) : 0;

	for (at = array + 1; at < end; at = value_next(v, at))
		if (value_same(v, at, of, element))
			return true;
	return false;
}

/* The flags of the VLANs of a port, by number. */
struct vlan_flags {
	uint8_t of[VLAN_ID_MAX + 1];
};

#define VLAN_IS		0x80	/* the port has the VLAN */

/* In the order in which they are printed. The others say that the VLAN is the first or the last one of a range. */
static const char *const vlan_words[] = { "PVID", "Egress Untagged", "Master", "Bridge Entry", "Only Options" };

/* Returns the flags that the element @vlan has, and whether it begins or ends a range. */
static uint8_t read_vlan(const struct values *v, size_t vlan, bool *begins, bool *ends)
{
	size_t flags = value_member(v, vlan, "flags"), at, end = flags ? value_next(v, flags) : 0;
	uint8_t is = VLAN_IS;
	size_t i;

	*begins = *ends = false;
	for (at = flags + 1; at < end; at = value_next(v, at)) {
		*begins |= value_is_text(v, at, "Range Begin");
		*ends |= value_is_text(v, at, "Range End");
		for (i = 0; i < ARRAY_SIZE(vlan_words); i++)
			is |= value_is_text(v, at, vlan_words[i]) ? 1 << i : 0;
	}
	return is;
}

/* A range is two elements: its first and its last VLAN. @array: 0 has no elements */
static void read_vlans(struct vlan_flags *f, const struct values *v, size_t array)
{
	size_t at, number, end = array ? value_next(v, array) : 0;
	uint64_t vid, first = 0;
	bool begins, ends;
	uint8_t is;

	memset(f, 0, sizeof(*f));
	for (at = array + 1; at < end; at = value_next(v, at)) {
		number = v->list[at].type == VALUE_OBJECT ? value_member(v, at, "vlan") : 0;
		if (!number || v->list[number].number > VLAN_ID_MAX)
			continue;
		vid = v->list[number].number;
		is = read_vlan(v, at, &begins, &ends);
		if (!ends || !first || first > vid)
			first = vid;
		memset(f->of + first, is, vid - first + 1);
		first = begins ? vid : 0;
	}
}

/* Prints the VLANs that @f has, and @other not or with other flags, each range after @sign: " +10-20 PVID". */
static void print_vlans(struct out *o, char sign, const struct vlan_flags *f, const struct vlan_flags *other)
{
	unsigned int vid, last;
	const char *separator;
	size_t i;

	for (vid = 0; vid <= VLAN_ID_MAX; vid = last + 1) {
		last = vid;
		if (!f->of[vid] || f->of[vid] == other->of[vid])
			continue;
		while (last < VLAN_ID_MAX && f->of[last + 1] == f->of[vid] && other->of[last + 1] != f->of[vid])
			last++;
		out_text(o, OUT_PLAIN, last > vid ? " %c%u-%u" : " %c%u", sign, vid, last);
		for (i = 0, separator = " "; i < ARRAY_SIZE(vlan_words); i++) {
			if (!(f->of[vid] & 1 << i))
				continue;
			out_text(o, OUT_PLAIN, "%s%s", separator, vlan_words[i]);
			separator = ",";
		}
	}
}

/* Returns whether nobody sets the flag: it is a state. A nexthop that is dead is a change, one without a carrier is none. */
static bool is_left_out(const struct values *v, size_t at, enum how how)
{
	switch (how) {
	case HOW_FLAGS:
		return is_state_flag(v, at);
	case HOW_HOPS:
		return is_state_flag(v, at) && !value_is_text(v, at, "dead");
	default:
		return false;
	}
}

/*
 * Prints the elements of an array that the other one does not have, each after @sign. With
 * @o NULL, only finds out whether there are any. @array, @other_array: 0 has no elements
 */
static bool print_only(struct out *o, char sign, const struct values *v, size_t array,
		       const struct values *other, size_t other_array, enum how how)
{
	size_t at, end = array ? value_next(v, array) : 0;
	bool any = false;

	for (at = array + 1; at < end; at = value_next(v, at)) {
		if (is_left_out(v, at, how) || has_element(other, other_array, v, at))
			continue;
		any = true;
		if (!o)
			break;
		out_text(o, OUT_PLAIN, " %c", sign);
		changes_print_value(o, v, at);
	}
	return any;
}

static bool are_arrays(const struct difference *d, const struct change *change)
{
	const struct changes *c = d->changes;

	return change->old && change->new && c->old.list[change->old].type == VALUE_ARRAY &&
	       c->new.list[change->new].type == VALUE_ARRAY;
}

/* Returns whether two nexthops differ only in flags that nobody sets. */
static bool is_same_hop(const struct values *v, size_t hop, const struct values *of, size_t other)
{
	size_t at, end = value_next(v, hop), there;

	if (v->list[hop].type != VALUE_OBJECT || of->list[other].type != VALUE_OBJECT)
		return value_same(v, hop, of, other);
	for (at = hop + 1; at < end; at = value_next(v, at)) {
		there = value_member(of, other, value_key(v, at));
		if (!strcmp(value_key(v, at), "flags")) {
			if (print_only(NULL, 0, v, at, of, there, HOW_HOPS))
				return false;
		} else if (!there || !value_same(v, at, of, there)) {
			return false;
		}
	}
	return true;
}

/* Returns whether the nexthops of a route are the same, in the same order. */
static bool is_same_hops(const struct difference *d, const struct change *change)
{
	const struct values *old = &d->changes->old, *new = &d->changes->new;
	size_t at = change->old + 1, to = change->new + 1;
	size_t end = value_next(old, change->old), to_end = value_next(new, change->new);

	for (; at < end && to < to_end; at = value_next(old, at), to = value_next(new, to))
		if (!is_same_hop(old, at, new, to) || !is_same_hop(new, to, old, at))
			return false;
	return at >= end && to >= to_end;
}

/* An array that is missing has no elements. */
static bool print_elements(struct out *o, const struct difference *d,
			   const struct change *change, enum how how)
{
	const struct values *old = &d->changes->old, *new = &d->changes->new;
	bool gone = print_only(o, '-', old, change->old, new, change->new, how);

	return print_only(o, '+', new, change->new, old, change->old, how) || gone;
}

/* The bits of a bitset whose value is text in hexadecimal. @bytes: of @size bytes; what is not in the text is 0 */
static void read_bits(const struct values *v, size_t at, uint8_t *bytes, size_t size)
{
	size_t i;

	memset(bytes, 0, size);
	for (i = 0; at && i < size && 2 * i + 1 < v->list[at].len; i++)
		if (sscanf(value_string(v, at) + 2 * i, "%2hhx", &bytes[i]) != 1)
			break;
}

/* Prints which features went off and on. */
static void print_features(struct out *o, const struct difference *d, const struct change *change)
{
	uint8_t was[FEATURES_MAX / 8], is[FEATURES_MAX / 8];
	struct bitset old = { was, FEATURES_MAX }, new = { is, FEATURES_MAX };
	const char *separator = "";
	unsigned int bit;

	read_bits(&d->changes->old, change->old, was, sizeof(was));
	read_bits(&d->changes->new, change->new, is, sizeof(is));
	for (bit = 0; bit < FEATURES_MAX; bit++) {
		if (bitset_has(&old, bit) == bitset_has(&new, bit))
			continue;
		out_text(o, OUT_PLAIN, "%s%c", separator, bitset_has(&new, bit) ? '+' : '-');
		bitset_put_bit(o, ETH_SS_FEATURES, bit);
		separator = " ";
	}
}

bool difference_has(const struct difference *d, const struct change *change)
{
	const struct values *old = &d->changes->old, *new = &d->changes->new;

	switch (how_of(d, change)) {
	case HOW_NEVER:
		return false;
	case HOW_FLAGS:
		return are_arrays(d, change) && print_elements(NULL, d, change, HOW_FLAGS);
	case HOW_NEIGH:
		/*
		 * The kernel announces that a neighbour has failed before it deletes the
		 * neighbour.
		 */
		if (event_is_no_state(d->new))
			return false;
		return is_set_state(old, change->old) || is_set_state(new, change->new);
	case HOW_LLADDR:
		return change->old && change->new;
	case HOW_HOPS:
		return !are_arrays(d, change) || !is_same_hops(d, change);
	default:
		return true;
	}
}

bool difference_has_state(const struct difference *d)
{
	return d->new->kind == NETJOURNAL_KIND_LINK && d->new->family == AF_UNSPEC &&
	       strcmp(event_link_state(d->old), event_link_state(d->new));
}

static bool has_any(const struct difference *d)
{
	const struct change *change = d->changes->list;

	for (; change < d->changes->list + d->changes->n; change++)
		if (difference_has(d, change))
			return true;
	return false;
}

int difference_carrier(const struct difference *d)
{
	const char *old, *new;

	if (!difference_has_state(d) || has_any(d))
		return 0;
	old = event_link_state(d->old);
	new = event_link_state(d->new);
	if (!strcmp(old, "DOWN") || !strcmp(new, "DOWN"))
		return 0;
	return !strcmp(new, "RUNNING") ? 1 : !strcmp(old, "RUNNING") ? -1 : 0;
}

/* The address of a nexthop, or 0. */
static size_t hop_gateway(const struct values *v, size_t hop)
{
	size_t gateway = value_member(v, hop, "gateway");

	return gateway ? gateway : value_member(v, hop, "via");
}

static bool is_same_value(const struct values *v, size_t at, const struct values *of, size_t other)
{
	return at && other ? value_same(v, at, of, other) : at == other;
}

/* Returns whether two nexthops lead to the same place. */
static bool is_same_place(const struct values *v, size_t hop, const struct values *of, size_t other)
{
	return is_same_value(v, hop_gateway(v, hop), of, hop_gateway(of, other)) &&
	       is_same_value(v, value_member(v, hop, "dev"), of, value_member(of, other, "dev"));
}

/* Prints the place of a nexthop, and what differs: "nexthop via 10.0.0.2 dev d0 weight 1 -> 2 +dead". */
static void print_hop(struct out *o, const struct values *old, size_t was, const struct values *new, size_t is)
{
	size_t gateway = hop_gateway(new, is), dev = value_member(new, is, "dev");
	size_t at, there, end = value_next(new, is);

	out_lit(o, "nexthop");
	for (at = is + 1; at < end; at = value_next(new, at)) {
		there = value_member(old, was, value_key(new, at));
		if (!strcmp(value_key(new, at), "flags")) {
			print_only(o, '-', old, there, new, at, HOW_HOPS);
			print_only(o, '+', new, at, old, there, HOW_HOPS);
			continue;
		}
		if (at != gateway && at != dev && is_same_value(old, there, new, at))
			continue;
		out_str(o, OUT_PLAIN, NULL, " %s ", at == gateway ? "via" : value_key(new, at));
		if (at != gateway && at != dev) {
			if (there)
				changes_print_value(o, old, there);
			out_text(o, OUT_PLAIN, "%s -> ", there ? "" : "none");
		}
		changes_print_value(o, new, at);
	}
}

/*
 * Prints how the nexthops of a route differ, if @o is not NULL. Returns false if they lead to other places, or are not
 * as many as before.
 */
static bool print_hops(struct out *o, const struct difference *d, const struct change *change)
{
	const struct values *old = &d->changes->old, *new = &d->changes->new;
	size_t at = change->old + 1, to = change->new + 1;
	size_t end = value_next(old, change->old), to_end = value_next(new, change->new);
	const char *separator = "";

	for (; at < end && to < to_end; at = value_next(old, at), to = value_next(new, to)) {
		if (!is_same_place(old, at, new, to))
			return false;
		if (!o || (is_same_hop(old, at, new, to) && is_same_hop(new, to, old, at)))
			continue;
		out_text(o, OUT_PLAIN, "%s", separator);
		separator = ", ";
		print_hop(o, old, at, new, to);
	}
	return at >= end && to >= to_end;
}

static const struct change *find_rename(const struct difference *d)
{
	const struct change *change = d->changes->list;

	for (; change < d->changes->list + d->changes->n; change++)
		if (how_of(d, change) == HOW_NAME && change->old && change->new)
			return change;
	return NULL;
}

bool difference_is_any(const struct difference *d)
{
	return has_any(d) || difference_has_state(d);
}

/* "linkinfo.info_data.forward_delay" is forward_delay for people. */
static const char *name_of(const struct change *change)
{
	const char *dot = strrchr(change->path, '.');

	return dot ? dot + 1 : change->path;
}

static void print_change(struct out *o, const struct difference *d, const struct change *change)
{
	enum how how = how_of(d, change);
	struct vlan_flags vlans[2];

	if (how == HOW_VALUE) {
		changes_print_sides(o, d->changes, change);
		return;
	}
	if (how == HOW_FEATURES) {
		print_features(o, d, change);
		return;
	}
	if (how == HOW_VLANS) {
		out_lit(o, "vlan");
		read_vlans(&vlans[0], &d->changes->old, change->old);
		read_vlans(&vlans[1], &d->changes->new, change->new);
		print_vlans(o, '-', &vlans[0], &vlans[1]);
		print_vlans(o, '+', &vlans[1], &vlans[0]);
		return;
	}
	if (how == HOW_HOPS && are_arrays(d, change) && print_hops(NULL, d, change)) {
		print_hops(o, d, change);
		return;
	}
	out_str(o, OUT_PLAIN, NULL, "%s", name_of(change));
	if (are_arrays(d, change)) {
		print_elements(o, d, change, how);
		return;
	}
	out_text(o, OUT_PLAIN, " ");
	changes_print_sides(o, d->changes, change);
}

void difference_print_changes(struct out *o, const struct difference *d)
{
	const struct change *change = find_rename(d), *renamed = change;
	const char *separator = "";

	if (renamed) {
		out_text(o, OUT_PLAIN, "renamed ");
		changes_print_sides(o, d->changes, renamed);
		separator = ", ";
	}
	if (difference_has_state(d)) {
		out_text(o, OUT_PLAIN, "%s%s -> %s", separator, event_link_state(d->old),
			 event_link_state(d->new));
		separator = ", ";
	}
	for (change = d->changes->list; change < d->changes->list + d->changes->n; change++) {
		if (change == renamed || !difference_has(d, change))
			continue;
		out_text(o, OUT_PLAIN, "%s", separator);
		separator = ", ";
		print_change(o, d, change);
	}
	if (!*separator)
		out_text(o, OUT_DIM, "unchanged");
}

void difference_print(struct out *o, const struct difference *d,
		      const struct event_names *names)
{
	if (!find_rename(d)) {
		event_name(o, d->new, names);
		out_text(o, OUT_PLAIN, " ");
	}
	difference_print_changes(o, d);
}

/* fe80::/10 and ff00::/8 */
static bool is_own_prefix(const struct event_addr *dst)
{
	return dst->family == AF_INET6 && dst->len >= 8 &&
	       (dst->bytes[0] == 0xff || (dst->bytes[0] == 0xfe && (dst->bytes[1] & 0xc0) == 0x80));
}

/* A multicast address, as a neighbour. */
static bool is_group(const struct event_addr *dst)
{
	return (dst->family == AF_INET6 && dst->bytes[0] == 0xff) ||
	       (dst->family == AF_INET && (dst->bytes[0] & 0xf0) == 0xe0);
}

bool event_is_own(const struct event *ev)
{
	struct rtmsg r;

	if (ev->kind == NETJOURNAL_KIND_NEIGH)
		return is_group(&ev->dst);
	if (ev->kind == NETJOURNAL_KIND_FDB)
		return fdb_is_local(ev);
	if (ev->kind == NETJOURNAL_KIND_ADDR)
		return ev->attr[IFA_PROTO] && attr_uint(ev->attr[IFA_PROTO]) == IFAPROT_KERNEL_LL;
	if (ev->kind == NETJOURNAL_KIND_SYSCTL)
		return ev->attr[NETJOURNAL_A_SYSCTL_CONSEQUENCE];
	if (ev->kind != NETJOURNAL_KIND_ROUTE)
		return false;
	memcpy(&r, ev->hdr, sizeof(r));
	if (r.rtm_protocol != RTPROT_KERNEL)
		return false;
	return r.rtm_type == RTN_LOCAL || r.rtm_type == RTN_BROADCAST ||
	       r.rtm_type == RTN_ANYCAST || r.rtm_type == RTN_MULTICAST ||
	       is_own_prefix(&ev->dst);
}
