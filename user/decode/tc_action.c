// SPDX-License-Identifier: GPL-2.0
/* Actions of traffic control, in the words of tc. */
#include <arpa/inet.h>
#include <linux/pkt_cls.h>
#include <linux/rtnetlink.h>
#include <linux/tc_act/tc_csum.h>
#include <linux/tc_act/tc_gact.h>
#include <linux/tc_act/tc_mirred.h>
#include <linux/tc_act/tc_mpls.h>
#include <linux/tc_act/tc_nat.h>
#include <linux/tc_act/tc_pedit.h>
#include <linux/tc_act/tc_tunnel_key.h>
#include <linux/tc_act/tc_vlan.h>
#include <stdio.h>
#include <string.h>

#include "decode/tc.h"

/* The members that the structures of all actions begin with, except that of police. */
struct action {
	tc_gen;
};

static const char *verdict_text(int32_t verdict)
{
	static const char *const names[] = {
		[TC_ACT_OK] = "pass", [TC_ACT_RECLASSIFY] = "reclassify", [TC_ACT_SHOT] = "drop", [TC_ACT_PIPE] = "pipe",
		[TC_ACT_STOLEN] = "stolen", [TC_ACT_TRAP] = "trap",
	};

	if (verdict == TC_ACT_UNSPEC)
		return "continue";
	return verdict >= 0 && (size_t)verdict < ARRAY_SIZE(names) ? names[verdict] : NULL;
}

/* What is done with the packet. @fmt: with a %s */
static void print_verdict(struct decode *d, const char *key, const char *fmt, int32_t verdict)
{
	const char *name = verdict_text(verdict);
	uint32_t value = verdict & TC_ACT_EXT_VAL_MASK;

	out_object(d->o, key);
	if (TC_ACT_EXT_CMP(verdict, TC_ACT_GOTO_CHAIN)) {
		out_str(d->o, OUT_PLAIN, "type", fmt, "goto");
		out_u64(d->o, "chain", " chain %u", value);
	} else if (TC_ACT_EXT_CMP(verdict, TC_ACT_JUMP)) {
		out_str(d->o, OUT_PLAIN, "type", fmt, "jump");
		out_u64(d->o, "jump", " %u", value);
	} else if (name) {
		out_str(d->o, OUT_PLAIN, "type", fmt, name);
	} else {
		out_s64(d->o, "type", " %d", verdict);
	}
	out_object_end(d->o);
}

/* Its number, and how many use it. A number that the kernel must choose is 0. */
static void print_index(struct decode *d, uint32_t index, int32_t refs, int32_t binds)
{
	if (index || d->o->json)
		out_u64(d->o, "index", " index %u", index);
	out_s64(d->o, "ref", d->details ? " ref %d" : NULL, refs);
	out_s64(d->o, "bind", d->details ? " bind %d" : NULL, binds);
}

static void print_mirred(struct decode *d, const uint8_t *a)
{
	struct tc_mirred m;

	tc_get_struct(&m, sizeof(m), a);
	out_str(d->o, OUT_PLAIN, "direction", " %s",
		m.eaction == TCA_INGRESS_REDIR || m.eaction == TCA_INGRESS_MIRROR ? "ingress" : "egress");
	out_str(d->o, OUT_PLAIN, "mirred_action", " %s",
		m.eaction == TCA_EGRESS_MIRROR || m.eaction == TCA_INGRESS_MIRROR ? "mirror" : "redirect");
	if (m.ifindex)
		decode_ifindex(d, "to_dev", " dev %s", m.ifindex);
}

static void print_vlan(struct decode *d, const uint8_t *a)
{
	static const char *const words[] = { [1] = "pop", "push", "modify", "pop_eth", "push_eth" };
	char buf[RT_NAME_LEN];
	struct tc_vlan v;

	tc_get_struct(&v, sizeof(v), a);
	out_str(d->o, OUT_PLAIN, "vlan_action", " %s", decode_word(words, ARRAY_SIZE(words), v.v_action, buf));
}

static void print_tunnel_key(struct decode *d, const uint8_t *a)
{
	static const char *const words[] = { [1] = "set", "unset" };
	char buf[RT_NAME_LEN];
	struct tc_tunnel_key t;

	tc_get_struct(&t, sizeof(t), a);
	out_str(d->o, OUT_PLAIN, "mode", " %s", decode_word(words, ARRAY_SIZE(words), t.t_action, buf));
}

static void print_nat(struct decode *d, const uint8_t *a)
{
	char old[INET_ADDRSTRLEN], new[INET_ADDRSTRLEN], text[INET_ADDRSTRLEN + 8];
	struct tc_nat n;

	tc_get_struct(&n, sizeof(n), a);
	inet_ntop(AF_INET, &n.old_addr, old, sizeof(old));
	inet_ntop(AF_INET, &n.new_addr, new, sizeof(new));
	snprintf(text, sizeof(text), "%s/%d", old, __builtin_popcount(n.mask));
	out_str(d->o, OUT_PLAIN, "direction", " %s", n.flags & TCA_NAT_FLAG_EGRESS ? "egress" : "ingress");
	out_str(d->o, OUT_VALUE, "old_addr", " %s", text);
	out_str(d->o, OUT_VALUE, "new_addr", " %s", new);
}

static void print_mpls(struct decode *d, const uint8_t *a)
{
	static const char *const words[] = { [1] = "pop", "push", "modify", "dec_ttl", "mac_push" };
	char buf[RT_NAME_LEN];
	struct tc_mpls m;

	tc_get_struct(&m, sizeof(m), a);
	out_str(d->o, OUT_PLAIN, "mpls_action", " %s", decode_word(words, ARRAY_SIZE(words), m.m_action, buf));
}

static void print_csum(struct decode *d, const uint8_t *a)
{
	static const struct bit_name headers[] = {
		{ 1, "iph" }, { 2, "icmp" }, { 4, "igmp" }, { 8, "tcp" }, { 16, "udp" }, { 32, "udplite" }, { 64, "sctp" },
	};
	struct tc_csum c;

	tc_get_struct(&c, sizeof(c), a);
	decode_bits(d, "csum", false, headers, ARRAY_SIZE(headers), c.update_flags);
}

static void print_gact(struct decode *d, const uint8_t *a)
{
	static const char *const words[] = { "none", "netrand", "determ" };
	const uint8_t *prob = attr_find(d->siblings, TCA_GACT_PROB);
	char buf[RT_NAME_LEN];
	struct tc_gact_p p;

	(void)a;
	if (!prob)
		return;
	tc_get_struct(&p, sizeof(p), prob);
	out_text(d->o, OUT_PLAIN, " random");
	out_object(d->o, "prob");
	out_str(d->o, OUT_PLAIN, "random_type", " %s", decode_word(words, ARRAY_SIZE(words), p.ptype, buf));
	print_verdict(d, "control_action", " %s", p.paction);
	out_u64(d->o, "val", " %u", p.pval);
	out_object_end(d->o);
}

/* Actions whose structures have members of their own, by the name of the attribute. */
static const struct {
	const char *name;
	void (*print)(struct decode *d, const uint8_t *parms);
	bool after;		/* they come after what is done with the packet */
} kinds[] = {
	{ "TCA_CSUM_PARMS", print_csum },
	{ "TCA_GACT_PARMS", print_gact, true },
	{ "TCA_MIRRED_PARMS", print_mirred },
	{ "TCA_MPLS_PARMS", print_mpls },
	{ "TCA_NAT_PARMS", print_nat },
	{ "TCA_TUNNEL_KEY_PARMS", print_tunnel_key },
	{ "TCA_VLAN_PARMS", print_vlan },
};

/* The members after those of all actions, or NULL if there are none. */
static const struct field *own_members(const struct field *fields)
{
	while (fields->key && fields->at < sizeof(struct action))
		fields++;
	return fields->key ? fields : NULL;
}

void tc_print_parms(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	const struct field *own = own_members(desc->fields);
	struct action action;
	size_t i;

	/* No kernel sends both structures of pedit, and both have the same members. */
	if (!strcmp(desc->name, "TCA_PEDIT_PARMS_EX") && attr_find(d->siblings, TCA_PEDIT_PARMS))
		return;
	tc_get_struct(&action, sizeof(action), a);
	for (i = 0; i < ARRAY_SIZE(kinds) && strcmp(desc->name, kinds[i].name); i++)
		;
	if (i < ARRAY_SIZE(kinds) && !kinds[i].after)
		kinds[i].print(d, a);
	else if (i == ARRAY_SIZE(kinds) && own)
		decode_fields(d, own, attr_data(a), attr_len(a));
	print_verdict(d, "control_action", " %s", action.action);
	if (i < ARRAY_SIZE(kinds) && kinds[i].after)
		kinds[i].print(d, a);
	print_index(d, action.index, action.refcnt, action.bindcnt);
}

/* Tc gives it the name of the IPv4 address. A kernel never sends both. */
void tc_print_tunnel_addr6(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	unsigned int v4 = attr_type(a) - TCA_TUNNEL_KEY_ENC_IPV6_SRC + TCA_TUNNEL_KEY_ENC_IPV4_SRC;
	const char *key = attr_find(d->siblings, v4) ? desc->name : desc->key;

	if (!d->o->json)
		out_text(d->o, OUT_PLAIN, " %s", key);
	decode_addr_value(d, key, " %s", 0, attr_data(a), attr_len(a));
}

void tc_print_ct_action(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	static const struct bit_name bits[] = {
		{ 1, "commit" }, { 2, "force" }, { 4, "clear" }, { 8, "nat" }, { 16, "src" }, { 32, "dst" },
	};

	decode_bits(d, desc->key, false, bits, ARRAY_SIZE(bits), attr_uint(a));
}

void tc_print_ptype(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	static const char *const words[] = { "host", "broadcast", "multicast", "otherhost" };
	char buf[RT_NAME_LEN];

	out_str(d->o, OUT_PLAIN, desc->key, " ptype %s", decode_word(words, ARRAY_SIZE(words), attr_uint(a), buf));
}

void tc_print_nest(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	if (!d->o->json)
		out_text(d->o, OUT_PLAIN, " %s", desc->key);
	out_object(d->o, desc->key);
	decode_attrs(d, desc->nest, attr_iter_nested(a));
	out_object_end(d->o);
}

static uint64_t number_of(struct attr_iter it, unsigned int type)
{
	const uint8_t *a = attr_find(it, type);

	return a ? attr_uint(a) : 0;
}

void tc_print_police(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	const uint8_t *conform = attr_find(d->siblings, TCA_POLICE_RESULT);
	struct tc_police p;
	uint64_t rate, n;

	(void)desc;
	tc_get_struct(&p, sizeof(p), a);
	rate = tc_rate64(d->siblings, TCA_POLICE_RATE64, p.rate.rate);
	if (rate) {
		tc_put_rate(d, "rate", rate);
		tc_put_size(d, "burst", tc_xmit_size(rate, p.burst));
	}
	n = tc_rate64(d->siblings, TCA_POLICE_PEAKRATE64, p.peakrate.rate);
	if (n)
		tc_put_rate(d, "peakrate", n);
	if (p.mtu)
		tc_put_size(d, "mtu", p.mtu);
	n = number_of(d->siblings, TCA_POLICE_AVRATE);
	if (n)
		tc_put_rate(d, "avrate", n);
	n = number_of(d->siblings, TCA_POLICE_PKTRATE64);
	if (n) {
		out_u64(d->o, "pkts_rate", " pkts_rate %u", n);
		out_u64(d->o, "pkts_burst", " pkts_burst %u",
			tc_xmit_size(n, number_of(d->siblings, TCA_POLICE_PKTBURST64)));
	}
	if (p.rate.overhead)
		out_u64(d->o, "overhead", " overhead %u", p.rate.overhead);
	print_verdict(d, "control_action", " conform-exceed %s", p.action);
	if (conform)
		print_verdict(d, "conform_action", "/%s", attr_uint(conform));
	print_index(d, p.index, p.refcnt, p.bindcnt);
}

/* The list. */

/* What the generated tables have is printed beside the kind, as tc does. */
static const struct attr_desc action_desc[] = {
	ATTR(TCA_ACT_KIND, STR),
	ATTR(TCA_ACT_OPTIONS, NEST, .key = "options", .flags = ATTR_FLAT, .pick = tc_pick_action),
	/* The options have it too. */
	ATTR(TCA_ACT_INDEX, UINT),
	ATTR(TCA_ACT_STATS, BIN),
	ATTR(TCA_ACT_PAD, PAD),
	ATTR(TCA_ACT_COOKIE, BIN, .key = "cookie"),
	ATTR(TCA_ACT_FLAGS, BIN, .key = "action_flags", .flags = ATTR_DETAIL),
	ATTR(TCA_ACT_HW_STATS, BIN, .key = "hw_stats", .flags = ATTR_DETAIL),
	ATTR(TCA_ACT_USED_HW_STATS, BIN, .key = "used_hw_stats", .flags = ATTR_DETAIL),
	ATTR(TCA_ACT_IN_HW_COUNT, UINT, .key = "in_hw_count", .flags = ATTR_DETAIL),
};

const struct attr_table tc_action_table = ATTR_TABLE(action_desc);

static void print_action(struct decode *d, const uint8_t *a)
{
	struct attr_iter all = attr_iter_nested(a);
	const uint8_t *kind = attr_find(all, TCA_ACT_KIND), *index = attr_find(all, TCA_ACT_INDEX);

	out_object(d->o, NULL);
	out_u64(d->o, "order", NULL, attr_type(a));
	if (kind)
		decode_str(d, OUT_PLAIN, "kind", " %s", kind);
	decode_attrs(d, &tc_action_table, all);
	/* A request that only names it. */
	if (index && !attr_find(all, TCA_ACT_OPTIONS))
		out_u64(d->o, "index", " index %u", attr_uint(index));
	out_object_end(d->o);
}

void tc_print_actions(struct decode *d, const struct attr_desc *desc, const uint8_t *list)
{
	struct attr_iter it = attr_iter_nested(list);
	const uint8_t *a;

	out_array(d->o, "actions");
	while ((a = attr_next(&it))) {
		/* A message about actions has said so already. */
		if (!d->o->json && !desc->label)
			out_text(d->o, OUT_PLAIN, " action");
		print_action(d, a);
	}
	out_array_end(d->o);
}
