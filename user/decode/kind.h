/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a kind of network object is: a row of the table kind_table[], which is in
 * net/kinds.c. Whoever asks what differs between kinds asks the row. A new kind is a
 * row, and a file here with what the row names.
 */
#ifndef NETJOURNAL_KIND_H
#define NETJOURNAL_KIND_H

#include <linux/netjournal.h>
#include <stddef.h>
#include <stdint.h>

struct decoder;
struct event;
struct identity;
struct kind_selector;
struct nl_msg;
struct rtnl_wish;

#define RTNL_FAMILIES_MAX	2

/*
 * A kind as rtnetlink has it.
 *
 * @get: RTM_GET*
 * @families: those to ask for one after another if none is wanted in particular
 * @groups: multicast groups (RTNLGRP_*) that announce changes, one for each of the
 *	families; 0 is the end
 * @fill: writes into a request what the kernel can select by; NULL: nothing.
 *	Returns 0 or a negative number if there is no room.
 */
struct rtnl_kind {
	uint16_t get;
	uint8_t n_families;
	uint8_t families[RTNL_FAMILIES_MAX];
	uint8_t groups[RTNL_FAMILIES_MAX + 1];
	int (*fill)(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish);
};

/*
 * @KIND_MANY: there can be so many objects that the memory for them matters
 * @KIND_FLAGGED: the kernel flags a dump that changes raced with. (It calls
 *	nl_dump_check_consistent().)
 * @KIND_MIXED: a dump of no family in particular has objects of several
 * @KIND_SILENT: the kernel does not announce it where objects go because others do
 * @KIND_PORTS: the family AF_BRIDGE has objects that are dumped apart
 */
enum kind_flags {
	KIND_MANY	= 1,
	KIND_FLAGGED	= 2,
	KIND_MIXED	= 4,
	KIND_SILENT	= 8,
	KIND_PORTS	= 16,
};

/*
 * @column: how wide the column is that holds what an object is called by
 */
struct kind {
	const char *name;		/* NULL: no kind of network object */
	const struct decoder *decoder;
	void (*identify)(struct identity *id, const struct event *ev);
	const struct kind_selector *selector;
	struct rtnl_kind rtnl;
	uint8_t column;
	uint8_t flags;
};

/* By enum netjournal_kind. */
extern const struct kind kind_table[NETJOURNAL_KIND_MAX + 1];

/* The row of @kind, or NULL if it is no kind of network object. */
static inline const struct kind *kind_row(unsigned int kind)
{
	return kind <= NETJOURNAL_KIND_MAX && kind_table[kind].name ? &kind_table[kind] : NULL;
}

/* 0 if no kind of network object has that name. */
enum netjournal_kind kind_by_name(const char *name);
/* Kinds that have all of @flags, as a mask of bits 1 << kind. */
uint32_t kinds_with(unsigned int flags);

extern const struct decoder decode_link, decode_addr, decode_route;
extern const struct decoder decode_rule, decode_neigh, decode_nexthop;

extern const struct kind_selector select_links, select_addresses, select_routes;
extern const struct kind_selector select_rules, select_neighbours, select_nexthops;

void identify_link(struct identity *id, const struct event *ev);
void identify_addr(struct identity *id, const struct event *ev);
void identify_route(struct identity *id, const struct event *ev);
void identify_rule(struct identity *id, const struct event *ev);
void identify_neigh(struct identity *id, const struct event *ev);
void identify_nexthop(struct identity *id, const struct event *ev);

#endif
