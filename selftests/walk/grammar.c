// SPDX-License-Identifier: GPL-2.0
/*
 * What the walk does: commands of `ip`, chosen by chance. See grammar.h.
 *
 * A grammar without context: {name} stands for one of the alternatives of that
 * name, which are separated by | and as often taken as the number before * says.
 * All names and numbers come from small sets, so that commands meet each other
 * and the number of objects stays small.
 */
#include <stdlib.h>
#include <string.h>

#include "grammar.h"

struct rule {
	const char *name, *alternatives;
};

static const struct rule grammar[] = {
	/* The number of the namespace, and a command; or a namespace comes or goes. */
	{ "step", "100*{space} {change}|3*netns add {other}|netns del {other}" },
	{ "space", "9*0|1|2" },
	{ "other", "1|2" },
	{ "change", "10*{link add}|3*{link del}|14*{link set}|18*{link up}|15*{addr}|20*{route}"
		    "|14*{route6}|6*{rule}|6*{neigh}|13*{nexthop}" },

	/* Names of links tell their type, or half of the commands would be refused. */
	{ "any", "8*{dummy}|8*{veth}|2*{vlan}|2*{bridge}|{bond}|2*{vrf}|{macvlan}|{other link}|lo" },
	{ "lower", "3*{dummy}|3*{veth}|{bridge}|{bond}|{vlan}" },
	{ "port", "3*{dummy}|3*{veth}|{vlan}|{bond}|{other link}" },
	{ "dummy", "d0|d1|d2" },
	{ "veth", "e0|e1|e2|e3" },
	{ "vlan", "l0|l1" },
	{ "bridge", "b0|b1" },
	{ "bond", "o0|o1" },
	{ "vrf", "v0|v1" },
	{ "macvlan", "m0|m1" },
	{ "other link", "x0|x1" },
	{ "netns", "w0|w1|w2" },
	{ "mac", "02:00:00:00:00:0{digit}" },
	{ "digit", "1|2|3|4|5" },
	{ "small", "0|1|2" },
	{ "on", "on|off" },

	{ "link add", "5*link add {dummy} type dummy"
		      "|5*link add {veth} type veth peer name {veth}"
		      "|link add {veth} type veth peer name {veth} netns {netns}"
		      "|3*link add link {lower} name {vlan} type vlan id {digit}"
		      "|link add link {lower} name {vlan} type vlan protocol 802.1ad id {digit} reorder_hdr off"
		      "|3*link add {bridge} type bridge{bridge option}"
		      "|2*link add {bond} type bond{bond option}"
		      "|3*link add {vrf} type vrf table {table}"
		      "|link add link {lower} name {macvlan} type macvlan mode {macvlan mode}"
		      "|link add link {lower} name {macvlan} type macvtap"
		      "|link add link {lower} name {macvlan} type ipvlan mode {ipvlan mode}"
		      "|4*link add {other link} {other type}"
		      "|tuntap add {other link} mode {tun mode}" },
	{ "bridge option", "4*| vlan_filtering 1| mcast_snooping 0| ageing_time 10{digit}00| group_fwd_mask 8" },
	{ "bond option", "2*| mode {bond mode}| mode {bond mode} miimon 100| mode active-backup primary_reselect better" },
	{ "bond mode", "balance-rr|active-backup|balance-xor|broadcast|802.3ad|balance-tlb|balance-alb" },
	{ "macvlan mode", "private|vepa|bridge|passthru" },
	{ "ipvlan mode", "l2|l3|l3s" },
	{ "tun mode", "tun|tap" },
	{ "other type", "type ifb|type nlmon|type vcan|type wireguard|type vti local 10.0.0.1 remote 10.0.0.{digit} key {digit}"
			"|type gre local 10.0.0.1 remote 10.0.0.{digit}|type ipip local 10.0.0.1 remote 10.0.0.{digit}"
			"|type sit remote 10.0.0.{digit}|type ip6tnl remote 2001:db8::{digit}"
			"|type ip6gre remote 2001:db8::{digit}|type gretap remote 10.0.0.{digit}"
			"|type vxlan id {digit} dstport 4789 remote 10.0.0.{digit}"
			"|type geneve id {digit} remote 10.0.0.{digit}|type dummy" },
	{ "link del", "12*link del {any}|link del group {digit}|tuntap del {other link} mode {tun mode}" },
	{ "link up", "9*link set {any} up|5*link set {any} down|link set {dummy} carrier {on}|link set {veth} carrier {on}" },
	{ "link set", "3*link set {any} mtu 1{digit}00|link set {any} mtu 1100{digit}|2*link set {any} address {mac}"
		      "|link set {dummy} name {dummy}|link set {veth} name {veth}"
		      "|4*link set {port} master {bridge}|2*link set {port} master {bond}|4*link set {any} master {vrf}"
		      "|4*link set {any} nomaster|link set {any} txqueuelen {digit}00|link set {any} alias text{digit}"
		      "|link set {any} group {digit}|link set {any} arp {on}|link set {any} multicast {on}"
		      "|link set {any} allmulticast {on}|link set {any} promisc {on}|link set {any} protodown {on}"
		      "|link set {any} addrgenmode {addrgenmode}|link property add dev {any} altname name{digit}"
		      "|link property del dev {any} altname name{digit}|2*link set {any} netns {netns}"
		      "|link set {bridge} type bridge{bridge option}|link set {bond} type bond{bond option}"
		      "|link set {port} type bridge_slave {port option}|link set {port} type bond_slave queue_id {digit}"
		      "|link set {bond} type bond active_slave {port}|link set {vlan} type vlan loose_binding {on}"
		      "|link set {vlan} type vlan egress {digit}:{digit}|link set {macvlan} type macvlan mode {macvlan mode}"
		      "|link set {any} broadcast ff:ff:ff:ff:ff:f{digit}|link set {any} mode {link mode}"
		      "|link set {any} gso_max_segs 1{digit}|link set {other link} type vxlan ageing 10{digit}"
		      "|link set {any} vf 0 mac {mac}|link set {any} xdp off" },
	{ "addrgenmode", "eui64|none|random" },
	{ "link mode", "default|dormant" },
	{ "port option", "cost {digit}|priority {digit}|hairpin {on}|learning {on}|guard {on}|flood {on}|isolated {on}|state {small}" },

	{ "addr", "7*addr add {host}/{host len} dev {any}{addr option}|2*addr add {host} peer {host}/{host len} dev {any}"
		  "|2*addr replace {host}/{host len} dev {any}{addr option}|addr change {host}/{host len} dev {any}{addr option}"
		  "|4*addr del {host}/{host len} dev {any}|addr del {host}/{host len} dev lo|addr flush dev {any}"
		  "|6*addr add {host6}/{host len6} dev {any}{addr option6}|addr add {host6} peer {host6}/{host len6} dev {any}"
		  "|2*addr replace {host6}/{host len6} dev {any}{addr option6}|3*addr del {host6}/{host len6} dev {any}"
		  "|-6 addr flush dev {any}|addr flush scope global" },
	{ "host", "10.0.{small}.{digit}" },
	{ "host len", "3*24|2*32|30|16" },
	{ "addr option", "5*| noprefixroute| metric 10{digit}| scope link| scope host| broadcast +| label {any}:{digit}| broadcast 10.0.0.{digit}| home" },
	{ "host6", "2001:db8:{small}::{digit}" },
	{ "host len6", "3*64|128|48" },
	{ "addr option6", "5* nodad|| noprefixroute nodad| metric 10{digit} nodad| home nodad| mngtmpaddr nodad| autojoin nodad| optimistic| scope link nodad" },

	{ "route", "5*route {verb} {net} {hop}{route option}|2*route {verb} {net} {legs}{route option}"
		   "|2*route {verb} {net} nhid {nexthop id}{route option}|2*route {verb} {refusal} {net}{route option}"
		   "|2*route {verb} {net} dev {any}{route option}"
		   "|2*route del {net}|route del {net}{route option}|route del {net} dev {any}"
		   "|route flush dev {any}|route flush table {table}|route flush proto {protocol}" },
	{ "verb", "4*add|3*append|2*prepend|3*replace|change" },
	{ "net", "2*10.0.{small}.0/24|10.1.0.0/16|10.1.{small}.0/24|10.0.{small}.{digit}/32|2*default|0.0.0.0/1" },
	{ "hop", "4*via {host}|3*via {host} dev {any}|2*via {host} dev {any} onlink|via inet6 {host6} dev {any}|via inet6 fe80::{digit} dev {any}"
		 "|encap ip id {digit} dst 10.9.9.{digit} via {host} dev {any} onlink" },
	{ "legs", "{leg} {leg}|{leg} {leg} {leg}" },
	{ "leg", "nexthop via {host} dev {any} weight {digit}|nexthop via {host}|nexthop dev {any}|nexthop via {host} dev {any} onlink|nexthop via inet6 fe80::{digit} dev {any}" },
	{ "refusal", "blackhole|unreachable|prohibit|throw" },
	{ "route option", "{metric}{table option}{tos}{more}" },
	{ "metric", "3*| metric {digit}" },
	{ "table option", "4*| table {table}" },
	{ "table", "100|101|main" },
	{ "tos", "7*| tos 0x10| tos 0x08" },
	{ "more", "8*| src {host}| mtu 1400| proto {protocol}| scope link| realms {digit}| advmss 1300 initcwnd {digit}| mtu lock 1300" },
	{ "protocol", "static|boot|9{digit}" },

	{ "route6", "5*route {verb} {net6} {hop6}{route option6}|2*route {verb} {net6} {legs6}{route option6}"
		    "|2*route {verb} {net6} nhid {nexthop id}{route option6}|2*-6 route {verb} {refusal} {net6}{route option6}"
		    "|2*-6 route {verb} {net6} dev {any}{route option6}"
		    "|2*-6 route del {net6}|-6 route del {net6}{route option6}|route del {net6} {hop6}|-6 route flush dev {any}"
		    "|-6 route flush table {table}|-6 route flush proto {protocol}" },
	{ "net6", "2*2001:db8:{small}::/64|2001:db8:1{small}::/48|2001:db8:{small}::{digit}/128|2*::/0|2001:db8::/32" },
	{ "hop6", "4*via {host6}|3*via {host6} dev {any}|2*via fe80::{digit} dev {any}|via {host6} dev {any} onlink" },
	{ "legs6", "{leg6} {leg6}|{leg6} {leg6} {leg6}" },
	{ "leg6", "nexthop via {host6} dev {any} weight {digit}|nexthop via {host6}|nexthop via fe80::{digit} dev {any}|nexthop via {host6} dev {any} onlink" },
	{ "route option6", "{metric}{table option}{more6}" },
	{ "more6", "8*| src {host6}| mtu 1400| pref {preference}| from 2001:db8:{small}::/48" },
	{ "preference", "low|medium|high" },

	{ "rule", "3*rule add {selector} pref {preference number} {action}|2*-6 rule add {selector6} pref {preference number} {action}"
		  "|2*rule del pref {preference number}|-6 rule del pref {preference number}|rule del {selector}|rule del {action}" },
	{ "preference number", "5{digit}|100{digit}" },
	{ "selector", "from {net}|to {net}|iif {any}|oif {any}|fwmark {digit}|tos 0x10|from all|not from {net}|ipproto tcp dport 8{digit}|uidrange 1-{digit}" },
	{ "selector6", "from {net6}|to {net6}|iif {any}|oif {any}|fwmark {digit}/0xff|from all|ipproto udp sport 5{digit}-60" },
	{ "action", "4*lookup {table}|goto 100{digit}|blackhole|prohibit|unreachable|nop|lookup {table} suppress_prefixlength {small}|l3mdev|lookup {table} protocol 9{digit}" },

	{ "neigh", "3*neigh {neigh verb} {host} lladdr {mac} dev {any} nud permanent|2*neigh {neigh verb} {host6} lladdr {mac} dev {any} nud permanent"
		   "|neigh {neigh verb} {host} lladdr {mac} dev {any} nud {nud}|neigh del {host} dev {any}|neigh del {host6} dev {any}"
		   "|neigh {neigh verb} {host6} lladdr {mac} dev {any} router|neigh flush dev {any} nud all|neigh {neigh verb} {host} lladdr {mac} dev {any} protocol 9{digit}" },
	{ "neigh verb", "add|2*replace|change" },
	{ "nud", "noarp|stale|reachable" },

	{ "nexthop", "8*nexthop {nexthop verb} id {single id} {nexthop hop}|4*nexthop {nexthop verb} id {group id} group {group}"
		     "|nexthop {nexthop verb} id {group id} group {group} type resilient buckets 4"
		     "|nexthop del id {nexthop id}|nexthop flush dev {any}|nexthop flush proto {protocol}" },
	{ "nexthop verb", "3*add|2*replace" },
	{ "single id", "{digit}" },
	{ "group id", "2{small}" },
	{ "nexthop id", "2*{single id}|{group id}" },
	{ "nexthop hop", "2*dev {any}|3*via {host} dev {any}|2*via {host6} dev {any}|via fe80::{digit} dev {any}|blackhole|via {host} dev {any} onlink|via {host} dev {any} proto {protocol}"
			 "|encap ip id {digit} dst 10.9.9.{digit} via {host} dev {any}" },
	{ "group", "2*{single id}|3*{single id}/{single id}|{single id},{digit}/{single id},{digit}|{single id}/{single id}/{single id}" },
};

/* Each walk begins with these: where nothing is up, nearly all else is refused. */
static const char *const prologue[] = {
	"0 link add d0 type dummy",
	"0 link add d1 type dummy",
	"0 link add e0 type veth peer name e1",
	"0 link add v0 type vrf table 100",
	"0 link set d0 up",
	"0 link set d1 up",
	"0 link set e0 up",
	"0 link set e1 up",
	"0 link set v0 up",
	"0 addr add 10.0.0.1/24 dev d0",
	"0 addr add 10.0.1.1/24 dev e0",
	"0 addr add 10.0.2.1/24 dev d1",
	"0 addr add 2001:db8:0::1/64 dev d0 nodad",
	"0 addr add 2001:db8:1::1/64 dev e0 nodad",
	"0 nexthop add id 1 via 10.0.0.2 dev d0",
	"0 nexthop add id 2 via 10.0.1.2 dev e0",
	"0 nexthop add id 3 via 2001:db8:0::2 dev d0",
	"0 nexthop add id 20 group 1/2",
};

#define PROLOGUE	(sizeof(prologue) / sizeof(prologue[0]))

#define RULES	(sizeof(grammar) / sizeof(grammar[0]))

static const struct rule *find_rule(const char *name, size_t len)
{
	for (size_t i = 0; i < RULES; i++)
		if (strlen(grammar[i].name) == len && !memcmp(grammar[i].name, name, len))
			return &grammar[i];
	abort();
}

/* Reads the weight before an alternative. Returns where the alternative begins. */
static const char *read_weight(const char *alternative, unsigned int *weight)
{
	size_t digits = strspn(alternative, "0123456789");

	*weight = 1;
	if (!digits || alternative[digits] != '*')
		return alternative;
	*weight = strtoul(alternative, NULL, 10);
	return alternative + digits + 1;
}

static unsigned int sum_weights(const char *alternatives)
{
	unsigned int sum = 0, weight;

	for (;;) {
		alternatives = read_weight(alternatives, &weight);
		sum += weight;
		alternatives += strcspn(alternatives, "|");
		if (!*alternatives++)
			return sum;
	}
}

static void expand_rule(struct text *text, const struct rule *rule, struct random *random);

static void expand_text(struct text *text, const char *s, size_t len, struct random *random)
{
	const char *end = s + len;

	while (s < end) {
		size_t n = strcspn(s, "{|");

		if (s + n >= end) {
			text_add(text, s, end - s);
			return;
		}
		text_add(text, s, n);
		s += n + 1;
		n = strcspn(s, "}");
		expand_rule(text, find_rule(s, n), random);
		s += n + 1;
	}
}

static void expand_rule(struct text *text, const struct rule *rule, struct random *random)
{
	unsigned int at = random_below(random, sum_weights(rule->alternatives)), weight;
	const char *s = rule->alternatives;

	for (;;) {
		s = read_weight(s, &weight);
		if (at < weight)
			break;
		at -= weight;
		s += strcspn(s, "|") + 1;
	}
	expand_text(text, s, strcspn(s, "|"), random);
}

void grammar_choose(struct text *text, struct random *random, size_t number)
{
	text_clear(text);
	if (number < PROLOGUE)
		text_str(text, prologue[number]);
	else
		expand_rule(text, &grammar[0], random);
}
