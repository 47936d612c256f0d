/* SPDX-License-Identifier: GPL-2.0 */
/*
 * From which event a record follows.
 */
#ifndef NETJOURNAL_CAUSE_H
#define NETJOURNAL_CAUSE_H

#include "decode/event.h"
#include "journal/record.h"

/*
 * The event. See the attributes of a cause in uapi/netjournal.yaml. Unknown members are 0.
 * @address: points into the message; NULL: the event has none
 */
struct cause {
	uint32_t event;		/* enum netjournal_cause_event */
	uint32_t ifindex;
	uint32_t netns;
	uint32_t nexthop;
	const void *address;
	size_t address_len;
	uint64_t seq;
	uint64_t act;
	bool guess;
};

/* Fills @cause from the record. Returns false if the record names no cause. */
bool cause_of(const struct record *rec, struct cause *cause);

/*
 * Returns whether the kernel finishes with this record what a former record asked for: an IPv6
 * address can be used now. Whoever made the former record has set the address.
 */
bool cause_is_dad(const struct record *rec);

/*
 * Prints the cause. Text is a few words, "eth1 went down (#30)". JSON is the members of an object
 * that the caller has opened.
 */
void cause_print(struct out *o, const struct cause *cause, const struct event_names *names);

#endif
