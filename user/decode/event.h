/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The decoder: an RTM_* message as an event about a network object, for the
 * journal, the lists and the watches alike. Pure: it reads the message that it
 * is given, the name tables, and nothing else; no sockets.
 *
 * Messages come from files and fuzzers too, so nothing in one is trusted.
 */
#ifndef NETJOURNAL_EVENT_H
#define NETJOURNAL_EVENT_H

#include <linux/netlink.h>
#include <linux/netjournal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/out.h"

#define EVENT_ATTRS	80	/* attribute types that are known, at most */

struct event_addr {
	uint8_t family;		/* AF_INET, AF_INET6, or 0: none */
	uint8_t len;		/* prefix length in bits */
	uint8_t bytes[16];
};

/* What is needed to filter and to match; all of it points into the message. */
struct event {
	enum netjournal_kind kind;
	bool del;		/* RTM_DEL* */
	const struct nlmsghdr *nlh;
	uint8_t family;		/* of links AF_UNSPEC; AF_BRIDGE: a port of a bridge, not the device */
	uint32_t ifindex;	/* the device it is about, 0: none or several */
	const char *ifname;	/* name inside the message (links, rules), or NULL */
	struct event_addr dst;	/* addr: the address; route: the prefix; neigh: the neighbour; rule: from */
	struct event_addr to;	/* rule */
	uint32_t table;		/* route, rule */
	uint32_t priority;	/* route: metric; rule: preference */
	uint32_t id;		/* nexthop; route: the nexthop that it uses */
	/* private to the decoder */
	const struct decoder *decoder;
	const uint8_t *hdr;	/* struct ifinfomsg and the like */
	const uint8_t *attrs;
	size_t attrs_len;
	bool odd;		/* there are attributes that attr[] does not hold */
	const uint8_t *attr[EVENT_ATTRS];
};

/* How the objects of a message are to be shown. */
struct event_names {
	/* Turns an interface index into a name, or NULL if it is not known. */
	const char *(*ifname)(void *arg, uint32_t ifindex);
	void *arg;
	/* In text too, print what seldom matters (as `ip -d`). */
	bool details;
	/* In text, pad what the object is called by to this many columns. */
	unsigned int column;
};

/*
 * Fills @ev from the message of @len bytes at @nlh. The message must outlive
 * @ev. Returns 0, or -EINVAL if it is truncated or malformed, or -ENOMSG if it
 * is no RTM_NEW* or RTM_DEL* of a kind that is known.
 */
int event_parse(struct event *ev, const struct nlmsghdr *nlh, size_t len);

/*
 * Prints all of the event as `ip` would print the object on one line (no
 * "Deleted", no newline), or in JSON the members of an object with the names
 * that `ip -j` uses (the caller has opened the object). @names may be NULL.
 */
void event_print(struct out *o, const struct event *ev,
		 const struct event_names *names);

/*
 * Prints every attribute of the message by name, nested ones indented, with
 * decoded values where the type is known: for `show SEQ`. Text is several
 * lines, without the last newline; JSON is the members "message", "flags",
 * "header" and "attrs" of an object that the caller has opened.
 */
void event_dump(struct out *o, const struct event *ev,
		const struct event_names *names);

/* The state of a link in words: RUNNING, UP (no carrier), DOWN. */
const char *event_link_state(const struct event *ev);

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
