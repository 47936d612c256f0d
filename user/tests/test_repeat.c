// SPDX-License-Identifier: GPL-2.0
/*
 * Routes in a row: the text of the last one is used again only if nothing but the
 * destination differs.
 */
#include <arpa/inet.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <stdlib.h>

#include "decode/event.h"
#include "decode/rtnames.h"
#include "tap.h"

static const char *dev = "a0";

static const char *name_of(void *arg, uint32_t ifindex)
{
	(void)arg;
	return ifindex == 7 ? dev : "other";
}

struct route {
	const char *dst;
	uint32_t oif, metric, iif;
	uint8_t scope;
};

/* Returns the text of a route; it is valid until the next call. */
static const char *print(const struct route *route, bool json)
{
	static struct out o;
	static char text[512];
	const struct event_names names = { .ifname = name_of };
	struct rtmsg rtm = {
		.rtm_family = AF_INET, .rtm_dst_len = 32, .rtm_scope = route->scope,
		.rtm_table = RT_TABLE_MAIN, .rtm_protocol = RTPROT_STATIC, .rtm_type = RTN_UNICAST,
	};
	struct nl_msg *msg = nlmsg_alloc_simple(RTM_NEWROUTE, 0);
	uint32_t dst = inet_addr(route->dst);
	struct event ev;
	FILE *f;

	nlmsg_append(msg, &rtm, sizeof(rtm), NLMSG_ALIGNTO);
	nla_put(msg, RTA_DST, sizeof(dst), &dst);
	nla_put_u32(msg, RTA_OIF, route->oif);
	nla_put_u32(msg, RTA_PRIORITY, route->metric);
	if (route->iif)
		nla_put_u32(msg, RTA_IIF, route->iif);
	memset(text, 0, sizeof(text));
	f = fmemopen(text, sizeof(text) - 1, "w");
	out_init(&o, f, json, false);
	if (event_parse(&ev, nlmsg_hdr(msg), nlmsg_hdr(msg)->nlmsg_len))
		abort();
	out_object(&o, NULL);
	event_print(&o, &ev, &names);
	out_object_end(&o);
	out_flush(&o);
	fclose(f);
	nlmsg_free(msg);
	return text;
}

static const char *json_of(const char *dst, const char *device, const char *scope, int metric)
{
	static char text[512];

	snprintf(text, sizeof(text),
		 "{\"type\":\"unicast\",\"family\":\"inet\",\"dst\":\"%s\",\"dev\":\"%s\",\"table\":\"main\",\"protocol\":\"static\",\"scope\":\"%s\",\"metric\":%d,\"flags\":[]}",
		 dst, device, scope, metric);
	return text;
}

int main(void)
{
	struct route route = { .dst = "10.0.0.1", .oif = 7, .metric = 5 };

	rt_names_folders("/nonexistent", "/nonexistent");
	is_str(print(&route, false), "10.0.0.1 dev a0 proto static metric 5", "the first one");
	route.dst = "10.0.0.200";
	is_str(print(&route, false), "10.0.0.200 dev a0 proto static metric 5", "another destination");
	is_str(print(&route, true), json_of("10.0.0.200", "a0", "global", 5), "the same as JSON");
	route.dst = "10.0.0.3";
	is_str(print(&route, true), json_of("10.0.0.3", "a0", "global", 5), "another one as JSON");
	is_str(print(&route, false), "10.0.0.3 dev a0 proto static metric 5", "again as text");
	dev = "b0";
	is_str(print(&route, false), "10.0.0.3 dev b0 proto static metric 5", "the device has another name");
	route.oif = 8;
	is_str(print(&route, true), json_of("10.0.0.3", "other", "global", 5), "another device");
	route.metric = 6;
	is_str(print(&route, true), json_of("10.0.0.3", "other", "global", 6),
	       "an attribute after the destination differs");
	route.scope = RT_SCOPE_LINK;
	is_str(print(&route, true), json_of("10.0.0.3", "other", "link", 6), "the header differs");
	route.iif = 7;
	is_str(print(&route, false), "10.0.0.3 dev other proto static scope link metric 6 iif b0",
	       "a second device");
	dev = "c0";
	is_str(print(&route, false), "10.0.0.3 dev other proto static scope link metric 6 iif c0",
	       "the second device has another name");
	return tap_done();
}
