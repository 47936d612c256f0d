// SPDX-License-Identifier: GPL-2.0
/* Makes commands of `ip link`. See recipe_link.h. */
#include <ctype.h>
#include <errno.h>
#include <linux/if.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <string.h>

#include "base/util.h"
#include "decode/attr.h"
#include "net/recipe_link.h"

/*
 * A property of every link.
 *
 * @word: of `ip link set`; NULL: the kernel sets it, or another command does
 * @none: the words that set it to none; NULL: it cannot be none
 */
static const struct {
	const char *path, *word, *none;
} properties[] = {
	{ "mtu", "mtu", NULL }, { "txqlen", "txqueuelen", NULL }, { "address", "address", NULL },
	{ "broadcast", "broadcast", NULL }, { "group", "group", "group default" },
	{ "ifalias", "alias", "alias" }, { "master", "master", "nomaster" },
	{ "inet6_addr_gen_mode", "addrgenmode", NULL }, { "gso_max_size", "gso_max_size", NULL },
	{ "gso_max_segs", "gso_max_segs", NULL }, { "gro_max_size", "gro_max_size", NULL },
	{ "linkmode", "mode", NULL }, { "ifname", "name", NULL },
	/* The flags have a function of their own. */
	{ "flags" },
	/* These follow from others, or from the hardware. */
	{ "ifindex" }, { "family" }, { "qdisc" }, { "operstate" }, { "operstate_index" }, { "link_type" },
	{ "link" }, { "link_index" }, { "link_netnsid" }, { "promiscuity" }, { "allmulti" },
	{ "num_tx_queues" }, { "num_rx_queues" }, { "min_mtu" }, { "max_mtu" }, { "tso_max_size" },
	{ "tso_max_segs" }, { "gso_ipv4_max_size" }, { "gro_ipv4_max_size" }, { "permaddr" },
	{ "parentdev" }, { "parentbus" }, { "link_pointtopoint" }, { "linkinfo.info_slave_kind" },
	{ "linkinfo.info_slave_data" }, { "linkinfo" }, { "headroom" }, { "tailroom" },
};

/*
 * Options of types, and of ports. The names are those of the decoder.
 *
 * @word: of the command; NULL: the same
 * @create: also in the command that makes the link
 */
static const struct {
	const char *type, *name, *word;
	bool create;
} options[] = {
	{ "bridge", "forward_delay", .create = true }, { "bridge", "hello_time", .create = true },
	{ "bridge", "max_age", .create = true }, { "bridge", "ageing_time", .create = true },
	{ "bridge", "stp_state", .create = true }, { "bridge", "priority", .create = true },
	{ "bridge", "vlan_filtering", .create = true }, { "bridge", "vlan_protocol", .create = true },
	{ "bridge", "vlan_default_pvid" }, { "bridge", "mcast_snooping", .create = true },
	{ "bridge", "mcast_querier" }, { "bridge", "mcast_router" }, { "bridge", "mcast_query_use_ifaddr" },
	{ "bridge", "mcast_hash_max" }, { "bridge", "mcast_last_member_count" },
	{ "bridge", "mcast_startup_query_count" }, { "bridge", "nf_call_iptables" },
	{ "bridge", "nf_call_ip6tables" }, { "bridge", "nf_call_arptables" },
	{ "bridge", "vlan_stats_enabled" }, { "bridge", "mcast_stats_enabled" },
	{ "bridge", "mcast_igmp_version" }, { "bridge", "mcast_mld_version" },
	{ "bridge", "group_fwd_mask" },
	{ "bond", "mode", .create = true }, { "bond", "miimon", .create = true },
	{ "bond", "updelay" }, { "bond", "downdelay" }, { "bond", "min_links", .create = true },
	{ "bond", "xmit_hash_policy", .create = true }, { "bond", "ad_lacp_rate", "lacp_rate" },
	{ "bond", "ad_select" }, { "bond", "primary" }, { "bond", "active_slave" },
	{ "bond", "primary_reselect" }, { "bond", "fail_over_mac" }, { "bond", "resend_igmp" },
	{ "bond", "all_slaves_active" }, { "bond", "lp_interval" }, { "bond", "arp_interval" },
	{ "vlan", "protocol", .create = true }, { "vlan", "id", .create = true },
	{ "vrf", "table", .create = true },
	{ "macvlan", "mode", .create = true }, { "macvtap", "mode", .create = true },
	{ "ipvlan", "mode", .create = true },
	{ "bridge_slave", "priority" }, { "bridge_slave", "cost" },
	{ "bridge_slave", "hairpin" }, { "bridge_slave", "guard" }, { "bridge_slave", "root_block" },
	{ "bridge_slave", "learning" }, { "bridge_slave", "flood" }, { "bridge_slave", "proxy_arp" },
	{ "bridge_slave", "mcast_flood" }, { "bridge_slave", "bcast_flood" },
	{ "bridge_slave", "neigh_suppress" }, { "bridge_slave", "isolated" }, { "bridge_slave", "vlan_tunnel" },
};

/* Options that the kernel sets. */
static const char *const states[] = {
	/* bridges and their ports */
	"bridge_id", "root_id", "root_port", "root_path_cost", "topology_change", "topology_change_detected",
	"group_addr", "designated_port", "designated_cost", "id", "no", "topology_change_ack",
	"config_pending", "state", "mcast_n_groups", "mcast_querier_state", "mcast_eht_hosts_cnt",
	/* bonds and their ports */
	"ad_info", "mii_status", "link_failure_count", "perm_hwaddr",
	"ad_aggregator_id", "ad_actor_oper_port_state", "ad_actor_oper_port_state_str",
	"ad_partner_oper_port_state", "ad_partner_oper_port_state_str",
};

/* Types of links that a command makes again as they were. */
static const char *const types[] = {
	"dummy", "bridge", "bond", "vlan", "vrf", "veth", "macvlan", "macvtap", "ipvlan", "ifb",
};

/* The flags that `ip link set` has words for. */
static const struct {
	unsigned int flag;
	const char *word;
	bool inverse;
} flag_words[] = {
	{ IFF_NOARP, "arp", true }, { IFF_MULTICAST, "multicast" }, { IFF_ALLMULTI, "allmulticast" },
	{ IFF_PROMISC, "promisc" }, { IFF_DYNAMIC, "dynamic" },
};

static void begin_set(struct recipe *r, const char *dev)
{
	recipe_begin(r);
	recipe_add(r, "ip");
	recipe_add(r, "link");
	recipe_add(r, "set");
	recipe_add(r, "dev");
	recipe_add(r, dev);
}

static int give_up(struct recipe *r, const char *why, const char *what)
{
	snprintf(r->why, sizeof(r->why), "%s%s", why, what);
	return -ENOTSUP;
}

unsigned int link_flags_of(const struct event *ev)
{
	struct ifinfomsg ifi;

	memcpy(&ifi, NLMSG_DATA(ev->nlh), sizeof(ifi));
	return ifi.ifi_flags;
}

void link_type_of(const struct event *ev, char type[LINK_TYPE_MAX])
{
	const uint8_t *info = ev->attr[IFLA_LINKINFO], *kind;

	kind = info ? attr_find(attr_iter_nested(info), IFLA_INFO_KIND) : NULL;
	snprintf(type, LINK_TYPE_MAX, "%.*s", kind ? (int)attr_len(kind) : 0,
		 kind ? (const char *)attr_data(kind) : "");
}

/* Adds a value as a word. Returns false if it is no single value. */
static bool add_value(struct recipe *r, const struct values *v, size_t at)
{
	const struct value *value = &v->list[at];
	char text[32];

	switch (value->type) {
	case VALUE_STRING:
		recipe_addn(r, value_string(v, at), value->len);
		return true;
	case VALUE_NUMBER:
		snprintf(text, sizeof(text), "%s%llu", value->negative ? "-" : "",
			 (unsigned long long)value->number);
		recipe_add(r, text);
		return true;
	case VALUE_BOOL:
		recipe_add(r, value->number ? "on" : "off");
		return true;
	default:
		return false;
	}
}

/* Sets an option of the link's type, or of the port that it is. */
static int set_option(struct recipe *r, const char *type, const char *name, const struct values *v,
		      size_t at)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(options); i++) {
		if (strcmp(options[i].type, type) || strcmp(options[i].name, name))
			continue;
		/* A bond has no active port if it has no port that is up. */
		if (!at && !strcmp(name, "active_slave"))
			return -ENOENT;
		recipe_add(r, "type");
		recipe_add(r, type);
		recipe_add(r, options[i].word ? options[i].word : name);
		if (at && add_value(r, v, at))
			return 0;
		return give_up(r, "no command sets to none: ", name);
	}
	for (i = 0; i < ARRAY_SIZE(states); i++)
		if (!strcmp(states[i], name))
			return -ENOENT;
	return give_up(r, "no command sets ", name);
}

static int set_property(struct recipe *r, const char *path, const struct values *v, size_t at)
{
	size_t i, len;
	const char *none;

	for (i = 0; i < ARRAY_SIZE(properties); i++)
		if (!strcmp(properties[i].path, path))
			break;
	if (i == ARRAY_SIZE(properties))
		return give_up(r, "no command sets ", path);
	if (!properties[i].word)
		return -ENOENT;
	none = properties[i].none;
	if (at && v->list[at].type != VALUE_NULL) {
		recipe_add(r, properties[i].word);
		return add_value(r, v, at) ? 0 : give_up(r, "no command sets ", path);
	}
	if (!none)
		return give_up(r, "no command sets to none: ", path);
	for (; *none; none += len + strspn(none + len, " ")) {
		len = strcspn(none, " ");
		recipe_addn(r, none, len);
	}
	/* An alias of nothing. */
	if (!strcmp(path, "ifalias"))
		recipe_add(r, "");
	return 0;
}

int recipe_link_set(struct recipe *r, const char *dev, const char *type, const char *path,
		    const struct values *v, size_t at)
{
	static const char data[] = "linkinfo.info_data.", port[] = "linkinfo.info_slave_data.";
	int err;

	begin_set(r, dev);
	if (!strncmp(path, data, strlen(data)))
		err = set_option(r, type, path + strlen(data), v, at);
	else if (!strncmp(path, port, strlen(port)))
		err = set_option(r, "bridge_slave", path + strlen(port), v, at);
	else
		err = set_property(r, path, v, at);
	return !err && r->why[0] ? -ENOTSUP : err;
}

int recipe_link_flags(struct recipe *r, const char *dev, unsigned int old, unsigned int new)
{
	unsigned int flag;
	bool any = false;
	size_t i;

	begin_set(r, dev);
	for (i = 0; i < ARRAY_SIZE(flag_words); i++) {
		flag = flag_words[i].flag;
		if (!((old ^ new) & flag))
			continue;
		any = true;
		recipe_add(r, flag_words[i].word);
		recipe_add(r, !(new & flag) == flag_words[i].inverse ? "on" : "off");
	}
	return any ? 0 : -ENOENT;
}

void recipe_link_up(struct recipe *r, const char *dev, bool up)
{
	begin_set(r, dev);
	recipe_add(r, up ? "up" : "down");
}

void recipe_link_delete(struct recipe *r, const char *dev)
{
	recipe_begin(r);
	recipe_add(r, "ip");
	recipe_add(r, "link");
	recipe_add(r, "del");
	recipe_add(r, "dev");
	recipe_add(r, dev);
}

static bool is_makeable(const char *type)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(types); i++)
		if (!strcmp(types[i], type))
			return true;
	return false;
}

/* Adds the options that the type is made with. */
static void add_options(struct recipe *r, const char *type, const struct values *v)
{
	size_t info = value_member(v, 0, "linkinfo"), data, at, i;

	data = info ? value_member(v, info, "info_data") : 0;
	for (i = 0; data && i < ARRAY_SIZE(options); i++) {
		if (!options[i].create || strcmp(options[i].type, type))
			continue;
		at = value_member(v, data, options[i].name);
		if (!at || v->list[at].type > VALUE_STRING || v->list[at].type == VALUE_NULL)
			continue;
		recipe_add(r, options[i].word ? options[i].word : options[i].name);
		add_value(r, v, at);
	}
}

int recipe_link_add(struct recipe *r, const struct event *ev, const struct event_names *names,
		    const char *peer)
{
	bool stacked = ev->attr[IFLA_LINK] && attr_u32(ev->attr[IFLA_LINK]) && !peer;
	struct values v = { 0 };
	char type[LINK_TYPE_MAX];
	const char *lower;
	struct out o;

	recipe_begin(r);
	link_type_of(ev, type);
	if (!is_makeable(type))
		return give_up(r, "no command makes a link of the type ", *type ? type : "of hardware");
	if (!ev->ifname || (!strcmp(type, "veth") && !peer))
		return give_up(r, "its peer in another network namespace is gone", "");
	lower = stacked ? names->ifname(names->arg, attr_u32(ev->attr[IFLA_LINK])) : NULL;
	if (stacked && !lower)
		return give_up(r, "the link below it is not known", "");
	recipe_add(r, "ip");
	recipe_add(r, "link");
	recipe_add(r, "add");
	if (lower) {
		recipe_add(r, "link");
		recipe_add(r, lower);
	}
	recipe_add(r, "name");
	recipe_add(r, ev->ifname);
	recipe_add(r, "type");
	recipe_add(r, type);
	out_init_values(&o, &v);
	out_object(&o, NULL);
	event_print(&o, ev, names);
	out_object_end(&o);
	add_options(r, type, &v);
	if (peer) {
		recipe_add(r, "peer");
		recipe_add(r, "name");
		recipe_add(r, peer);
	}
	if (values_error(&v))
		give_up(r, "there is no memory", "");
	values_free(&v);
	return r->why[0] ? -ENOTSUP : 0;
}
