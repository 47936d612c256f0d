// SPDX-License-Identifier: GPL-2.0
/* From which event a record follows, in text and in JSON. */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"
#include "build.h"
#include "net/cause.h"
#include "tap.h"

static const char *name_of(void *arg, uint32_t ifindex)
{
	(void)arg;
	return ifindex == 4 ? "eth1" : NULL;
}

static const struct event_names names = { .ifname = name_of };

/* What the kernel writes, and what people read. An absent attribute is 0. */
static const struct {
	const char *name;
	uint32_t event, ifindex, netns, nexthop;
	const char *address;
	uint64_t seq, act;
	bool guess;
	const char *text, *json;
} causes[] = {
	{ .name = "a device", .event = NETJOURNAL_CAUSE_EVENT_LINK_DOWN, .ifindex = 4, .seq = 30,
	  .text = "eth1 went down (#30)",
	  .json = "{\"event\":\"link-down\",\"ifindex\":4,\"dev\":\"eth1\",\"seq\":30,\"proven\":true}" },
	{ .name = "a device without a name", .event = NETJOURNAL_CAUSE_EVENT_LINK_REMOVED, .ifindex = 5,
	  .text = "device 5 was removed", .json = "{\"event\":\"link-removed\",\"ifindex\":5,\"proven\":true}" },
	{ .name = "a device elsewhere", .event = NETJOURNAL_CAUSE_EVENT_LINK_REMOVED, .ifindex = 4, .netns = 77,
	  .text = "device 4 of network namespace 77 was removed",
	  .json = "{\"event\":\"link-removed\",\"ifindex\":4,\"netns\":77,\"proven\":true}" },
	{ .name = "a device that is not shown", .event = NETJOURNAL_CAUSE_EVENT_LINK_REMOVED,
	  .text = "a device of another network namespace was removed",
	  .json = "{\"event\":\"link-removed\",\"proven\":true}" },
	{ .name = "an address", .event = NETJOURNAL_CAUSE_EVENT_ADDR_REMOVED, .ifindex = 4, .address = "10.0.0.1",
	  .text = "10.0.0.1 was removed",
	  .json = "{\"event\":\"addr-removed\",\"ifindex\":4,\"dev\":\"eth1\",\"address\":\"10.0.0.1\",\"proven\":true}" },
	{ .name = "an IPv6 address", .event = NETJOURNAL_CAUSE_EVENT_DAD, .ifindex = 4, .address = "2001:db8::1",
	  .seq = 7, .text = "2001:db8::1 was checked for duplicates (#7)",
	  .json = "{\"event\":\"dad\",\"ifindex\":4,\"dev\":\"eth1\",\"address\":\"2001:db8::1\",\"seq\":7,\"proven\":true}" },
	{ .name = "a namespace", .event = NETJOURNAL_CAUSE_EVENT_NETNS_END, .netns = 77,
	  .text = "a network namespace (77) ended", .json = "{\"event\":\"netns-end\",\"netns\":77,\"proven\":true}" },
	{ .name = "several namespaces", .event = NETJOURNAL_CAUSE_EVENT_NETNS_END,
	  .text = "a network namespace ended", .json = "{\"event\":\"netns-end\",\"proven\":true}" },
	{ .name = "a guess", .event = NETJOURNAL_CAUSE_EVENT_CARRIER, .act = 12, .guess = true,
	  .text = "probably act 12 changed the carrier", .json = "{\"event\":\"carrier\",\"act\":12,\"proven\":false}" },
	{ .name = "a nexthop", .event = NETJOURNAL_CAUSE_EVENT_NEXTHOP_REMOVED, .nexthop = 7, .seq = 30,
	  .text = "nexthop 7 was removed (#30)",
	  .json = "{\"event\":\"nexthop-removed\",\"nexthop\":7,\"seq\":30,\"proven\":true}" },
	{ .name = "an unknown event", .event = 99, .ifindex = 4,
	  .text = "eth1: event 99", .json = "{\"event\":\"?\",\"ifindex\":4,\"dev\":\"eth1\",\"proven\":true}" },
};

static struct nl_msg *build_cause(size_t i)
{
	struct nl_msg *msg = build_begin(31, NETJOURNAL_KIND_ROUTE);
	struct nlattr *nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_CAUSE | NLA_F_NESTED);
	const char *address = causes[i].address;
	unsigned char bytes[16];
	bool six = address && strchr(address, ':');

	nla_put_u32(msg, NETJOURNAL_A_CAUSE_EVENT, causes[i].event);
	if (causes[i].ifindex)
		nla_put_u32(msg, NETJOURNAL_A_CAUSE_IFINDEX, causes[i].ifindex);
	if (causes[i].netns)
		nla_put_u32(msg, NETJOURNAL_A_CAUSE_NETNS, causes[i].netns);
	if (causes[i].nexthop)
		nla_put_u32(msg, NETJOURNAL_A_CAUSE_NEXTHOP, causes[i].nexthop);
	if (address) {
		inet_pton(six ? AF_INET6 : AF_INET, address, bytes);
		nla_put(msg, NETJOURNAL_A_CAUSE_ADDRESS, six ? 16 : 4, bytes);
	}
	if (causes[i].seq)
		nla_put_u64(msg, NETJOURNAL_A_CAUSE_SEQ, causes[i].seq);
	if (causes[i].act)
		nla_put_u64(msg, NETJOURNAL_A_CAUSE_ACT, causes[i].act);
	if (causes[i].guess)
		nla_put_flag(msg, NETJOURNAL_A_CAUSE_GUESS);
	nla_nest_end(msg, nest);
	return msg;
}

static char *printed(const struct cause *cause, bool json)
{
	size_t size;
	char *text;
	FILE *f = open_memstream(&text, &size);
	struct out o;

	out_init(&o, f, json, false);
	if (json)
		out_object(&o, NULL);
	cause_print(&o, cause, &names);
	if (json)
		out_object_end(&o);
	out_flush(&o);
	fclose(f);
	return text;
}

static bool record_of(struct record *rec, struct nl_msg *msg)
{
	struct nlmsghdr *nlh = nlmsg_hdr(msg);

	return !record_parse(rec, nlmsg_attrdata(nlh, 0), nlmsg_attrlen(nlh, 0));
}

static void test(size_t i)
{
	struct nl_msg *msg = build_cause(i);
	struct cause cause = {};
	struct record rec;
	char *text;

	printf("# %s\n", causes[i].name);
	ok(record_of(&rec, msg) && cause_of(&rec, &cause), "it can be read");
	text = printed(&cause, false);
	is_str(text, causes[i].text, "text");
	free(text);
	text = printed(&cause, true);
	is_str(text, causes[i].json, "JSON");
	free(text);
	ok(cause_is_dad(&rec) == (causes[i].event == NETJOURNAL_CAUSE_EVENT_DAD), "whether it finished a request");
	nlmsg_free(msg);
}

int main(void)
{
	struct cause cause;
	struct record rec;
	struct nl_msg *msg;

	for (size_t i = 0; i < ARRAY_SIZE(causes); i++)
		test(i);
	msg = build_begin(31, NETJOURNAL_KIND_ROUTE);
	ok(record_of(&rec, msg) && !cause_of(&rec, &cause), "a record without a cause");
	nlmsg_free(msg);
	return tap_done();
}
