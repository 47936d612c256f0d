/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Selectors: which objects are meant, in the words of `ip`, and whether an event is
 * about one of them.
 */
#ifndef NETJOURNAL_SELECTOR_H
#define NETJOURNAL_SELECTOR_H

#include "decode/event.h"

#define SELECTOR_DEV_MAX	128	/* ALTIFNAMSIZ */

enum selector_mode {
	SELECTOR_EXACT,		/* the same prefix */
	SELECTOR_HOST,		/* the same address, whatever the length */
	SELECTOR_ROOT,		/* the prefix and what lies in it */
	SELECTOR_MATCH,		/* the prefix and what it lies in */
};

/* Flags of objects that a selector can ask for or against. */
struct selector_flags {
	uint32_t mask, want;
};

/* Which objects are meant: parsed from words such as `dev eth0 table 100`. */
struct selector {
	enum netjournal_kind kind;	/* 0: any */
	uint8_t family;			/* 0: any */
	char dev[SELECTOR_DEV_MAX];	/* "" : any */
	bool own_dev;			/* dev is the link itself, not its master and the like */
	bool has_dst;
	enum selector_mode mode;
	struct event_addr dst;		/* family 0: the default route of any */
	bool all_tables;		/* route: "table all" */
	bool has_to, has_table, has_priority, has_id, has_fwmark, has_fwmask, has_via;
	bool has_proto, has_scope, has_type, has_group;
	struct event_addr to;		/* rule */
	struct event_addr via;		/* route, nexthop */
	uint32_t table, priority, id;
	uint32_t proto, scope;
	uint32_t type;			/* route */
	uint32_t group;			/* link */
	uint32_t fwmark, fwmask;	/* rule */
	char iif[16], oif[16];		/* rule */
	char label[16];			/* addr; a pattern of the shell's */
	uint8_t lladdr_len, lladdr[32];	/* neigh */
	uint32_t states;		/* neigh: mask of NUD_*; 0: any */
	bool proxy;			/* neigh */
	bool or_extern;			/* neigh: or learned by user space, in any state */
	bool groups, fdb;		/* nexthop */
	struct selector_flags flags;	/* addr: IFA_F_* */
	/* link, and what can be on one of a sort: addr, neigh */
	bool up, no_master;
	char master[SELECTOR_DEV_MAX];
	char link_type[32];		/* "vlan"; "bridge_slave": a port of one */
	const char *oper_state;		/* "UP" */
};

/*
 * Parses the selector of `blame OBJECT ...` in @argv. The words are those of
 * the `ip OBJECT` command: an interface name for link, an address or prefix for
 * addr, a prefix or "default" for route, `dev`, `table`, `metric`, `via`,
 * `from`, `to`, `fwmark`, `pref`, `lookup`, `id` ... as they apply. Without any
 * word it means all objects. Returns 0, or -EINVAL with a one-line message that
 * names the bad word in @err.
 */
int selector_parse(struct selector *sel, enum netjournal_kind kind, int argc,
		   char **argv, char *err, size_t err_len);
/* Adds what `ip` takes for granted where it lists objects: routes of the main table. */
void selector_defaults(struct selector *sel);
/* What is missing where one object has to be meant: "an address". */
const char *selector_missing(enum netjournal_kind kind);
/*
 * One prefix or address, such as `root 10.0.0.0/8` of a filter: fills
 * @sel->dst. Returns as selector_parse() does.
 */
int selector_prefix(struct selector *sel, enum selector_mode mode,
		    const char *word, char *err, size_t err_len);
bool selector_match(const struct selector *sel, const struct event *ev,
		    const struct event_names *names);
/*
 * Whether the selector of addresses or neighbours asks for links of a sort (up,
 * master, type); then @link selects those. selector_match() does not look at it.
 */
bool selector_link(const struct selector *sel, struct selector *link);

#endif
