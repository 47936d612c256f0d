// SPDX-License-Identifier: GPL-2.0
/* The commands that undo records, and what cannot be undone. */
#include <linux/if.h>
#include <linux/neighbour.h>
#include <linux/pkt_sched.h>
#include <linux/xfrm.h>
#include <stdlib.h>

#include "build.h"
#include "net/undo.h"
#include "rtmsg.h"
#include "tap.h"

static struct undo undo;
static uint64_t seq, from;

static bool is_inside(const struct record *rec, void *arg)
{
	(void)arg;
	return rec->seq >= from;
}

static void begin(uint64_t first, bool force)
{
	unsigned int kind;

	undo_drop(&undo);
	domain_free(undo.domain);
	undo = (struct undo){ .kinds = UNDO_KINDS, .is_inside = is_inside, .force = force };
	undo.domain = domain_new();
	for (kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++)
		undo.spans[kind].keep_records = true;
	seq = 0;
	from = first;
}

static void take(uint32_t kind, struct nl_msg *message)
{
	struct nl_msg *msg = build_begin(++seq, kind);
	struct record rec;

	build_message(msg, message);
	if (build_parse(msg, &rec))
		abort();
	domain_learn(undo.domain, &rec);
	if (undo_take(&undo, &rec))
		abort();
	nlmsg_free(msg);
}

/* The kernel has the object. */
static void has(struct nl_msg *message)
{
	struct event ev;

	rtmsg_parse(&ev, message);
	if (census_add(&undo.census, &ev, domain_names(undo.domain, UINT64_MAX)))
		abort();
	nlmsg_free(message);
}

/* Returns all commands, and what cannot be undone. */
static const char *plan(void)
{
	static char text[2048];
	size_t len = 0, i;

	if (undo_plan(&undo))
		abort();
	text[0] = '\0';
	for (i = 0; i < undo.n; i++)
		len += snprintf(text + len, sizeof(text) - len, "%s%s", i ? "; " : "", undo.steps[i].line);
	for (i = 0; i < undo.n_notes; i++)
		len += snprintf(text + len, sizeof(text) - len, "%s#%d %s", len ? "; " : "",
				(int)undo.notes[i].seq, undo.notes[i].why);
	return text;
}

static struct nl_msg *route(int type, int flags, const char *dst, const char *gateway)
{
	return rtmsg_via(type, flags, dst, 16, gateway);
}

static struct nl_msg *new_link(const char *name, unsigned int flags, uint32_t mtu, bool born)
{
	struct nl_msg *msg = rtmsg_link(RTM_NEWLINK, 2, name, flags, mtu);
	struct nlattr *info = nla_nest_start(msg, IFLA_LINKINFO);

	nla_put_string(msg, IFLA_INFO_KIND, "dummy");
	nla_nest_end(msg, info);
	((struct ifinfomsg *)nlmsg_data(nlmsg_hdr(msg)))->ifi_change = born ? ~0u : 0;
	return msg;
}

#define REST	" dev d0 table main proto boot scope global"

/* A link, and two routes over it. The records from 4 on must be undone. */
static void make_routes(bool force)
{
	begin(4, force);
	take(NETJOURNAL_KIND_LINK, new_link("d0", IFF_UP, 1500, true));
	take(NETJOURNAL_KIND_ROUTE, route(RTM_NEWROUTE, 0, "10.1.0.0", "10.0.0.1"));
	take(NETJOURNAL_KIND_ROUTE, route(RTM_NEWROUTE, 0, "10.2.0.0", "10.0.0.1"));
	has(new_link("d0", IFF_UP, 1500, false));
}

static void test_routes(void)
{
	make_routes(false);
	take(NETJOURNAL_KIND_ROUTE, route(RTM_DELROUTE, 0, "10.1.0.0", "10.0.0.1"));
	is_str(plan(), "ip route add unicast 10.1.0.0/16 via 10.0.0.1" REST, "a route that is gone");

	make_routes(false);
	take(NETJOURNAL_KIND_ROUTE, route(RTM_DELROUTE, 0, "10.1.0.0", "10.0.0.1"));
	has(route(RTM_NEWROUTE, 0, "10.1.0.0", "10.0.0.1"));
	is_str(plan(), "", "the kernel has it: nothing to do");

	make_routes(false);
	take(NETJOURNAL_KIND_ROUTE, route(RTM_NEWROUTE, 0, "10.3.0.0", "10.0.0.1"));
	has(route(RTM_NEWROUTE, 0, "10.3.0.0", "10.0.0.1"));
	take(NETJOURNAL_KIND_ROUTE, route(RTM_NEWROUTE, NLM_F_REPLACE, "10.2.0.0", "10.0.0.2"));
	has(route(RTM_NEWROUTE, 0, "10.2.0.0", "10.0.0.2"));
	is_str(plan(), "ip route del unicast 10.3.0.0/16 via 10.0.0.1" REST
	       "; ip route replace unicast 10.2.0.0/16 via 10.0.0.1" REST, "a new route and a changed one, in order");
}

/* The route that the kernel makes with an address. It was absent before the record @from. */
static const char *plan_kernel_route(uint64_t applied)
{
	struct nl_msg *made[2];
	int i;

	begin(2, false);
	take(NETJOURNAL_KIND_LINK, new_link("d0", IFF_UP, 1500, true));
	has(new_link("d0", IFF_UP, 1500, false));
	undo.spans[NETJOURNAL_KIND_ROUTE].complete = true;
	for (i = 0; i < 2; i++) {
		made[i] = rtmsg_route(RTM_NEWROUTE, 0, "10.1.0.0", 16);
		nla_put_u32(made[i], RTA_OIF, 2);
		((struct rtmsg *)nlmsg_data(nlmsg_hdr(made[i])))->rtm_protocol = RTPROT_KERNEL;
	}
	take(NETJOURNAL_KIND_ROUTE, made[0]);
	has(made[1]);
	undo.applied = applied;
	return plan();
}

static void test_kernel_routes(void)
{
	is_str(plan_kernel_route(0), "", "a route of the kernel goes with its address");
	is_str(plan_kernel_route(1), "ip route del unicast 10.1.0.0/16 dev d0 table main proto kernel scope global",
	       "a route of the kernel that came with a command of undo must go");
}

static void test_conflicts(void)
{
	make_routes(false);
	take(NETJOURNAL_KIND_ROUTE, route(RTM_NEWROUTE, NLM_F_REPLACE, "10.2.0.0", "10.0.0.2"));
	has(route(RTM_NEWROUTE, 0, "10.2.0.0", "10.0.0.3"));
	is_str(plan(), "#4 it is not as the records say; --force undoes it anyway", "another state than recorded");

	make_routes(true);
	take(NETJOURNAL_KIND_ROUTE, route(RTM_NEWROUTE, NLM_F_REPLACE, "10.2.0.0", "10.0.0.2"));
	has(route(RTM_NEWROUTE, 0, "10.2.0.0", "10.0.0.3"));
	is_str(plan(), "ip route replace unicast 10.2.0.0/16 via 10.0.0.1" REST, "by force");

	make_routes(false);
	take(NETJOURNAL_KIND_ROUTE, route(RTM_NEWROUTE, NLM_F_REPLACE, "10.9.0.0", "10.0.0.2"));
	has(route(RTM_NEWROUTE, 0, "10.9.0.0", "10.0.0.2"));
	is_str(plan(), "#4 the state before is not known", "a state that is not known");
}

static void test_links(void)
{
	make_routes(false);
	census_drop(&undo.census);
	take(NETJOURNAL_KIND_LINK, new_link("d0", 0, 1400, false));
	has(new_link("d0", 0, 1400, false));
	is_str(plan(), "ip link set dev d0 mtu 1500; ip link set dev d0 up", "properties of a link");

	make_routes(false);
	census_drop(&undo.census);
	take(NETJOURNAL_KIND_LINK, new_link("d0", IFF_UP, 1400, false));
	has(new_link("d0", IFF_UP, 1300, false));
	is_str(plan(), "#4 mtu was changed since; --force undoes it anyway", "a property that was changed since");

	make_routes(false);
	census_drop(&undo.census);
	take(NETJOURNAL_KIND_LINK, new_link("lan0", IFF_UP, 1400, false));
	has(new_link("lan0", IFF_UP, 1400, false));
	is_str(plan(), "ip link set dev lan0 name d0; ip link set dev d0 mtu 1500", "a link that was renamed");

	make_routes(false);
	census_drop(&undo.census);
	take(NETJOURNAL_KIND_LINK, rtmsg_link(RTM_DELLINK, 2, "d0", IFF_UP, 1500));
	take(NETJOURNAL_KIND_ROUTE, route(RTM_DELROUTE, 0, "10.1.0.0", "10.0.0.1"));
	is_str(plan(), "ip link add name d0 type dummy; ip link set dev d0 mtu 1500; ip link set dev d0 up; "
	       "ip route add unicast 10.1.0.0/16 via 10.0.0.1" REST, "a link that is gone, before its route");
}

static struct nl_msg *sysctl_at(const char *path, const char *value, const char *old)
{
	const uint8_t hdr[4] = { AF_INET };
	struct nl_msg *msg = rtmsg_begin(NETJOURNAL_MESSAGE_SYSCTL, NLM_F_REPLACE, hdr, sizeof(hdr));

	nla_put_string(msg, NETJOURNAL_A_SYSCTL_PATH, path);
	nla_put_string(msg, NETJOURNAL_A_SYSCTL_VALUE, value);
	if (old)
		nla_put_string(msg, NETJOURNAL_A_SYSCTL_OLD, old);
	return msg;
}

static struct nl_msg *sysctl(const char *value, const char *old)
{
	return sysctl_at("net/ipv4/x", value, old);
}

static void test_sysctls(void)
{
	begin(1, false);
	take(NETJOURNAL_KIND_SYSCTL, sysctl("1", "0"));
	take(NETJOURNAL_KIND_SYSCTL, sysctl("2", "1"));
	has(sysctl("2", NULL));
	is_str(plan(), "sysctl -w net.ipv4.x=0", "a sysctl: its first record says what was before");
	begin(1, false);
	take(NETJOURNAL_KIND_SYSCTL, sysctl("1", NULL));
	has(sysctl("1", NULL));
	is_str(plan(), "#1 the state before is not known", "a sysctl whose value was not known");
	begin(1, false);
	take(NETJOURNAL_KIND_SYSCTL, sysctl_at("net/ipv4/ip_forward", "1", "0"));
	has(sysctl_at("net/ipv4/ip_forward", "1", NULL));
	has(sysctl_at("net/ipv4/conf/all/forwarding", "1", NULL));
	is_str(plan(), "sysctl -w net.ipv4.ip_forward=0", "a sysctl with two names is set once");
}

static struct nl_msg *policy(uint32_t priority)
{
	const struct xfrm_userpolicy_info info = { .sel.family = AF_INET, .priority = priority };

	return rtmsg_begin(NETLINK_XFRM << 8 | XFRM_MSG_NEWPOLICY, 0, &info, sizeof(info));
}

static struct nl_msg *flush(uint16_t type)
{
	const struct xfrm_usersa_flush all = { .proto = 255 };

	return rtmsg_begin(NETLINK_XFRM << 8 | type, 0, &all, type == XFRM_MSG_FLUSHSA ? sizeof(all) : 0);
}

static void test_policies(void)
{
	begin(2, false);
	take(NETJOURNAL_KIND_XFRM, policy(5));
	undo.spans[NETJOURNAL_KIND_XFRM].complete = true;
	take(NETJOURNAL_KIND_XFRM, flush(XFRM_MSG_FLUSHSA));
	has(policy(5));
	is_str(plan(), "", "associations are flushed: policies stay");
	begin(2, false);
	undo.spans[NETJOURNAL_KIND_XFRM].complete = true;
	take(NETJOURNAL_KIND_XFRM, policy(5));
	take(NETJOURNAL_KIND_XFRM, flush(XFRM_MSG_FLUSHPOLICY));
	is_str(plan(), "ip xfrm policy add dir in src 0.0.0.0/0 dst 0.0.0.0/0 priority 5",
	       "policies are flushed: each comes back");
}

/* An entry of @bridge at the device @dev, which can be the bridge. */
static struct nl_msg *entry_at(int type, int bridge, int dev, const char *mac, uint16_t state)
{
	const struct ndmsg ndm = { .ndm_family = AF_BRIDGE, .ndm_ifindex = dev, .ndm_state = state };
	struct nl_msg *msg = rtmsg_begin(type, 0, &ndm, sizeof(ndm));

	nla_put(msg, NDA_LLADDR, 6, mac);
	nla_put_u32(msg, NDA_MASTER, bridge);
	return msg;
}

static struct nl_msg *entry(int type, const char *mac, uint16_t state)
{
	return entry_at(type, 3, 2, mac, state);
}

static struct nl_msg *bridge_9(void)
{
	struct nl_msg *msg = rtmsg_link(RTM_NEWLINK, 9, "b0", IFF_UP, 1500);

	nla_put(msg, IFLA_ADDRESS, 6, "\x02\0\0\0\0\x01");
	return msg;
}

static struct nl_msg *port(int type)
{
	struct nl_msg *msg = rtmsg_link(type, 2, "d0", IFF_UP, 1500);

	nla_put(msg, IFLA_ADDRESS, 6, "\x02\0\0\0\0\x01");
	return msg;
}

/* A new entry of a port, which the records from 2 on have made. */
static void make_entry(const char *mac, uint16_t state)
{
	begin(2, false);
	take(NETJOURNAL_KIND_LINK, port(RTM_NEWLINK));
	undo.spans[NETJOURNAL_KIND_FDB].complete = true;
	has(port(RTM_NEWLINK));
	take(NETJOURNAL_KIND_FDB, entry(RTM_NEWNEIGH, mac, state));
	has(entry(RTM_NEWNEIGH, mac, state));
}

static void test_entries(void)
{
	make_entry("\x02\0\0\0\0\x01", NUD_PERMANENT);
	is_str(plan(), "", "the kernel's own entry of a port is left alone");
	make_entry("\x02\0\0\0\0\x01", NUD_PERMANENT);
	undo.applied = 1;
	is_str(plan(), "bridge fdb del 02:00:00:00:00:01 dev d0 master", "it must go if it came with a command of undo");
	make_entry("\x02\0\0\0\0\x02", NUD_NOARP);
	is_str(plan(), "bridge fdb del 02:00:00:00:00:02 dev d0 master", "a new entry of a port");
	make_entry("\x02\0\0\0\0\x02", NUD_PERMANENT);
	is_str(plan(), "bridge fdb del 02:00:00:00:00:02 dev d0 master", "a new entry that only looks like the kernel's own");
}

/* The port 2 of the bridge 3. */
static struct nl_msg *port_of_3(int type)
{
	struct nl_msg *msg = port(type);

	nla_put_u32(msg, IFLA_MASTER, 3);
	return msg;
}

static struct nl_msg *link_7(bool is_port, uint32_t mtu)
{
	struct nl_msg *msg = rtmsg_link(RTM_NEWLINK, 7, "d7", IFF_UP, mtu);

	if (is_port)
		nla_put_u32(msg, IFLA_MASTER, 3);
	return msg;
}

/* Somebody has deleted the kernel's own entry of a port, and changed the link 7. */
static void delete_entry(bool is_port)
{
	begin(4, false);
	take(NETJOURNAL_KIND_LINK, port_of_3(RTM_NEWLINK));
	take(NETJOURNAL_KIND_LINK, link_7(is_port, 1500));
	take(NETJOURNAL_KIND_FDB, entry(RTM_NEWNEIGH, "\x02\0\0\0\0\x01", NUD_PERMANENT));
	undo.spans[NETJOURNAL_KIND_LINK].complete = true;
	undo.spans[NETJOURNAL_KIND_FDB].complete = true;
	take(NETJOURNAL_KIND_FDB, entry(RTM_DELNEIGH, "\x02\0\0\0\0\x01", NUD_PERMANENT));
	take(NETJOURNAL_KIND_LINK, link_7(is_port, 1400));
	has(port_of_3(RTM_NEWLINK));
	has(link_7(is_port, 1400));
}

static void test_deleted_entries(void)
{
	delete_entry(false);
	is_str(plan(), "ip link set dev d7 mtu 1500; bridge fdb add 02:00:00:00:00:01 dev d0 permanent master",
	       "the kernel's own entry of a port comes back if somebody deleted it");
	delete_entry(true);
	is_str(plan(), "ip link set dev d7 mtu 1500",
	       "not if a port of the bridge changes: the kernel's own entries follow");
	/* The bridge was made again, so it has another number, and it has the entry that its port had. */
	delete_entry(false);
	has(bridge_9());
	undo.applied = 5;
	take(NETJOURNAL_KIND_FDB, entry_at(RTM_NEWNEIGH, 9, 9, "\x02\0\0\0\0\x01", NUD_PERMANENT));
	has(entry_at(RTM_NEWNEIGH, 9, 9, "\x02\0\0\0\0\x01", NUD_PERMANENT));
	is_str(plan(), "ip link set dev d7 mtu 1500", "an entry that came with a command stays, if there was one");
}

/* An address of the device 2, which is in no bridge. */
static void test_addresses(void)
{
	const struct ndmsg ndm = { .ndm_family = AF_BRIDGE, .ndm_ifindex = 2, .ndm_state = NUD_PERMANENT,
				   .ndm_flags = NTF_SELF };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWNEIGH, 0, &ndm, sizeof(ndm));

	nla_put(msg, NDA_LLADDR, 6, "\x02\0\0\0\0\x09");
	begin(1, false);
	take(NETJOURNAL_KIND_FDB, entry(RTM_NEWNEIGH, "\x02\0\0\0\0\x02", NUD_NOARP));
	ok(span_lacks(span_walk(&undo.spans[NETJOURNAL_KIND_FDB], NULL)), "the kernel lacks an entry");
	begin(1, false);
	take(NETJOURNAL_KIND_FDB, msg);
	ok(!span_lacks(span_walk(&undo.spans[NETJOURNAL_KIND_FDB], NULL)), "an address goes with its device, silently");
}

/* The entry of the bridge 4000 itself. @self: as Linux before 6.14 announces it once more, as an address of the device */
static struct nl_msg *entry_of_bridge(int type, bool self)
{
	const struct ndmsg ndm = { .ndm_family = AF_BRIDGE, .ndm_ifindex = 4000, .ndm_state = NUD_PERMANENT,
				   .ndm_flags = self ? NTF_SELF : 0 };
	struct nl_msg *msg = rtmsg_begin(type, 0, &ndm, sizeof(ndm));

	nla_put(msg, NDA_LLADDR, 6, "\x02\0\0\0\0\x09");
	nla_put_u16(msg, NDA_VLAN, 1);
	if (!self)
		nla_put_u32(msg, NDA_MASTER, 4000);
	return msg;
}

static unsigned int count_entries(void)
{
	struct span_object *obj = NULL;
	unsigned int n = 0;

	while ((obj = span_walk(&undo.spans[NETJOURNAL_KIND_FDB], obj)))
		n++;
	return n;
}

static void test_doubles(void)
{
	struct nl_msg *msg = entry_of_bridge(RTM_NEWNEIGH, false);
	struct event ev;

	begin(1, false);
	take(NETJOURNAL_KIND_FDB, entry_of_bridge(RTM_DELNEIGH, false));
	take(NETJOURNAL_KIND_FDB, entry_of_bridge(RTM_DELNEIGH, true));
	ok(count_entries() == 1, "an entry that is announced twice is one object");
	is_str(plan(), "bridge fdb add 02:00:00:00:00:09 self dev if4000 permanent vlan 1", "it is added once");
	begin(1, false);
	undo.spans[NETJOURNAL_KIND_FDB].complete = true;
	take(NETJOURNAL_KIND_FDB, entry_of_bridge(RTM_NEWNEIGH, false));
	take(NETJOURNAL_KIND_FDB, entry_of_bridge(RTM_NEWNEIGH, true));
	take(NETJOURNAL_KIND_FDB, entry_of_bridge(RTM_DELNEIGH, false));
	ok(!count_entries(), "it is gone when the bridge says so once");
	take(NETJOURNAL_KIND_FDB, entry_of_bridge(RTM_DELNEIGH, true));
	ok(!count_entries(), "or twice");
	begin(1, false);
	take(NETJOURNAL_KIND_FDB, entry_of_bridge(RTM_NEWNEIGH, true));
	ok(count_entries() == 1, "an address of a device");
	rtmsg_parse(&ev, msg);
	span_present(&undo.spans[NETJOURNAL_KIND_FDB], &ev);
	nlmsg_free(msg);
	ok(count_entries() == 0, "no object, if the kernel has an entry of the bridge");
}

/* What `bridge link set` changes at the port d0 is announced by the bridge alone. */
static struct nl_msg *link_with_cost(uint32_t cost)
{
	struct nl_msg *msg = port(RTM_NEWLINK);
	struct nlattr *info = nla_nest_start(msg, IFLA_LINKINFO), *data;

	nla_put_string(msg, IFLA_INFO_SLAVE_KIND, "bridge");
	data = nla_nest_start(msg, IFLA_INFO_SLAVE_DATA);
	nla_put_u32(msg, IFLA_BRPORT_COST, cost);
	nla_nest_end(msg, data);
	nla_nest_end(msg, info);
	return msg;
}

static struct nl_msg *port_with_cost(uint32_t cost)
{
	const struct ifinfomsg hdr = { .ifi_family = AF_BRIDGE, .ifi_index = 2 };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWLINK, 0, &hdr, sizeof(hdr));
	struct nlattr *options;

	nla_put_string(msg, IFLA_IFNAME, "d0");
	nla_put_u32(msg, IFLA_MASTER, 3);
	options = nla_nest_start(msg, IFLA_PROTINFO);
	nla_put_u32(msg, IFLA_BRPORT_COST, cost);
	nla_nest_end(msg, options);
	return msg;
}

static void test_port_options(void)
{
	begin(2, false);
	take(NETJOURNAL_KIND_LINK, link_with_cost(2));
	take(NETJOURNAL_KIND_LINK, port_with_cost(7));
	has(link_with_cost(7));
	is_str(plan(), "ip link set dev d0 type bridge_slave cost 2", "an option of a port that a bridge told of");
	begin(2, false);
	take(NETJOURNAL_KIND_LINK, link_with_cost(2));
	take(NETJOURNAL_KIND_LINK, port_with_cost(2));
	ok(!span_walk(&undo.spans[NETJOURNAL_KIND_LINK], NULL)->touched, "a bridge tells nothing new");
	begin(1, false);
	take(NETJOURNAL_KIND_LINK, port_with_cost(7));
	has(link_with_cost(7));
	is_str(plan(), "#1 a bridge told of it, without the state before; changes of its VLANs are undone by --act 0",
	       "an option of a port, without the state before");
}

/* A qdisc of d0. @handle 0: it is there by default */
static struct nl_msg *qdisc(int type, uint32_t parent, uint32_t handle, const char *kind)
{
	const struct tcmsg hdr = { .tcm_ifindex = 2, .tcm_parent = parent, .tcm_handle = handle };
	struct nl_msg *msg = rtmsg_begin(type, type == RTM_NEWQDISC ? NLM_F_CREATE : 0, &hdr, sizeof(hdr));

	nla_put_string(msg, TCA_KIND, kind);
	return msg;
}

/* A link with a qdisc. The records from 3 on must be undone. */
static void make_qdisc(const char *kind)
{
	begin(3, false);
	take(NETJOURNAL_KIND_LINK, new_link("d0", IFF_UP, 1500, true));
	undo.spans[NETJOURNAL_KIND_TC].complete = true;
	take(NETJOURNAL_KIND_TC, qdisc(RTM_NEWQDISC, TC_H_ROOT, 0x10000, kind));
	has(new_link("d0", IFF_UP, 1500, false));
}

static void test_qdiscs(void)
{
	make_qdisc("mq");
	take(NETJOURNAL_KIND_TC, qdisc(RTM_DELQDISC, TC_H_ROOT, 0x10000, "mq"));
	has(qdisc(RTM_NEWQDISC, TC_H_ROOT, 0, "pfifo_fast"));
	is_str(plan(), "tc qdisc add dev d0 root handle 1: mq", "a qdisc that is gone: that by default gives way");
	make_qdisc("mq");
	take(NETJOURNAL_KIND_TC, qdisc(RTM_NEWQDISC, TC_H_ROOT, 0x10000, "fq"));
	has(qdisc(RTM_NEWQDISC, TC_H_ROOT, 0x10000, "fq"));
	is_str(plan(), "tc qdisc del dev d0 root; tc qdisc add dev d0 root handle 1: mq",
	       "a qdisc of another kind with its handle");
	make_qdisc("mq");
	take(NETJOURNAL_KIND_TC, qdisc(RTM_NEWQDISC, TC_H_ROOT, 0x20000, "fq"));
	take(NETJOURNAL_KIND_TC, qdisc(RTM_NEWQDISC, 0x20001, 0x30000, "pfifo"));
	has(qdisc(RTM_NEWQDISC, TC_H_ROOT, 0x20000, "fq"));
	has(qdisc(RTM_NEWQDISC, 0x20001, 0x30000, "pfifo"));
	is_str(plan(), "tc qdisc del dev d0 parent 2:1; tc qdisc replace dev d0 root handle 1: mq",
	       "a qdisc with another handle");
	make_qdisc("mq");
	take(NETJOURNAL_KIND_TC, qdisc(RTM_NEWQDISC, TC_H_CLSACT, 0xffff0000, "clsact"));
	has(qdisc(RTM_NEWQDISC, TC_H_ROOT, 0x10000, "mq"));
	has(qdisc(RTM_NEWQDISC, TC_H_CLSACT, 0xffff0000, "clsact"));
	is_str(plan(), "tc qdisc del dev d0 clsact", "a new qdisc");
	make_qdisc("htb");
	take(NETJOURNAL_KIND_TC, qdisc(RTM_DELQDISC, TC_H_ROOT, 0x10000, "htb"));
	is_str(plan(), "tc qdisc add dev d0 root handle 1: htb; #3 the qdisc comes back without its classes and filters",
	       "a qdisc with classes");
	make_qdisc("mq");
	take(NETJOURNAL_KIND_TC, qdisc(RTM_DELQDISC, TC_H_ROOT, 0x10000, "mq"));
	take(NETJOURNAL_KIND_TC, qdisc(RTM_NEWQDISC, TC_H_ROOT, 0x10000, "fq"));
	take(NETJOURNAL_KIND_TC, qdisc(RTM_NEWQDISC, 0x10001, 0x30000, "pfifo"));
	has(qdisc(RTM_NEWQDISC, TC_H_ROOT, 0x10000, "fq"));
	has(qdisc(RTM_NEWQDISC, 0x10001, 0x30000, "pfifo"));
	is_str(plan(), "tc qdisc del dev d0 root; tc qdisc add dev d0 root handle 1: mq",
	       "what is below a qdisc goes with it");
}

static void test_others(void)
{
	make_routes(false);
	take(NETJOURNAL_KIND_MROUTE, route(RTM_NEWROUTE, 0, "10.1.0.0", "10.0.0.1"));
	take(NETJOURNAL_KIND_MROUTE, route(RTM_NEWROUTE, 0, "10.1.0.0", "10.0.0.1"));
	is_str(plan(), "#5 changes of this kind cannot be undone (2 records)", "a kind that cannot be undone is named");
}

int main(void)
{
	test_routes();
	test_kernel_routes();
	test_sysctls();
	test_policies();
	test_entries();
	test_deleted_entries();
	test_addresses();
	test_doubles();
	test_port_options();
	test_qdiscs();
	test_others();
	test_conflicts();
	test_links();
	undo_drop(&undo);
	domain_free(undo.domain);
	return tap_done();
}
