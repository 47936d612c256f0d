/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A blob: more bytes than a message can hold, such as a firmware image.
 */
#ifndef EXAMPLE_BLOB_H
#define EXAMPLE_BLOB_H

#include <linux/example.h>
#include <net/netlink.h>

#include "part.h"

struct genl_info;
struct netlink_callback;
struct sk_buff;

/* The blob of each network namespace. */
extern const struct example_part example_blob_part;

extern const struct nla_policy example_blob_put_policy[EXAMPLE_A_BLOB_MAX + 1];
extern const struct nla_policy example_blob_get_policy[EXAMPLE_A_BLOB_MAX + 1];

int example_blob_put_doit(struct sk_buff *skb, struct genl_info *info);
int example_blob_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);

#endif
