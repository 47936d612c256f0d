// SPDX-License-Identifier: GPL-2.0
/* Selectors: what they take and refuse, and which real messages they match. */
#include <arpa/inet.h>
#include <errno.h>
#include <sys/socket.h>

#include "base/util.h"
#include "corpus.h"
#include "decode/kind.h"
#include "decode/rtnames.h"
#include "decode/selector.h"
#include "decoded.h"
#include "tap.h"

#define WORDS_MAX	12

#define LONG16	"0123456789abcdef"
#define LONG	LONG16 LONG16 LONG16 LONG16 LONG16 LONG16 LONG16 LONG16

static struct message messages[CORPUS_MAX];
static size_t count;

static int parse(struct selector *sel, enum netjournal_kind kind,
		 const char *text, char *err, size_t err_len)
{
	static char copy[512];
	char *argv[WORDS_MAX], *save, *word;
	int argc = 0;

	snprintf(copy, sizeof(copy), "%s", text);
	for (word = strtok_r(copy, " ", &save); word && argc < WORDS_MAX;
	     word = strtok_r(NULL, " ", &save))
		argv[argc++] = word;
	err[0] = '\0';
	return selector_parse(sel, kind, argc, argv, err, err_len);
}

static const struct {
	const char *kind, *words, *want;	/* NULL: it is taken */
} parsed[] = {
	{ "link", "eth0", NULL },
	{ "link", "dev eth0", NULL },
	{ "link", "", NULL },
	{ "link", "an-alternative-name-is-longer", NULL },
	{ "link", LONG, "\"" LONG "\" is not the name of an interface" },
	{ "link", "up master br0 type vlan group 7 state up", NULL },
	{ "link", "nomaster type bridge_slave", NULL },
	{ "link", "state sideways", "\"sideways\" is not a state of an interface" },
	{ "link", "address 02:00:00:00:00:09", NULL },
	{ "link", "address 02:00:00:00:00:", "\"02:00:00:00:00:\" is not a link-layer address" },
	{ "link", "group many", "\"many\" is not a group of interfaces" },
	{ "link", "master", "a value is missing after \"master\"" },
	{ "link", "eth0 eth1", "\"eth1\" is not a word of this selector" },
	{ "addr", "10.0.0.5", NULL },
	{ "addr", "10.0.0.5/24 dev eth0", NULL },
	{ "addr", "2001:db8::1", NULL },
	{ "addr", "10.0.0", "\"10.0.0\" is not an address" },
	{ "addr", "10.0.0.256", "\"10.0.0.256\" is not an address" },
	{ "addr", "10.0.0.5/33",
	  "\"10.0.0.5/33\": the prefix length is not between 0 and 32" },
	{ "addr", "10.0.0.5/", "\"10.0.0.5/\": the prefix length is not between 0 and 32" },
	{ "addr", "::/129", "\"::/129\": the prefix length is not between 0 and 128" },
	{ "addr", "10.0.0.5 dev", "a value is missing after \"dev\"" },
	{ "addr", "10.0.0.5 table 5", "\"table\" is not a word of this selector" },
	{ "route", "default", NULL },
	{ "route", "10.20.0.0/16 dev eth0 table main via 10.0.0.1 metric 5", NULL },
	{ "route", "10.20/16", NULL },
	{ "route", "10/8", NULL },
	{ "route", "to 10/8", NULL },
	{ "route", "root 10.0.0.0/8", NULL },
	{ "route", "match 10.0.0.1", NULL },
	{ "route", "2001:db8::/32", NULL },
	{ "route", "10.0.0.1/24",
	  "\"10.0.0.1/24\" has bits beyond its prefix length (use 10.0.0.0/24)" },
	{ "route", "defualt", "\"defualt\" is not an address" },
	{ "route", "10.0.0.0/8 table mian", "\"mian\" is not a routing table" },
	{ "route", "type blackhole proto kernel scope link", NULL },
	{ "route", "type black", "\"black\" is not a type of route" },
	{ "route", "proto nosuch", "\"nosuch\" is not a protocol" },
	{ "route", "scope far", "\"far\" is not a scope" },
	{ "route", "10.0.0.0/8 metric many", "\"many\" is not a number" },
	{ "route", "10.0.0.0/8 metric -1", "\"-1\" is not a number" },
	{ "route", "10.0.0.0/8 via 10.0.0.0/8",
	  "\"10.0.0.0/8\" is a prefix, not an address" },
	{ "route", "", NULL },
	{ "rule", "from 10.0.0.0/8 to all fwmark 0x10/0xff iif v1 oif v0 lookup 1000 pref 5", NULL },
	{ "rule", "pref 100", NULL },
	{ "rule", "10.0.0.0/8", "\"10.0.0.0/8\" is not a word of this selector" },
	{ "rule", "fwmark red", "\"red\" is not a mark" },
	{ "rule", "fwmark 1/", "\"1/\" is not a mark" },
	{ "rule", "", NULL },
	{ "neigh", "10.0.0.1 dev v1 lladdr 02:00:00:00:00:09", NULL },
	{ "neigh", "lladdr 2:0:0:0:0:9", NULL },
	{ "neigh", "lladdr 02:00", NULL },
	{ "neigh", "lladdr 02:000", "\"02:000\" is not a link-layer address" },
	{ "neigh", "lladdr 02:", "\"02:\" is not a link-layer address" },
	{ "neigh", "lladdr 02:xx", "\"02:xx\" is not a link-layer address" },
	{ "neigh", "10.0.0.0/8", "\"10.0.0.0/8\" is a prefix, not an address" },
	{ "neigh", "state permanent nud stale proxy", NULL },
	{ "neigh", "state none", NULL },
	{ "neigh", "state asleep", "\"asleep\" is not a state of a neighbour" },
	{ "addr", "to 10.0.0.0/8 up permanent secondary label v1:*", NULL },
	{ "nexthop", "groups fdb", NULL },
	{ "nexthop", "10", NULL },
	{ "nexthop", "id 10", NULL },
	{ "nexthop", "ten", "\"ten\" is not the id of a nexthop" },
	{ "nexthop", "", NULL },
};

/* Each selector with the names of the messages that it matches, sorted. */
static const struct {
	const char *kind, *words, *want;
} matched[] = {
	{ "nft", "table inet filter",
	  "nft-chains nft-flowtable nft-rule-del nft-table nft-table-del" },
	{ "nft", "chain x3", "nft-chains nft-table-del" },
	{ "nft", "ip filter", "nft-xtables nft-xtables-new" },
	{ "request", "wg0", "request-wireguard-peer request-wireguard-set" },
	{ "ethtool", "v0", "ethtool-channels ethtool-features" },
	{ "link", "v0", "link-af-bridge link-bridge-port" },
	{ "link", "v1", "link-veth-altnames" },
	{ "link", "v1.5", "link-vlan" },
	{ "link", "alt2", "link-veth-altnames" },
	{ "link", "if6", "" },
	{ "link", "type veth", "link-bridge-port link-veth-altnames" },
	{ "link", "type vlan up", "" },
	{ "addr", "10.1.1.1", "addr-label" },
	{ "addr", "to 10.1.1.0/24", "addr-label addr-secondary" },
	{ "addr", "label v1:*", "addr-label" },
	{ "addr", "label v? deprecated", "addr-deprecated6" },
	{ "addr", "deprecated", "addr-deprecated6" },
	{ "addr", "dynamic to 10.0.0.0/8", "addr-lifetimes" },
	{ "route", "type blackhole", "route-blackhole" },
	{ "route", "type throw proto boot", "route-throw" },
	{ "route", "proto static", "route-static" },
	{ "rule", "proto zebra", "rule-tunnel" },
	{ "neigh", "state none", "neigh-none" },
	{ "neigh", "state permanent", "neigh-extern neigh-permanent" },
	{ "fdb", "00:00:00:00:00:00", "fdb-vxlan neigh-fdb-vxlan" },
	{ "fdb", "static", "fdb-device fdb-extern fdb-permanent fdb-static fdb-sticky fdb-vxlan neigh-fdb-vxlan" },
	{ "fdb", "learned", "fdb-learned" },
	{ "fdb", "vlan 5", "" },
	{ "mpls", "400", "route-mpls" },
	{ "mpls", "101", "mpls-multipath" },
	{ "addr", "10.1.1.1/24", "addr-label" },
	{ "addr", "10.1.1.1/16", "" },
	{ "addr", "10.1.1.1 dev v1", "addr-label" },
	{ "addr", "10.1.1.1 dev if4", "addr-label" },
	{ "addr", "10.1.1.1 dev v0", "" },
	{ "addr", "10.1.1.0/24", "" },
	{ "addr", "2001:db8::1", "addr-deprecated6" },
	{ "addr", "dev br0", "addr-lifetimes addr-proto" },
	{ "route", "10.20.0.0/16", "route-static" },
	{ "route", "10.20/16", "route-static" },
	{ "route", "10.20.0.0/16 table main metric 100 via 10.1.1.9 dev v1",
	  "route-static" },
	{ "route", "10.20.0.0/16 table 5", "" },
	{ "route", "10.20.0.0/16 metric 0", "" },
	{ "route", "10.20.0.0/16 via 10.1.1.8", "" },
	{ "route", "10.20.0.0", "" },
	{ "route", "default", "route-inet6-default route-inet6-unreachable "
			      "route-metrics" },
	{ "route", "default metric 9999", "route-inet6-unreachable" },
	{ "route", "dev br0", "route-multipath" },
	{ "route", "via 10.3.0.9", "route-multipath" },
	{ "route", "via 2001:db8::9", "route-inet6-multipath route-inet6-pref "
				      "route-multipath-encap" },
	{ "route", "via fe80::1", "route-via-inet6" },
	{ "route", "root 10.40.0.0/15", "route-blackhole" },
	{ "route", "match 10.40.1.2", "route-blackhole route-metrics" },
	{ "route", "match 2001:db8:3::1",
	  "route-inet6-default route-inet6-expires route-inet6-unreachable" },
	{ "route", "nhid 10", "route-nhid-group" },
	{ "route", "table 1000", "route-throw route-tos-realms" },
	{ "rule", "pref 100", "rule-fwmark" },
	{ "rule", "from 10.0.0.0/8", "rule-fwmark" },
	{ "rule", "to 10.9.0.0/16", "rule-fwmark" },
	{ "rule", "fwmark 0x10/0xff", "rule-fwmark" },
	{ "rule", "fwmark 0x10", "rule-fwmark" },
	{ "rule", "fwmark 0x10/0xf0", "" },
	{ "rule", "iif v1", "rule-fwmark" },
	{ "rule", "oif nosuch", "rule-not" },
	{ "rule", "iif nosuch", "rule-goto-unresolved" },
	{ "rule", "lookup main", "rule-ipproto-unnamed rule-not" },
	{ "rule", "from all lookup local", "rule-local" },
	{ "neigh", "10.1.1.9", "neigh-permanent" },
	{ "neigh", "10.1.1.9 dev v1 lladdr 02:00:00:00:00:09",
	  "neigh-permanent" },
	{ "neigh", "lladdr 2:0:0:0:0:a", "neigh-reachable" },
	{ "neigh", "2001:db8::9", "neigh-managed" },
	{ "nexthop", "10", "nexthop-group" },
	{ "nexthop", "via 10.1.1.10", "nexthop-proto" },
	{ "nexthop", "id 1 dev v1", "nexthop-via" },
};

/* Filters for all kinds. */
static const struct {
	enum selector_mode mode;
	const char *prefix, *want;
} filtered[] = {
	{ SELECTOR_EXACT, "10.1.1.0/24", "addr-label addr-secondary route-kernel" },
	{ SELECTOR_HOST, "10.1.1.9", "neigh-permanent" },
	{ SELECTOR_EXACT, "10.9.0.0/16", "rule-fwmark" },
	{ SELECTOR_ROOT, "10.2.0.0/15", "addr-lifetimes addr-peer xfrm-policy xfrm-policy-del" },
	{ SELECTOR_MATCH, "10.1.1.2",
	  "addr-secondary route-kernel route-metrics rule-fwmark" },
	{ SELECTOR_HOST, "2001:db8::9", "neigh-managed" },
};

static const char *matches(const struct selector *sel)
{
	const struct event_names names = { .ifname = decoded_ifname };
	static char found[4096];
	struct event ev;
	size_t i;

	found[0] = '\0';
	for (i = 0; i < count; i++) {
		if (event_parse(&ev, messages[i].data, messages[i].len) ||
		    !selector_match(sel, &ev, &names))
			continue;
		if (found[0])
			strcat(found, " ");
		strcat(found, messages[i].name);
	}
	return found;
}

static const struct {
	const char *kind, *words, *want;	/* four bytes; NULL: there is no mark */
} marks[] = {
	{ "route", "10.20.0.0/16", "0a140000" },
	{ "route", "10.20.3.4", "0a140304" },
	{ "route", "2001:db8:3::/48", "00030000" },
	{ "route", "root 2001:db8:3::/48", "20010db8" },
	{ "route", "root 10.40.0.0/15", NULL },
	{ "route", "match 10.40.1.2", NULL },
	{ "route", "default", NULL },
	{ "route", "dev v1", NULL },
	{ "neigh", "10.1.1.9", "0a010109" },
	{ "neigh", "2001:db8::9", "00000009" },
	{ "addr", "10.1.1.1", "0a010101" },
	{ "addr", "10.1.1.1/24", "0a010101" },
};

static void test_mark(enum netjournal_kind kind, const char *words, const char *want)
{
	char err[256], name[256], text[16] = "";
	struct selector sel;
	uint32_t word;

	snprintf(name, sizeof(name), "the mark of %s %s", kind_row(kind)->name, words);
	if (parse(&sel, kind, words, err, sizeof(err)))
		snprintf(text, sizeof(text), "%s", err);
	else if (selector_mark(&sel, &word))
		snprintf(text, sizeof(text), "%08x", ntohl(word));
	is_str(text, want ? want : "", name);
}

/* Nobody compares the bits after the prefix, and the kernel clears them. */
static void test_mark_of_host_bits(void)
{
	char err[256];
	struct selector sel;
	uint32_t word = 0;

	parse(&sel, NETJOURNAL_KIND_ROUTE, "10.20.0.0/14", err, sizeof(err));
	memcpy(sel.dst.bytes, (const uint8_t[]){ 10, 23, 3, 4 }, 4);
	ok(selector_mark(&sel, &word), "a prefix with bits of a host has a mark");
	is_num(ntohl(word), 0x0a140000, "which is that of the prefix");
}

static bool has_word(const struct message *m, uint32_t word)
{
	size_t at;

	for (at = 0; at + sizeof(word) <= m->len; at += sizeof(word))
		if (!memcmp((const char *)m->data + at, &word, sizeof(word)))
			return true;
	return false;
}

/* Returns how many messages @sel matches although they do not have its mark. */
static int count_unmarked(const struct selector *sel)
{
	const struct event_names names = { .ifname = decoded_ifname };
	struct event ev;
	uint32_t word;
	int n = 0;
	size_t i;

	if (!selector_mark(sel, &word))
		return 0;
	for (i = 0; i < count; i++)
		n += !event_parse(&ev, messages[i].data, messages[i].len) &&
		     selector_match(sel, &ev, &names) && !has_word(&messages[i], word);
	return n;
}

/* Returns how many messages about routes are not about the prefix of @sel; those that match are counted as -1000. */
static int count_elsewhere(const struct selector *sel)
{
	const struct event_names names = { .ifname = decoded_ifname };
	struct selector_look look;
	struct event ev;
	int n = 0;
	size_t i;

	for (i = 0; selector_look(&look, sel) && i < count; i++) {
		if (event_parse(&ev, messages[i].data, messages[i].len) || ev.kind != sel->kind ||
		    !selector_is_elsewhere(&look, messages[i].data, messages[i].len))
			continue;
		n += selector_match(sel, &ev, &names) ? -1000 : 1;
	}
	return n;
}

static void test_elsewhere(void)
{
	struct selector sel;
	char err[256];
	int elsewhere;

	parse(&sel, NETJOURNAL_KIND_ROUTE, "default", err, sizeof(err));
	ok(count_elsewhere(&sel) > 0, "routes with a prefix are no default route");
	parse(&sel, NETJOURNAL_KIND_ROUTE, "root 10.0.0.0/8", err, sizeof(err));
	is_num(count_elsewhere(&sel), 0, "a longer prefix can match too");
	parse(&sel, NETJOURNAL_KIND_ROUTE, "match 10.40.1.2", err, sizeof(err));
	elsewhere = count_elsewhere(&sel);
	ok(elsewhere > 0, "not all routes lead to an address");
	parse(&sel, NETJOURNAL_KIND_ROUTE, "match 192.0.2.0/30", err, sizeof(err));
	ok(count_elsewhere(&sel) > elsewhere, "a route in the prefix does not lead to all of it");
}

int main(void)
{
	struct selector sel;
	char err[256], name[256];
	size_t i;

	rt_names_folders("/nonexistent", "/nonexistent");
	count = corpus_read(messages);

	for (i = 0; i < ARRAY_SIZE(parsed); i++) {
		snprintf(name, sizeof(name), "%s %s", parsed[i].kind,
			 parsed[i].words);
		parse(&sel, kind_by_name(parsed[i].kind),
		      parsed[i].words, err, sizeof(err));
		is_str(err, parsed[i].want ? parsed[i].want : "", name);
	}
	is_num(parse(&sel, NETJOURNAL_KIND_NOTE, "x", err, sizeof(err)),
	       -EINVAL, "notes have no selector");
	is_num(parse(&sel, NETJOURNAL_KIND_LINK, "eth0 x", err, 4), -EINVAL,
	       "a short buffer for the message");
	is_str(err, "\"x\"", "is filled as far as it goes");

	if (corpus_is_foreign()) {
		corpus_skip("matches");
		corpus_free(messages, count);
		return tap_done();
	}
	for (i = 0; i < ARRAY_SIZE(matched); i++) {
		snprintf(name, sizeof(name), "matches %s %s", matched[i].kind,
			 matched[i].words);
		if (parse(&sel, kind_by_name(matched[i].kind),
			  matched[i].words, err, sizeof(err)))
			is_str(err, "", name);
		else
			is_str(matches(&sel), matched[i].want, name);
		is_num(count_unmarked(&sel), 0, "each has the mark");
		ok(count_elsewhere(&sel) >= 0, "none is elsewhere");
	}
	for (i = 0; i < ARRAY_SIZE(marks); i++)
		test_mark(kind_by_name(marks[i].kind), marks[i].words, marks[i].want);
	test_mark_of_host_bits();
	test_elsewhere();
	for (i = 0; i < ARRAY_SIZE(filtered); i++) {
		memset(&sel, 0, sizeof(sel));
		snprintf(name, sizeof(name), "filter %d %s", filtered[i].mode,
			 filtered[i].prefix);
		if (selector_prefix(&sel, filtered[i].mode, filtered[i].prefix,
				    err, sizeof(err)))
			is_str(err, "", name);
		else
			is_str(matches(&sel), filtered[i].want, name);
	}

	memset(&sel, 0, sizeof(sel));
	strcpy(sel.dev, "br0");
	is_str(matches(&sel), "addr-lifetimes addr-proto ethtool-channels ethtool-features "
	       "link-af-bridge link-bridge link-bridge-port mdb-del mdb-dump mdb-inet6-source mdb-l2 "
	       "mdb-permanent mdb-router mdb-sources mpls-multipath mpls-swap mroute mroute-del mroute-inet6 "
	       "request-mptcp-endpoint route-multipath tc-chain tc-filter-actions tc-filter-flower "
	       "tc-filter-flower-ct tc-filter-flower-inet6 tc-filter-flower-masks tc-filter-flower-mpls "
	       "tc-filter-flower-push tc-filter-flower-tunnel tc-filter-flower-vlan tc-filter-matchall tc-fq-codel",
	       "a filter for a device finds what is below it too");
	memset(&sel, 0, sizeof(sel));
	sel.family = AF_INET6;
	sel.has_dst = true;
	is_str(matches(&sel), "route-inet6-default route-inet6-unreachable "
	       "rule-flowlabel rule-inet6",
	       "default of one family");
	corpus_free(messages, count);
	return tap_done();
}
