/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A selector says which objects are meant, in the words of `ip`. It can be compared with an
 * event.
 */
#ifndef NETJOURNAL_SELECTOR_H
#define NETJOURNAL_SELECTOR_H

#include "decode/event.h"

#define SELECTOR_DEV_MAX	128	/* ALTIFNAMSIZ */
#define SYSCTL_PATH_MAX		128
#define SYSCTL_VALUE_MAX	256	/* the module records as much */

enum selector_mode {
	SELECTOR_EXACT,		/* the same prefix */
	SELECTOR_HOST,		/* the same address, whatever the length */
	SELECTOR_ROOT,		/* the prefix and prefixes inside it */
	SELECTOR_MATCH,		/* the prefix and prefixes around it */
};

/* Flags that selected objects must have or must not have. */
struct selector_flags {
	uint32_t mask, want;
};

/* Which objects are meant: parsed from words such as `dev eth0 table 100`. */
struct selector {
	enum netjournal_kind kind;	/* 0: any */
	uint8_t family;			/* 0: any */
	char dev[SELECTOR_DEV_MAX];	/* "" : any */
	bool own_dev;			/* dev is the link itself, and not a link that it uses */
	bool has_dst;
	enum selector_mode mode;
	struct event_addr dst;		/* family 0: the default route of any family */
	bool all_tables;		/* route: "table all" */
	bool has_to, has_table, has_priority, has_id, has_fwmark, has_fwmask, has_via;
	bool has_proto, has_scope, has_type, has_group;
	struct event_addr to;		/* rule */
	struct event_addr via;		/* route, nexthop */
	uint32_t table, priority, id;
	uint32_t proto, scope;
	uint32_t type;			/* route; xfrm, tc: what sort of object */
	uint32_t group;			/* link */
	uint32_t fwmark, fwmask;	/* rule */
	uint64_t cookie;		/* netns; 0: any */
	const char *called;		/* netns: a name that none has now, so nothing matches; NULL: none */
	char iif[16], oif[16];		/* rule; mroute: only iif */
	char label[16];			/* addr; a pattern of the shell's */
	uint8_t lladdr_len, lladdr[32];	/* link, neigh */
	uint32_t states;		/* neigh: mask of NUD_*; 0: any */
	bool proxy;			/* neigh */
	bool or_extern;			/* neigh: also entries with extern_learn, in any state */
	bool groups, fdb;		/* nexthop */
	char chain[SELECTOR_DEV_MAX];	/* nft; the name of the table is in dev */
	bool has_vlan;			/* fdb, vlan, mdb */
	uint32_t vlan;			/* fdb, vlan, mdb */
	bool fdb_static, fdb_learned;	/* fdb */
	bool vlan_pvid, vlan_global;	/* vlan */
	char port[16];			/* mdb */
	bool mdb_permanent, mdb_temp;	/* mdb */
	bool unresolved;		/* mroute */
	char qdisc[16];			/* tc: the kind */
	bool left_out;			/* tc, vlan: objects that the kernel's dump of the kind leaves out */
	char sysctl[SYSCTL_PATH_MAX];	/* a path in /proc/sys: the file, or all in the directory */
	bool sysctl_once;		/* of a sysctl with two names, only that one */
	struct selector_flags flags;	/* addr: IFA_F_* */
	/* link; addr and neigh compare the link that they are on */
	bool up, no_master;
	char master[SELECTOR_DEV_MAX];
	char link_type[32];		/* "vlan"; "bridge_slave": a port of one */
	const char *oper_state;		/* "UP" */
};

/*
 * Parses the selector in @argv. The words are those of the `ip OBJECT` command: the name of
 * an interface for link, an address or prefix for addr, a prefix or "default" for route,
 * `dev`, `table`, `metric`, `via`, `from`, `to`, `fwmark`, `pref`, `lookup`, `id` and so on.
 * Without words the selector means all objects. Returns 0, or -EINVAL with a message of one
 * line in @err, which names the bad word.
 */
int selector_parse(struct selector *sel, enum netjournal_kind kind, int argc,
		   char **argv, char *err, size_t err_len);
/*
 * The same, with the name of the kind as first word. The name can be a word of the selector, too: "qdisc" is a name of the
 * kind tc, and selects qdiscs.
 */
int selector_parse_object(struct selector *sel, enum netjournal_kind kind, int argc, char **argv, char *err, size_t err_len);
/* Adds the defaults of `ip` for lists, such as the main table for routes. */
void selector_defaults(struct selector *sel);
/* Returns the name of what is missing if one object must be meant: "an address". */
const char *selector_missing(enum netjournal_kind kind);
/*
 * Reads one prefix or address into @sel->dst, such as that of `--root 10.0.0.0/8`. Returns
 * like selector_parse().
 */
int selector_prefix(struct selector *sel, enum selector_mode mode,
		    const char *word, char *err, size_t err_len);
bool selector_match(const struct selector *sel, const struct event *ev,
		    const struct event_names *names);
/*
 * Sets @word to four bytes that each message about an object that @sel means contains, at a multiple of four bytes from
 * its beginning. So does each message about an object that has the same address. Returns false if none are known.
 */
bool selector_mark(const struct selector *sel, uint32_t *word);

/*
 * What tells messages about other prefixes from those about objects of a selector, before they are parsed.
 *
 * @len_at: where the message has the length of its prefix
 * @exact: the prefix is as long as that of the selector; otherwise it can also be shorter
 */
struct selector_look {
	const struct selector *sel;
	size_t len_at;
	bool exact;
};

/* Prepares it. Returns false if messages of this selector cannot be told apart in this way. */
bool selector_look(struct selector_look *look, const struct selector *sel);
/* A part of selector_is_elsewhere(): for a prefix of @bits bits. */
bool selector_has_other_bits(const struct selector *sel, const uint8_t *message, size_t len, unsigned int bits);

/*
 * Returns whether a message of the selector's kind is about another prefix than those of the objects that the selector
 * means. Reads only the bytes of the prefix, because this is done for each record.
 */
static inline bool selector_is_elsewhere(const struct selector_look *look, const void *message, size_t len)
{
	unsigned int bits;

	if (len <= look->len_at)
		return false;
	bits = ((const uint8_t *)message)[look->len_at];
	if (look->exact || bits > look->sel->dst.len)
		return bits != look->sel->dst.len;
	return selector_has_other_bits(look->sel, message, len, bits);
}

/*
 * Returns whether a change of an object can make it match or no longer match: it can get
 * another name, device or address.
 */
bool selector_is_passing(const struct selector *sel);
/*
 * Returns whether the selector of addresses or neighbours describes their link (up, master,
 * type), and then sets @link to a selector of such links. selector_match() does not compare
 * the link.
 */
bool selector_link(const struct selector *sel, struct selector *link);

#endif
