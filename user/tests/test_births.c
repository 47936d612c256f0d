// SPDX-License-Identifier: GPL-2.0
/*
 * Which records are about new objects. An announcement is written as a letter: "+" says that
 * the object is new, "~" that it has changed, "-" that it is gone. The answer is the true sign
 * of each.
 */
#include <linux/if_addr.h>
#include <linux/nexthop.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/util.h"
#include "build.h"
#include "net/births.h"
#include "rtmsg.h"
#include "tap.h"

/* No machine has so many devices. */
#define UNKNOWN_LINK	0x7fff0000

/* A time at which this program runs already, in ns since the machine started. */
#define LATER		(UINT64_MAX / 2)

static struct nl_msg *link_message(char sign, uint32_t index)
{
	struct nl_msg *msg = rtmsg_link(sign == '-' ? RTM_DELLINK : RTM_NEWLINK, index, "d0", 0, 0);

	((struct ifinfomsg *)nlmsg_data(nlmsg_hdr(msg)))->ifi_change = sign == '+' ? ~0u : 0;
	return msg;
}

/* "p" is a port of a bridge. */
static struct nl_msg *unknown_link(char sign)
{
	struct nl_msg *msg = link_message(sign, UNKNOWN_LINK);

	if (sign == 'p')
		((struct ifinfomsg *)nlmsg_data(nlmsg_hdr(msg)))->ifi_family = AF_BRIDGE;
	return msg;
}

static struct nl_msg *loopback(char sign)
{
	return link_message(sign, 1);
}

/* "r" is the message about `ip nexthop replace`. */
static struct nl_msg *nexthop(char sign)
{
	static const int flags[] = {
		['+'] = NLM_F_CREATE | NLM_F_EXCL, ['r'] = NLM_F_CREATE | NLM_F_REPLACE,
		['~'] = NLM_F_REPLACE, ['-'] = 0,
	};
	const struct nhmsg hdr = { .nh_family = AF_INET };
	struct nl_msg *msg = rtmsg_begin(sign == '-' ? RTM_DELNEXTHOP : RTM_NEWNEXTHOP,
					 flags[(int)sign], &hdr, sizeof(hdr));

	nla_put_u32(msg, NHA_ID, 5);
	return msg;
}

static struct nl_msg *address(char sign)
{
	const struct ifaddrmsg hdr = { .ifa_family = AF_INET, .ifa_prefixlen = 24, .ifa_index = 7 };
	struct nl_msg *msg = rtmsg_begin(sign == '-' ? RTM_DELADDR : RTM_NEWADDR, 0, &hdr,
					 sizeof(hdr));

	rtmsg_addr(msg, IFA_LOCAL, "10.0.0.1");
	return msg;
}

static struct nl_msg *record_of(struct nl_msg *msg, uint64_t seq, uint64_t time)
{
	struct nlmsghdr *nlh = nlmsg_hdr(msg);
	struct nl_msg *attrs;
	struct event ev;

	rtmsg_parse(&ev, msg);
	attrs = build_begin(seq, ev.kind);
	nla_put_u64(attrs, NETJOURNAL_A_RECORD_BOOT_TIME, time);
	nla_put(attrs, NETJOURNAL_A_RECORD_MESSAGE, nlh->nlmsg_len, nlh);
	nlmsg_free(msg);
	return attrs;
}

/* @learned: only after all records are learned, and not after each */
static const char *signs_of(const char *letters, struct nl_msg *(*make)(char sign), uint64_t time,
			    bool learned)
{
	struct births *b = births_new();
	struct nl_msg *msg[16];
	static char signs[17];
	struct record rec;
	struct event ev;
	size_t n = strlen(letters), i;

	if (!b)
		abort();
	births_find_links(b);
	for (i = 0; i < n; i++) {
		msg[i] = record_of(make(letters[i]), i + 1, time);
		build_parse(msg[i], &rec);
		if (event_parse(&ev, rec.message, rec.message_len))
			abort();
		births_learn(b, &rec, &ev);
		signs[i] = births_sign(b, &rec, &ev);
	}
	for (i = 0; i < n; i++) {
		build_parse(msg[i], &rec);
		event_parse(&ev, rec.message, rec.message_len);
		births_learn(b, &rec, &ev);
		if (learned)
			signs[i] = births_sign(b, &rec, &ev);
		nlmsg_free(msg[i]);
	}
	signs[n] = '\0';
	births_free(b);
	return signs;
}

/*
 * @first: the signs when each record has just been learned
 * @then: the signs when all records have been learned
 */
static void test_signs(void)
{
	static const struct {
		const char *what;
		struct nl_msg *(*make)(char sign);
		const char *letters;
		uint64_t time;
		const char *first, *then;
	} cases[] = {
		{ "a link", unknown_link, "+~~-", 1, "+~~-", "+~~-" },
		{ "a link that is changed before it is new", unknown_link, "~~+~-", 1, "~~~~-",
		  "+~~~-" },
		{ "the same while this program runs", unknown_link, "~~+~-", LATER, "+~~~-",
		  "+~~~-" },
		{ "a link that existed before", unknown_link, "~~-", 1, "~~-", "~~-" },
		{ "a link that comes again", unknown_link, "+-~+-+", 1, "+-~~-+", "+-+~-+" },
		{ "a link that existed when this program began", loopback, "~~-~+", LATER, "~~-+~",
		  "~~-+~" },
		{ "a port", unknown_link, "p+", LATER, "~+", "~+" },
		{ "a nexthop", nexthop, "+~-", 1, "+~-", "+~-" },
		{ "a nexthop that is replaced", nexthop, "+rr-r", 1, "+~~-+", "+~~-+" },
		{ "replaced or made", nexthop, "rr", 1, "+~", "+~" },
		{ "a nexthop that existed before", nexthop, "~r", 1, "~~", "~~" },
		{ "an address that is changed", address, "++-+", 1, "+~-+", "+~-+" },
	};
	char name[128];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		snprintf(name, sizeof(name), "%s, as it happens", cases[i].what);
		is_str(signs_of(cases[i].letters, cases[i].make, cases[i].time, false),
		       cases[i].first, name);
		snprintf(name, sizeof(name), "%s, later", cases[i].what);
		is_str(signs_of(cases[i].letters, cases[i].make, cases[i].time, true),
		       cases[i].then, name);
	}
}

/* After a gap the object may be gone. */
static void test_gap(void)
{
	struct nl_msg *msg = record_of(nexthop('r'), 1, 1);
	struct record rec, gap = { .kind = NETJOURNAL_KIND_NEXTHOP, .is_gap = true, .gap.last = 9 };
	struct births *b = births_new();
	struct event ev;

	if (!b)
		abort();
	build_parse(msg, &rec);
	event_parse(&ev, rec.message, rec.message_len);
	births_learn(b, &rec, &ev);
	births_learn(b, &gap, NULL);
	rec.seq = 10;
	births_learn(b, &rec, &ev);
	is_num(births_sign(b, &rec, &ev), '+', "after a gap it is not known to exist");
	births_clear(b);
	rec.seq = 1;
	is_num(births_sign(b, &rec, &ev), '+', "nothing is known after all is forgotten");
	births_free(b);
	births_free(NULL);
	nlmsg_free(msg);
}

/* Returns the record that made the link, after the records of @letters. */
static uint64_t made_by(const char *letters, struct nl_msg *(*make)(char sign), uint32_t ifindex)
{
	struct births *b = births_new();
	struct nl_msg *msg;
	struct record rec;
	struct event ev;
	uint64_t time, made;
	size_t i;

	births_find_links(b);
	for (i = 0; letters[i]; i++) {
		msg = record_of(make(letters[i]), i + 1, 1);
		build_parse(msg, &rec);
		if (event_parse(&ev, rec.message, rec.message_len))
			abort();
		births_learn(b, &rec, &ev);
		nlmsg_free(msg);
	}
	made = births_of_link(b, ifindex, &time);
	births_free(b);
	return made;
}

static void test_made(void)
{
	is_num(made_by("+~~", unknown_link, UNKNOWN_LINK), 1, "the record that made a link");
	is_num(made_by("+~-+~", unknown_link, UNKNOWN_LINK), 4, "the link of now");
	is_num(made_by("~~+~", unknown_link, UNKNOWN_LINK), 1, "a record before the announcement");
	is_num(made_by("~~", loopback, 1), 0, "an older link");
	is_num(made_by("+-", unknown_link, UNKNOWN_LINK), 0, "a link that is gone");
}

int main(void)
{
	test_signs();
	test_gap();
	test_made();
	return tap_done();
}
