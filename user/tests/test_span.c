// SPDX-License-Identifier: GPL-2.0
/* The states of objects before and after a part of a journal. */
#include <linux/neighbour.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "decoded.h"
#include "net/domain_net.h"
#include "rtmsg.h"
#include "span_build.h"
#include "tap.h"

static struct span span;
static uint64_t seq;

static void take(struct nl_msg *message, bool inside)
{
	span_build_take(&span, ++seq, message, inside);
}

static enum span_present present(struct nl_msg *message)
{
	enum span_present present;
	struct event ev;

	rtmsg_parse(&ev, message);
	present = span_present(&span, &ev);
	nlmsg_free(message);
	return present;
}

static void begin(bool complete)
{
	span_drop(&span);
	span = (struct span){ .complete = complete, .keep_records = true };
	seq = 0;
}

static const char *state(const struct nlmsghdr *nlh)
{
	static char text[4][256];
	static int at;
	struct event ev;
	char *decoded_text;

	if (!nlh)
		return "none";
	if (event_parse(&ev, nlh, nlh->nlmsg_len))
		abort();
	decoded_text = decoded(&ev, DECODED_TEXT);
	at = (at + 1) % 4;
	snprintf(text[at], sizeof(text[at]), "%s%s", ev.del ? "deleted " : "", decoded_text);
	free(decoded_text);
	return text[at];
}

/* Checks the only object of the span. */
static void check(enum span_before before, const char *then, const char *left, const char *name)
{
	const struct span_object *obj = span_walk(&span, NULL);
	const struct nlmsghdr *was = NULL;

	if (!ok(obj && !span_walk(&span, obj), name))
		return;
	is_num(span_then(obj, &was), before, name);
	is_str(state(was), then, name);
	if (obj->touched)
		is_str(state(obj->left), left, name);
}

#define A	"10.1.0.0/16 via 10.0.0.1 dev d0"
#define B	"10.1.0.0/16 via 10.0.0.2 dev d0"

static struct nl_msg *route(int type, int flags, const char *gateway)
{
	return rtmsg_via(type, flags, "10.1.0.0", 16, gateway);
}

static void test_known(void)
{
	begin(false);
	take(route(RTM_NEWROUTE, 0, "10.0.0.1"), false);
	check(SPAN_PRESENT, A, "", "a record before the part: its state");
	take(route(RTM_NEWROUTE, NLM_F_REPLACE, "10.0.0.2"), true);
	check(SPAN_PRESENT, A, B, "a change in the part");
	take(route(RTM_DELROUTE, 0, "10.0.0.2"), true);
	check(SPAN_PRESENT, A, "none", "a deletion in the part");
	take(route(RTM_NEWROUTE, 0, "10.0.0.2"), true);
	check(SPAN_PRESENT, A, B, "it comes back");

	begin(false);
	take(route(RTM_NEWROUTE, 0, "10.0.0.1"), false);
	take(route(RTM_DELROUTE, 0, "10.0.0.1"), false);
	ok(!span_walk(&span, NULL), "deleted before the part: nothing is left of it");
	take(route(RTM_NEWROUTE, 0, "10.0.0.1"), true);
	check(SPAN_ABSENT, "none", A, "new in the part");
	take(route(RTM_DELROUTE, 0, "10.0.0.1"), true);
	ok(!span_walk(&span, NULL), "new and deleted in the part: nothing is left of it");
}

static void test_first(void)
{
	begin(false);
	take(route(RTM_DELROUTE, 0, "10.0.0.1"), true);
	check(SPAN_PRESENT, A, "none", "the first record is a deletion: its state");
	begin(false);
	take(route(RTM_NEWROUTE, NLM_F_REPLACE, "10.0.0.1"), true);
	check(SPAN_CHANGED, "none", A, "the first record is a change: the state before is not known");
	begin(true);
	take(route(RTM_NEWROUTE, NLM_F_REPLACE, "10.0.0.1"), true);
	check(SPAN_ABSENT, "none", A, "the journal knows every birth: it is new");
	begin(false);
	take(route(RTM_DELROUTE, 0, "10.0.0.1"), false);
	ok(!span_walk(&span, NULL), "a deletion before the part of an unknown object");
	begin(false);
	take(route(RTM_NEWROUTE, 0, "10.0.0.1"), false);
	span_forget(&span, 1);
	ok(!span_walk(&span, NULL), "records are missing before the part: nothing is known");
}

static struct nl_msg *neighbour(int type)
{
	const struct ndmsg hdr = { .ndm_family = AF_INET, .ndm_ifindex = 2, .ndm_state = NUD_PERMANENT };
	struct nl_msg *msg = rtmsg_begin(type, 0, &hdr, sizeof(hdr));

	rtmsg_addr(msg, NDA_DST, "10.0.0.9");
	nla_put(msg, NDA_LLADDR, 6, "\x02\0\0\0\0\x09");
	return msg;
}

/* Why a link was announced is not part of its state. */
static void test_reason(void)
{
	struct nl_msg *msg = rtmsg_link(RTM_NEWLINK, 2, "d0", 0, 1500);
	const struct nlmsghdr *then;
	struct event ev;

	nla_put_u32(msg, IFLA_EVENT, IFLA_EVENT_FEATURES);
	begin(false);
	take(msg, false);
	span_then(span_walk(&span, NULL), &then);
	ok(!event_parse(&ev, then, then->nlmsg_len) && !ev.attr[IFLA_EVENT] && ev.attr[IFLA_MTU],
	   "the reason of an announcement is left out");
}

static void test_neighbours(void)
{
	begin(false);
	take(neighbour(RTM_NEWNEIGH), true);
	check(SPAN_UNKNOWN, "none", "10.0.0.9 dev d0 lladdr 02:00:00:00:00:09 PERMANENT",
	      "a neighbour may be new");
	begin(true);
	take(neighbour(RTM_NEWNEIGH), true);
	check(SPAN_ABSENT, "none", "10.0.0.9 dev d0 lladdr 02:00:00:00:00:09 PERMANENT",
	      "a neighbour is new if the journal knows every birth");
	begin(true);
	take(neighbour(RTM_DELNEIGH), true);
	ok(!span_walk(&span, NULL), "a neighbour that was never announced");
}

static struct nl_msg *hop(int type, int flags, const char *gateway)
{
	return rtmsg_via(type, flags, "2001:db8::", 32, gateway);
}

#define LEFT	"2001:db8::/32 via fe80::1 dev d0"

static void test_multipath(void)
{
	static const char *const both[] = { "fe80::1", "fe80::2", NULL };
	struct span_object *obj;

	begin(false);
	take(rtmsg_multi(RTM_NEWROUTE, 0, "2001:db8::", 32, both), false);
	take(hop(RTM_DELROUTE, 0, "fe80::2"), true);
	obj = span_walk(&span, NULL);
	is_str(state(obj->left), LEFT, "IPv6: what remains of a route that loses a nexthop");
	ok(!!strstr(state(obj->then), "fe80::2"), "IPv6: and what it was");

	begin(false);
	take(hop(RTM_DELROUTE, 0, "fe80::2"), true);
	check(SPAN_PRESENT, "2001:db8::/32 via fe80::2 dev d0", "none",
	      "IPv6: a route is deleted");
	is_num(present(hop(RTM_NEWROUTE, 0, "fe80::1")), SPAN_RECORDED,
	       "IPv6: the kernel has another nexthop of it");
	is_num(span_walk(&span, NULL)->before, SPAN_CHANGED, "IPv6: so the route that was is not known");
}

static void test_present(void)
{
	begin(false);
	take(route(RTM_NEWROUTE, 0, "10.0.0.1"), true);
	ok(span_lacks(span_walk(&span, NULL)), "the kernel lacks it, until it is seen");
	is_num(present(route(RTM_NEWROUTE, 0, "10.0.0.1")), SPAN_RECORDED, "the kernel has it");
	ok(!span_lacks(span_walk(&span, NULL)), "the kernel does not lack it");
	is_num(present(route(RTM_NEWROUTE, 0, "10.0.0.2")), SPAN_UNCHANGED, "another one has no record");
	begin(false);
	take(route(RTM_DELROUTE, 0, "10.0.0.1"), true);
	is_num(present(route(RTM_NEWROUTE, 0, "10.0.0.1")), SPAN_MISSED, "it is gone by the records");
}

/* Records that are not in the part, after records that are. */
static void test_later(void)
{
	struct span_object *obj;
	struct record rec;

	begin(false);
	take(route(RTM_NEWROUTE, 0, "10.0.0.1"), false);
	take(route(RTM_NEWROUTE, NLM_F_REPLACE, "10.0.0.2"), true);
	take(route(RTM_NEWROUTE, NLM_F_REPLACE, "10.0.0.3"), false);
	obj = span_walk(&span, NULL);
	is_str(state(obj->then), A, "later: the state before the part");
	is_str(state(obj->left), B, "later: the state after the part");
	is_str(state(obj->is.now), "10.1.0.0/16 via 10.0.0.3 dev d0",
	       "later: the state after all records");
	is_num(obj->first, 2, "later: the first record of the part");
	ok(record_copy_get(&obj->last, &rec) && rec.seq == 2, "later: the last record of the part");
	ok(record_copy_get(&obj->later, &rec) && rec.seq == 3, "later: the last record");
}

static struct nl_msg *link_message(int mtu, const char *alias)
{
	struct nl_msg *msg = rtmsg_link(RTM_NEWLINK, 2, "d0", 0, mtu);

	if (alias)
		nla_put_string(msg, IFLA_IFALIAS, alias);
	return msg;
}

/* Returns the record that made the only object what it is, where it differs from its state before. */
static uint64_t author(void)
{
	const struct span_object *obj = span_walk(&span, NULL);
	struct changes changes = { .n = 0 };
	struct difference diff = { .changes = &changes };
	struct event old, new;
	struct record rec;
	bool found;

	if (obj->then && obj->left) {
		event_parse(&old, obj->then, obj->then->nlmsg_len);
		event_parse(&new, obj->left, obj->left->nlmsg_len);
		diff.old = &old;
		diff.new = &new;
		changes_find(&changes, &old, &new, NULL);
	}
	found = span_author(obj, diff.new ? &diff : NULL, &rec);
	changes_free(&changes);
	return found ? rec.seq : 0;
}

static void test_author(void)
{
	begin(false);
	take(link_message(1500, NULL), false);
	take(link_message(1400, NULL), true);
	take(link_message(1400, "x"), true);
	take(link_message(1400, NULL), true);
	is_num(author(), 2, "who changed what differs, and not who came last");
	begin(true);
	take(link_message(1500, NULL), true);
	take(link_message(1400, NULL), true);
	is_num(author(), 1, "who made it");
	begin(false);
	take(route(RTM_NEWROUTE, 0, "10.0.0.1"), false);
	take(route(RTM_NEWROUTE, NLM_F_REPLACE, "10.0.0.2"), true);
	take(route(RTM_DELROUTE, 0, "10.0.0.2"), true);
	is_num(author(), 3, "who deleted it");
	begin(true);
	span.keep_gone = true;
	take(route(RTM_NEWROUTE, 0, "10.0.0.1"), true);
	take(route(RTM_DELROUTE, 0, "10.0.0.1"), true);
	is_num(author(), 2, "made and deleted, and kept");
}

int main(void)
{
	test_author();
	test_known();
	test_first();
	test_reason();
	test_neighbours();
	test_multipath();
	test_present();
	test_later();
	span_drop(&span);
	return tap_done();
}
