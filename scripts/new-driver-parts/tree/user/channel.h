/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Channels: the commands of the family that are about them as functions, as
 * client.h has the others, and one channel as a struct.
 */
#ifndef NETJOURNAL_CHANNEL_H
#define NETJOURNAL_CHANNEL_H

#include <stdint.h>

#include "client.h"

/* Pointers are into the message. */
struct channel {
	uint32_t index;
	const char *label;	/* NULL: it has none */
	uint32_t target;
	uint32_t level;
	uint64_t changes;
};

/* Reads the @len bytes of attributes at @attrs; what is not there is 0. */
void channel_parse(struct channel *channel, const struct nlattr *attrs, int len);

/* Asks for one channel. @handler's message is for channel_parse(). */
int client_channel(struct client *c, uint32_t index,
		   const struct netlink_handler *handler);

/* Asks for all. @c->genl.inconsistent tells if one changed meanwhile. */
int client_channels(struct client *c, const struct netlink_handler *handler);

/* What to set; NULL: as it is. */
struct channel_change {
	const char *label;
	const uint32_t *target;
};

int client_channel_set(struct client *c, uint32_t index,
		       const struct channel_change *change);

#endif
