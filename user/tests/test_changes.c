// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of changes.c: what differs between two messages, as text and JSON,
 * and on all pairs of real messages that it is safe and the JSON valid.
 */
#include <linux/pkt_sched.h>
#include <stdlib.h>

#include "corpus.h"
#include "decoded.h"
#include "json_check.h"
#include "net/changes.h"
#include "rtmsg.h"
#include "tap.h"

static struct changes changes;

static const struct event_names names = { .ifname = decoded_ifname };

static char *printed(bool json, size_t *len)
{
	struct out o;
	char *text;
	FILE *f = open_memstream(&text, len);

	out_init(&o, f, json, false);
	out_object(&o, NULL);
	changes_print(&o, &changes);
	out_object_end(&o);
	out_line_end(&o);
	out_flush(&o);
	fclose(f);
	return text;
}

/* Compares the messages, which are freed. */
static void differ(struct nl_msg *old, struct nl_msg *new, const char *text,
		   const char *json, const char *name)
{
	struct event a, b;
	size_t len;
	char *got;

	rtmsg_parse(&a, old);
	rtmsg_parse(&b, new);
	ok(!changes_find(&changes, &a, &b, &names), name);
	got = printed(false, &len);
	is_str(got, text, name);
	free(got);
	if (json) {
		got = printed(true, &len);
		got[strcspn(got, "\n")] = '\0';
		is_str(got, json, name);
		free(got);
	}
	nlmsg_free(old);
	nlmsg_free(new);
}

static struct nl_msg *eth0(unsigned int flags, uint32_t mtu)
{
	return rtmsg_link(RTM_NEWLINK, 2, "eth0", flags, mtu);
}

static struct nl_msg *with_u32(struct nl_msg *msg, int attr, uint32_t value)
{
	nla_put_u32(msg, attr, value);
	return msg;
}

static struct nl_msg *with_alias(const char *alias)
{
	struct nl_msg *msg = eth0(0, 1500);

	nla_put_string(msg, IFLA_IFALIAS, alias);
	return msg;
}

/* A VLAN, or if @id is 0 a device of no kind. */
static struct nl_msg *vlan(uint16_t id)
{
	struct nl_msg *msg = eth0(0, 1500);
	struct nlattr *info, *data;

	if (!id)
		return msg;
	info = nla_nest_start(msg, IFLA_LINKINFO);
	nla_put_string(msg, IFLA_INFO_KIND, "vlan");
	data = nla_nest_start(msg, IFLA_INFO_DATA);
	nla_put_u16(msg, IFLA_VLAN_ID, id);
	nla_nest_end(msg, data);
	nla_nest_end(msg, info);
	return msg;
}

/* A qdisc that delays packets by so many ns. */
static struct nl_msg *netem(int64_t delay)
{
	const struct tcmsg hdr = { .tcm_ifindex = 2, .tcm_handle = 0x10000, .tcm_parent = TC_H_ROOT };
	const struct tc_netem_qopt q = { .limit = 1000 };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWQDISC, 0, &hdr, sizeof(hdr));
	struct nlattr *options;

	nla_put_string(msg, TCA_KIND, "netem");
	options = nla_nest_start(msg, TCA_OPTIONS);
	nlmsg_append(msg, (void *)&q, sizeof(q), NLMSG_ALIGNTO);
	nla_put_s64(msg, TCA_NETEM_LATENCY64, delay);
	nla_nest_end(msg, options);
	return msg;
}

/* A link of a kind without options. */
static struct nl_msg *dummy(void)
{
	struct nl_msg *msg = eth0(0, 1500);
	struct nlattr *info = nla_nest_start(msg, IFLA_LINKINFO);

	nla_put_string(msg, IFLA_INFO_KIND, "dummy");
	nla_nest_end(msg, info);
	return msg;
}

static struct nl_msg *neigh(uint8_t flags, uint32_t used)
{
	const struct ndmsg hdr = {
		.ndm_family = AF_INET, .ndm_ifindex = 2, .ndm_flags = flags,
	};
	const struct nda_cacheinfo ci = { .ndm_used = used };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWNEIGH, 0, &hdr, sizeof(hdr));

	rtmsg_addr(msg, NDA_DST, "10.0.0.1");
	nla_put(msg, NDA_CACHEINFO, sizeof(ci), &ci);
	return msg;
}

static struct nl_msg *address(uint32_t valid)
{
	const struct ifaddrmsg hdr = {
		.ifa_family = AF_INET, .ifa_prefixlen = 24, .ifa_index = 2,
	};
	const struct ifa_cacheinfo ci = { valid, valid, 0, 0 };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWADDR, 0, &hdr, sizeof(hdr));

	rtmsg_addr(msg, IFA_LOCAL, "10.0.0.1");
	nla_put(msg, IFA_CACHEINFO, sizeof(ci), &ci);
	return msg;
}

static void test_pairs(void)
{
	static const char *const two[] = { "fd00::1", "fd00::2", NULL };

	differ(eth0(IFF_UP, 1500), eth0(IFF_UP, 1400), "mtu 1500 -> 1400",
	       "{\"changes\":[{\"name\":\"mtu\",\"old\":1500,\"new\":1400}]}", "a number");
	differ(eth0(IFF_UP, 1500), eth0(IFF_UP, 1500), "", "{\"changes\":[]}",
	       "nothing differs");
	differ(eth0(IFF_UP | IFF_RUNNING, 1500), eth0(IFF_MULTICAST, 1400),
	       "flags UP -> MULTICAST, mtu 1500 -> 1400",
	       "{\"changes\":[{\"name\":\"flags\",\"old\":[\"UP\"],\"new\":[\"MULTICAST\"]},{\"name\":\"mtu\",\"old\":1500,\"new\":1400}]}",
	       "a list, and two changes");
	differ(eth0(0, 1500), eth0(IFF_UP | IFF_MULTICAST, 1500),
	       "flags none -> NO-CARRIER,MULTICAST,UP", NULL, "a list of none");
	differ(eth0(0, 1500), with_u32(eth0(0, 1500), IFLA_MASTER, 3),
	       "master none -> br0",
	       "{\"changes\":[{\"name\":\"master\",\"new\":\"br0\"}]}", "a member that comes");
	differ(with_u32(eth0(0, 1500), IFLA_MASTER, 3), eth0(0, 1500),
	       "master br0 -> none",
	       "{\"changes\":[{\"name\":\"master\",\"old\":\"br0\"}]}", "a member that goes");
	differ(with_u32(eth0(0, 1500), IFLA_LINK, 0),
	       with_u32(eth0(0, 1500), IFLA_LINK, 4), "link none -> v1",
	       "{\"changes\":[{\"name\":\"link\",\"old\":null,\"new\":\"v1\"}]}",
	       "a value that is null");
	differ(vlan(5), vlan(6), "linkinfo.info_data.id 5 -> 6",
	       "{\"changes\":[{\"name\":\"linkinfo.info_data.id\",\"old\":5,\"new\":6}]}",
	       "inside of objects");
	differ(netem(10000000), netem(25000000), "options.delay.delay 0.01 -> 0.025",
	       "{\"changes\":[{\"name\":\"options.delay.delay\",\"old\":0.01,\"new\":0.025}]}", "a number with a fraction");
	differ(vlan(0), dummy(), "linkinfo none -> (info_kind dummy)",
	       "{\"changes\":[{\"name\":\"linkinfo\",\"new\":{\"info_kind\":\"dummy\"}}]}", "a small object that comes");
	differ(vlan(0), vlan(6), "linkinfo none -> {...}",
	       "{\"changes\":[{\"name\":\"linkinfo\",\"new\":{\"info_kind\":\"vlan\",\"info_data\":{\"id\":6}}}]}",
	       "an object that comes");
	differ(with_alias("a"), with_alias("a \"q\" \\ \001,}]"),
	       "ifalias a -> a \"q\" \\\\ \\x01,}]", NULL, "quotes and brackets in strings");
	differ(neigh(0, 1), neigh(NTF_ROUTER, 2), "router none -> set",
	       "{\"changes\":[{\"name\":\"router\",\"new\":null}]}", "a flag; not the counters");
	differ(neigh(0, 1), neigh(0, 900), "", NULL, "times of neighbours");
	differ(address(600), address(500), "", NULL, "times of addresses");
	differ(rtmsg_via(RTM_NEWROUTE, 0, "10.0.0.0", 8, "10.0.0.1"),
	       rtmsg_via(RTM_NEWROUTE, 0, "10.0.0.0", 8, "10.0.0.2"),
	       "gateway 10.0.0.1 -> 10.0.0.2", NULL, "a gateway");
	differ(rtmsg_via(RTM_NEWROUTE, 0, "fd05::", 16, "fd00::1"),
	       rtmsg_multi(RTM_NEWROUTE, 0, "fd05::", 16, two),
	       "nexthops none -> (gateway fd00::1 dev d0 weight 1 flags none),(gateway fd00::2 dev d0 weight 1 flags none), gateway fd00::1 -> none, dev d0 -> none",
	       NULL, "a list of objects");
}

static void test_corpus(void)
{
	static struct message messages[CORPUS_MAX];
	size_t n = corpus_read(messages), i, j, len, bad = 0, same = 0;
	struct event a, b;
	char *text;

	if (corpus_is_foreign()) {
		corpus_skip("real messages");
		return;
	}
	for (i = 0; i < n; i++) {
		for (j = 0; j < n; j++) {
			if (event_parse(&a, messages[i].data, messages[i].len) ||
			    event_parse(&b, messages[j].data, messages[j].len) ||
			    changes_find(&changes, &a, &b, &names)) {
				bad++;
				continue;
			}
			same += i == j && !changes.n;
			text = printed(true, &len);
			bad += !json_line_is_valid(text, len);
			free(text);
			free(printed(false, &len));
		}
	}
	is_num(bad, 0, "real messages: valid JSON of any two");
	is_num(same, n, "real messages: each is like itself");
	ok(n > 10, "real messages: there are some");
	corpus_free(messages, n);
}

int main(void)
{
	test_pairs();
	test_corpus();
	changes_free(&changes);
	return tap_done();
}
