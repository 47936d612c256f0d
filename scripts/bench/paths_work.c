// SPDX-License-Identifier: GPL-2.0
/*
 * Changes that are made by system calls alone, so that the kernel's work is measured. See paths.h.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_ether.h>
#include <linux/mroute.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../../selftests/lib/netlink.h"
#include "bench.h"
#include "paths.h"

/* linux/if_packet.h, which does not go together with net/if.h of all C libraries. */
#include <netpacket/packet.h>

/* Opens the file for each access, as sysctl(8) does. */
static void sysctl_write(const char *path, const char *const values[2], unsigned int n)
{
	for (unsigned int i = 0; i < n; i++) {
		const char *value = values[i % 2];
		int fd = open(path, O_WRONLY);

		if (fd < 0 || write(fd, value, strlen(value)) < 0)
			abort();
		close(fd);
	}
}

void sysctl_write_net(unsigned int n)
{
	static const char *const values[] = { "1\n", "0\n" };

	sysctl_write("/proc/sys/net/ipv4/conf/d0/rp_filter", values, n);
}

void sysctl_write_other(unsigned int n)
{
	static const char *const values[] = { "61\n", "60\n" };

	sysctl_write("/proc/sys/vm/swappiness", values, n);
}

void sysctl_read_net(unsigned int n)
{
	char text[64];

	for (unsigned int i = 0; i < n; i++) {
		int fd = open("/proc/sys/net/ipv4/conf/d0/rp_filter", O_RDONLY);

		if (fd < 0 || read(fd, text, sizeof(text)) < 1)
			abort();
		close(fd);
	}
}

/* Sends the request @n times. */
static void requests_send(int protocol, struct nl_req *req, unsigned int n)
{
	struct nl nl;

	if (nl_open(&nl, protocol))
		abort();
	for (unsigned int i = 0; i < n; i++)
		if (nl_talk(&nl, req, NULL, NULL))
			abort();
	nl_close(&nl);
}

void request_ack(unsigned int n)
{
	static struct nl_req req;
	const struct ifinfomsg ifi = { .ifi_index = if_nametoindex("d0") };

	nl_begin(&req, RTM_NEWLINK, 0);
	nl_append(&req, &ifi, sizeof(ifi));
	requests_send(NETLINK_ROUTE, &req, n);
}

void request_genl(unsigned int n)
{
	static struct nl_req req;
	const uint16_t id = GENL_ID_CTRL;

	nl_begin_genl(&req, GENL_ID_CTRL, CTRL_CMD_GETFAMILY, 0);
	nl_put(&req, CTRL_ATTR_FAMILY_ID, &id, sizeof(id));
	requests_send(NETLINK_GENERIC, &req, n);
}

void routes_at_once(unsigned int n)
{
	routes_change(RTM_NEWROUTE, 0, n / 2);
	routes_change(RTM_DELROUTE, 0, n / 2);
}

void frames_send(unsigned int n)
{
	const struct sockaddr_ll to = {
		.sll_family = AF_PACKET, .sll_ifindex = if_nametoindex("q0"),
	};
	struct {
		struct ethhdr eth;
		char rest[46];
	} frame = { .eth.h_dest = { 2, 0, 0, 0, 0, 1 }, .eth.h_proto = htons(ETH_P_LOOPBACK) };
	int fd = socket(AF_PACKET, SOCK_RAW, 0);

	for (unsigned int i = 0; i < n; i++) {
		const unsigned char source[ETH_ALEN] = { 2, 1, 0, 0, i >> 8, i };

		memcpy(frame.eth.h_source, source, sizeof(source));
		if (sendto(fd, &frame, sizeof(frame), 0, (void *)&to, sizeof(to)) < 0)
			abort();
	}
	close(fd);
}

/* The daemon of multicast routing is whoever has this socket. */
static int mroute_open(void)
{
	struct vifctl vif = { .vifc_vifi = 0, .vifc_flags = VIFF_USE_IFINDEX, .vifc_threshold = 1 };
	int fd = socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_IGMP), one = 1;

	vif.vifc_lcl_ifindex = if_nametoindex("d0");
	if (fd < 0 || setsockopt(fd, IPPROTO_IP, MRT_INIT, &one, sizeof(one)) ||
	    setsockopt(fd, IPPROTO_IP, MRT_ADD_VIF, &vif, sizeof(vif)))
		abort();
	return fd;
}

void mroutes_change(unsigned int n)
{
	struct mfcctl route = { .mfcc_parent = 0 };
	static int fd;
	unsigned int i;

	if (!fd)
		fd = mroute_open();
	for (i = 0; i < n; i++) {
		route.mfcc_origin.s_addr = htonl(0x0a060000 | i / 2);
		route.mfcc_mcastgrp.s_addr = htonl(0xef010101);
		if (setsockopt(fd, IPPROTO_IP, i % 2 ? MRT_DEL_MFC : MRT_ADD_MFC, &route, sizeof(route)))
			abort();
	}
}

void namespaces_make(unsigned int n)
{
	struct crowd crowd;

	crowd_make(&crowd, n);
	crowd_end(&crowd);
}

#define NFT_TABLE	"bench"

/* Several requests of nftables, which one commit carries out. */
struct batch {
	size_t len;
	char buf[NL_BUF];
};

static void batch_add(struct batch *batch, struct nl_req *req)
{
	size_t len = NLMSG_ALIGN(req->nlh.nlmsg_len);

	if (batch->len + len > sizeof(batch->buf))
		abort();
	memcpy(batch->buf + batch->len, req, len);
	batch->len += len;
}

static void nft_begin(struct nl_req *req, uint16_t type, uint16_t flags, uint8_t family, uint16_t res)
{
	const struct nfgenmsg nfg = {
		.nfgen_family = family, .version = NFNETLINK_V0, .res_id = htons(res),
	};

	nl_begin(req, type, flags);
	nl_append(req, &nfg, sizeof(nfg));
}

static void batch_mark(struct batch *batch, uint16_t type)
{
	static struct nl_req req;

	nft_begin(&req, type, 0, AF_UNSPEC, NFNL_SUBSYS_NFTABLES);
	batch_add(batch, &req);
}

/* Sends a commit with one request, and waits until it is acknowledged. */
static void nft_commit(struct nl *nl, struct nl_req *req)
{
	static struct batch batch;
	static char reply[NL_BUF];
	struct nlmsgerr *error = NLMSG_DATA((struct nlmsghdr *)reply);

	batch.len = 0;
	req->nlh.nlmsg_flags |= NLM_F_ACK;
	batch_mark(&batch, NFNL_MSG_BATCH_BEGIN);
	batch_add(&batch, req);
	batch_mark(&batch, NFNL_MSG_BATCH_END);
	if (send(nl->fd, batch.buf, batch.len, 0) < 0 || nl_wait(nl, reply, 10000) < 0 ||
	    ((struct nlmsghdr *)reply)->nlmsg_type != NLMSG_ERROR || error->error)
		abort();
}

static void nft_request(struct nl_req *req, uint8_t type, uint16_t flags)
{
	nft_begin(req, NFNL_SUBSYS_NFTABLES << 8 | type, flags, NFPROTO_IPV4, 0);
}

void nft_rules(unsigned int n)
{
	static struct nl_req req;
	struct nl nl;

	if (nl_open(&nl, NETLINK_NETFILTER))
		abort();
	nft_request(&req, NFT_MSG_NEWRULE, NLM_F_CREATE | NLM_F_APPEND);
	nl_put_str(&req, NFTA_RULE_TABLE, NFT_TABLE);
	nl_put_str(&req, NFTA_RULE_CHAIN, "c");
	for (unsigned int i = 0; i < n; i++)
		nft_commit(&nl, &req);
	nl_close(&nl);
}

void nft_elements(unsigned int n)
{
	static struct nl_req req;
	size_t list, element, key;
	struct nl nl;
	uint32_t be;

	if (nl_open(&nl, NETLINK_NETFILTER))
		abort();
	nft_request(&req, NFT_MSG_NEWSETELEM, NLM_F_CREATE);
	nl_put_str(&req, NFTA_SET_ELEM_LIST_TABLE, NFT_TABLE);
	nl_put_str(&req, NFTA_SET_ELEM_LIST_SET, "s");
	list = nl_nest(&req, NFTA_SET_ELEM_LIST_ELEMENTS);
	for (unsigned int i = 0; i < n; i++) {
		be = htonl((10u << 24) + i);
		element = nl_nest(&req, NFTA_LIST_ELEM);
		key = nl_nest(&req, NFTA_SET_ELEM_KEY);
		nl_put(&req, NFTA_DATA_VALUE, &be, sizeof(be));
		nl_nest_end(&req, key);
		nl_nest_end(&req, element);
	}
	nl_nest_end(&req, list);
	nft_commit(&nl, &req);
	nl_close(&nl);
}
