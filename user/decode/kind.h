/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A kind of network object is a row of the table kind_table[] in net/kinds.c. All code
 * that depends on the kind reads the row. A new kind is a row, and a file here with the
 * functions that the row names.
 */
#ifndef NETJOURNAL_KIND_H
#define NETJOURNAL_KIND_H

#include <linux/netjournal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct decoder;
struct event;
struct identity;
struct kind_selector;
struct nearest;
struct nl_msg;
struct nlmsghdr;
struct rtnl_wish;
struct selector;

#define RTNL_FAMILIES_MAX	2

/*
 * A kind in rtnetlink. All zero: it is not there, and only the journal knows the objects.
 *
 * @get: RTM_GET*; 0: only the journal knows the kind
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
 * @KIND_ACTS: a record says what was done to the object, and not how the object is; so records
 *	cannot be compared
 * @KIND_ALIKE: the message about a new object is like that about a changed one
 * @KIND_BARE: a message about a deletion does not have the last state
 * @KIND_LONG: the text of an object is long, so its name has to do in a heading
 */
enum kind_flags {
	KIND_MANY	= 1,
	KIND_FLAGGED	= 2,
	KIND_MIXED	= 4,
	KIND_SILENT	= 8,
	KIND_PORTS	= 16,
	KIND_ACTS	= 32,
	KIND_LONG	= 64,
	KIND_ALIKE	= 128,
	KIND_BARE	= 256,
};

/*
 * @also: the other names that people and `ip` have for it, the last one NULL
 * @rtnl: the kind in rtnetlink; without @get, rtnetlink does not have it
 * @column: the width of the column with the name of an object
 * @left_out: see domain_left_out()
 * @read_left_out: like @read, for selectors that ask for what is left out; NULL: nobody can ask for it
 *	If @left_out is NULL, the journal has states of the same objects.
 * @is_left_out: returns whether the object is one of those, so that the kernel's dump says nothing of it
 * @read: calls @each with a message about each object that @sel can mean, if rtnetlink does not
 *	have the kind. Returns 0, a negative errno, or what @each returned if that is not 0.
 */
struct kind {
	const char *name;		/* NULL: no kind of network object */
	const char *const *also;
	const struct decoder *decoder;
	void (*identify)(struct identity *id, const struct event *ev);
	const struct kind_selector *selector;
	struct rtnl_kind rtnl;
	uint8_t column;
	uint16_t flags;
	int (*read)(const struct selector *sel,
		    int (*each)(const struct nlmsghdr *nlh, void *arg), void *arg);
	const char *left_out;
	bool (*is_left_out)(const struct identity *id);
	int (*read_left_out)(const struct selector *sel,
			     int (*each)(const struct nlmsghdr *nlh, void *arg), void *arg);
};

/* By enum netjournal_kind. */
extern const struct kind kind_table[NETJOURNAL_KIND_MAX + 1];

/* Returns the row of @kind, or NULL if it is no kind of network object. */
static inline const struct kind *kind_row(unsigned int kind)
{
	return kind <= NETJOURNAL_KIND_MAX && kind_table[kind].name ? &kind_table[kind] : NULL;
}

/* Returns the row of @kind, which is one of network objects: that of an event or of a selector. */
static inline const struct kind *object_row(unsigned int kind)
{
	return &kind_table[kind];
}

/*
 * Returns the kind of network object that has this name, or 0. Like `ip`, takes other names and
 * beginnings of names; if a beginning fits several names, the first kind is meant.
 */
enum netjournal_kind kind_by_name(const char *word);
/* Tries all names of the kinds. */
void kind_nearest(struct nearest *near);
/* Writes that no kind of objects has this name, and which one is near. */
void kind_unknown(const char *word, char *text, size_t size);
/* Returns whether the kernel can be asked for the objects of @kind over rtnetlink. */
static inline bool kind_is_listed(unsigned int kind)
{
	return kind_row(kind) && kind_table[kind].rtnl.get;
}

/* Returns whether the kernel can be asked for the objects of @kind, over rtnetlink or otherwise. */
static inline bool kind_can_be_asked(unsigned int kind)
{
	return kind_is_listed(kind) || (kind_row(kind) && kind_table[kind].read);
}

/* Returns the kinds for which @is_one returns true, as a mask of bits 1 << kind. */
uint32_t kinds_where(bool (*is_one)(unsigned int kind));
/* Returns the kinds that have all of @flags, as a mask of bits 1 << kind. */
uint32_t kinds_with(unsigned int flags);
/* Writes the names of the kinds in the mask @kinds, with @separator between them. */
void kinds_text(uint32_t kinds, const char *separator, char *text, size_t size);

extern const struct decoder decode_link, decode_addr, decode_route;
extern const struct decoder decode_rule, decode_neigh, decode_nexthop;
extern const struct decoder decode_nft, decode_xfrm, decode_ethtool, decode_request;
extern const struct decoder decode_sysctl, decode_fdb, decode_mpls, decode_netns;
extern const struct decoder decode_vlan, decode_mdb, decode_mroute, decode_tc;

extern const struct kind_selector select_links, select_addresses, select_routes;
extern const struct kind_selector select_rules, select_neighbours, select_nexthops;
extern const struct kind_selector select_nft, select_xfrm, select_ethtool, select_request;
extern const struct kind_selector select_sysctls, select_fdb, select_mpls, select_namespaces;
extern const struct kind_selector select_vlans, select_mdb, select_mroutes, select_tc;

void identify_link(struct identity *id, const struct event *ev);
void identify_addr(struct identity *id, const struct event *ev);
void identify_route(struct identity *id, const struct event *ev);
void identify_rule(struct identity *id, const struct event *ev);
void identify_neigh(struct identity *id, const struct event *ev);
void identify_nexthop(struct identity *id, const struct event *ev);
void identify_netns(struct identity *id, const struct event *ev);
void identify_nft(struct identity *id, const struct event *ev);
void identify_xfrm(struct identity *id, const struct event *ev);
void identify_ethtool(struct identity *id, const struct event *ev);
void identify_request(struct identity *id, const struct event *ev);
void identify_sysctl(struct identity *id, const struct event *ev);
void identify_fdb(struct identity *id, const struct event *ev);
void identify_mpls(struct identity *id, const struct event *ev);
void identify_vlan(struct identity *id, const struct event *ev);
void identify_mdb(struct identity *id, const struct event *ev);
void identify_mroute(struct identity *id, const struct event *ev);
void identify_tc(struct identity *id, const struct event *ev);
bool tc_is_left_out(const struct identity *id);
/* Returns whether the message @del also deletes the class, filter or chain of @ev, of which nothing else tells. */
bool tc_deletes(const struct event *del, const struct event *ev);
bool vlan_is_left_out(const struct identity *id);

#endif
