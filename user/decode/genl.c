// SPDX-License-Identifier: GPL-2.0
/*
 * Decodes messages of generic netlink: what ethtool announces, and requests to families
 * that announce nothing. genl_tables.c has the attributes of most families.
 */
#include <errno.h>
#include <linux/ethtool.h>
#include <linux/ethtool_netlink.h>
#include <linux/genetlink.h>
#include <linux/if_macsec.h>
#include <linux/l2tp.h>
#include <linux/netlink.h>
#include <stdio.h>

#include "decode/bitset.h"
#include "decode/genl.h"
#include "decode/select.h"

#define GENL_TYPE(family)	(NETLINK_GENERIC << 8 | NETJOURNAL_GENL_FAMILY_##family)

/* The kernel has no specs of these two families. */
static const struct attr_desc macsec_rxsc_desc[] = {
	ATTR(MACSEC_RXSC_ATTR_SCI, HEX, .key = "sci", .min = 8),
	ATTR(MACSEC_RXSC_ATTR_ACTIVE, UINT, .key = "active"),
};

static const struct attr_table macsec_rxsc_table = ATTR_TABLE(macsec_rxsc_desc);

static const struct attr_desc macsec_sa_desc[] = {
	ATTR(MACSEC_SA_ATTR_AN, UINT, .key = "an"),
	ATTR(MACSEC_SA_ATTR_ACTIVE, UINT, .key = "active"),
	ATTR(MACSEC_SA_ATTR_PN, UINT, .key = "pn"),
	ATTR(MACSEC_SA_ATTR_KEY, FN, .key = "key", .print = genl_print_key),
	ATTR(MACSEC_SA_ATTR_KEYID, BIN, .key = "keyid"),
	ATTR(MACSEC_SA_ATTR_PAD, PAD),
	ATTR(MACSEC_SA_ATTR_SSCI, HEX, .key = "ssci"),
	ATTR(MACSEC_SA_ATTR_SALT, FN, .key = "salt", .print = genl_print_key),
};

static const struct attr_table macsec_sa_table = ATTR_TABLE(macsec_sa_desc);

static const struct attr_desc macsec_desc[] = {
	ATTR(MACSEC_ATTR_IFINDEX, IFINDEX, .key = "dev"),
	ATTR(MACSEC_ATTR_RXSC_CONFIG, NEST, .key = "rxsc", .nest = &macsec_rxsc_table),
	ATTR(MACSEC_ATTR_SA_CONFIG, NEST, .key = "sa", .nest = &macsec_sa_table),
	ATTR(MACSEC_ATTR_OFFLOAD, BIN, .key = "offload"),
};

static const struct attr_table macsec_table = ATTR_TABLE(macsec_desc);

static const struct genl_op macsec_ops[] = {
	{ MACSEC_CMD_ADD_RXSC, "add-rxsc", &macsec_table },
	{ MACSEC_CMD_DEL_RXSC, "del-rxsc", &macsec_table },
	{ MACSEC_CMD_UPD_RXSC, "upd-rxsc", &macsec_table },
	{ MACSEC_CMD_ADD_TXSA, "add-txsa", &macsec_table },
	{ MACSEC_CMD_DEL_TXSA, "del-txsa", &macsec_table },
	{ MACSEC_CMD_UPD_TXSA, "upd-txsa", &macsec_table },
	{ MACSEC_CMD_ADD_RXSA, "add-rxsa", &macsec_table },
	{ MACSEC_CMD_DEL_RXSA, "del-rxsa", &macsec_table },
	{ MACSEC_CMD_UPD_RXSA, "upd-rxsa", &macsec_table },
	{ MACSEC_CMD_UPD_OFFLOAD, "upd-offload", &macsec_table },
	{ 0, NULL, NULL }
};

static const struct attr_desc l2tp_desc[] = {
	ATTR(L2TP_ATTR_PW_TYPE, UINT, .key = "pw-type"),
	ATTR(L2TP_ATTR_ENCAP_TYPE, UINT, .key = "encap-type"),
	ATTR(L2TP_ATTR_L2SPEC_TYPE, UINT, .key = "l2spec-type"),
	ATTR(L2TP_ATTR_L2SPEC_LEN, UINT, .key = "l2spec-len"),
	ATTR(L2TP_ATTR_PROTO_VERSION, UINT, .key = "protocol-version"),
	ATTR(L2TP_ATTR_IFNAME, STR, .key = "ifname"),
	ATTR(L2TP_ATTR_CONN_ID, UINT, .key = "tunnel-id"),
	ATTR(L2TP_ATTR_PEER_CONN_ID, UINT, .key = "peer-tunnel-id"),
	ATTR(L2TP_ATTR_SESSION_ID, UINT, .key = "session-id"),
	ATTR(L2TP_ATTR_PEER_SESSION_ID, UINT, .key = "peer-session-id"),
	ATTR(L2TP_ATTR_COOKIE, FN, .key = "cookie", .print = genl_print_key),
	ATTR(L2TP_ATTR_PEER_COOKIE, FN, .key = "peer-cookie", .print = genl_print_key),
	ATTR(L2TP_ATTR_IP_SADDR, ADDR, .key = "local"),
	ATTR(L2TP_ATTR_IP_DADDR, ADDR, .key = "remote"),
	ATTR(L2TP_ATTR_UDP_SPORT, UINT, .key = "udp-sport"),
	ATTR(L2TP_ATTR_UDP_DPORT, UINT, .key = "udp-dport"),
	ATTR(L2TP_ATTR_MTU, UINT, .key = "mtu"),
	ATTR(L2TP_ATTR_IP6_SADDR, ADDR, .key = "local6"),
	ATTR(L2TP_ATTR_IP6_DADDR, ADDR, .key = "remote6"),
};

static const struct attr_table l2tp_table = ATTR_TABLE(l2tp_desc);

static const struct genl_op l2tp_ops[] = {
	{ L2TP_CMD_TUNNEL_CREATE, "tunnel-create", &l2tp_table },
	{ L2TP_CMD_TUNNEL_DELETE, "tunnel-delete", &l2tp_table },
	{ L2TP_CMD_TUNNEL_MODIFY, "tunnel-modify", &l2tp_table },
	{ L2TP_CMD_SESSION_CREATE, "session-create", &l2tp_table },
	{ L2TP_CMD_SESSION_DELETE, "session-delete", &l2tp_table },
	{ L2TP_CMD_SESSION_MODIFY, "session-modify", &l2tp_table },
	{ 0, NULL, NULL }
};

/*
 * A family.
 *
 * @index: the attribute with the index of the device, or 0
 * @name: the attribute with the name of the device, or 0
 * @nest: the attribute that contains these two; 0: they are in the message itself
 */
struct family {
	const struct genl_op *ops;
	uint8_t index, name, nest;
};

static const struct family families[] = {
	[NETJOURNAL_GENL_FAMILY_ETHTOOL] = { genl_ethtool_ops, 1, 2, 1 },
	[NETJOURNAL_GENL_FAMILY_WIREGUARD] = { genl_wireguard_ops, 1, 2, 0 },
	[NETJOURNAL_GENL_FAMILY_MACSEC] = { macsec_ops, MACSEC_ATTR_IFINDEX, 0, 0 },
	[NETJOURNAL_GENL_FAMILY_L2TP] = { l2tp_ops, 0, L2TP_ATTR_IFNAME, 0 },
	/* MPTCP_PM_ADDR_ATTR_IF_IDX, in MPTCP_PM_ATTR_ADDR; limits have no device */
	[NETJOURNAL_GENL_FAMILY_MPTCP_PM] = { genl_mptcp_pm_ops, 7, 0, 1 },
	[NETJOURNAL_GENL_FAMILY_TEAM] = { genl_team_ops, 1, 0, 0 },
	/* DEVLINK_ATTR_DEV_NAME */
	[NETJOURNAL_GENL_FAMILY_DEVLINK] = { genl_devlink_ops, 0, 2, 0 },
};

static const struct message_type ethtool_types[] = {
	{ "ethtool", GENL_TYPE(ETHTOOL), GENL_HDRLEN, .change = true },
	{ NULL }
};

static const struct message_type request_types[] = {
	{ "wireguard", GENL_TYPE(WIREGUARD), GENL_HDRLEN, .change = true },
	{ "macsec", GENL_TYPE(MACSEC), GENL_HDRLEN, .change = true },
	{ "l2tp", GENL_TYPE(L2TP), GENL_HDRLEN, .change = true },
	{ "mptcp_pm", GENL_TYPE(MPTCP_PM), GENL_HDRLEN, .change = true },
	{ "team", GENL_TYPE(TEAM), GENL_HDRLEN, .change = true },
	{ "devlink", GENL_TYPE(DEVLINK), GENL_HDRLEN, .change = true },
	{ NULL }
};

/* What a message has depends on its command, so op_of() finds the table. */
static const struct attr_table no_table = { NULL, 0 };

void genl_print_value(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	static const struct attr_desc forms[] = {
		[1] = { .form = ATTR_UINT }, [2] = { .form = ATTR_UINT }, [3] = { .form = ATTR_UINT },
		[4] = { .form = ATTR_UINT },
		[5] = { .form = ATTR_STR }, [6] = { .form = ATTR_FLAG }, [10] = { .form = ATTR_STR }, [11] = { .form = ATTR_BIN },
		[12] = { .form = ATTR_INT }, [13] = { .form = ATTR_INT }, [14] = { .form = ATTR_INT },
	};
	const uint8_t *of = attr_find(d->siblings, desc->n);
	uint64_t type = of ? attr_uint(of) : 11;

	if (type >= ARRAY_SIZE(forms) || !attr_fits(&forms[type], a))
		type = 11;
	if (!d->o->json)
		out_text(d->o, OUT_PLAIN, " %s", desc->key);
	decode_scalar(d, &forms[type], a, desc->key);
}

void genl_print_key(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const uint8_t *data = attr_data(a);
	unsigned int len = attr_len(a), i;
	char text[4 * 12 + 1], *p = text;
	uint32_t v;

	if (!d->o->json)
		out_text(d->o, OUT_PLAIN, " %s", desc->key);
	if (!len || len > 35) {
		out_str(d->o, OUT_PLAIN, desc->key, " %s", "(not recorded)");
		return;
	}
	for (i = 0; i < len; i += 3) {
		v = (uint32_t)data[i] << 16 | (i + 1 < len ? data[i + 1] << 8 : 0) |
		    (i + 2 < len ? data[i + 2] : 0);
		*p++ = digits[v >> 18];
		*p++ = digits[v >> 12 & 63];
		*p++ = i + 1 < len ? digits[v >> 6 & 63] : '=';
		*p++ = i + 2 < len ? digits[v & 63] : '=';
	}
	*p = '\0';
	out_str(d->o, OUT_ID, desc->key, " %s", text);
}

void genl_print_endpoint(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	const uint8_t *data = attr_data(a);
	char addr[ADDR_TEXT_LEN], text[ADDR_TEXT_LEN + 10];
	bool v6 = attr_len(a) >= sizeof(struct sockaddr_in6);
	unsigned int port = data[2] << 8 | data[3];

	/* A struct sockaddr_in6 or sockaddr_in. */
	addr_text(addr, 0, data + (v6 ? 8 : 4), v6 ? 16 : 4);
	snprintf(text, sizeof(text), v6 ? "[%s]:%u" : "%s:%u", addr, port);
	if (!d->o->json)
		out_text(d->o, OUT_PLAIN, " %s", desc->key);
	out_str(d->o, OUT_VALUE, desc->key, " %s", text);
}

static unsigned int family_of(const struct event *ev)
{
	struct nlmsghdr h;

	memcpy(&h, ev->nlh, sizeof(h));
	return h.nlmsg_type & 0xff;
}

static uint8_t command_of(const struct event *ev)
{
	return ev->hdr[offsetof(struct genlmsghdr, cmd)];
}

/* Returns the command of the message, or NULL if it is not known. */
static const struct genl_op *op_of(const struct event *ev)
{
	const struct genl_op *op;

	for (op = families[family_of(ev)].ops; op->name; op++)
		if (op->cmd == command_of(ev))
			return op;
	return NULL;
}

static const struct attr_table *table_of(const struct event *ev)
{
	const struct genl_op *op = op_of(ev);

	return op ? op->table : NULL;
}

static bool is_text(const uint8_t *a)
{
	return attr_len(a) && !attr_data(a)[attr_len(a) - 1];
}

static int genl_parse(struct event *ev)
{
	const struct family *family = &families[family_of(ev)];
	struct attr_iter it = attr_iter(ev->attrs, ev->attrs_len);
	const uint8_t *a;

	ev->family = 0;
	if (family->nest) {
		a = attr_find(it, family->nest);
		/* Each message of ethtool is about a device. */
		if (!a)
			return ev->kind == NETJOURNAL_KIND_ETHTOOL ? -EINVAL : 0;
		it = attr_iter_nested(a);
	}
	a = family->index ? attr_find(it, family->index) : NULL;
	if (a && attr_len(a) == sizeof(uint32_t))
		ev->ifindex = attr_u32(a);
	a = family->name ? attr_find(it, family->name) : NULL;
	if (a && is_text(a))
		ev->ifname = (const char *)attr_data(a);
	return 0;
}

static void print_command(struct decode *d)
{
	const struct genl_op *op = op_of(d->ev);

	if (op)
		out_str(d->o, OUT_PLAIN, "command", " %s", op->name);
	else
		out_u64(d->o, "command", " command %u", command_of(d->ev));
}

static void genl_name(struct decode *d)
{
	if (d->ev->ifname)
		out_str(d->o, OUT_NAME, "dev", "%s", d->ev->ifname);
	else if (d->ev->ifindex)
		decode_ifindex(d, "dev", "%s", d->ev->ifindex);
}

static void request_name(struct decode *d)
{
	out_str(d->o, OUT_PLAIN, "family", "%s", d->ev->type_name);
	if (!d->o->json && (d->ev->ifname || d->ev->ifindex))
		out_text(d->o, OUT_PLAIN, " ");
	genl_name(d);
}

static void ethtool_name(struct decode *d)
{
	genl_name(d);
	print_command(d);
}

static void print_attrs(struct decode *d)
{
	decode_attrs(d, table_of(d->ev), attr_iter(d->ev->attrs, d->ev->attrs_len));
}

/* The messages that have bitsets, and the set that the kernel calls the bits by. */
static const struct {
	uint8_t cmd;
	unsigned int set;
} bit_sets[] = {
	{ ETHTOOL_MSG_FEATURES_NTF, ETH_SS_FEATURES }, { ETHTOOL_MSG_LINKMODES_NTF, ETH_SS_LINK_MODES },
	{ ETHTOOL_MSG_EEE_NTF, ETH_SS_LINK_MODES }, { ETHTOOL_MSG_FEC_NTF, ETH_SS_LINK_MODES },
	{ ETHTOOL_MSG_DEBUG_NTF, ETH_SS_MSG_CLASSES }, { ETHTOOL_MSG_WOL_NTF, ETH_SS_WOL_MODES },
};

/* Returns ETH_SS_COUNT if the bits have no common names. */
static unsigned int bit_set_of(const struct event *ev)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bit_sets); i++)
		if (bit_sets[i].cmd == command_of(ev))
			return bit_sets[i].set;
	return ETH_SS_COUNT;
}

/* Prints the bits that are in @of and not in @but: "a, b". */
static void put_bits(struct decode *d, const struct bitset *of, const struct bitset *but)
{
	const char *separator = "";
	unsigned int bit;

	for (bit = 0; bit < of->bits; bit++) {
		if (!bitset_has(of, bit) || (but && bitset_has(but, bit)))
			continue;
		out_text(d->o, OUT_PLAIN, "%s", separator);
		bitset_put_bit(d->o, bit_set_of(d->ev), bit);
		separator = ", ";
	}
	if (!*separator)
		out_text(d->o, OUT_PLAIN, "none");
}

/*
 * JSON: the names of the bits, as the kernel has them. Only for readers: in values, the bits themselves are compared.
 */
static void print_names(struct decode *d, const uint8_t *a)
{
	const unsigned int set = bit_set_of(d->ev);
	struct bitset bits;
	unsigned int bit;

	if (d->o->values || !bitset_is_named(set) || !bitset_of(&bits, a))
		return;
	out_array(d->o, "names");
	for (bit = 0; bit < bits.bits; bit++)
		if (bitset_has(&bits, bit))
			bitset_put_bit(d->o, set, bit);
	out_array_end(d->o);
}

void genl_print_bitset(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	struct bitset bits;

	if (!d->o->json)
		out_text(d->o, OUT_PLAIN, " %s ", desc->key);
	if (!d->o->json && !d->details && bitset_of(&bits, a)) {
		put_bits(d, &bits, NULL);
		return;
	}
	out_object(d->o, desc->key);
	decode_attrs(d, desc->nest, attr_iter_nested(a));
	print_names(d, a);
	out_object_end(d->o);
}

/*
 * Text: a device has dozens of features. Those are printed that are off although they could be on. Returns false if the
 * message has them in another form.
 */
static bool print_features(struct decode *d, struct attr_iter it)
{
	struct bitset hw, active;

	if (command_of(d->ev) != ETHTOOL_MSG_FEATURES_NTF || d->o->json || d->details ||
	    !bitset_of(&hw, attr_find(it, ETHTOOL_A_FEATURES_HW)) ||
	    !bitset_of(&active, attr_find(it, ETHTOOL_A_FEATURES_ACTIVE)))
		return false;
	out_text(d->o, OUT_PLAIN, " off: ");
	put_bits(d, &hw, &active);
	return true;
}

/* Text leaves out the header, which has only the device. */
static void ethtool_print(struct decode *d)
{
	struct attr_iter it = attr_iter(d->ev->attrs, d->ev->attrs_len);
	struct attr_iter rest = it;
	const uint8_t *a = attr_next(&rest);

	ethtool_name(d);
	decode_column(d);
	if (print_features(d, it))
		return;
	if (d->o->json || !a || attr_type(a) != families[family_of(d->ev)].nest)
		rest = it;
	decode_attrs(d, table_of(d->ev), rest);
}

static void request_print(struct decode *d)
{
	struct nlmsghdr h;

	memcpy(&h, d->ev->nlh, sizeof(h));
	request_name(d);
	print_command(d);
	decode_column(d);
	if (d->o->json)
		out_object(d->o, "attrs");
	print_attrs(d);
	if (d->o->json)
		out_object_end(d->o);
	if (!(h.nlmsg_flags & NLM_F_ACK))
		out_bool(d->o, "result_unknown", " (result not known)", true);
}

static void dump_header(struct decode *d)
{
	print_command(d);
	out_u64(d->o, "version", " version %u",
		d->ev->hdr[offsetof(struct genlmsghdr, version)]);
}

/* Selecting */

static bool is_genl_dev(const struct selector *sel, const struct event *ev,
			const struct event_names *names)
{
	return (ev->ifname && !strcmp(ev->ifname, sel->dev)) ||
	       selector_is_dev(sel->dev, ev->ifindex, names);
}

static const struct selector_word genl_words[] = {
	{ "dev", "DEV", select_ifname, SELECTOR_MEMBER(dev) },
	{ NULL }
};

static void identify_device(struct identity *id, const struct event *ev)
{
	id->tos = family_of(ev);
	id->ifindex = ev->ifindex;
	if (ev->ifname && !ev->ifindex)
		id->rest = identity_hash_more(0, ev->ifname, strlen(ev->ifname));
}

/* Each sort of settings of a device is an object. */
void identify_ethtool(struct identity *id, const struct event *ev)
{
	identify_device(id, ev);
	id->id = command_of(ev);
}

/* All that a family is asked for about one device is about one object. */
void identify_request(struct identity *id, const struct event *ev)
{
	identify_device(id, ev);
}

const struct decoder decode_ethtool = {
	.types = ethtool_types,
	.table = &no_table,
	.attrs = table_of,
	.parse = genl_parse,
	.name = ethtool_name,
	.print = ethtool_print,
	.dump_header = dump_header,
};

const struct decoder decode_request = {
	.types = request_types,
	.table = &no_table,
	.attrs = table_of,
	.parse = genl_parse,
	.name = request_name,
	.print = request_print,
	.dump_header = dump_header,
};

const struct kind_selector select_ethtool = {
	.name = "DEV",
	.parse = select_ifname,
	.missing = "a device",
	.words = genl_words,
	.is_dev = is_genl_dev,
};

const struct kind_selector select_request = {
	.name = "DEV",
	.parse = select_ifname,
	.missing = "a device",
	.words = genl_words,
	.is_dev = is_genl_dev,
};
