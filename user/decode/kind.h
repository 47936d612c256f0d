/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A kind of network object is a row of the table kind_table[] in net/kinds.c. All code
 * that depends on the kind reads the row. A new kind is a row, and a file here with the
 * functions that the row names.
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
struct nearest;
struct nl_msg;
struct rtnl_wish;

#define RTNL_FAMILIES_MAX	2

/*
 * A kind in rtnetlink.
 *
 * @get: RTM_GET*
 * @families: the families to dump, one after another, if the user gave none
 * @groups: multicast groups (RTNLGRP_*) that announce changes, one for each of the
 *	families; 0 is the end
 * @fill: writes into a request what the kernel can select, or NULL. Returns 0, or a
 *	negative number if there is no room.
 */
struct rtnl_kind {
	uint16_t get;
	uint8_t n_families;
	uint8_t families[RTNL_FAMILIES_MAX];
	uint8_t groups[RTNL_FAMILIES_MAX + 1];
	int (*fill)(struct nl_msg *msg, void *hdr, const struct rtnl_wish *wish);
};

/*
 * @KIND_MANY: there can be so many objects that their memory matters
 * @KIND_FLAGGED: the kernel flags a dump during which objects changed (it calls
 *	nl_dump_check_consistent())
 * @KIND_MIXED: a dump without a family has objects of several families
 * @KIND_SILENT: the kernel does not announce objects that go because others go
 * @KIND_PORTS: the family AF_BRIDGE has objects that need a dump of their own
 */
enum kind_flags {
	KIND_MANY	= 1,
	KIND_FLAGGED	= 2,
	KIND_MIXED	= 4,
	KIND_SILENT	= 8,
	KIND_PORTS	= 16,
};

/*
 * @also: the other names that people and `ip` have for it, the last one NULL
 * @column: the width of the column with the name of an object
 */
struct kind {
	const char *name;		/* NULL: no kind of network object */
	const char *const *also;
	const struct decoder *decoder;
	void (*identify)(struct identity *id, const struct event *ev);
	const struct kind_selector *selector;
	struct rtnl_kind rtnl;
	uint8_t column;
	uint8_t flags;
};

/* By enum netjournal_kind. */
extern const struct kind kind_table[NETJOURNAL_KIND_MAX + 1];

/* Returns the row of @kind, or NULL if it is no kind of network object. */
static inline const struct kind *kind_row(unsigned int kind)
{
	return kind <= NETJOURNAL_KIND_MAX && kind_table[kind].name ? &kind_table[kind] : NULL;
}

/*
 * Returns the kind of network object that has this name, or 0. Like `ip`, takes other names and
 * beginnings of names; if a beginning fits several names, the first kind is meant.
 */
enum netjournal_kind kind_by_name(const char *word);
/* Tries all names of the kinds. */
void kind_nearest(struct nearest *near);
/* Returns the kinds that have all of @flags, as a mask of bits 1 << kind. */
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
