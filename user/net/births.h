/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tells which records of the journal are about new objects. A message does not always say so:
 * a driver can change a device before the kernel announces it as new, and the message about a
 * nexthop that `replace` has changed is the same as about one that it has made. So this keeps
 * which links, addresses, nexthops and tables of nftables exist.
 */
#ifndef NETJOURNAL_BIRTHS_H
#define NETJOURNAL_BIRTHS_H

#include "decode/event.h"
#include "journal/record.h"

struct births;

/* The kinds whose records births_learn() uses, as a mask. */
#define BIRTHS_KINDS	(1u << NETJOURNAL_KIND_LINK | 1u << NETJOURNAL_KIND_ADDR | \
			 1u << NETJOURNAL_KIND_NEXTHOP | 1u << NETJOURNAL_KIND_NFT)

/* Begins with a journal of another time or machine. Returns NULL if there is no memory. */
struct births *births_new(void);
void births_free(struct births *b);
/* Begins again with a journal of another time or machine: the links of now are not in it. */
void births_clear(struct births *b);
/* Call this first if the journal is the present one: remembers which links exist now in the present network namespace. */
void births_find_links(struct births *b);

/*
 * Learns from a record and its event, or from a gap, whose @ev is NULL. Call it for all records
 * of BIRTHS_KINDS, in order. Learning a record again does no harm. A later record can show that
 * an earlier one was about a new link.
 */
void births_learn(struct births *b, const struct record *rec, const struct event *ev);

/* Returns the first record of a link that was made since the records begin, and sets @time; otherwise returns 0. */
uint64_t births_of_link(const struct births *b, uint32_t ifindex, uint64_t *time);

/* Returns what happened to the object of a record: '+' new, '-' gone, '~' changed. */
char births_sign(const struct births *b, const struct record *rec, const struct event *ev);

#endif
