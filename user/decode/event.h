/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The decoder. It turns an RTM_* message into an event about a network object, for the
 * journal, for lists and for watch. It reads only the message and the tables of names,
 * and opens no sockets.
 *
 * Messages can also come from files and fuzzers, so the decoder trusts none.
 */
#ifndef NETJOURNAL_EVENT_H
#define NETJOURNAL_EVENT_H

#include <linux/netlink.h>
#include <linux/netjournal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/out.h"

#define EVENT_ATTRS	80	/* no kind has more known attribute types */

struct event_addr {
	uint8_t family;		/* AF_INET, AF_INET6, or 0: none */
	uint8_t len;		/* prefix length in bits */
	uint8_t bytes[16];
};

/* The members that filters need. All pointers point into the message. */
struct event {
	enum netjournal_kind kind;
	bool del;		/* RTM_DEL* */
	bool change;		/* the type of the message says that the object existed before */
	const struct nlmsghdr *nlh;
	uint8_t family;		/* links: AF_UNSPEC, or AF_BRIDGE for a port of a bridge */
	uint32_t ifindex;	/* the device; 0: none or several */
	const char *ifname;	/* name inside the message (links, rules), or NULL */
	struct event_addr dst;	/* addr: the address; route: the prefix; neigh: the neighbour; rule: from */
	struct event_addr to;	/* rule */
	uint32_t table;		/* route, rule */
	uint32_t priority;	/* route: metric; rule: preference */
	uint32_t id;		/* nexthop; route: the nexthop that it uses; vlan: its number */
	uint32_t id_end;	/* vlan: the last of several, or @id */
	/* private to the decoder */
	const struct decoder *decoder;
	const char *type_name;	/* RTM_NEWLINK and the like */
	const uint8_t *hdr;	/* struct ifinfomsg and the like */
	const uint8_t *attrs;
	size_t attrs_len;
	bool odd;		/* some attributes are not in attr[] */
	const uint8_t *attr[EVENT_ATTRS];
};

/* Returns a copy of the message, to be freed, or NULL without memory. */
struct nlmsghdr *event_copy_message(const struct nlmsghdr *nlh);

/* Takes an event, which is valid during the call. A result other than 0 ends what calls it. */
typedef int event_object(const struct event *ev, void *arg);

/* How to print the object of a message. */
struct event_names {
	/* Returns the name of an interface, or NULL if it is unknown. */
	const char *(*ifname)(void *arg, uint32_t ifindex);
	void *arg;
	/* Also print, in text, attributes that seldom matter (like `ip -d`). */
	bool details;
	/*
	 * Leave out what is another object's, and can have changed without a message about this one: the nexthops
	 * of a route that names a nexthop object.
	 */
	bool own;
	/* In text, pad the name of the object to this many columns. */
	unsigned int column;
};

/*
 * Fills @ev from the message of @len bytes at @nlh. The message must outlive @ev.
 * Returns 0, -EINVAL if the message is truncated or malformed, or -ENOMSG if it is not
 * an RTM_NEW* or RTM_DEL* message of a known kind.
 */
int event_parse(struct event *ev, const struct nlmsghdr *nlh, size_t len);

/*
 * Tells of each object of a message. Usually a message is about one object, and @each gets @ev.
 * Some are about several, and @each gets an event for each. Returns what @each returned, -ENOMEM,
 * or -EBADMSG if the message is malformed.
 */
int event_each(const struct event *ev, event_object *each, void *arg);
/* Returns how many objects the message is about, or 0 if event_each() fails. */
size_t event_count(const struct event *ev);

/*
 * Prints the event. In text, the object is one line like that of `ip`, without
 * "Deleted" and without a newline. In JSON, the members have the names of `ip -j`, and
 * the caller has opened the object. @names may be NULL.
 */
void event_print(struct out *o, const struct event *ev,
		 const struct event_names *names);

/* Text only: prints the name by which people call the object: "eth0", "10.0.0.0/8 table 100". */
void event_name(struct out *o, const struct event *ev, const struct event_names *names);
/* Text only: prints the object in few words, which are enough to recognise it. */
void event_brief(struct out *o, const struct event *ev, const struct event_names *names);

/*
 * Prints every attribute of the message with its name and its decoded value, for
 * `show SEQ`. Text is several lines, with nested attributes indented, without the last
 * newline. JSON is the members "message", "flags", "header" and "attrs" of an object
 * that the caller has opened.
 */
void event_dump(struct out *o, const struct event *ev,
		const struct event_names *names);

/* Returns the state of a link in words: RUNNING, UP (no carrier), DOWN. */
const char *event_link_state(const struct event *ev);

#endif
