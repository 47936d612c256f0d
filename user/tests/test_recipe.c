// SPDX-License-Identifier: GPL-2.0
/* Commands that make and remove objects. */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/fib_rules.h>
#include <linux/if_bridge.h>
#include <linux/neighbour.h>
#include <linux/nexthop.h>
#include <linux/pkt_sched.h>
#include <linux/xfrm.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/util.h"
#include "base/values.h"
#include "decoded.h"
#include "net/recipe.h"
#include "net/recipe_link.h"
#include "rtmsg.h"
#include "tap.h"

static const struct event_names names = { .ifname = decoded_ifname };

/* Returns the command about the object of @msg, which is freed, or why there is none. */
static const char *command(struct nl_msg *msg, enum recipe_verb verb)
{
	static char line[4096];
	struct recipe r;
	struct event ev;

	rtmsg_parse(&ev, msg);
	if (recipe_object(&r, &ev, &names, verb))
		snprintf(line, sizeof(line), "%s", r.why);
	else
		recipe_line(&r, line, sizeof(line));
	nlmsg_free(msg);
	return line;
}

static struct nl_msg *with_u32(struct nl_msg *msg, int attr, uint32_t value)
{
	nla_put_u32(msg, attr, value);
	return msg;
}

static void test_routes(void)
{
	static const char *const both[] = { "10.0.0.1", "10.0.0.2", NULL };
	struct nl_msg *msg = rtmsg_via(RTM_NEWROUTE, 0, "10.1.0.0", 16, "10.0.0.1");
	struct nlattr *nest;

	is_str(command(rtmsg_via(RTM_NEWROUTE, 0, "10.1.0.0", 16, "10.0.0.1"), RECIPE_ADD),
	       "ip route add unicast 10.1.0.0/16 via 10.0.0.1 dev d0 table main proto boot scope global",
	       "a route");
	is_str(command(rtmsg_via(RTM_DELROUTE, 0, "10.1.0.0", 16, "10.0.0.1"), RECIPE_DELETE),
	       "ip route del unicast 10.1.0.0/16 via 10.0.0.1 dev d0 table main proto boot scope global",
	       "a route: removed");
	is_str(command(rtmsg_route(RTM_NEWROUTE, 0, "::", 0), RECIPE_PUT),
	       "ip route replace unicast ::/0 table main proto boot scope global", "IPv6: the default route");
	is_str(command(rtmsg_multi(RTM_NEWROUTE, 0, "10.1.0.0", 16, both), RECIPE_ADD),
	       "ip route add unicast 10.1.0.0/16 table main proto boot scope global nexthop via 10.0.0.1 dev d0 weight 1 nexthop via 10.0.0.2 dev d0 weight 1",
	       "a route with nexthops");
	is_str(command(with_u32(rtmsg_via(RTM_NEWROUTE, 0, "10.1.0.0", 16, "10.0.0.1"), RTA_NH_ID, 7),
		       RECIPE_ADD),
	       "ip route add unicast 10.1.0.0/16 nhid 7 table main proto boot",
	       "a route over a nexthop object: the object decides the rest");
	((struct rtmsg *)nlmsg_data(nlmsg_hdr(msg)))->rtm_flags = RTNH_F_ONLINK | RTNH_F_LINKDOWN;
	nest = nla_nest_start(msg, RTA_METRICS);
	nla_put_u32(msg, RTAX_LOCK, 1 << RTAX_MTU);
	nla_put_u32(msg, RTAX_MTU, 1400);
	nla_nest_end(msg, nest);
	is_str(command(msg, RECIPE_ADD),
	       "ip route add unicast 10.1.0.0/16 via 10.0.0.1 dev d0 table main proto boot scope global onlink mtu lock 1400",
	       "flags and metrics; a dead link is no configuration");
	is_str(command(with_u32(rtmsg_via(RTM_NEWROUTE, 0, "10.1.0.0", 16, "10.0.0.1"), 77, 7), RECIPE_ADD),
	       "no command makes [attr", "an attribute that is not known makes no command");
}

static void test_states(void)
{
	static const char *const names[] = {
		"linkinfo.info_slave_data.ad_actor_oper_port_state",
		"linkinfo.info_slave_data.ad_actor_oper_port_state_str",
		"linkinfo.info_slave_data.ad_partner_oper_port_state_str",
	};
	struct values v = { 0 };
	struct recipe r;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		is_num(recipe_link_set(&r, "d0", "dummy", names[i], &v, 0), -ENOENT, "LACP sets it");
	is_num(recipe_link_set(&r, "d0", "bond", "linkinfo.info_data.active_slave", &v, 0), -ENOENT,
	       "no port is active, so none can be");
}

static void test_others(void)
{
	const struct ifaddrmsg ifa = { .ifa_family = AF_INET, .ifa_prefixlen = 24, .ifa_index = 2,
				       .ifa_flags = IFA_F_PERMANENT | IFA_F_SECONDARY };
	const struct fib_rule_hdr rule = { .family = AF_INET6, .action = FR_ACT_TO_TBL, .table = 100 };
	struct ndmsg ndm = { .ndm_family = AF_INET, .ndm_ifindex = 2, .ndm_state = NUD_PERMANENT };
	const struct nhmsg nh = { .nh_family = AF_INET, .nh_scope = RT_SCOPE_LINK };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWADDR, 0, &ifa, sizeof(ifa));

	rtmsg_addr(msg, IFA_LOCAL, "10.0.0.1");
	rtmsg_addr(msg, IFA_ADDRESS, "10.0.0.2");
	nla_put_string(msg, IFA_LABEL, "d0:a");
	is_str(command(msg, RECIPE_ADD), "ip addr add 10.0.0.1 peer 10.0.0.2/24 dev d0 scope global label d0:a",
	       "an address");
	msg = rtmsg_begin(RTM_NEWRULE, 0, &rule, sizeof(rule));
	is_str(command(with_u32(msg, FRA_PRIORITY, 7), RECIPE_ADD), "ip -6 rule add pref 7 from all lookup 100",
	       "a rule");
	msg = rtmsg_begin(RTM_NEWNEIGH, 0, &ndm, sizeof(ndm));
	rtmsg_addr(msg, NDA_DST, "10.0.0.9");
	nla_put(msg, NDA_LLADDR, 6, "\x02\0\0\0\0\x09");
	is_str(command(msg, RECIPE_ADD), "ip neigh replace 10.0.0.9 dev d0 lladdr 02:00:00:00:00:09 nud permanent",
	       "a permanent neighbour");
	ndm.ndm_flags = NTF_PROXY;
	msg = rtmsg_begin(RTM_NEWNEIGH, 0, &ndm, sizeof(ndm));
	rtmsg_addr(msg, NDA_DST, "10.0.0.9");
	is_str(command(msg, RECIPE_DELETE), "ip neigh del proxy 10.0.0.9 dev d0 nud permanent", "a proxy");
	ndm.ndm_flags = 0;
	ndm.ndm_state = NUD_STALE;
	msg = rtmsg_begin(RTM_NEWNEIGH, 0, &ndm, sizeof(ndm));
	rtmsg_addr(msg, NDA_DST, "10.0.0.9");
	is_str(command(msg, RECIPE_ADD), "the kernel has learned this neighbour", "a learned neighbour");
	msg = rtmsg_begin(RTM_NEWNEXTHOP, 0, &nh, sizeof(nh));
	nla_put_u32(msg, NHA_ID, 7);
	rtmsg_addr(msg, NHA_GATEWAY, "10.0.0.2");
	nla_put_u32(msg, NHA_OIF, 2);
	nlmsg_get(msg);
	is_str(command(msg, RECIPE_PUT), "ip nexthop replace id 7 via 10.0.0.2 dev d0 proto unspec", "a nexthop");
	is_str(command(msg, RECIPE_DELETE), "ip nexthop del id 7", "a nexthop is deleted by its id");
}

static struct nl_msg *vlan(uint16_t flags)
{
	const struct br_vlan_msg hdr = { .family = AF_BRIDGE, .ifindex = 2 };
	const struct bridge_vlan_info info = { .flags = flags, .vid = 10 };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWVLAN, 0, &hdr, sizeof(hdr));
	struct nlattr *entry = nla_nest_start(msg, BRIDGE_VLANDB_ENTRY);

	nla_put(msg, BRIDGE_VLANDB_ENTRY_INFO, sizeof(info), &info);
	nla_put_u8(msg, BRIDGE_VLANDB_ENTRY_STATE, 3);
	nla_nest_end(msg, entry);
	return msg;
}

/* @master: the bridge, which is itself if it is the device d0 */
static struct nl_msg *fdb(uint16_t state, uint32_t master)
{
	const struct ndmsg ndm = { .ndm_family = AF_BRIDGE, .ndm_ifindex = 2, .ndm_state = state };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWNEIGH, 0, &ndm, sizeof(ndm));

	nla_put(msg, NDA_LLADDR, 6, "\x02\0\0\0\0\x09");
	nla_put_u32(msg, NDA_MASTER, master);
	nla_put_u16(msg, NDA_VLAN, 5);
	return msg;
}

static struct nl_msg *group(uint8_t state)
{
	const struct br_port_msg hdr = { .family = AF_BRIDGE, .ifindex = 3 };
	struct br_mdb_entry entry = { .ifindex = 2, .state = state, .vid = 5 };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWMDB, 0, &hdr, sizeof(hdr));
	struct nlattr *mdb = nla_nest_start(msg, MDBA_MDB), *nest = nla_nest_start(msg, MDBA_MDB_ENTRY);

	entry.addr.proto = htons(0x0800);
	entry.addr.u.ip4 = htonl(0xef010101);
	nla_put(msg, MDBA_MDB_ENTRY_INFO, sizeof(entry), &entry);
	nla_nest_end(msg, nest);
	nla_nest_end(msg, mdb);
	return msg;
}

static void test_bridges(void)
{
	is_str(command(vlan(BRIDGE_VLAN_INFO_PVID | BRIDGE_VLAN_INFO_UNTAGGED), RECIPE_ADD),
	       "bridge vlan add vid 10 dev d0 pvid untagged", "a VLAN");
	is_str(command(vlan(BRIDGE_VLAN_INFO_PVID), RECIPE_DELETE), "bridge vlan del vid 10 dev d0",
	       "a VLAN: removed");
	is_str(command(fdb(NUD_NOARP, 3), RECIPE_PUT),
	       "bridge fdb replace 02:00:00:00:00:09 dev d0 static master vlan 5", "an entry of a bridge");
	is_str(command(fdb(NUD_NOARP, 3), RECIPE_DELETE),
	       "bridge fdb del 02:00:00:00:00:09 dev d0 master vlan 5", "an entry of a bridge: removed");
	is_str(command(fdb(NUD_PERMANENT, 2), RECIPE_ADD),
	       "bridge fdb add 02:00:00:00:00:09 self dev d0 permanent vlan 5", "an entry of the bridge itself");
	is_str(command(fdb(NUD_REACHABLE, 3), RECIPE_ADD), "the kernel has learned this entry, or it ages",
	       "a learned entry");
	is_str(command(group(MDB_PERMANENT), RECIPE_ADD),
	       "bridge mdb add grp 239.1.1.1 dev br0 port d0 permanent vid 5", "a group");
	is_str(command(group(MDB_PERMANENT), RECIPE_DELETE),
	       "bridge mdb del grp 239.1.1.1 dev br0 port d0 vid 5", "a group: removed");
	is_str(command(group(MDB_TEMPORARY), RECIPE_ADD), "the kernel has learned this group", "a learned group");
}

static struct nl_msg *sysctl(const char *value)
{
	const uint8_t hdr[4] = { AF_INET };
	struct nl_msg *msg = rtmsg_begin(NETJOURNAL_MESSAGE_SYSCTL, NLM_F_REPLACE, hdr, sizeof(hdr));

	nla_put_string(msg, NETJOURNAL_A_SYSCTL_PATH, "net/ipv4/conf/eth0.10/x");
	if (value)
		nla_put_string(msg, NETJOURNAL_A_SYSCTL_VALUE, value);
	return msg;
}

static struct nl_msg *policy(void)
{
	const struct xfrm_userpolicy_info info = {
		.sel = { .family = AF_INET, .prefixlen_s = 16, .prefixlen_d = 16, .saddr.a4 = htonl(0x0a010000),
			 .daddr.a4 = htonl(0x0a020000) },
		.dir = XFRM_POLICY_OUT, .priority = 5,
	};
	const struct xfrm_user_tmpl tmpl = {
		.id = { .proto = IPPROTO_ESP, .daddr.a4 = htonl(0x0a000002) }, .family = AF_INET,
		.saddr.a4 = htonl(0x0a000001), .reqid = 7, .mode = XFRM_MODE_TUNNEL,
	};
	struct nl_msg *msg = rtmsg_begin(NETLINK_XFRM << 8 | XFRM_MSG_NEWPOLICY, 0, &info, sizeof(info));

	nla_put(msg, XFRMA_TMPL, sizeof(tmpl), &tmpl);
	nla_put_u32(msg, 31, 3);	/* XFRMA_IF_ID */
	return msg;
}

static struct nl_msg *association(void)
{
	const struct xfrm_usersa_info info = { .family = AF_INET, .id.proto = IPPROTO_ESP };

	return rtmsg_begin(NETLINK_XFRM << 8 | XFRM_MSG_NEWSA, 0, &info, sizeof(info));
}

static void test_programs(void)
{
	const struct xfrm_userpolicy_default blocks = {
		.in = XFRM_USERPOLICY_BLOCK, .fwd = XFRM_USERPOLICY_ACCEPT, .out = XFRM_USERPOLICY_ACCEPT,
	};

	is_str(command(sysctl("1\t2"), RECIPE_ADD), "sysctl -w 'net.ipv4.conf.eth0/10.x=1 2'", "a sysctl");
	is_str(command(sysctl(NULL), RECIPE_ADD), "the value is not recorded", "a secret sysctl");
	is_str(command(policy(), RECIPE_PUT),
	       "ip xfrm policy update dir out src 10.1.0.0/16 dst 10.2.0.0/16 priority 5 tmpl src 10.0.0.1 dst 10.0.0.2 proto esp reqid 7 mode tunnel if_id 0x3",
	       "a policy");
	is_str(command(policy(), RECIPE_DELETE),
	       "ip xfrm policy delete dir out src 10.1.0.0/16 dst 10.2.0.0/16 if_id 0x3", "a policy: removed");
	is_str(command(rtmsg_begin(NETLINK_XFRM << 8 | XFRM_MSG_GETDEFAULT, 0, &blocks, sizeof(blocks)), RECIPE_PUT),
	       "ip xfrm policy setdefault in block fwd accept out accept", "the default policy");
	is_str(command(association(), RECIPE_ADD),
	       "keys are not recorded, so undo leaves security associations alone", "a security association");
}

static void test_lines(void)
{
	struct recipe a, b;
	char line[64];
	int i;

	recipe_begin(&a);
	recipe_add(&a, "ip");
	recipe_add(&a, "it's $(x)");
	recipe_add(&a, "");
	recipe_line(&a, line, sizeof(line));
	is_str(line, "ip 'it'\\''s $(x)' ''", "a word that a shell would not take as it is");
	recipe_line(&a, line, 5);
	ok(strlen(line) < 5, "a line that is too short for it");
	recipe_begin(&b);
	recipe_add(&b, "ip");
	ok(!recipe_same(&a, &b) && recipe_same(&b, &b), "the same command");
	for (i = 0; i < RECIPE_WORDS + 10; i++)
		recipe_add(&b, "x");
	ok(b.why[0] && !b.word[RECIPE_WORDS], "a command that is too long");
}

/* Returns a message about a qdisc of d0. Its options follow. */
static struct nl_msg *qdisc(uint32_t parent, uint32_t handle, const char *kind)
{
	const struct tcmsg hdr = { .tcm_ifindex = 2, .tcm_parent = parent, .tcm_handle = handle, .tcm_info = 2 };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWQDISC, 0, &hdr, sizeof(hdr));

	nla_put_string(msg, TCA_KIND, kind);
	return msg;
}

static struct nl_msg *with_options(struct nl_msg *msg, const void *options, size_t len)
{
	nla_put(msg, TCA_OPTIONS, len, options);
	return msg;
}

static struct nl_msg *with_limit(struct nl_msg *msg, uint32_t limit)
{
	const struct tc_fifo_qopt q = { .limit = limit };

	return with_options(msg, &q, sizeof(q));
}

static struct nl_msg *netem_with_model(void)
{
	static const struct tc_netem_qopt q = { .limit = 333 };
	static const struct tc_netem_gemodel ge = {
		.p = UINT32_MAX / 100, .r = UINT32_MAX / 10, .h = UINT32_MAX / 10 * 3, .k1 = UINT32_MAX / 1000,
	};
	static const struct tc_netem_rate rate = { .rate = 625, .cell_size = 100 };
	static const struct tc_netem_slot slot = { .min_delay = 800000, .max_delay = 1000000 };
	struct nl_msg *msg = qdisc(TC_H_ROOT, 0x10000, "netem");
	struct nlattr *nest = nla_nest_start(msg, TCA_OPTIONS), *loss;

	nlmsg_append(msg, (void *)&q, sizeof(q), NLMSG_ALIGNTO);
	loss = nla_nest_start(msg, TCA_NETEM_LOSS);
	nla_put(msg, NETEM_LOSS_GE, sizeof(ge), &ge);
	nla_nest_end(msg, loss);
	nla_put(msg, TCA_NETEM_RATE, sizeof(rate), &rate);
	nla_put(msg, TCA_NETEM_SLOT, sizeof(slot), &slot);
	nla_nest_end(msg, nest);
	return msg;
}

static void test_qdiscs(void)
{
	static const struct tc_sfq_qopt_v1 sfq_red = { .v0 = { .limit = 100 }, .qth_min = 8000, .qth_max = 60000 };
	static const struct tc_tbf_qopt tbf_atm = { .rate = { .rate = 125000, .linklayer = TC_LINKLAYER_ATM } };
	static const struct tc_prio_qopt prio = { 3, { 1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1 } };
	static const struct tc_netem_qopt netem = { .limit = 1000, .loss = UINT32_MAX / 100 };
	struct nl_msg *msg = qdisc(TC_H_ROOT, 0x10000, "fq_codel");
	struct nlattr *nest = nla_nest_start(msg, TCA_OPTIONS);

	nla_put_u32(msg, TCA_FQ_CODEL_LIMIT, 77);
	nla_put_u32(msg, TCA_FQ_CODEL_ECN, 0);
	nla_nest_end(msg, nest);
	is_str(command(msg, RECIPE_PUT), "tc qdisc replace dev d0 root handle 1: fq_codel noecn limit 77",
	       "a qdisc: what is off is said");
	is_str(command(with_limit(qdisc(0x10002, 0x200000, "pfifo"), 7), RECIPE_ADD),
	       "tc qdisc add dev d0 parent 1:2 handle 20: pfifo limit 7", "a qdisc: packets have no unit");
	is_str(command(with_limit(qdisc(0x10002, 0x200000, "bfifo"), 2048), RECIPE_ADD),
	       "tc qdisc add dev d0 parent 1:2 handle 20: bfifo limit 2048", "a qdisc: bytes have no unit");
	is_str(command(with_limit(qdisc(0x10002, 0x200000, "pfifo"), 7), RECIPE_DELETE),
	       "tc qdisc del dev d0 parent 1:2", "a qdisc: removed");
	is_str(command(with_options(qdisc(TC_H_ROOT, 0x10000, "prio"), &prio, sizeof(prio)), RECIPE_ADD),
	       "tc qdisc add dev d0 root handle 1: prio bands 3 priomap 1 2 2 2 1 2 0 0 1 1 1 1 1 1 1 1",
	       "a qdisc: a list of numbers");
	is_str(command(with_options(qdisc(TC_H_ROOT, 0x10000, "netem"), &netem, sizeof(netem)), RECIPE_ADD),
	       "tc qdisc add dev d0 root handle 1: netem limit 1000 loss 1%", "a qdisc: one number");
	is_str(command(with_options(qdisc(TC_H_ROOT, 0, "pfifo_fast"), &prio, sizeof(prio)), RECIPE_PUT),
	       "tc qdisc replace dev d0 root pfifo_fast", "a qdisc without a handle");
	is_str(command(qdisc(TC_H_CLSACT, 0xffff0000, "clsact"), RECIPE_ADD),
	       "tc qdisc add dev d0 handle ffff: clsact", "a qdisc whose kind says where it is");
	is_str(command(qdisc(TC_H_CLSACT, 0xffff0000, "clsact"), RECIPE_DELETE),
	       "tc qdisc del dev d0 clsact", "a qdisc whose kind says where it is: removed");
	is_str(command(netem_with_model(), RECIPE_ADD),
	       "tc qdisc add dev d0 root handle 1: netem limit 333 loss gemodel 1% 10% 70% 0.1% rate 5Kbit 0 100 "
	       "slot 800us 1ms", "a qdisc: numbers without their words");
	is_str(command(with_options(qdisc(TC_H_ROOT, 0x10000, "sfq"), &sfq_red, sizeof(sfq_red)), RECIPE_ADD),
	       "no command makes ewma", "a qdisc: sfq with RED");
	msg = qdisc(TC_H_ROOT, 0x10000, "tbf");
	nest = nla_nest_start(msg, TCA_OPTIONS);
	nla_put(msg, TCA_TBF_PARMS, sizeof(tbf_atm), &tbf_atm);
	nla_nest_end(msg, nest);
	is_str(command(msg, RECIPE_ADD), "no command makes linklayer", "a qdisc: tbf over ATM");
	is_str(command(qdisc(TC_H_ROOT, 0x10000, "drr"), RECIPE_DELETE), "tc qdisc del dev d0 root", "a qdisc without options");
	is_str(command(qdisc(TC_H_ROOT, 0x10000, "later"), RECIPE_ADD), "no command makes the qdisc later",
	       "a qdisc of an unknown kind");
	msg = qdisc(TC_H_ROOT, 0x10000, "prio");
	nlmsg_hdr(msg)->nlmsg_type = RTM_NEWTCLASS;
	is_str(command(msg, RECIPE_ADD), "undo leaves classes, filters, chains and actions alone", "a class");
}

int main(void)
{
	test_routes();
	test_states();
	test_others();
	test_bridges();
	test_programs();
	test_lines();
	test_qdiscs();
	return tap_done();
}
