// SPDX-License-Identifier: GPL-2.0
/* Traffic control. */
#include <errno.h>
#include <linux/pkt_cls.h>
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>
#include <linux/tc_act/tc_gact.h>
#include <linux/tc_act/tc_mirred.h>
#include <linux/tc_act/tc_tunnel_key.h>
#include <net/ethernet.h>

#include "decode/identity.h"
#include "decode/kind.h"
#include "decode/rtnew.h"
#include "decode/select.h"
#include "decodes.h"
#include "net/birth.h"
#include "rtmsg.h"
#include "selects.h"
#include "tap.h"

static struct nl_msg *begin(int type, uint32_t parent, uint32_t handle, const char *kind)
{
	const struct tcmsg hdr = { .tcm_ifindex = 2, .tcm_parent = parent, .tcm_handle = handle, .tcm_info = 2 };
	struct nl_msg *msg = rtmsg_begin(type, 0, &hdr, sizeof(hdr));

	nla_put_string(msg, TCA_KIND, kind);
	return msg;
}

static struct nl_msg *fq_codel(int type, uint32_t parent, uint32_t handle)
{
	struct nl_msg *msg = begin(type, parent, handle, "fq_codel");
	struct nlattr *options = nla_nest_start(msg, TCA_OPTIONS);

	nla_put_u32(msg, TCA_FQ_CODEL_TARGET, 4999);
	nla_put_u32(msg, TCA_FQ_CODEL_LIMIT, 10240);
	nla_put_u32(msg, TCA_FQ_CODEL_ECN, 1);
	nla_put_u32(msg, TCA_FQ_CODEL_MEMORY_LIMIT, 32 << 20);
	nla_nest_end(msg, options);
	nla_put_u8(msg, TCA_HW_OFFLOAD, 0);
	return msg;
}

static struct nl_msg *tbf(uint32_t rate, uint32_t peak)
{
	struct nl_msg *msg = begin(RTM_NEWQDISC, TC_H_ROOT, 0x80010000, "tbf");
	struct nlattr *options = nla_nest_start(msg, TCA_OPTIONS);
	const struct tc_tbf_qopt q = {
		.rate.rate = rate, .peakrate.rate = peak, .limit = 95270, .buffer = 409600, .mtu = 20000,
	};

	nla_put(msg, TCA_TBF_PARMS, sizeof(q), &q);
	nla_nest_end(msg, options);
	return msg;
}

/* A rate that no kernel would take. */
static struct nl_msg *tbf_huge(void)
{
	struct nl_msg *msg = begin(RTM_NEWQDISC, TC_H_ROOT, 0x80010000, "tbf");
	struct nlattr *options = nla_nest_start(msg, TCA_OPTIONS);
	const struct tc_tbf_qopt q = { .rate.rate = UINT32_MAX, .buffer = UINT32_MAX };

	nla_put(msg, TCA_TBF_PARMS, sizeof(q), &q);
	nla_put_u64(msg, TCA_TBF_RATE64, UINT64_MAX);
	nla_nest_end(msg, options);
	return msg;
}

static struct nl_msg *prio(size_t len)
{
	static const struct tc_prio_qopt q = { 3, { 1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1 } };
	struct nl_msg *msg = begin(RTM_NEWQDISC, 0x10001, 0, "pfifo_fast");

	nla_put(msg, TCA_OPTIONS, len, &q);
	return msg;
}

static struct nl_msg *clsact(void)
{
	struct nl_msg *msg = begin(RTM_DELQDISC, TC_H_CLSACT, 0xffff0000, "clsact");

	nla_put_u32(msg, TCA_INGRESS_BLOCK, 5);
	return msg;
}

static struct nl_msg *unknown(void)
{
	struct nl_msg *msg = begin(RTM_NEWQDISC, TC_H_ROOT, 0x10000, "later");
	struct nlattr *options = nla_nest_start(msg, TCA_OPTIONS);

	nla_put_u32(msg, 77, 1);
	nla_nest_end(msg, options);
	nla_put_u8(msg, 78, 1);
	return msg;
}

/* fq of newer kernels. @bands: of its map of priorities */
static struct nl_msg *fq(int bands)
{
	const struct tc_prio_qopt map = { bands, { 1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1 } };
	static const int32_t weights[] = { 589824, 196608, 65536 };
	struct nl_msg *msg = begin(RTM_NEWQDISC, TC_H_ROOT, 0x10000, "fq");
	struct nlattr *options = nla_nest_start(msg, TCA_OPTIONS);

	nla_put(msg, TCA_FQ_PRIOMAP, sizeof(map), &map);
	nla_put(msg, TCA_FQ_WEIGHTS, sizeof(weights), weights);
	nla_put_u32(msg, TCA_FQ_OFFLOAD_HORIZON, 0);
	nla_nest_end(msg, options);
	return msg;
}

static struct nl_msg *netem(void)
{
	const struct tc_netem_qopt q = { .limit = 1000, .loss = UINT32_MAX / 100 };
	const struct tc_netem_corr corr = { .loss_corr = UINT32_MAX / 4 };
	struct nl_msg *msg = begin(RTM_NEWQDISC, TC_H_ROOT, 0x10000, "netem");
	struct nlattr *options = nla_nest_start(msg, TCA_OPTIONS);

	nlmsg_append(msg, (void *)&q, sizeof(q), NLMSG_ALIGNTO);
	nla_put_u64(msg, TCA_NETEM_LATENCY64, 10000000);
	nla_put(msg, TCA_NETEM_CORR, sizeof(corr), &corr);
	nla_nest_end(msg, options);
	return msg;
}

/* netem with losses by a model. @type: its attribute */
static struct nl_msg *netem_model(unsigned int type, const void *model, size_t len)
{
	const struct tc_netem_qopt q = { .limit = 333 };
	const struct tc_netem_slot slot = { .min_delay = 800000, .max_delay = 1000000, .max_packets = 32, .max_bytes = 1000 };
	const struct tc_netem_rate rate = { .rate = 625, .cell_size = 100 };
	struct nl_msg *msg = begin(RTM_NEWQDISC, TC_H_ROOT, 0x10000, "netem");
	struct nlattr *options = nla_nest_start(msg, TCA_OPTIONS), *loss;

	nlmsg_append(msg, (void *)&q, sizeof(q), NLMSG_ALIGNTO);
	loss = nla_nest_start(msg, TCA_NETEM_LOSS);
	nla_put(msg, type, len, model);
	nla_nest_end(msg, loss);
	nla_put(msg, TCA_NETEM_RATE, sizeof(rate), &rate);
	nla_put(msg, TCA_NETEM_SLOT, sizeof(slot), &slot);
	nla_nest_end(msg, options);
	return msg;
}

static struct nl_msg *netem_ge(void)
{
	const struct tc_netem_gemodel ge = {
		.p = UINT32_MAX / 100, .r = UINT32_MAX / 10, .h = UINT32_MAX / 10 * 3, .k1 = UINT32_MAX / 1000,
	};

	return netem_model(NETEM_LOSS_GE, &ge, sizeof(ge));
}

static struct nl_msg *netem_gi(void)
{
	const struct tc_netem_gimodel gi = {
		.p13 = UINT32_MAX / 100, .p31 = UINT32_MAX / 50, .p32 = UINT32_MAX / 25, .p23 = UINT32_MAX / 20,
	};

	return netem_model(NETEM_LOSS_GI, &gi, sizeof(gi));
}

static struct nl_msg *sfq_red(void)
{
	const struct tc_sfq_qopt_v1 q = {
		.v0 = { .quantum = 1514, .limit = 100, .divisor = 512 }, .depth = 30, .qth_min = 8000, .qth_max = 60000,
		.Wlog = 6, .flags = TC_RED_ECN | TC_RED_HARDDROP, .max_P = 0x20000000,
	};
	struct nl_msg *msg = begin(RTM_NEWQDISC, TC_H_ROOT, 0x10000, "sfq");

	nla_put(msg, TCA_OPTIONS, sizeof(q), &q);
	return msg;
}

static struct nl_msg *tbf_atm(void)
{
	const struct tc_tbf_qopt q = {
		.rate = { .rate = 125000, .overhead = 10, .mpu = 64, .linklayer = TC_LINKLAYER_ATM }, .buffer = 200000,
		.limit = 7850,
	};
	struct nl_msg *msg = begin(RTM_NEWQDISC, TC_H_ROOT, 0x10000, "tbf");
	struct nlattr *options = nla_nest_start(msg, TCA_OPTIONS);

	nla_put(msg, TCA_TBF_PARMS, sizeof(q), &q);
	nla_nest_end(msg, options);
	return msg;
}

static void test_models(void)
{
	decodes(netem_ge(), DECODED_TEXT,
		"qdisc dev d0 root netem 1: limit 333 loss gemodel p 1% r 10% 1-h 70% 1-k 0.1% rate 5Kbit packetoverhead 0 "
		"cellsize 100 slot 800us 1ms packets 32 bytes 1000", "netem: a model of losses");
	decodes(netem_ge(), DECODED_JSON,
		"{\"kind\":\"netem\",\"handle\":\"1:\",\"dev\":\"d0\",\"root\":true,\"refcnt\":2,\"options\":{\"limit\":333,"
		"\"loss-gemodel\":{\"p\":0.01,\"r\":0.1,\"1-h\":0.7,\"1-k\":0.001},"
		"\"rate\":{\"rate\":625,\"packetoverhead\":0,\"cellsize\":100,\"celloverhead\":0},"
		"\"slot\":{\"min-delay\":0.0008,\"max-delay\":0.001,\"packets\":32,\"bytes\":1000}}}", "netem: a model: JSON");
	decodes(netem_gi(), DECODED_TEXT,
		"qdisc dev d0 root netem 1: limit 333 loss state p13 1% p31 2% p32 4% p23 5% p14 0% rate 5Kbit packetoverhead 0 "
		"cellsize 100 slot 800us 1ms packets 32 bytes 1000", "netem: losses by states");
	decodes(sfq_red(), DECODED_TEXT,
		"qdisc dev d0 root sfq 1: limit 100p quantum 1514b depth 30 divisor 512 ewma 6 min 8000b max 60000b "
		"probability 0.125 ecn harddrop", "sfq with RED");
	decodes(tbf_atm(), DECODED_TEXT,
		"qdisc dev d0 root tbf 1: rate 1Mbit burst 1600b lat 50ms overhead 10 mpu 64 linklayer atm", "tbf: a link layer");
}

static void test_qdiscs(void)
{
	decodes(fq_codel(RTM_NEWQDISC, TC_H_ROOT, 0x80010000), DECODED_TEXT,
		"qdisc dev d0 root fq_codel 8001: target 5ms limit 10240 ecn memory_limit 32Mb", "fq_codel");
	decodes(fq_codel(RTM_NEWQDISC, 0x1000a, 0x100000), DECODED_JSON,
		"{\"kind\":\"fq_codel\",\"handle\":\"10:\",\"dev\":\"d0\",\"parent\":\"1:a\",\"refcnt\":2,"
		"\"options\":{\"target\":4999,\"limit\":10240,\"ecn\":true,\"memory_limit\":33554432}}", "JSON");
	decodes(tbf(1250000, 0), DECODED_TEXT, "qdisc dev d0 root tbf 8001: rate 10Mbit burst 32Kb lat 50ms", "tbf");
	decodes(tbf(1250000, 2500000), DECODED_JSON,
		"{\"kind\":\"tbf\",\"handle\":\"8001:\",\"dev\":\"d0\",\"root\":true,\"refcnt\":2,"
		"\"options\":{\"rate\":1250000,\"burst\":32768,\"peakrate\":2500000,\"minburst\":3200,\"lat\":50002}}",
		"with a peak");
	decodes(tbf_huge(), DECODED_TEXT, "qdisc dev d0 root tbf 8001: rate 18446744073709551608bit burst 18446744073709551615b",
		"a size that 64 bits cannot hold");
	decodes(prio(sizeof(struct tc_prio_qopt)), DECODED_TEXT,
		"qdisc dev d0 parent 1:1 pfifo_fast bands 3 priomap 1 2 2 2 1 2 0 0 1 1 1 1 1 1 1 1", "a structure");
	decodes(prio(4), DECODED_TEXT,
		"qdisc dev d0 parent 1:1 pfifo_fast bands 3 priomap 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0", "a short one");
	decodes(clsact(), DECODED_TEXT, "qdisc dev d0 parent ffff:fff1 clsact ffff: ingress_block 5", "clsact");
	decodes(fq(3), DECODED_TEXT, "qdisc dev d0 root fq 1:", "fq: what is so by default is left out");
	decodes(fq(2), DECODED_TEXT, "qdisc dev d0 root fq 1: bands 2 priomap 1 2 2 2 1 2 0 0 1 1 1 1 1 1 1 1", "fq: bands");
	decodes(fq(3), DECODED_JSON,
		"{\"kind\":\"fq\",\"handle\":\"1:\",\"dev\":\"d0\",\"root\":true,\"refcnt\":2,\"options\":{\"bands\":3,"
		"\"priomap\":[1,2,2,2,1,2,0,0,1,1,1,1,1,1,1,1],\"weights\":[589824,196608,65536],\"offload_horizon\":0}}",
		"fq: JSON");
	decodes(netem(), DECODED_TEXT,
		"qdisc dev d0 root netem 1: limit 1000 delay 10ms loss 1% 25%", "netem");
	decodes(netem(), DECODED_JSON,
		"{\"kind\":\"netem\",\"handle\":\"1:\",\"dev\":\"d0\",\"root\":true,\"refcnt\":2,\"options\":{\"limit\":1000,"
		"\"delay\":{\"delay\":0.01,\"jitter\":0,\"correlation\":0},"
		"\"loss-random\":{\"loss\":0.01,\"correlation\":0.25}}}", "netem: JSON");
	decodes(unknown(), DECODED_TEXT, "qdisc dev d0 root later 1: [attr 77 len 4] [attr 78 len 1]",
		"what is not known");
}

static struct nl_msg *filter(void)
{
	const struct tcmsg hdr = {
		.tcm_ifindex = 2, .tcm_parent = 0xfffffff2, .tcm_info = TC_H_MAKE(10U << 16, htons(ETH_P_IP)),
	};
	struct nl_msg *msg = rtmsg_begin(RTM_NEWTFILTER, NLM_F_REQUEST, &hdr, sizeof(hdr));
	struct nlattr *options;

	nla_put_string(msg, TCA_KIND, "flower");
	options = nla_nest_start(msg, TCA_OPTIONS);
	nla_put_u8(msg, TCA_FLOWER_KEY_IP_PROTO, 6);
	rtmsg_addr(msg, TCA_FLOWER_KEY_IPV4_DST, "10.0.0.1");
	nla_nest_end(msg, options);
	nla_put_u32(msg, TCA_CHAIN, 3);
	return msg;
}

static struct nl_msg *chain_of_block(void)
{
	const struct tcmsg hdr = { .tcm_ifindex = TCM_IFINDEX_MAGIC_BLOCK, .tcm_parent = 7 };
	struct nl_msg *msg = rtmsg_begin(RTM_DELCHAIN, NLM_F_REQUEST | NLM_F_ACK, &hdr, sizeof(hdr));

	nla_put_u32(msg, TCA_CHAIN, 3);
	return msg;
}

static struct nl_msg *action(void)
{
	const struct tc_gact parms = { .index = 5, .action = TC_ACT_SHOT };
	const struct tcamsg hdr = { 0 };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWACTION, NLM_F_REQUEST | NLM_F_ACK, &hdr, sizeof(hdr));
	struct nlattr *list = nla_nest_start(msg, TCA_ACT_TAB), *first = nla_nest_start(msg, 1), *options;

	nla_put_string(msg, TCA_ACT_KIND, "gact");
	options = nla_nest_start(msg, TCA_ACT_OPTIONS);
	nla_put(msg, TCA_GACT_PARMS, sizeof(parms), &parms);
	nla_nest_end(msg, options);
	nla_nest_end(msg, first);
	nla_nest_end(msg, list);
	return msg;
}

static struct nl_msg *class(void)
{
	const struct tc_htb_opt q = {
		.rate = { .rate = 125000, .mpu = 64, .overhead = 4 }, .ceil.rate = 125000, .buffer = 200000, .cbuffer = 200000,
	};
	struct nl_msg *msg = begin(RTM_NEWTCLASS, 0x10000, 0x1000a, "htb");
	struct nlattr *options = nla_nest_start(msg, TCA_OPTIONS);

	nla_put(msg, TCA_HTB_PARMS, sizeof(q), &q);
	nla_nest_end(msg, options);
	return msg;
}

/* Begins a message about a filter that has @kind. */
static struct nl_msg *begin_filter(const char *kind, uint32_t handle, struct nlattr **options)
{
	const struct tcmsg hdr = { .tcm_ifindex = 2, .tcm_parent = 0x10000, .tcm_handle = handle,
				   .tcm_info = TC_H_MAKE(5U << 16, htons(ETH_P_ALL)) };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWTFILTER, 0, &hdr, sizeof(hdr));

	nla_put_string(msg, TCA_KIND, kind);
	*options = nla_nest_start(msg, TCA_OPTIONS);
	return msg;
}

static struct nl_msg *u32(void)
{
	const struct tc_u32_sel sel = { .flags = TC_U32_TERMINAL, .nkeys = 2 };
	const struct tc_u32_key keys[] = {
		{ .val = htonl(0x50), .mask = htonl(0xffff), .off = 20 },
		{ .val = htonl(0x0a000000), .mask = htonl(0xff000000), .off = 12 },
	};
	uint8_t q[sizeof(sel) + sizeof(keys)];
	struct nlattr *options;
	struct nl_msg *msg = begin_filter("u32", 0x80000801, &options);

	memcpy(q, &sel, sizeof(sel));
	memcpy(q + sizeof(sel), keys, sizeof(keys));
	nla_put_u32(msg, TCA_U32_CLASSID, 0x1000a);
	nla_put_u32(msg, TCA_U32_HASH, 0x80000000);
	nla_put(msg, TCA_U32_SEL, sizeof(q), q);
	nla_put_u32(msg, TCA_U32_FLAGS, TCA_CLS_FLAGS_NOT_IN_HW);
	nla_nest_end(msg, options);
	return msg;
}

/* A hash table, and what chooses the place in it. */
static struct nl_msg *u32_link(void)
{
	const struct tc_u32_sel sel = {
		.flags = TC_U32_VAROFFSET, .offmask = htons(0xf00), .offshift = 6, .hmask = htonl(0xf0000), .hoff = 20,
		.nkeys = 9,
	};
	struct nlattr *options;
	struct nl_msg *msg = begin_filter("u32", 0x80000802, &options);

	nla_put_u32(msg, TCA_U32_LINK, 0x200000);
	nla_put(msg, TCA_U32_SEL, sizeof(sel), &sel);
	nla_nest_end(msg, options);
	return msg;
}

/* Begins an action, number @order of a list, that has @kind. */
static struct nlattr *begin_action(struct nl_msg *msg, int order, const char *kind, struct nlattr **options)
{
	struct nlattr *action = nla_nest_start(msg, order);

	nla_put_string(msg, TCA_ACT_KIND, kind);
	*options = nla_nest_start(msg, TCA_ACT_OPTIONS);
	return action;
}

static struct nl_msg *actions(void)
{
	const struct tc_police police = {
		.index = 3, .action = TC_ACT_SHOT, .rate.rate = 125000, .burst = 1280000, .mtu = 2047,
	};
	const struct tc_mirred mirred = { .eaction = TCA_EGRESS_REDIR, .ifindex = 2, .action = TC_ACT_STOLEN, .refcnt = 1 };
	const struct tc_gact gact = { .action = TC_ACT_GOTO_CHAIN | 7 };
	struct nlattr *options, *list, *action, *inside;
	struct nl_msg *msg = begin_filter("matchall", 1, &options);

	list = nla_nest_start(msg, TCA_MATCHALL_ACT);
	action = begin_action(msg, 1, "police", &inside);
	nla_put(msg, TCA_POLICE_TBF, sizeof(police), &police);
	nla_put_u32(msg, TCA_POLICE_RESULT, TC_ACT_PIPE);
	nla_nest_end(msg, inside);
	nla_nest_end(msg, action);
	action = begin_action(msg, 2, "mirred", &inside);
	nla_put(msg, TCA_MIRRED_PARMS, sizeof(mirred), &mirred);
	nla_nest_end(msg, inside);
	nla_nest_end(msg, action);
	action = begin_action(msg, 3, "gact", &inside);
	nla_put(msg, TCA_GACT_PARMS, sizeof(gact), &gact);
	nla_nest_end(msg, inside);
	nla_nest_end(msg, action);
	nla_nest_end(msg, list);
	nla_nest_end(msg, options);
	return msg;
}

/* Flower: keys with masks. */
static struct nl_msg *masks(void)
{
	static const uint8_t mac[] = { 2, 0, 0, 0, 0, 1 }, half[] = { 255, 255, 255, 0, 0, 0 };
	struct nlattr *options;
	struct nl_msg *msg = begin_filter("flower", 1, &options);

	nla_put_u16(msg, TCA_FLOWER_KEY_ETH_TYPE, htons(ETH_P_IP));
	nla_put(msg, TCA_FLOWER_KEY_ETH_SRC, sizeof(mac), mac);
	nla_put(msg, TCA_FLOWER_KEY_ETH_SRC_MASK, sizeof(half), half);
	rtmsg_addr(msg, TCA_FLOWER_KEY_IPV4_SRC, "10.0.0.0");
	rtmsg_addr(msg, TCA_FLOWER_KEY_IPV4_SRC_MASK, "255.0.0.0");
	rtmsg_addr(msg, TCA_FLOWER_KEY_IPV4_DST, "10.0.0.1");
	rtmsg_addr(msg, TCA_FLOWER_KEY_IPV4_DST_MASK, "255.0.0.255");
	nla_put_u16(msg, TCA_FLOWER_KEY_TCP_DST, htons(80));
	nla_put_u16(msg, TCA_FLOWER_KEY_TCP_DST_MASK, 0xffff);
	nla_put_u8(msg, TCA_FLOWER_KEY_IP_TOS, 16);
	nla_put_u8(msg, TCA_FLOWER_KEY_IP_TOS_MASK, 0xfc);
	nla_put_u32(msg, TCA_FLOWER_KEY_FLAGS, htonl(1));
	nla_put_u32(msg, TCA_FLOWER_KEY_FLAGS_MASK, htonl(3));
	nla_put_u16(msg, TCA_FLOWER_KEY_CT_STATE, 10);
	nla_put_u16(msg, TCA_FLOWER_KEY_CT_STATE_MASK, 11);
	nla_put_u32(msg, TCA_FLOWER_FLAGS, TCA_CLS_FLAGS_SKIP_HW | TCA_CLS_FLAGS_NOT_IN_HW);
	nla_nest_end(msg, options);
	return msg;
}

/* A message that no kernel sends. */
static struct nl_msg *tunnel_of_both(void)
{
	const struct tc_tunnel_key tunnel = { .t_action = TCA_TUNNEL_KEY_ACT_SET, .action = TC_ACT_PIPE };
	struct nlattr *options, *list, *action, *inside;
	struct nl_msg *msg = begin_filter("matchall", 1, &options);

	list = nla_nest_start(msg, TCA_MATCHALL_ACT);
	action = begin_action(msg, 1, "tunnel_key", &inside);
	rtmsg_addr(msg, TCA_TUNNEL_KEY_ENC_IPV4_DST, "10.0.0.2");
	rtmsg_addr(msg, TCA_TUNNEL_KEY_ENC_IPV6_DST, "2001:db8::2");
	nla_put(msg, TCA_TUNNEL_KEY_PARMS, sizeof(tunnel), &tunnel);
	nla_nest_end(msg, inside);
	nla_nest_end(msg, action);
	nla_nest_end(msg, list);
	nla_nest_end(msg, options);
	return msg;
}

static struct nl_msg *hfsc_class(void)
{
	const struct tc_service_curve curve = { .m1 = 250000, .d = 10000, .m2 = 125000 };
	struct nl_msg *msg = begin(RTM_NEWTCLASS, 0x10000, 0x1000a, "hfsc");
	struct nlattr *options = nla_nest_start(msg, TCA_OPTIONS);

	nla_put(msg, TCA_HFSC_RSC, sizeof(curve), &curve);
	nla_nest_end(msg, options);
	return msg;
}

static struct nl_msg *hfsc(size_t len)
{
	const struct tc_hfsc_qopt q = { .defcls = 7 };
	struct nl_msg *msg = begin(RTM_NEWQDISC, TC_H_ROOT, 0x10000, "hfsc");

	nla_put(msg, TCA_OPTIONS, len, &q);
	return msg;
}

/* A qdisc that only the kernel's spec describes. */
static struct nl_msg *red(void)
{
	const struct tc_red_qopt q = {
		.limit = 60000, .qth_min = 5000, .qth_max = 15000, .Wlog = 9, .Plog = 10, .Scell_log = 11,
	};
	struct nl_msg *msg = begin(RTM_NEWQDISC, TC_H_ROOT, 0x10000, "red");
	struct nlattr *options = nla_nest_start(msg, TCA_OPTIONS);

	nla_put(msg, TCA_RED_PARMS, sizeof(q), &q);
	nla_nest_end(msg, options);
	return msg;
}

static void test_filters(void)
{
	decodes(u32(), DECODED_TEXT, "filter dev d0 parent 1: protocol all pref 5 fh 800::801 u32 flowid 1:a key ht 800 bkt 0 "
		"match 00000050/0000ffff at 20 match 0a000000/ff000000 at 12", "u32");
	decodes(u32(), DECODED_JSON, "{\"object\":\"filter\",\"dev\":\"d0\",\"parent\":\"1:\",\"protocol\":\"all\",\"pref\":5,"
		"\"fh\":\"800::801\",\"kind\":\"u32\",\"options\":{\"flowid\":\"1:a\",\"key_ht\":\"800\",\"bkt\":\"0\",\"terminal\":true,"
		"\"match\":[{\"value\":\"50\",\"mask\":\"ffff\",\"offmask\":\"\",\"off\":20},"
		"{\"value\":\"a000000\",\"mask\":\"ff000000\",\"offmask\":\"\",\"off\":12}],\"not_in_hw\":true}}", "u32: JSON");
	decodes(u32_link(), DECODED_TEXT, "filter dev d0 parent 1: protocol all pref 5 fh 800::802 u32 link 2: "
		"offset mask f00 shift 6 at 0 hash mask f0000 at 20", "u32: fewer keys than it says");
	decodes(actions(), DECODED_TEXT, "filter dev d0 parent 1: protocol all pref 5 handle 0x1 matchall "
		"action police rate 1Mbit burst 10Kb mtu 2Kb conform-exceed drop/pipe index 3 "
		"action mirred egress redirect dev d0 stolen action gact goto chain 7", "actions");
	decodes(masks(), DECODED_TEXT, "filter dev d0 parent 1: protocol all pref 5 handle 0x1 flower eth_type ipv4 "
		"src_mac 02:00:00:00:00:01/24 src_ip 10.0.0.0/8 dst_ip 10.0.0.1/255.0.0.255 dst_port 80 ip_tos 16/0xfc "
		"ip_flags frag/nofirstfrag ct_state -new+est+trk skip_hw", "flower: masks");
	decodes(tunnel_of_both(), DECODED_TEXT, "filter dev d0 parent 1: protocol all pref 5 handle 0x1 matchall "
		"action tunnel_key dst_ip 10.0.0.2 TCA_TUNNEL_KEY_ENC_IPV6_DST 2001:db8::2 set pipe", "two with one name");
	decodes(hfsc_class(), DECODED_TEXT, "class dev d0 1:a hfsc parent 1: leaf :2 rt m1 2Mbit d 10ms m2 1Mbit", "a class of hfsc");
	decodes(hfsc(sizeof(struct tc_hfsc_qopt)), DECODED_TEXT, "qdisc dev d0 root hfsc 1: defcls 7", "hfsc");
	decodes(hfsc(1), DECODED_TEXT, "qdisc dev d0 root hfsc 1:", "a structure that is cut");
	decodes(red(), DECODED_TEXT, "qdisc dev d0 root red 1: parms limit 60000 qth-min 5000 qth-max 15000 Wlog 9 Plog 10 "
		"Scell-log 11 flags 0", "a structure of the spec");
}

static void test_others(void)
{
	decodes(class(), DECODED_TEXT,
		"class dev d0 1:a htb parent 1: leaf :2 prio 0 rate 1Mbit ceil 1Mbit burst 1600b cburst 1600b "
		"overhead 4 mpu 64", "a class");
	decodes(filter(), DECODED_TEXT, "filter dev d0 parent ffff:fff2 protocol ip pref 10 chain 3 flower ip_proto tcp dst_ip 10.0.0.1 "
		"(result not known)",
		"a filter");
	decodes(chain_of_block(), DECODED_TEXT, "chain block 7 chain 3", "a chain of a block");
	decodes(action(), DECODED_TEXT, "action gact drop index 5", "an action");
}

/* Whether the messages are about the same object. Frees them. */
static bool same(struct nl_msg *first, struct nl_msg *second)
{
	struct identity a, b;
	struct event ev;

	rtmsg_parse(&ev, first);
	identity_of(&a, &ev);
	rtmsg_parse(&ev, second);
	identity_of(&b, &ev);
	nlmsg_free(first);
	nlmsg_free(second);
	return identity_same(&a, &b);
}

static void test_identity(void)
{
	ok(same(fq_codel(RTM_NEWQDISC, TC_H_ROOT, 0x10000), tbf(1, 0)), "another qdisc in the same place");
	ok(!same(fq_codel(RTM_NEWQDISC, TC_H_ROOT, 0x10000), fq_codel(RTM_NEWQDISC, 0x10001, 0x10000)), "in another place");
	ok(!same(class(), filter()), "a class and a filter");
	ok(!same(class(), fq_codel(RTM_NEWQDISC, 0x10000, 0x1000a)), "a class and a qdisc");
	ok(same(action(), action()), "actions of one kind");
}

static bool is_unannounced(struct nl_msg *msg)
{
	struct event ev;
	bool unannounced;

	rtmsg_parse(&ev, msg);
	unannounced = event_unannounced(&ev);
	nlmsg_free(msg);
	return unannounced;
}

static void test_unrecorded(void)
{
	ok(is_unannounced(begin(RTM_NEWQDISC, TC_H_ROOT, 0, "noqueue")), "noqueue by default is not recorded");
	ok(!is_unannounced(begin(RTM_NEWQDISC, TC_H_ROOT, 0x10000, "noqueue")), "noqueue that somebody has set");
	ok(!is_unannounced(begin(RTM_NEWQDISC, TC_H_ROOT, 0, "pfifo_fast")), "another one by default");
}

int main(void)
{
	static const char *const bad[] = { "x", "1", "1:g", "10000:", "1:10000" };
	char err[256], *argv[] = { "handle", NULL };
	struct selector sel;
	size_t i;

	test_qdiscs();
	test_models();
	test_others();
	test_filters();
	test_identity();
	test_unrecorded();
	selects(NETJOURNAL_KIND_TC, fq_codel(RTM_NEWQDISC, 0x1000a, 0x100000), (const char *const[]){
			"dev d0", "d0", "!dev v1", "kind fq_codel", "!kind fq", "parent 1:a", "!root", "handle 10:",
			"!handle 11:", "!ingress", NULL });
	selects(NETJOURNAL_KIND_TC, class(), (const char *const[]){ "class", "!qdisc", "!filter", "class dev d0", NULL });
	selects(NETJOURNAL_KIND_TC, clsact(), (const char *const[]){ "ingress", "clsact", "parent ffff:fff1", "!root", NULL });
	selects(NETJOURNAL_KIND_TC, fq_codel(RTM_NEWQDISC, TC_H_ROOT, 0x100000), (const char *const[]){
			"root", "parent root", NULL });
	selects(NETJOURNAL_KIND_TC, fq_codel(RTM_NEWQDISC, 1, 0), (const char *const[]){ "parent :1", "!parent :2", NULL });
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		argv[1] = (char *)bad[i];
		ok(selector_parse(&sel, NETJOURNAL_KIND_TC, 2, argv, err, sizeof(err)), bad[i]);
	}
	return tap_done();
}
