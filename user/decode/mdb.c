// SPDX-License-Identifier: GPL-2.0
/*
 * Decodes the multicast databases of bridges and VXLAN devices: which port wants which group, and
 * which ports lead to a multicast router. A dump is about all entries of a device, and its messages
 * have the type of the request.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_bridge.h>
#include <linux/if_ether.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "decode/mdb.h"
#include "decode/part.h"
#include "decode/rtnew.h"
#include "decode/select.h"

#define ENTRY_LEN	sizeof(struct br_mdb_entry)

static const struct bit_name flags[] = {
	{ MDB_FLAGS_OFFLOAD, "offload" },
	{ MDB_FLAGS_FAST_LEAVE, "fast_leave" },
	{ MDB_FLAGS_STAR_EXCL, "added_by_star_ex" },
	{ MDB_FLAGS_BLOCKED, "blocked" },
	{ MDB_FLAGS_OFFLOAD_FAILED, "offload_failed" },
};

static const char *const modes[] = { "include", "exclude" };

static const struct attr_desc source_desc[] = {
	ATTR(MDBA_MDB_SRCATTR_ADDRESS, ADDR, .key = "address", .label = ""),
	/* It runs all the time. */
	ATTR(MDBA_MDB_SRCATTR_TIMER, CLOCK),
};

static const struct attr_table source_table = ATTR_TABLE(source_desc);

/* As in `bridge -d mdb`. */
static const struct attr_desc info_desc[] = {
	ATTR(MDBA_MDB_EATTR_TIMER, CLOCK, .key = "timer", .flags = ATTR_DETAIL),
	ATTR(MDBA_MDB_EATTR_SRC_LIST, LIST, .key = "source_list", .nest = &source_table),
	ATTR(MDBA_MDB_EATTR_GROUP_MODE, ENUM, .key = "filter_mode", .flags = ATTR_DETAIL, WORDS(modes)),
	ATTR(MDBA_MDB_EATTR_SOURCE, ADDR, .key = "src"),
	ATTR(MDBA_MDB_EATTR_RTPROT, PROTO, .key = "protocol", .label = "proto", .flags = ATTR_DETAIL),
	ATTR(MDBA_MDB_EATTR_DST, ADDR, .key = "dst"),
	ATTR(MDBA_MDB_EATTR_DST_PORT, UINT, .key = "dst_port"),
	ATTR(MDBA_MDB_EATTR_VNI, UINT, .key = "vni"),
	ATTR(MDBA_MDB_EATTR_IFINDEX, IFINDEX, .key = "via"),
	ATTR(MDBA_MDB_EATTR_SRC_VNI, UINT, .key = "src_vni"),
};

static const struct attr_table info_table = ATTR_TABLE(info_desc);

static struct br_mdb_entry info_entry(const uint8_t *info)
{
	struct br_mdb_entry e;

	memcpy(&e, attr_data(info), sizeof(e));
	return e;
}

static struct attr_iter info_attrs(const uint8_t *info)
{
	return attr_iter(attr_data(info) + ENTRY_LEN, attr_len(info) - ENTRY_LEN);
}

/* Returns the group of an entry. A group of link-layer addresses has the family AF_PACKET. */
static struct event_addr entry_group(const struct br_mdb_entry *e)
{
	struct event_addr group = { 0 };

	switch (ntohs(e->addr.proto)) {
	case ETH_P_IP:
		group.family = AF_INET;
		group.len = 32;
		memcpy(group.bytes, &e->addr.u.ip4, 4);
		break;
	case ETH_P_IPV6:
		group.family = AF_INET6;
		group.len = 128;
		memcpy(group.bytes, &e->addr.u.ip6, 16);
		break;
	default:
		group.family = AF_PACKET;
		group.len = 48;
		memcpy(group.bytes, e->addr.u.mac_addr, ETH_ALEN);
	}
	return group;
}

static void print_group(struct decode *d, const struct event_addr *group)
{
	if (group->family == AF_PACKET)
		decode_lladdr(d, "grp", "%s", group->bytes, ETH_ALEN);
	else
		decode_addr_value(d, "grp", "%s", group->family, group->bytes, group->len / 8);
}

/* For a dump of all attributes. */
static void dump_info(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	struct br_mdb_entry e = info_entry(a);
	struct event_addr group = entry_group(&e);
	bool details = d->details;

	(void)desc;
	out_u64(d->o, "ifindex", " ifindex %u", e.ifindex);
	decode_ifindex(d, "port", " (%s)", e.ifindex);
	out_u64(d->o, "state", " state %u", e.state);
	decode_hex(d, "flags", " flags %s", e.flags);
	out_u64(d->o, "vid", " vid %u", e.vid);
	out_text(d->o, OUT_PLAIN, " ");
	print_group(d, &group);
	d->details = true;
	decode_attrs(d, &info_table, info_attrs(a));
	d->details = details;
}

static const struct attr_desc entry_desc[] = {
	ATTR(MDBA_MDB_ENTRY_INFO, FN, .min = ENTRY_LEN, .print = dump_info),
};

static const struct attr_table entry_table = ATTR_TABLE(entry_desc);

static const struct attr_desc mdb_nest_desc[] = {
	ATTR(MDBA_MDB_ENTRY, NEST, .nest = &entry_table),
};

static const struct attr_table mdb_nest_table = ATTR_TABLE(mdb_nest_desc);

static void dump_port(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	(void)desc;
	out_u64(d->o, "ifindex", " ifindex %u", attr_u32(a));
	decode_ifindex(d, "port", " (%s)", attr_u32(a));
}

static const struct attr_desc router_desc[] = {
	ATTR(MDBA_ROUTER_PORT, FN, .min = 4, .print = dump_port),
};

static const struct attr_table router_table = ATTR_TABLE(router_desc);

static const struct attr_desc mdb_desc[] = {
	ATTR(MDBA_MDB, NEST, .nest = &mdb_nest_table),
	ATTR(MDBA_ROUTER, NEST, .nest = &router_table),
};

static const struct attr_table mdb_table = ATTR_TABLE(mdb_desc);

/* Returns the attribute of @type in @nest if it has at least @len bytes. */
static const uint8_t *find_long(const uint8_t *nest, unsigned int type, size_t len)
{
	const uint8_t *a = nest ? attr_find(attr_iter_nested(nest), type) : NULL;

	return a && attr_len(a) >= len ? a : NULL;
}

/* Returns the first port of a group, or NULL if the message has none. In a dump, a group that goes has no port any more. */
static const uint8_t *mdb_info(const struct event *ev)
{
	const uint8_t *entry, *info = NULL;
	struct attr_iter it;

	if (!ev->attr[MDBA_MDB])
		return NULL;
	it = attr_iter_nested(ev->attr[MDBA_MDB]);
	while (!info && (entry = attr_next(&it)))
		if (attr_type(entry) == MDBA_MDB_ENTRY)
			info = find_long(entry, MDBA_MDB_ENTRY_INFO, ENTRY_LEN);
	return info;
}

/* Returns the first port that leads to a router, or NULL. */
static const uint8_t *mdb_router(const struct event *ev)
{
	return find_long(ev->attr[MDBA_ROUTER], MDBA_ROUTER_PORT, sizeof(uint32_t));
}

/* Returns whether there is nothing in @nest, and in what is in it. */
static bool is_empty(const uint8_t *nest)
{
	struct attr_iter it;
	const uint8_t *a;

	if (!nest)
		return false;
	it = attr_iter_nested(nest);
	while ((a = attr_next(&it)))
		if (attr_len(a))
			return false;
	return true;
}

static int mdb_parse(struct event *ev)
{
	const uint8_t *info = mdb_info(ev), *router = mdb_router(ev);
	struct br_mdb_entry e;
	struct br_port_msg m;

	memcpy(&m, ev->hdr, sizeof(m));
	ev->ifindex = m.ifindex;
	if (info) {
		e = info_entry(info);
		ev->dst = entry_group(&e);
		ev->id = e.ifindex;
	} else if (router) {
		ev->id = attr_u32(router);
	}
	/*
	 * In the dump of a bridge there can be nothing, and without snooping not even that (Linux 6.1). Its type depends
	 * on the kernel.
	 */
	return info || router || !ev->attrs_len || is_empty(ev->attr[MDBA_MDB]) ? 0 : -EINVAL;
}

static uint16_t part_type(const struct part *p)
{
	return event_type(p->whole) == RTM_GETMDB ? RTM_NEWMDB : event_type(p->whole);
}

static int tell_entry(struct part *p, const uint8_t *info, event_object *each, void *arg)
{
	size_t mdb, entry;

	part_begin(p, part_type(p));
	mdb = part_nest(p, MDBA_MDB);
	entry = part_nest(p, MDBA_MDB_ENTRY);
	part_copy(p, info);
	part_nest_end(p, entry);
	part_nest_end(p, mdb);
	return part_tell(p, each, arg);
}

static int tell_router(struct part *p, const uint8_t *port, event_object *each, void *arg)
{
	size_t router;

	part_begin(p, part_type(p));
	router = part_nest(p, MDBA_ROUTER);
	part_copy(p, port);
	part_nest_end(p, router);
	return part_tell(p, each, arg);
}

static int each_entry(struct part *p, const uint8_t *mdb, event_object *each, void *arg)
{
	struct attr_iter entries = attr_iter_nested(mdb), infos;
	const uint8_t *entry, *info;
	int err = 0;

	while (!err && (entry = attr_next(&entries))) {
		infos = attr_iter_nested(entry);
		while (!err && attr_type(entry) == MDBA_MDB_ENTRY && (info = attr_next(&infos)))
			if (attr_type(info) == MDBA_MDB_ENTRY_INFO && attr_len(info) >= ENTRY_LEN)
				err = tell_entry(p, info, each, arg);
	}
	return err;
}

static int each_router(struct part *p, const uint8_t *routers, event_object *each, void *arg)
{
	struct attr_iter it = attr_iter_nested(routers);
	const uint8_t *port;
	int err = 0;

	while (!err && (port = attr_next(&it)))
		if (attr_type(port) == MDBA_ROUTER_PORT && attr_len(port) >= sizeof(uint32_t))
			err = tell_router(p, port, each, arg);
	return err;
}

static int mdb_split(const struct event *ev, event_object *each, void *arg)
{
	struct part p;
	int err;

	err = part_open(&p, ev);
	if (!err && ev->attr[MDBA_MDB])
		err = each_entry(&p, ev->attr[MDBA_MDB], each, arg);
	if (!err && ev->attr[MDBA_ROUTER])
		err = each_router(&p, ev->attr[MDBA_ROUTER], each, arg);
	part_close(&p);
	return err;
}

bool mdb_is_learned(const struct event *ev)
{
	const uint8_t *info = mdb_info(ev);

	return !info || info_entry(info).state != MDB_PERMANENT;
}

static void mdb_name(struct decode *d)
{
	const uint8_t *info = mdb_info(d->ev);
	struct br_mdb_entry e;

	if (!info) {
		out_text(d->o, OUT_PLAIN, "router");
	} else {
		e = info_entry(info);
		print_group(d, &d->ev->dst);
		if (e.vid)
			out_u64(d->o, NULL, " vid %u", e.vid);
	}
	decode_ifindex(d, NULL, " dev %s", d->ev->ifindex);
	decode_ifindex(d, NULL, " port %s", d->ev->id);
}

static void print_devices(struct decode *d)
{
	decode_column(d);
	decode_ifindex(d, "dev", " dev %s", d->ev->ifindex);
	decode_ifindex(d, "port", " port %s", d->ev->id);
}

static void print_router(struct decode *d)
{
	out_bool(d->o, "router", "router", true);
	print_devices(d);
}

static void mdb_print(struct decode *d)
{
	const uint8_t *info = mdb_info(d->ev);
	struct br_mdb_entry e;

	if (!info) {
		print_router(d);
		return;
	}
	e = info_entry(info);
	print_group(d, &d->ev->dst);
	print_devices(d);
	out_str(d->o, OUT_PLAIN, "state", " %s", e.state == MDB_PERMANENT ? "permanent" : "temp");
	if (e.flags)
		decode_bits(d, "flags", false, flags, ARRAY_SIZE(flags), e.flags);
	if (e.vid)
		out_u64(d->o, "vid", " vid %u", e.vid);
	decode_attrs(d, &info_table, info_attrs(info));
}

static void mdb_dump_header(struct decode *d)
{
	char buf[RT_NAME_LEN];
	struct br_port_msg m;

	memcpy(&m, d->ev->hdr, sizeof(m));
	out_str(d->o, OUT_PLAIN, "family", " family %s", family_name(m.family, buf));
	out_u64(d->o, "ifindex", " ifindex %u", m.ifindex);
	decode_ifindex(d, "dev", " (%s)", m.ifindex);
}

/* The key of a bridge is group, source and VLAN of a port; that of a VXLAN has the other end, too. */
void identify_mdb(struct identity *id, const struct event *ev)
{
	static const uint8_t own[] = {
		MDBA_MDB_EATTR_SOURCE, MDBA_MDB_EATTR_DST, MDBA_MDB_EATTR_DST_PORT, MDBA_MDB_EATTR_VNI,
		MDBA_MDB_EATTR_IFINDEX, MDBA_MDB_EATTR_SRC_VNI,
	};
	const uint8_t *info = mdb_info(ev), *a;
	size_t i;

	/* The messages of a dump name no family. */
	id->family = AF_BRIDGE;
	id->ifindex = ev->ifindex;
	id->id = ev->id;
	id->dst = ev->dst;
	if (!info)
		return;
	id->table = info_entry(info).vid;
	for (i = 0; i < ARRAY_SIZE(own); i++) {
		a = attr_find(info_attrs(info), own[i]);
		if (a)
			id->rest = identity_hash_more(id->rest, a, attr_raw_len(a));
	}
}

/* Selecting */

static int select_group(const struct selector_input *in, const char *word)
{
	struct selector own = { 0 };
	const struct selector_input lladdr = { .sel = &own, .err = in->err, .err_len = in->err_len };
	bool has_len;

	in->sel->has_dst = true;
	in->sel->mode = SELECTOR_HOST;
	if (!select_addr(in, word, &in->sel->dst, &has_len))
		return has_len ? selector_bad(in, "\"%s\" is a prefix, not a group", word) : 0;
	if (select_lladdr(&lladdr, word) || own.lladdr_len != ETH_ALEN)
		return selector_bad(in, "\"%s\" is not the address of a group", word);
	in->sel->dst = (struct event_addr){ .family = AF_PACKET, .len = 48 };
	memcpy(in->sel->dst.bytes, own.lladdr, ETH_ALEN);
	return 0;
}

static const struct selector_word mdb_words[] = {
	{ "grp", "GROUP", select_group, .alias = true },
	{ "dev", "DEV", select_ifname, SELECTOR_MEMBER(dev) },
	{ "port", "DEV", select_ifname, SELECTOR_MEMBER(port) },
	{ "src", "ADDRESS", select_via },
	{ "vid", "VID", select_vlan },
	{ "permanent", NULL, select_true, SELECTOR_MEMBER(mdb_permanent) },
	{ "temp", NULL, select_true, SELECTOR_MEMBER(mdb_temp) },
	{ NULL }
};

static bool is_mdb_dev(const struct selector *sel, const struct event *ev, const struct event_names *names)
{
	return selector_is_dev(sel->dev, ev->ifindex, names) || selector_is_dev(sel->dev, ev->id, names);
}

static bool is_mdb_source(const struct selector *sel, const struct event *ev)
{
	const uint8_t *info = mdb_info(ev);
	const uint8_t *src = info ? attr_find(info_attrs(info), MDBA_MDB_EATTR_SOURCE) : NULL;

	return src && selector_is_gateway(sel, attr_data(src), attr_len(src));
}

static bool is_own_mdb(const struct selector *sel, const struct event *ev, const struct event_names *names)
{
	const uint8_t *info = mdb_info(ev);

	if (sel->has_vlan && (!info || info_entry(info).vid != sel->vlan))
		return false;
	if ((sel->mdb_permanent && mdb_is_learned(ev)) || (sel->mdb_temp && !mdb_is_learned(ev)))
		return false;
	return !sel->port[0] || selector_is_dev(sel->port, ev->id, names);
}

static const struct message_type mdb_types[] = {
	{ "RTM_NEWMDB", RTM_NEWMDB, sizeof(struct br_port_msg) },
	{ "RTM_DELMDB", RTM_DELMDB, sizeof(struct br_port_msg), .del = true },
	/* In a dump. */
	{ "RTM_GETMDB", RTM_GETMDB, sizeof(struct br_port_msg) },
	{ NULL }
};

const struct decoder decode_mdb = {
	.types = mdb_types,
	.hdr_len = sizeof(struct br_port_msg),
	.table = &mdb_table,
	.parse = mdb_parse,
	.split = mdb_split,
	.name = mdb_name,
	.print = mdb_print,
	.dump_header = mdb_dump_header,
};

const struct kind_selector select_mdb = {
	.name = "GROUP",
	.parse = select_group,
	.missing = "a group",
	.words = mdb_words,
	.is_dst = selector_is_host,
	.is_dev = is_mdb_dev,
	.is_via = is_mdb_source,
	.is_own = is_own_mdb,
};
