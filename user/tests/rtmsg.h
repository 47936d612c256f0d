/* SPDX-License-Identifier: GPL-2.0 */
/* Messages of rtnetlink, made in memory for unit tests. */
#ifndef NETJOURNAL_TEST_RTMSG_H
#define NETJOURNAL_TEST_RTMSG_H

#include <arpa/inet.h>
#include <linux/if.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>

#include "decode/event.h"

static inline struct nl_msg *rtmsg_begin(int type, int flags, const void *hdr,
					 size_t len)
{
	struct nl_msg *msg = nlmsg_alloc_simple(type, flags);

	nlmsg_append(msg, (void *)hdr, len, NLMSG_ALIGNTO);
	return msg;
}

/* @mtu 0: not said */
static inline struct nl_msg *rtmsg_link(int type, int ifindex, const char *name,
					unsigned int flags, uint32_t mtu)
{
	const struct ifinfomsg hdr = { .ifi_index = ifindex, .ifi_flags = flags };
	struct nl_msg *msg = rtmsg_begin(type, 0, &hdr, sizeof(hdr));

	nla_put_string(msg, IFLA_IFNAME, name);
	if (mtu)
		nla_put_u32(msg, IFLA_MTU, mtu);
	return msg;
}

static inline void rtmsg_addr(struct nl_msg *msg, int attr, const char *addr)
{
	bool v6 = strchr(addr, ':');
	uint8_t bytes[16];

	inet_pton(v6 ? AF_INET6 : AF_INET, addr, bytes);
	nla_put(msg, attr, v6 ? 16 : 4, bytes);
}

/* A route over device 2, without gateways. */
static inline struct nl_msg *rtmsg_route(int type, int flags, const char *dst,
					 uint8_t len)
{
	const struct rtmsg hdr = {
		.rtm_family = strchr(dst, ':') ? AF_INET6 : AF_INET,
		.rtm_dst_len = len, .rtm_table = RT_TABLE_MAIN,
		.rtm_protocol = RTPROT_BOOT, .rtm_type = RTN_UNICAST,
	};
	struct nl_msg *msg = rtmsg_begin(type, flags, &hdr, sizeof(hdr));

	rtmsg_addr(msg, RTA_DST, dst);
	return msg;
}

static inline struct nl_msg *rtmsg_via(int type, int flags, const char *dst,
				       uint8_t len, const char *gateway)
{
	struct nl_msg *msg = rtmsg_route(type, flags, dst, len);

	rtmsg_addr(msg, RTA_GATEWAY, gateway);
	nla_put_u32(msg, RTA_OIF, 2);
	return msg;
}

/* A route over several gateways; the list ends with NULL. */
static inline struct nl_msg *rtmsg_multi(int type, int flags, const char *dst,
					 uint8_t len, const char *const *gateways)
{
	struct nl_msg *msg = rtmsg_route(type, flags, dst, len);
	struct nlattr *nest = nla_nest_start(msg, RTA_MULTIPATH);
	struct rtnexthop *nh;

	for (; *gateways; gateways++) {
		nh = nlmsg_reserve(msg, sizeof(*nh), NLMSG_ALIGNTO);
		memset(nh, 0, sizeof(*nh));
		nh->rtnh_ifindex = 2;
		rtmsg_addr(msg, RTA_GATEWAY, *gateways);
		nh->rtnh_len = (char *)nlmsg_tail(nlmsg_hdr(msg)) - (char *)nh;
	}
	nla_nest_end(msg, nest);
	return msg;
}

static inline void rtmsg_parse(struct event *ev, struct nl_msg *msg)
{
	if (event_parse(ev, nlmsg_hdr(msg), nlmsg_hdr(msg)->nlmsg_len))
		abort();
}

#endif
