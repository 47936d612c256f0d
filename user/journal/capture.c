// SPDX-License-Identifier: GPL-2.0
/*
 * Reads messages of the kernel that others have captured: the files of rtmon(8), and captures of a netlink monitor
 * (nlmon) in the format pcap. They have neither authors nor sequence numbers.
 */
#include <byteswap.h>
#include <endian.h>
#include <errno.h>
#include <netlink/attr.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/timeparse.h"
#include "journal/import.h"

#define PCAP_MICRO	0xa1b2c3d4u
#define PCAP_NANO	0xa1b23c4du
#define LINKTYPE_NETLINK	253
/* What comes before the messages of a packet: type, ARPHRD, address and family, in network order. */
#define NLMON_HEADER	16
#define TO_USER		6	/* PACKET_USER */

/* Before each message of an rtmon file stands one with the time. */
#define RTMON_TIME	15

struct capture {
	struct import *import;
	uint64_t seq, prev[NETJOURNAL_KIND_MAX + 1];
	uint64_t time;
	bool any;			/* a message was of a kind that is recorded */
	/* The message before, because a monitor sees one for each listener. */
	char last[4096];
	size_t last_len;
};

static bool is_repeated(struct capture *c, const struct nlmsghdr *nlh)
{
	bool same = nlh->nlmsg_len == c->last_len && !memcmp(c->last, nlh, c->last_len);

	c->last_len = nlh->nlmsg_len <= sizeof(c->last) ? nlh->nlmsg_len : 0;
	memcpy(c->last, nlh, c->last_len);
	return same && c->last_len;
}

static int add_message(struct capture *c, const struct nlmsghdr *nlh)
{
	char name[32];
	uint32_t number, kind = domain_message_kind(nlh, nlh->nlmsg_len, &number, name, sizeof(name));
	struct nl_msg *msg;
	int err;

	if (!kind || is_repeated(c, nlh))
		return 0;
	err = c->any ? 0 : import_journal(c->import, 1, c->time);
	c->any = true;
	if (!err && *name)
		import_name(c->import, name, number);
	/* Parts of a list say nothing about a change. */
	if (err || nlh->nlmsg_flags & NLM_F_MULTI)
		return err;
	msg = nlmsg_alloc_size(nlh->nlmsg_len + 256);
	if (!msg)
		return -ENOMEM;
	nlmsg_put(msg, 0, 0, 0, 0, 0);
	c->seq++;
	nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, kind);
	nla_put(msg, NETJOURNAL_A_RECORD_SEQ, sizeof(c->seq), &c->seq);
	nla_put(msg, NETJOURNAL_A_RECORD_PREV_SEQ, sizeof(c->seq), &c->prev[kind]);
	nla_put(msg, NETJOURNAL_A_RECORD_TIME, sizeof(c->time), &c->time);
	err = nla_put(msg, RECORD_PAYLOAD, nlh->nlmsg_len, nlh) ? -ENOMEM : import_record(c->import, msg);
	c->prev[kind] = c->seq;
	nlmsg_free(msg);
	return err;
}

/* Packets. */

static int take_packet(struct capture *c, const char *packet, size_t len)
{
	const struct nlmsghdr *nlh = (const void *)(packet + NLMON_HEADER);
	uint16_t type, family;
	int rem = (int)len - NLMON_HEADER, err = 0;

	if (rem < 0)
		return 0;
	memcpy(&type, packet, sizeof(type));
	memcpy(&family, packet + NLMON_HEADER - sizeof(family), sizeof(family));
	/* What a process has asked the kernel for is no change yet. */
	if (be16toh(type) != TO_USER || be16toh(family))
		return 0;
	for (; !err && nlmsg_ok(nlh, rem); nlh = nlmsg_next((void *)nlh, &rem))
		err = add_message(c, nlh);
	return err;
}

static int read_pcap(struct capture *c, FILE *file, const uint32_t head[6])
{
	bool nano = head[0] == PCAP_NANO;
	char *packet;
	uint32_t h[4];
	int err = 1;

	if ((head[5] & 0xfffffff) != LINKTYPE_NETLINK)
		return import_fail(c->import, -EINVAL, "the capture is not one of a netlink monitor (link type %u)", head[5]);
	packet = malloc(IMPORT_MESSAGE_MAX);
	if (!packet)
		return -ENOMEM;
	while (err == 1) {
		err = import_bytes(c->import, file, h, sizeof(h), true);
		if (err == 1 && h[2] > IMPORT_MESSAGE_MAX)
			err = import_fail(c->import, -EINVAL, "the capture has a packet of %u bytes", h[2]);
		if (err == 1)
			err = import_bytes(c->import, file, packet, h[2], false);
		if (err != 1)
			break;
		c->time = h[0] * (uint64_t)NS_PER_S + h[1] * (nano ? 1 : 1000ull);
		err = take_packet(c, packet, h[2]);
		err = err ? err : 1;
	}
	free(packet);
	return err;
}

/* Messages. */

static int read_messages(struct capture *c, FILE *file)
{
	struct nlmsghdr *nlh = malloc(IMPORT_MESSAGE_MAX);
	uint32_t stamp[2];
	int err = nlh ? 0 : -ENOMEM;

	while (!err) {
		err = import_message(c->import, file, nlh);
		if (err != 1)
			break;
		if (nlh->nlmsg_type == RTMON_TIME && nlh->nlmsg_len >= sizeof(*nlh) + sizeof(stamp)) {
			memcpy(stamp, nlh + 1, sizeof(stamp));
			c->time = stamp[0] * (uint64_t)NS_PER_S + stamp[1] * 1000ull;
			err = 0;
		} else {
			err = add_message(c, nlh);
		}
	}
	free(nlh);
	return err;
}

int import_capture(struct import *im, FILE *file)
{
	struct capture c = { .import = im };
	uint32_t head[6];
	int err;

	if (fread(head, sizeof(head[0]), 1, file) != 1)
		return -EUCLEAN;
	if (head[0] == bswap_32(PCAP_MICRO) || head[0] == bswap_32(PCAP_NANO))
		return import_fail(im, -EINVAL, "the capture is of a machine with another order of bytes");
	if (head[0] == PCAP_MICRO || head[0] == PCAP_NANO) {
		err = import_bytes(im, file, head + 1, sizeof(head) - sizeof(head[0]), false);
		return err == 1 ? read_pcap(&c, file, head) : err;
	}
	rewind(file);
	err = read_messages(&c, file);
	/* A file that has none of these messages is something else. */
	return c.any || err == -ENOMEM ? err : -EUCLEAN;
}
