// SPDX-License-Identifier: GPL-2.0
/* What questions mean. */
#include <linux/neighbour.h>

#include "base/util.h"
#include "decode/kind.h"
#include "decode/question.h"
#include "rtmsg.h"
#include "tap.h"

/* Returns the kinds of the readings of @text, or what is wrong with it. */
static const char *readings(const char *text)
{
	static char copy[256], answer[256];
	char *argv[8], *save, *word;
	struct question q;
	int argc = 0;
	size_t i;

	snprintf(copy, sizeof(copy), "%s", text);
	for (word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save))
		argv[argc++] = word;
	if (question_parse(&q, argc, argv, answer, sizeof(answer)))
		return answer;
	answer[0] = '\0';
	for (i = 0; i < q.n; i++) {
		strcat(answer, i ? " " : "");
		strcat(answer, kind_row(q.readings[i].kind)->name);
		if (q.readings[i].has_dst)
			strcat(answer, "*");
	}
	return answer;
}

static const struct {
	const char *text, *want;
} questions[] = {
	{ "eth0", "link request" },
	{ "an-alternative-name.100", "link request" },
	{ "default", "route*" },
	{ "default table 100 metric 5", "route*" },
	{ "10.20.0.0/16", "route* addr* rule* rule" },
	{ "10.20/16", "route* addr* rule* rule" },
	{ "10.0.0.5/24", "addr*" },
	{ "2001:db8::/32 table 7", "route* rule* rule" },
	{ "10.0.0.5", "addr* neigh* route* rule* rule mdb* mroute*" },
	{ "10.0.0.5 dev eth0", "addr* neigh* route* mdb* mroute*" },
	{ "fe80::1", "addr* neigh* route* rule* rule mdb* mroute*" },
	{ "02:00:00:00:00:09", "link neigh fdb mdb*" },
	{ "02:00:00:00:00:09 dev eth0", "link neigh fdb mdb*" },
	{ "route default", "route*" },
	{ "routes default", "route*" },
	{ "r default", "route*" },
	{ "address 10.0.0.5", "addr*" },
	{ "neighbor 10.0.0.5", "neigh*" },
	{ "neighbours 10.0.0.5", "neigh*" },
	{ "links eth0", "link" },
	{ "nexthops 7", "nexthop" },
	{ "rules pref 7", "rule" },
	{ "route", "a prefix or \"default\" is missing" },
	{ "n", "an address is missing" },
	{ "10.0.0.0/33", "\"10.0.0.0/33\": the prefix length is not between 0 and 32" },
	{ "10.0.0.5 up dow", "\"dow\" is not a word of this selector" },
	{ "02:zz", "\"02:zz\" is not a link-layer address" },
	{ "rotue default", "unknown object: rotue (did you mean route?)" },
	{ "clas dev eth1", "unknown object: clas" },
	{ "neighboor 10.0.0.5", "unknown object: neighboor (did you mean neighbor?)" },
	{ "default tabel 5", "\"tabel\" is not a word of this selector (did you mean table?)" },
};

static void test_questions(void)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(questions); i++)
		is_str(readings(questions[i].text), questions[i].want, questions[i].text);
}

static void test_kinds(void)
{
	is_num(kind_by_name("rule"), NETJOURNAL_KIND_RULE, "a name");
	is_num(kind_by_name("ru"), NETJOURNAL_KIND_RULE, "the beginning of one name");
	is_num(kind_by_name("r"), NETJOURNAL_KIND_ROUTE, "of several");
	is_num(kind_by_name("ne"), NETJOURNAL_KIND_NEIGH, "of several others");
	is_num(kind_by_name("addresse"), NETJOURNAL_KIND_ADDR, "of another name");
	is_num(kind_by_name("lo"), 0, "the name of a device");
	is_num(kind_by_name("routess"), 0, "more than a name");
	is_num(kind_by_name(""), 0, "nothing");
}

/* Returns whether the filter for @word finds @msg, which is freed. */
static bool finds(const char *word, struct nl_msg *msg)
{
	struct selector sel;
	struct event ev;
	char err[256];
	bool found;

	rtmsg_parse(&ev, msg);
	found = !question_filter(&sel, word, err, sizeof(err)) &&
		selector_match(&sel, &ev, NULL);
	nlmsg_free(msg);
	return found;
}

static struct nl_msg *neighbour(void)
{
	static const uint8_t lladdr[] = { 2, 0, 0, 0, 0, 9 };
	const struct ndmsg hdr = { .ndm_family = AF_INET, .ndm_ifindex = 7 };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWNEIGH, 0, &hdr, sizeof(hdr));

	rtmsg_addr(msg, NDA_DST, "10.0.0.9");
	nla_put(msg, NDA_LLADDR, sizeof(lladdr), lladdr);
	return msg;
}

static struct nl_msg *link_of(uint8_t last)
{
	const uint8_t lladdr[] = { 2, 0, 0, 0, 0, last };
	struct nl_msg *msg = rtmsg_link(RTM_NEWLINK, 7, "eth0", 0, 0);

	nla_put(msg, IFLA_ADDRESS, sizeof(lladdr), lladdr);
	return msg;
}

static void test_filters(void)
{
	ok(finds("10.0.0.9", neighbour()), "an address finds a neighbour");
	ok(!finds("10.0.0.8", neighbour()), "another address does not");
	ok(finds("02:00:00:00:00:09", neighbour()), "so does its link-layer address");
	ok(finds("02:00:00:00:00:09", link_of(9)), "which is also one of a link");
	ok(!finds("02:00:00:00:00:09", link_of(8)), "another link has another one");
	ok(!finds("02:00:00:00:00:09", rtmsg_route(RTM_NEWROUTE, 0, "10.0.0.0", 8)),
	   "a route has none");
	ok(finds("if7", neighbour()), "a device");
	ok(finds("eth0", link_of(9)), "a link by its name");
	ok(finds("10.0.0.0/8", rtmsg_route(RTM_NEWROUTE, 0, "10.0.0.0", 8)), "a prefix");
	ok(!finds("10.0.0.0/9", rtmsg_route(RTM_NEWROUTE, 0, "10.0.0.0", 8)), "a longer one");
	ok(finds("10.0.0.9/24", neighbour()), "an address with the length of its network");
	ok(!finds("10.0.0.9/33", neighbour()), "no such length");
}

int main(void)
{
	test_questions();
	test_kinds();
	test_filters();
	return tap_done();
}
