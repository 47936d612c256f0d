// SPDX-License-Identifier: GPL-2.0
/*
 * Channels: their commands, and one as a struct.
 */
#include <errno.h>
#include <netlink/attr.h>
#include <string.h>

#include "channel.h"
#include "spec.h"

static uint32_t get_u32(const struct nlattr *nla)
{
	return nla_len(nla) == sizeof(uint32_t) ? nla_get_u32(nla) : 0;
}

void channel_parse(struct channel *channel, const struct nlattr *attrs, int len)
{
	const struct nlattr *nla = attrs;
	int rem = len;

	memset(channel, 0, sizeof(*channel));
	for (; nla_ok(nla, rem); nla = nla_next(nla, &rem)) {
		switch (nla_type(nla)) {
		case NETJOURNAL_A_CHANNEL_INDEX:
			channel->index = get_u32(nla);
			break;
		case NETJOURNAL_A_CHANNEL_LABEL:
			if (memchr(nla_data(nla), '\0', nla_len(nla)))
				channel->label = nla_data(nla);
			break;
		case NETJOURNAL_A_CHANNEL_TARGET:
			channel->target = get_u32(nla);
			break;
		case NETJOURNAL_A_CHANNEL_LEVEL:
			channel->level = get_u32(nla);
			break;
		case NETJOURNAL_A_CHANNEL_CHANGES:
			if (nla_len(nla) == sizeof(uint64_t))
				channel->changes = nla_get_u64(nla);
			break;
		}
	}
}

int client_channel(struct client *c, uint32_t index,
		   const struct netlink_handler *handler)
{
	struct nl_msg *msg = client_request(c, NETJOURNAL_CMD_CHANNEL_GET, 0);

	if (msg)
		nla_put_u32(msg, NETJOURNAL_A_CHANNEL_INDEX, index);
	return client_call(c, msg, &spec_channel, handler);
}

int client_channels(struct client *c, const struct netlink_handler *handler)
{
	return client_call(c, client_request(c, NETJOURNAL_CMD_CHANNEL_GET,
					     NLM_F_DUMP), &spec_channel, handler);
}

int client_channel_set(struct client *c, uint32_t index,
		       const struct channel_change *change)
{
	struct nl_msg *msg = client_request(c, NETJOURNAL_CMD_CHANNEL_SET, 0);

	if (msg) {
		nla_put_u32(msg, NETJOURNAL_A_CHANNEL_INDEX, index);
		if (change->label)
			nla_put_string(msg, NETJOURNAL_A_CHANNEL_LABEL, change->label);
		if (change->target)
			nla_put_u32(msg, NETJOURNAL_A_CHANNEL_TARGET, *change->target);
	}
	return client_call(c, msg, &spec_channel, NULL);
}
