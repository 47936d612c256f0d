// SPDX-License-Identifier: GPL-2.0
/*
 * Decodes VLANs of bridges and of their ports, and the options of a VLAN of a whole bridge. An
 * announcement can be about several VLANs that follow each other, a dump about all of a device.
 */
#include <errno.h>
#include <linux/if_bridge.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "decode/part.h"
#include "decode/rtnew.h"
#include "decode/select.h"
#include "decode/vlan.h"

static const struct bit_name flags[] = {
	{ BRIDGE_VLAN_INFO_PVID, "PVID" },
	{ BRIDGE_VLAN_INFO_UNTAGGED, "Egress Untagged" },
};

/* Flags that say in which form the message is, and that the bridge itself has the VLAN. */
#define FORM_FLAGS	(BRIDGE_VLAN_INFO_MASTER | BRIDGE_VLAN_INFO_RANGE_BEGIN | \
			 BRIDGE_VLAN_INFO_RANGE_END | BRIDGE_VLAN_INFO_BRENTRY)

static void dump_info(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	struct bridge_vlan_info info;

	(void)desc;
	memcpy(&info, attr_data(a), sizeof(info));
	out_u64(d->o, "vid", " vid %u", info.vid);
	decode_hex(d, "flags", " flags %s", info.flags);
}

static const struct attr_desc tunnel_desc[] = {
	ATTR(BRIDGE_VLANDB_TINFO_ID, UINT, .key = "tunid", .min = 4),
	ATTR(BRIDGE_VLANDB_TINFO_CMD, UINT),
};

static const struct attr_table tunnel_table = ATTR_TABLE(tunnel_desc);

static const char *const states[] = {
	"disabled", "listening", "learning", "forwarding", "blocking",
};

static const struct attr_desc entry_desc[] = {
	ATTR(BRIDGE_VLANDB_ENTRY_INFO, FN, .min = sizeof(struct bridge_vlan_info), .print = dump_info),
	ATTR(BRIDGE_VLANDB_ENTRY_RANGE, UINT, .min = 2),
	ATTR(BRIDGE_VLANDB_ENTRY_STATE, ENUM, .key = "state", .flags = ATTR_DETAIL, WORDS(states)),
	ATTR(BRIDGE_VLANDB_ENTRY_TUNNEL_INFO, NEST, .key = "tunnel", .flags = ATTR_FLAT,
	     .nest = &tunnel_table),
	ATTR(BRIDGE_VLANDB_ENTRY_STATS, BIN),
	ATTR(BRIDGE_VLANDB_ENTRY_MCAST_ROUTER, UINT, .key = "mcast_router", .flags = ATTR_DETAIL),
	ATTR(BRIDGE_VLANDB_ENTRY_MCAST_N_GROUPS, UINT, .key = "mcast_n_groups", .flags = ATTR_DETAIL),
	ATTR(BRIDGE_VLANDB_ENTRY_MCAST_MAX_GROUPS, UINT, .key = "mcast_max_groups", .flags = ATTR_QUIET0),
	ATTR(BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS, BOOL, .key = "neigh_suppress"),
	ATTR(BRIDGE_VLANDB_ENTRY_NEIGH_FORWARD_GRAT, BOOL, .key = "neigh_forward_grat"),
};

static const struct attr_table entry_table = ATTR_TABLE(entry_desc);

/* Returns the VLAN of an entry, or NULL. */
static const uint8_t *entry_info(const uint8_t *entry)
{
	const uint8_t *info = attr_find(attr_iter_nested(entry), BRIDGE_VLANDB_ENTRY_INFO);

	return info && attr_len(info) >= sizeof(struct bridge_vlan_info) ? info : NULL;
}

static uint16_t info_flags(const uint8_t *info)
{
	struct bridge_vlan_info i;

	memcpy(&i, attr_data(info), sizeof(i));
	return i.flags;
}

static uint16_t info_vid(const uint8_t *info)
{
	struct bridge_vlan_info i;

	memcpy(&i, attr_data(info), sizeof(i));
	return i.vid;
}

static void print_entry(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	const uint8_t *info = entry_info(a);
	uint16_t shown = info ? info_flags(info) & ~FORM_FLAGS : 0;
	const char *outer = d->joined;

	if (shown)
		decode_bits(d, "flags", false, flags, ARRAY_SIZE(flags), shown);
	d->joined = desc->key;
	decode_attrs(d, &entry_table, attr_iter_nested(a));
	d->joined = outer;
}

#define GOPT(id, what, key_)	ATTR(BRIDGE_VLANDB_GOPTS_##id, what, .key = (key_))

static const struct attr_desc global_desc[] = {
	ATTR(BRIDGE_VLANDB_GOPTS_ID, UINT, .min = 2),
	ATTR(BRIDGE_VLANDB_GOPTS_RANGE, UINT, .min = 2),
	GOPT(MCAST_SNOOPING, UINT, "mcast_snooping"),
	GOPT(MCAST_IGMP_VERSION, UINT, "mcast_igmp_version"),
	GOPT(MCAST_MLD_VERSION, UINT, "mcast_mld_version"),
	GOPT(MCAST_LAST_MEMBER_CNT, UINT, "mcast_last_member_count"),
	GOPT(MCAST_STARTUP_QUERY_CNT, UINT, "mcast_startup_query_count"),
	GOPT(MCAST_LAST_MEMBER_INTVL, UINT, "mcast_last_member_interval"),
	ATTR(BRIDGE_VLANDB_GOPTS_PAD, PAD),
	GOPT(MCAST_MEMBERSHIP_INTVL, UINT, "mcast_membership_interval"),
	GOPT(MCAST_QUERIER_INTVL, UINT, "mcast_querier_interval"),
	GOPT(MCAST_QUERY_INTVL, UINT, "mcast_query_interval"),
	GOPT(MCAST_QUERY_RESPONSE_INTVL, UINT, "mcast_query_response_interval"),
	GOPT(MCAST_STARTUP_QUERY_INTVL, UINT, "mcast_startup_query_interval"),
	GOPT(MCAST_QUERIER, UINT, "mcast_querier"),
	/* Learned from traffic. */
	ATTR(BRIDGE_VLANDB_GOPTS_MCAST_ROUTER_PORTS, BIN),
	ATTR(BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_STATE, BIN),
	GOPT(MSTI, UINT, "msti"),
};

static const struct attr_table global_table = ATTR_TABLE(global_desc);

static const struct attr_desc vlan_desc[] = {
	ATTR(BRIDGE_VLANDB_ENTRY, NEST, .key = "entry", .nest = &entry_table, .print = print_entry),
	ATTR(BRIDGE_VLANDB_GLOBAL_OPTIONS, NEST, .key = "options", .flags = ATTR_FLAT,
	     .nest = &global_table),
};

static const struct attr_table vlan_table = ATTR_TABLE(vlan_desc);

/* Sets the VLANs of an attribute. Returns false if it has none. */
static bool vids_of(const uint8_t *a, uint32_t *first, uint32_t *last)
{
	bool is_entry = attr_type(a) == BRIDGE_VLANDB_ENTRY;
	const uint8_t *id, *range;

	id = is_entry ? entry_info(a) : attr_find(attr_iter_nested(a), BRIDGE_VLANDB_GOPTS_ID);
	range = attr_find(attr_iter_nested(a), is_entry ? BRIDGE_VLANDB_ENTRY_RANGE :
							  BRIDGE_VLANDB_GOPTS_RANGE);
	if (!id || attr_len(id) < 2)
		return false;
	*first = is_entry ? info_vid(id) : attr_u16(id);
	*last = range && attr_len(range) == 2 ? attr_u16(range) : *first;
	return *first <= *last && *last <= VLAN_ID_MAX;
}

static bool is_vlans(const uint8_t *a)
{
	return attr_type(a) == BRIDGE_VLANDB_ENTRY || attr_type(a) == BRIDGE_VLANDB_GLOBAL_OPTIONS;
}

static int vlan_parse(struct event *ev)
{
	struct br_vlan_msg m;
	const uint8_t *a = ev->attr[BRIDGE_VLANDB_ENTRY];

	memcpy(&m, ev->hdr, sizeof(m));
	ev->ifindex = m.ifindex;
	if (!a)
		a = ev->attr[BRIDGE_VLANDB_GLOBAL_OPTIONS];
	/* In a dump, of a device without VLANs. */
	if (!ev->attrs_len)
		return 0;
	return a && vids_of(a, &ev->id, &ev->id_end) ? 0 : -EINVAL;
}

static void put_entry_vid(struct part *p, const uint8_t *a, uint16_t vid)
{
	struct bridge_vlan_info info;

	memcpy(&info, attr_data(a), sizeof(info));
	info.vid = vid;
	part_put(p, BRIDGE_VLANDB_ENTRY_INFO, &info, sizeof(info));
}

/* The numbers of the tunnels follow each other like the VLANs. */
static void put_tunnel(struct part *p, const uint8_t *a, uint32_t more)
{
	struct attr_iter it = attr_iter_nested(a);
	size_t nest = part_nest(p, attr_type(a));
	uint32_t id;

	while ((a = attr_next(&it))) {
		if (attr_type(a) != BRIDGE_VLANDB_TINFO_ID || attr_len(a) != 4) {
			part_copy(p, a);
			continue;
		}
		id = attr_u32(a);
		id += id ? more : 0;
		part_put(p, BRIDGE_VLANDB_TINFO_ID, &id, sizeof(id));
	}
	part_nest_end(p, nest);
}

/*
 * Writes the attribute @a of one entry, for the VLAN @vid, which is @more after the first. Only dumps have
 * statistics; see rtnl_fill_vlan().
 */
static void put_of_entry(struct part *p, const uint8_t *a, uint16_t vid, uint32_t more)
{
	switch (attr_type(a)) {
	case BRIDGE_VLANDB_ENTRY_INFO:
		if (attr_len(a) >= sizeof(struct bridge_vlan_info))
			put_entry_vid(p, a, vid);
		break;
	case BRIDGE_VLANDB_ENTRY_RANGE:
	case BRIDGE_VLANDB_ENTRY_STATS:
		break;
	case BRIDGE_VLANDB_ENTRY_TUNNEL_INFO:
		put_tunnel(p, a, more);
		break;
	default:
		part_copy(p, a);
	}
}

static void put_of_global(struct part *p, const uint8_t *a, uint16_t vid)
{
	if (attr_type(a) == BRIDGE_VLANDB_GOPTS_ID)
		part_put(p, BRIDGE_VLANDB_GOPTS_ID, &vid, sizeof(vid));
	else if (attr_type(a) != BRIDGE_VLANDB_GOPTS_RANGE)
		part_copy(p, a);
}

bool vlan_is_none(const struct event *ev)
{
	return ev->kind == NETJOURNAL_KIND_VLAN && !ev->id && !ev->id_end;
}

/* Tells of each VLAN of the attribute @vlans. */
static int vlans_each(struct part *p, const uint8_t *vlans, event_object *each, void *arg)
{
	uint32_t first, last, vid;
	struct attr_iter it;
	const uint8_t *a;
	size_t nest;
	int err = 0;

	if (!vids_of(vlans, &first, &last))
		return 0;
	for (vid = first; !err && vid <= last; vid++) {
		part_begin(p, event_type(p->whole));
		nest = part_nest(p, attr_type(vlans));
		it = attr_iter_nested(vlans);
		while ((a = attr_next(&it)))
			if (attr_type(vlans) == BRIDGE_VLANDB_ENTRY)
				put_of_entry(p, a, vid, vid - first);
			else
				put_of_global(p, a, vid);
		part_nest_end(p, nest);
		err = part_tell(p, each, arg);
	}
	return err;
}

static bool has_stats(const struct event *ev)
{
	const uint8_t *entry = ev->attr[BRIDGE_VLANDB_ENTRY];

	return entry && attr_find(attr_iter_nested(entry), BRIDGE_VLANDB_ENTRY_STATS);
}

static int vlan_split(const struct event *ev, event_object *each, void *arg)
{
	struct attr_iter it = attr_iter(ev->attrs, ev->attrs_len);
	const uint8_t *a;
	struct part p;
	int err;

	if (!ev->attrs_len || vlan_is_none(ev))
		return 0;
	if (ev->id == ev->id_end && !ev->odd && !has_stats(ev))
		return each(ev, arg);
	err = part_open(&p, ev);
	while (!err && (a = attr_next(&it)))
		if (is_vlans(a))
			err = vlans_each(&p, a, each, arg);
	part_close(&p);
	return err;
}

bool vlan_is_pvid(const struct event *ev)
{
	const uint8_t *entry = ev->attr[BRIDGE_VLANDB_ENTRY];
	const uint8_t *info = entry ? entry_info(entry) : NULL;

	return info && info_flags(info) & BRIDGE_VLAN_INFO_PVID;
}

bool vlan_is_global(const struct event *ev)
{
	return !ev->attr[BRIDGE_VLANDB_ENTRY];
}

void vlan_clear_pvid(struct nlmsghdr *nlh)
{
	struct bridge_vlan_info info;
	struct event ev;
	uint8_t *data;

	if (event_parse(&ev, nlh, nlh->nlmsg_len) || !vlan_is_pvid(&ev))
		return;
	data = (uint8_t *)attr_data(entry_info(ev.attr[BRIDGE_VLANDB_ENTRY]));
	memcpy(&info, data, sizeof(info));
	info.flags &= ~BRIDGE_VLAN_INFO_PVID;
	memcpy(data, &info, sizeof(info));
}

static void print_vids(struct decode *d)
{
	out_u64(d->o, "vlan", "%u", d->ev->id);
	if (d->ev->id_end != d->ev->id)
		out_u64(d->o, "vlanEnd", "-%u", d->ev->id_end);
}

static void vlan_name(struct decode *d)
{
	print_vids(d);
	decode_ifindex(d, NULL, " dev %s", d->ev->ifindex);
	if (vlan_is_global(d->ev))
		out_text(d->o, OUT_PLAIN, " global");
}

static void vlan_print(struct decode *d)
{
	print_vids(d);
	decode_column(d);
	decode_ifindex(d, "dev", " dev %s", d->ev->ifindex);
	if (vlan_is_global(d->ev))
		out_bool(d->o, "global", " global", true);
	decode_message(d);
}

static void vlan_dump_header(struct decode *d)
{
	char buf[RT_NAME_LEN];
	struct br_vlan_msg m;

	memcpy(&m, d->ev->hdr, sizeof(m));
	out_str(d->o, OUT_PLAIN, "family", " family %s", family_name(m.family, buf));
	out_u64(d->o, "ifindex", " ifindex %u", m.ifindex);
	decode_ifindex(d, "dev", " (%s)", m.ifindex);
}

/* A VLAN of a device. The options of a VLAN of the bridge are another object. */
void identify_vlan(struct identity *id, const struct event *ev)
{
	id->family = ev->family;
	id->ifindex = ev->ifindex;
	id->id = ev->id;
	id->flags = vlan_is_global(ev);
}

bool vlan_is_left_out(const struct identity *id)
{
	return id->flags;
}

/* Selecting */

static int select_global(const struct selector_input *in, const char *word)
{
	(void)word;
	in->sel->vlan_global = true;
	in->sel->left_out = true;
	return 0;
}

static const struct selector_word vlan_words[] = {
	{ "vid", "VID", select_vlan, .alias = true },
	{ "dev", "DEV", select_ifname, SELECTOR_MEMBER(dev) },
	{ "pvid", NULL, select_true, SELECTOR_MEMBER(vlan_pvid) },
	{ "global", NULL, select_global },
	{ NULL }
};

static bool is_own_vlan(const struct selector *sel, const struct event *ev,
			const struct event_names *names)
{
	(void)names;
	if (sel->has_vlan && (sel->vlan < ev->id || sel->vlan > ev->id_end))
		return false;
	if (sel->vlan_global && !vlan_is_global(ev))
		return false;
	return !sel->vlan_pvid || vlan_is_pvid(ev);
}

const struct decoder decode_vlan = {
	DECODER_TYPES(VLAN),
	.families = { AF_BRIDGE },
	.hdr_len = sizeof(struct br_vlan_msg),
	.table = &vlan_table,
	.parse = vlan_parse,
	.split = vlan_split,
	.name = vlan_name,
	.print = vlan_print,
	.dump_header = vlan_dump_header,
};

const struct kind_selector select_vlans = {
	.name = "VID",
	.parse = select_vlan,
	.missing = "the number of a VLAN",
	.words = vlan_words,
	.is_own = is_own_vlan,
};
