// SPDX-License-Identifier: GPL-2.0
/*
 * Fills the network namespace that it runs in, for scripts/bench/list:
 *
 *	fill route N DEV	N routes in four tables over DEV
 *	fill neigh N DEV	N permanent neighbours on DEV
 *	fill link N TYPE	N devices of TYPE
 */
#include <errno.h>
#include <error.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static char buf[16384];
static size_t len;
static int fd;

/* The kernel handles all requests of a send before it returns. It answers only errors. */
static void flush(void)
{
	struct {
		struct nlmsghdr nlh;
		struct nlmsgerr err;
		char rest[512];
	} answer;

	if (len && send(fd, buf, len, 0) < 0)
		error(2, errno, "send");
	len = 0;
	if (recv(fd, &answer, sizeof(answer), MSG_DONTWAIT) > 0)
		error(2, -answer.err.error, "a request was refused");
}

static void *grow(size_t n)
{
	void *at = buf + len;

	memset(at, 0, NLMSG_ALIGN(n));
	len += NLMSG_ALIGN(n);
	return at;
}

static struct nlmsghdr *begin(int type, const void *hdr, size_t n)
{
	struct nlmsghdr *nlh;

	if (len + 512 > sizeof(buf))
		flush();
	nlh = grow(NLMSG_HDRLEN);
	nlh->nlmsg_type = type;
	nlh->nlmsg_flags = NLM_F_REQUEST | NLM_F_CREATE | NLM_F_EXCL;
	memcpy(grow(n), hdr, n);
	return nlh;
}

static void put(int type, const void *data, size_t n)
{
	struct rtattr *a = grow(RTA_LENGTH(n));

	a->rta_type = type;
	a->rta_len = RTA_LENGTH(n);
	memcpy(RTA_DATA(a), data, n);
}

static void end(struct nlmsghdr *nlh)
{
	nlh->nlmsg_len = buf + len - (char *)nlh;
}

static void add_route(uint32_t i, uint32_t n, uint32_t oif)
{
	static const uint32_t tables[] = { RT_TABLE_MAIN, 100, 200, 300 };
	const struct rtmsg hdr = {
		.rtm_family = AF_INET, .rtm_dst_len = 32,
		.rtm_protocol = RTPROT_STATIC, .rtm_type = RTN_UNICAST,
	};
	uint32_t each = (n + 3) / 4, metric = i % 7 + 1;
	uint32_t dst = __builtin_bswap32(0x14000000 + i % each);
	uint32_t gateway = __builtin_bswap32(0x0aff0002 + i % 200);
	struct nlmsghdr *nlh = begin(RTM_NEWROUTE, &hdr, sizeof(hdr));

	put(RTA_DST, &dst, 4);
	put(RTA_GATEWAY, &gateway, 4);
	put(RTA_OIF, &oif, 4);
	put(RTA_TABLE, &tables[i / each], 4);
	put(RTA_PRIORITY, &metric, 4);
	end(nlh);
}

static void add_neigh(uint32_t i, uint32_t oif)
{
	const struct ndmsg hdr = {
		.ndm_family = AF_INET, .ndm_state = NUD_PERMANENT,
		.ndm_ifindex = oif,
	};
	uint32_t dst = __builtin_bswap32(0x1e000000 + i);
	uint8_t mac[6] = { 2, 0, 0, i >> 16, i >> 8, i };
	struct nlmsghdr *nlh = begin(RTM_NEWNEIGH, &hdr, sizeof(hdr));

	put(NDA_DST, &dst, 4);
	put(NDA_LLADDR, mac, sizeof(mac));
	end(nlh);
}

static void add_link(uint32_t i, const char *type)
{
	const struct ifinfomsg hdr = { 0 };
	struct nlmsghdr *nlh = begin(RTM_NEWLINK, &hdr, sizeof(hdr));
	char name[IFNAMSIZ];
	struct rtattr *nest;

	snprintf(name, sizeof(name), "link%u", i);
	put(IFLA_IFNAME, name, strlen(name) + 1);
	nest = (void *)(buf + len);
	put(IFLA_LINKINFO, "", 0);
	put(IFLA_INFO_KIND, type, strlen(type));
	nest->rta_len = buf + len - (char *)nest;
	end(nlh);
	flush();
}

int main(int argc, char **argv)
{
	uint32_t n = argc > 2 ? strtoul(argv[2], NULL, 0) : 0, oif, i;

	if (argc != 4)
		error(1, 0, "see the top of fill.c");
	fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
	if (fd < 0)
		error(2, errno, "socket");
	oif = if_nametoindex(argv[3]);
	for (i = 0; i < n; i++) {
		if (!strcmp(argv[1], "route"))
			add_route(i, n, oif);
		else if (!strcmp(argv[1], "neigh"))
			add_neigh(i, oif);
		else
			add_link(i, argv[3]);
	}
	flush();
	return 0;
}
