/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The attributes that the domain adds to a record.
 */
#ifndef SELFTESTS_DOMAIN_RECORD_H
#define SELFTESTS_DOMAIN_RECORD_H

#include <linux/netlink.h>
#include <stdbool.h>
#include <stdint.h>

/* Absent attributes are 0. */
struct domain_cause {
	uint32_t event;		/* 0: the record has no cause */
	uint32_t ifindex, netns, nexthop;
	size_t address_len;
	uint8_t address[16];
	uint64_t seq, act;
	bool guess;
};

struct domain_record {
	bool silent;
	struct domain_cause cause;
	uint16_t msg_len;
	union {
		struct nlmsghdr msg;
		char msg_buf[2048];
	};
};

/* @tb: the attributes of the record, up to NETJOURNAL_A_RECORD_MAX. */
void domain_record_parse(struct domain_record *rec, const struct nlattr **tb);

#endif
