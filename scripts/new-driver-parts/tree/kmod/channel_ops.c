// SPDX-License-Identifier: GPL-2.0
/*
 * The operations on channels: channel-get (one, or a dump of all) and
 * channel-set. What can be checked by a table is in the policies, the rest
 * here; each refusal has a text and names the attribute.
 */
#include <net/genetlink.h>
#include <net/sock.h>

#include "channel_ops.h"
#include "compat.h"
#include "family.h"
#include "source_device.h"

const struct nla_policy nj_channel_get_policy[NETJOURNAL_A_CHANNEL_MAX + 1] = {
	[NETJOURNAL_A_CHANNEL_INDEX] =
		NLA_POLICY_MAX(NLA_U32, NETJOURNAL_CHANNEL_MAX),
};

const struct nla_policy nj_channel_set_policy[NETJOURNAL_A_CHANNEL_MAX + 1] = {
	[NETJOURNAL_A_CHANNEL_INDEX] =
		NLA_POLICY_MAX(NLA_U32, NETJOURNAL_CHANNEL_MAX),
	[NETJOURNAL_A_CHANNEL_LABEL] = {
		.type = NLA_NUL_STRING,
		.len = NETJOURNAL_LABEL_LEN_MAX,
	},
	[NETJOURNAL_A_CHANNEL_TARGET] =
		NLA_POLICY_MAX(NLA_U32, NETJOURNAL_LEVEL_MAX),
};

/* Space for the attributes of a channel at their largest. */
static size_t channel_size(void)
{
	return 3 * nla_total_size(sizeof(u32)) +
	       nla_total_size_64bit(sizeof(u64)) +
	       nla_total_size(NETJOURNAL_LABEL_LEN_MAX + 1);
}

/* The one place that knows what a channel is told as: replies, dumps, records. */
static int channel_fill(struct sk_buff *skb, u32 index,
			const struct nj_channel *channel)
{
	if (nla_put_u32(skb, NETJOURNAL_A_CHANNEL_INDEX, index) ||
	    nla_put_u32(skb, NETJOURNAL_A_CHANNEL_TARGET, channel->target) ||
	    nla_put_u32(skb, NETJOURNAL_A_CHANNEL_LEVEL, channel->level) ||
	    nla_put_u64_64bit(skb, NETJOURNAL_A_CHANNEL_CHANGES,
			      channel->changes, NETJOURNAL_A_CHANNEL_PAD))
		return -EMSGSIZE;
	if (*channel->label &&
	    nla_put_string(skb, NETJOURNAL_A_CHANNEL_LABEL, channel->label))
		return -EMSGSIZE;
	return 0;
}

struct sk_buff *nj_channel_message(u32 index, const struct nj_channel *channel)
{
	struct sk_buff *skb = alloc_skb(channel_size(), GFP_KERNEL);

	if (skb && channel_fill(skb, index, channel)) {
		nlmsg_free(skb);
		return NULL;
	}
	return skb;
}

/* Reads which channel is meant. */
static int channel_index(struct genl_info *info, u32 *index)
{
	struct nlattr *attr = info->attrs[NETJOURNAL_A_CHANNEL_INDEX];

	if (!attr)
		return nj_family_missing(NULL, NETJOURNAL_A_CHANNEL_INDEX,
					 "index is missing", info->extack);
	*index = nla_get_u32(attr);
	if (*index < nj_device_channels())
		return 0;
	NL_SET_ERR_MSG_ATTR(info->extack, attr, "there is no such channel");
	return -ENOENT;
}

int nj_channel_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nj_channel channel;
	struct sk_buff *reply;
	u32 index;
	int err;

	err = channel_index(info, &index);
	if (err)
		return err;
	reply = nj_family_reply(info, channel_size());
	if (!reply)
		return -ENOMEM;
	nj_device_read(genl_info_net(info), index, &channel);
	err = channel_fill(reply, index, &channel);
	if (!err)
		return nj_family_send(info, reply);
	nlmsg_free(reply);
	return err;
}

/* What a dump keeps from one message to the next. */
struct channel_dump {
	u32 next;
};

static struct channel_dump *channel_dump(struct netlink_callback *cb)
{
	BUILD_BUG_ON(sizeof(struct channel_dump) > sizeof(cb->ctx));
	return (struct channel_dump *)cb->ctx;
}

static int channel_dump_one(struct sk_buff *skb, struct netlink_callback *cb,
			    u32 index)
{
	struct nj_channel channel;
	void *hdr;

	hdr = nj_family_put(skb, cb, NETJOURNAL_CMD_CHANNEL_GET);
	if (!hdr)
		return -EMSGSIZE;
	/* A dump during which something changed is flagged, for user space to see. */
	cb->seq = nj_device_read(sock_net(skb->sk), index, &channel);
	genl_dump_check_consistent(cb, hdr);
	if (channel_fill(skb, index, &channel)) {
		genlmsg_cancel(skb, hdr);
		return -EMSGSIZE;
	}
	genlmsg_end(skb, hdr);
	return 0;
}

int nj_channel_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct nlattr *index = nj_dump_attrs(cb)[NETJOURNAL_A_CHANNEL_INDEX];
	struct channel_dump *dump = channel_dump(cb);

	if (index) {
		NL_SET_ERR_MSG_ATTR(cb->extack, index, "index is not for a dump");
		return -EINVAL;
	}
	for (; dump->next < nj_device_channels(); dump->next++)
		if (channel_dump_one(skb, cb, dump->next))
			break;
	/* What did not fit comes in the next message; nothing means the end. */
	return skb->len;
}

int nj_channel_set_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nlattr *label = info->attrs[NETJOURNAL_A_CHANNEL_LABEL];
	struct nlattr *target = info->attrs[NETJOURNAL_A_CHANNEL_TARGET];
	struct nj_channel_change change = {
		.label = label ? nla_data(label) : NULL,
		.target = target ? nla_data(target) : NULL,
	};
	u32 index;
	int err;

	err = channel_index(info, &index);
	if (err)
		return err;
	if (!label && !target) {
		NL_SET_ERR_MSG(info->extack, "neither label nor target is given");
		return -EINVAL;
	}
	nj_device_set(genl_info_net(info), index, &change, info->snd_portid);
	return 0;
}
