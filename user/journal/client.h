/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The client of the netjournal family: each command as a function, each answer
 * as a struct. Functions return 0 or a negative errno, with a text that people
 * can use in @genl.error.
 */
#ifndef NETJOURNAL_CLIENT_H
#define NETJOURNAL_CLIENT_H

#include <linux/netjournal.h>
#include <stdbool.h>
#include <stdint.h>

#include "journal/record.h"
#include "nl/genl.h"

/*
 * @bell: a socket that hears the groups, see client_listen(); NULL: not open
 * @family: the family's id, which changes when the module is loaded again
 * @groups: ids of the multicast groups by kind
 * @notify_group: group in which nlctrl tells of families
 */
struct client {
	struct netlink genl;
	struct nl_sock *bell;
	int family;
	uint32_t groups[NETJOURNAL_KIND_MAX + 1];
	uint32_t notify_group;
};

struct client_status {
	uint64_t instance;
	uint64_t first_seq;
	uint64_t next_seq;
};

/* Opens the socket and finds the family; tells what to do if there is none. */
int client_open(struct client *c);
void client_close(struct client *c);

/*
 * Finds the family (again). @load: the kernel may load the module for it. -ENOENT: it is not
 * loaded.
 */
int client_resolve(struct client *c, bool load);

/*
 * A request of the family, and its call: what the functions below are made of,
 * for commands that the domain adds. See genl_request() and netlink_call().
 */
struct nl_msg *client_request(const struct client *c, int cmd, int flags);
int client_call(struct client *c, struct nl_msg *msg, const struct spec_set *set,
		const struct netlink_handler *h);

/*
 * The journal's state. @message, if not NULL, also gets the answer as it came.
 */
int client_status(struct client *c, struct client_status *status,
		  int (*message)(const struct nlmsghdr *nlh, void *arg),
		  void *arg);

/*
 * Reads the record @seq of @instance. @message gets the answer.
 */
int client_record(struct client *c, uint64_t instance, uint64_t seq,
		  int (*message)(const struct nlmsghdr *nlh, void *arg),
		  void *arg);

/*
 * Reads the records of @kinds (a mask) of @instance that follow @after.
 * @handler's messages are for record_parse(); the last one is a bookmark.
 */
int client_records(struct client *c, uint64_t instance, uint64_t after,
		   uint32_t kinds, const struct netlink_handler *handler);

/* Writes a note; its place in the journal goes to @instance and @seq. */
int client_note(struct client *c, const char *text, uint64_t *instance,
		uint64_t *seq);

/* Sets the ring of @kind. @size 0: as it is; @enabled -1: as it is. */
int client_config(struct client *c, uint32_t kind, uint64_t size, int enabled);

/* Forgets the records of @kinds, a mask; 0: of all. */
int client_clear(struct client *c, uint32_t kinds);

/*
 * Joins the groups of @kinds and nlctrl's, or joins again after a reload. From
 * then on client_wait() knows when there is something new.
 */
int client_listen(struct client *c, uint32_t kinds);

/*
 * Waits until something was written since the last call, or a family came or
 * went. What was sent is thrown away: the groups are a bell, and the records
 * come from the journal, which has them all and in order. -EINTR and
 * -EPIPE are those of tool_wait().
 */
int client_wait(struct client *c);

#endif
