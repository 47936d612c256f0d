/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The client of the netjournal family. Each command is a function, and each reply is
 * a struct. The functions return 0 or a negative errno, with a text for people in
 * @genl.error.
 */
#ifndef NETJOURNAL_CLIENT_H
#define NETJOURNAL_CLIENT_H

#include <linux/netjournal.h>
#include <stdbool.h>
#include <stdint.h>

#include "journal/record.h"
#include "nl/genl.h"

/*
 * @bell: the socket that joins the multicast groups (see client_listen()), or NULL
 * @wait: what client_wait() waits for, -1: nothing; see tool_wait_open()
 * @family: the family's id, which changes when the module is loaded again
 * @groups: the ids of the multicast groups, indexed by kind
 * @notify_group: the group in which nlctrl announces families
 * @ended: cookie of a namespace that has ended, whose journal is read; 0: the journal of the
 *	present namespace
 */
struct client {
	struct netlink genl;
	struct nl_sock *bell;
	int wait;
	int family;
	uint32_t groups[NETJOURNAL_KIND_MAX + 1];
	uint32_t notify_group;
	uint64_t ended;
};

struct client_status {
	uint64_t instance;
	uint64_t first_seq;
	uint64_t next_seq;
};

/*
 * From now on, clients that are opened read the journal of the namespace with this cookie, which has
 * ended; 0: that of the namespace that they are opened in.
 */
void client_read_ended(uint64_t cookie);
bool client_reads_ended(void);

/* Opens the socket and finds the family. The error says what to do if there is none. */
int client_open(struct client *c);
void client_close(struct client *c);

/*
 * Finds the family, also after a reload. @load: the kernel may load the module.
 * Returns -ENOENT if the module is not loaded.
 */
int client_resolve(struct client *c, bool load);

/*
 * Build and send a request of the family. The functions below use them, and so can
 * commands that the domain adds. See genl_request() and netlink_call().
 */
struct nl_msg *client_request(const struct client *c, int cmd, int flags);
int client_call(struct client *c, struct nl_msg *msg, const struct spec_set *set,
		const struct netlink_handler *h);

/*
 * Reads the state of the journal. @message, if not NULL, also gets the raw reply, but not about a namespace
 * that has ended.
 */
int client_status(struct client *c, struct client_status *status,
		  int (*message)(const struct nlmsghdr *nlh, void *arg),
		  void *arg);

/*
 * Reads the record @seq of @instance. @message gets the reply.
 */
int client_record(struct client *c, uint64_t instance, uint64_t seq,
		  int (*message)(const struct nlmsghdr *nlh, void *arg),
		  void *arg);

/*
 * Reads the records of @kinds (a mask) of @instance after @after. record_parse()
 * reads the messages that @handler gets. The last one is a bookmark.
 */
int client_records(struct client *c, uint64_t instance, uint64_t after,
		   uint32_t kinds, const struct netlink_handler *handler);

/*
 * Reads the process @id of @instance (0: of this one). @message gets the reply. Returns
 * -ENOENT if the kernel has forgotten it.
 */
int client_process(struct client *c, uint64_t instance, uint64_t id,
		   int (*message)(const struct nlmsghdr *nlh, void *arg), void *arg);

/* Reads which namespaces have ended whose journals the kernel keeps, in the order of their ends. */
int client_ended(struct client *c,
		 int (*message)(const struct nlmsghdr *nlh, void *arg), void *arg);

/* Reads all processes that the kernel has not forgotten. */
int client_processes(struct client *c,
		     int (*message)(const struct nlmsghdr *nlh, void *arg), void *arg);

/* Writes a note. Sets @instance and @seq to its place in the journal. */
int client_note(struct client *c, const char *text, uint64_t *instance,
		uint64_t *seq);

/* Changes the ring of @kind. @size 0 and @enabled -1 leave a setting as it is. */
int client_config(struct client *c, uint32_t kind, uint64_t size, int enabled);

/* Removes the records of @kinds (a mask), or of all kinds if it is 0. */
int client_clear(struct client *c, uint32_t kinds);

/*
 * Joins the groups of @kinds and the group of nlctrl, also after a reload. From this
 * call on @bell receives each new record, and each family that appears or disappears.
 */
int client_listen(struct client *c, uint32_t kinds);

/*
 * Waits until @bell has something to receive: a message, or that messages were lost.
 * Returns -EINTR and -EPIPE like tool_wait().
 */
int client_wait(struct client *c);

#endif
