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

#endif
