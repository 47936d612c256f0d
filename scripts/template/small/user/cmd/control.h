/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The client of the example family, a channel as text or JSON, and the verbs.
 */
#ifndef CMD_CONTROL_H
#define CMD_CONTROL_H

#include <linux/example.h>

#include "base/args.h"
#include "base/out.h"
#include "nl/family.h"
#include "nl/genl.h"
#include "nl/spec_tables.h"

struct control {
	struct netlink netlink;
	struct family family;
};

/*
 * Opens a socket and finds the family. Returns 0 or a negative errno with the
 * text in @c->netlink.error.
 */
int control_open(struct control *c);
void control_close(struct control *c);

/* A request of the family, for control_call(); NULL if there is no memory. */
struct nl_msg *control_request(const struct control *c, int cmd, int flags);

/* See netlink_call(). @set names the attributes of the request in errors. */
int control_call(struct control *c, struct nl_msg *msg, const struct spec_set *set,
		 const struct netlink_handler *handler);

/* Says why the verb failed, and returns the exit status. */
int control_fail(const struct args *a, const struct control *c);

/* The verbs, each in a file of its own. */
extern const struct verb verb_get;
extern const struct verb verb_set;
extern const struct verb verb_monitor;

/* Prints the channel of a reply or an event: a line, or a JSON object. */
void channel_print(struct out *o, const struct nlmsghdr *nlh);

#endif
