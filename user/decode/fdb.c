// SPDX-License-Identifier: GPL-2.0
/* Decodes entries of the forwarding databases of bridges and VXLAN devices. */
#include <errno.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "decode/neigh.h"
#include "decode/select.h"
#include "decode/rtnew.h"

/* As in `bridge -j fdb`. The word "master" means that the entry is in the bridge's database. */
static const struct bit_name flags[] = {
	{ NTF_SELF, "self" },
	{ NTF_ROUTER, "router" },
	{ NTF_EXT_LEARNED, "extern_learn" },
	{ NTF_OFFLOADED, "offload" },
	{ NTF_MASTER, "master" },
	{ NTF_STICKY, "sticky" },
	{ NTF_USE, "use" },
	{ NTF_PROXY, "proxy" },
};

static const struct bit_name ext_flags[] = {
	{ NTF_EXT_LOCKED, "locked" },
	{ NTF_EXT_MANAGED, "managed" },
	{ NTF_EXT_EXT_VALIDATED, "extern_valid" },
};

static void print_addresses(struct decode *d)
{
	const uint8_t *lladdr = d->ev->attr[NDA_LLADDR], *dst = d->ev->attr[NDA_DST];

	if (lladdr)
		decode_lladdr(d, "mac", "%s", attr_data(lladdr), attr_len(lladdr));
	else
		out_text(d->o, OUT_PLAIN, "*");
	if (dst)
		decode_addr_value(d, "dst", " dst %s", 0, attr_data(dst), attr_len(dst));
}

static void fdb_name(struct decode *d)
{
	const uint8_t *vlan = d->ev->attr[NDA_VLAN];

	print_addresses(d);
	if (vlan)
		out_u64(d->o, NULL, " vlan %u", attr_uint(vlan));
}

/* The words of `bridge`. An entry that the kernel learned and that is fresh has none. */
static void print_state(struct decode *d, uint16_t state)
{
	struct out *o = d->o;

	if (state & NUD_PERMANENT)
		out_str(o, OUT_PLAIN, "state", " %s", "permanent");
	else if (state & NUD_NOARP)
		out_str(o, OUT_PLAIN, "state", " %s", "static");
	else if (state & NUD_STALE)
		out_str(o, OUT_PLAIN, "state", " %s", "stale");
	else if (state & NUD_REACHABLE)
		out_str(o, OUT_PLAIN, "state", o->json ? NULL : " learned", "");
	else
		decode_hex(d, "state", " state %s", state);
}

static void fdb_print(struct decode *d)
{
	const struct event *ev = d->ev;
	const uint8_t *ext = ev->attr[NDA_FLAGS_EXT];
	struct ndmsg m;

	memcpy(&m, ev->hdr, sizeof(m));
	out_str(d->o, OUT_PLAIN, "family", NULL, "bridge");
	print_addresses(d);
	decode_column(d);
	if (ev->ifindex)
		decode_ifindex(d, "dev", " dev %s", ev->ifindex);
	decode_bits(d, "flags", false, flags, ARRAY_SIZE(flags), m.ndm_flags);
	if (ext && attr_uint(ext))
		decode_bits(d, "ext_flags", false, ext_flags, ARRAY_SIZE(ext_flags), attr_uint(ext));
	print_state(d, m.ndm_state);
	decode_message(d);
}

/*
 * Two entries with the same address can differ in these, and in the address of the other end. In the
 * database of a bridge an address has one port, and can move to another one.
 */
void identify_fdb(struct identity *id, const struct event *ev)
{
	static const uint8_t own[] = {
		NDA_LLADDR, NDA_VLAN, NDA_PORT, NDA_VNI, NDA_SRC_VNI,
	};
	struct ndmsg m;

	memcpy(&m, ev->hdr, sizeof(m));
	id->family = ev->family;
	id->ifindex = ev->attr[NDA_MASTER] ? attr_u32(ev->attr[NDA_MASTER]) : ev->ifindex;
	id->dst = ev->dst;
	id->flags = (m.ndm_flags & NTF_SELF) | (ev->attr[NDA_MASTER] ? NTF_MASTER : 0);
	id->rest = identity_hash_some(ev, own, ARRAY_SIZE(own));
}

bool fdb_is_address(const struct identity *id)
{
	return id->kind == NETJOURNAL_KIND_FDB && id->flags == NTF_SELF && !id->dst.family;
}

bool fdb_other(const struct identity *id, struct identity *other)
{
	*other = *id;
	other->flags = fdb_is_address(id) ? NTF_MASTER : NTF_SELF;
	return id->kind == NETJOURNAL_KIND_FDB && (fdb_is_address(id) || id->flags == NTF_MASTER);
}

/* Selecting */

static const struct selector_word fdb_words[] = {
	{ "dev", "DEV", select_ifname, SELECTOR_MEMBER(dev) },
	{ "brport", "DEV", select_ifname, SELECTOR_MEMBER(dev), .alias = true },
	{ "master", "DEV", select_ifname, SELECTOR_MEMBER(master) },
	{ "br", "DEV", select_ifname, SELECTOR_MEMBER(master), .alias = true },
	{ "vlan", "VID", select_vlan },
	{ "dst", "ADDRESS", select_exact },
	{ "static", NULL, select_true, SELECTOR_MEMBER(fdb_static) },
	{ "learned", NULL, select_true, SELECTOR_MEMBER(fdb_learned) },
	{ NULL }
};

static bool is_learned(const struct ndmsg *m)
{
	return !(m->ndm_state & (NUD_PERMANENT | NUD_NOARP)) && !(m->ndm_flags & NTF_EXT_LEARNED);
}

bool fdb_is_learned(const struct event *ev)
{
	struct ndmsg m;

	memcpy(&m, ev->hdr, sizeof(m));
	return is_learned(&m);
}

bool fdb_is_local(const struct event *ev)
{
	struct ndmsg m;

	memcpy(&m, ev->hdr, sizeof(m));
	return m.ndm_state & NUD_PERMANENT && ev->attr[NDA_MASTER] && !ev->dst.family;
}

static bool is_fdb_dev(const struct selector *sel, const struct event *ev,
		       const struct event_names *names)
{
	return selector_is_dev(sel->dev, ev->ifindex, names) ||
	       selector_is_dev_attr(sel->dev, ev->attr[NDA_MASTER], names);
}

static bool is_own_fdb(const struct selector *sel, const struct event *ev,
		       const struct event_names *names)
{
	const uint8_t *vlan = ev->attr[NDA_VLAN];
	struct ndmsg m;

	memcpy(&m, ev->hdr, sizeof(m));
	if (sel->has_vlan && (!vlan || attr_uint(vlan) != sel->vlan))
		return false;
	if ((sel->fdb_static && is_learned(&m)) || (sel->fdb_learned && !is_learned(&m)))
		return false;
	return !sel->master[0] || selector_is_dev(sel->master, ev->ifindex, names) ||
	       selector_is_dev_attr(sel->master, ev->attr[NDA_MASTER], names);
}

const struct decoder decode_fdb = {
	DECODER_TYPES(NEIGH),
	.families = { AF_BRIDGE },
	.hdr_len = sizeof(struct ndmsg),
	.table = &neigh_table,
	.parse = neigh_parse,
	.name = fdb_name,
	.print = fdb_print,
	.dump_header = neigh_dump_header,
};

const struct kind_selector select_fdb = {
	.name = "LLADDR",
	.parse = select_lladdr,
	.missing = "a link-layer address",
	.words = fdb_words,
	.is_dst = selector_is_host,
	.is_dev = is_fdb_dev,
	.lladdr = NDA_LLADDR,
	.is_own = is_own_fdb,
};
