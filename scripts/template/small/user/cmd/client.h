/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The client of the example family, a channel as text or JSON, and the verbs.
 */
#ifndef CMD_CLIENT_H
#define CMD_CLIENT_H

#include <linux/example.h>

#include "base/args.h"
#include "base/out.h"
#include "nl/family.h"
#include "nl/genl.h"
#include "nl/spec_tables.h"

struct client {
	struct netlink netlink;
	struct family family;
};

/*
 * Opens a socket and finds the family. Returns 0 or a negative errno with the
 * text in @c->netlink.error.
 */
int client_open(struct client *c);
void client_close(struct client *c);

/* A request of the family, for client_call(); NULL if there is no memory. */
struct nl_msg *client_request(const struct client *c, int cmd, int flags);

/* See netlink_call(). @set names the attributes of the request in errors. */
int client_call(struct client *c, struct nl_msg *msg, const struct spec_set *set,
		const struct netlink_handler *handler);

/* Says why the verb failed, and returns the exit status. */
int client_fail(const struct args *a, const struct client *c);

/* The verbs, each in a file of its own. */
extern const struct verb verb_show;
extern const struct verb verb_set;
extern const struct verb verb_monitor;

/* Prints the channel of a reply or an event: a line, or a JSON object. */
void channel_print(struct out *o, const struct nlmsghdr *nlh);

#endif
