// SPDX-License-Identifier: GPL-2.0
/*
 * The operations on channels: channel-get (one, or a dump of all), channel-set
 * and the event channel-ntf. The policies check what a table can check; the
 * functions check the rest. Each refusal has a text and names the attribute.
 */
#include <net/genetlink.h>
#include <net/sock.h>

#include "channel.h"
#include "channel_ops.h"
#include "compat.h"
#include "family.h"
#include "reply.h"
#include "state.h"

const struct nla_policy example_channel_get_policy[EXAMPLE_A_CHANNEL_MAX + 1] = {
	[EXAMPLE_A_CHANNEL_INDEX] = { .type = NLA_U32 },
};

/*
 * NLA_POLICY_RANGE(), _MIN() and _MAX() keep their limits in 16 bits, and
 * silently cut larger limits. Such a limit needs a struct of its own, which
 * cannot be const in 6.1.
 */
static struct netlink_range_validation example_level_range = {
	.max = EXAMPLE_LEVEL_MAX,
};

const struct nla_policy example_channel_set_policy[EXAMPLE_A_CHANNEL_MAX + 1] = {
	[EXAMPLE_A_CHANNEL_INDEX] = { .type = NLA_U32 },
	[EXAMPLE_A_CHANNEL_LABEL] = {
		.type = NLA_NUL_STRING,
		.len = EXAMPLE_LABEL_LEN_MAX,
	},
	[EXAMPLE_A_CHANNEL_LEVEL] =
		NLA_POLICY_FULL_RANGE(NLA_U32, &example_level_range),
};

/* Space for the attributes of a channel at their largest. */
static size_t channel_size(void)
{
	return 2 * nla_total_size(sizeof(u32)) +
	       nla_total_size_64bit(sizeof(u64)) +
	       nla_total_size(EXAMPLE_LABEL_LEN_MAX + 1);
}

/* Replies, dumps and events all describe a channel with this function. */
static int channel_fill(struct sk_buff *skb, u32 index,
			const struct example_channel *channel)
{
	if (nla_put_u32(skb, EXAMPLE_A_CHANNEL_INDEX, index) ||
	    nla_put_u32(skb, EXAMPLE_A_CHANNEL_LEVEL, channel->level) ||
	    nla_put_u64_64bit(skb, EXAMPLE_A_CHANNEL_CHANGES, channel->changes,
			      EXAMPLE_A_CHANNEL_PAD))
		return -EMSGSIZE;
	if (*channel->label &&
	    nla_put_string(skb, EXAMPLE_A_CHANNEL_LABEL, channel->label))
		return -EMSGSIZE;
	return 0;
}

/* Reads which channel a request means. */
static int channel_index(struct genl_info *info, u32 *index)
{
	struct nlattr *attr = info->attrs[EXAMPLE_A_CHANNEL_INDEX];

	if (!attr)
		return example_refuse_missing(NULL, EXAMPLE_A_CHANNEL_INDEX,
					      "index is missing", info->extack);
	*index = nla_get_u32(attr);
	if (*index < EXAMPLE_CHANNELS)
		return 0;
	NL_SET_ERR_MSG_ATTR(info->extack, attr, "there is no such channel");
	return -ENOENT;
}

int example_channel_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct example_channel channel;
	struct example_state *state;
	struct sk_buff *reply;
	u32 index = 0;
	int err;

	err = channel_index(info, &index);
	if (err)
		return err;
	state = example_state_get(genl_info_net(info), info->extack);
	if (!state)
		return -ENODEV;
	example_channel_read(state, index, &channel);
	example_state_put(state);

	reply = example_reply_begin(info, channel_size());
	if (!reply)
		return -ENOMEM;
	err = channel_fill(reply, index, &channel);
	if (!err)
		return example_reply_send(info, reply);
	nlmsg_free(reply);
	return err;
}

/* The state that a dump keeps from one message to the next. */
struct channel_dump {
	u32 next;
};

static struct channel_dump *channel_dump(struct netlink_callback *cb)
{
	BUILD_BUG_ON(sizeof(struct channel_dump) > sizeof(cb->ctx));
	return (struct channel_dump *)cb->ctx;
}

static int channel_dump_one(struct sk_buff *skb, struct netlink_callback *cb,
			    struct example_state *state, u32 index)
{
	struct example_channel channel;
	void *hdr;

	hdr = example_dump_begin(skb, cb, EXAMPLE_CMD_CHANNEL_GET);
	if (!hdr)
		return -EMSGSIZE;
	/* User space sees a flag if a channel was set during the dump. */
	cb->seq = example_channel_read(state, index, &channel);
	genl_dump_check_consistent(cb, hdr);
	if (channel_fill(skb, index, &channel)) {
		genlmsg_cancel(skb, hdr);
		return -EMSGSIZE;
	}
	genlmsg_end(skb, hdr);
	return 0;
}

int example_channel_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct channel_dump *dump = channel_dump(cb);
	struct example_state *state;
	int err;

	err = example_refuse_present(example_dump_attrs(cb), EXAMPLE_A_CHANNEL_INDEX,
				     "a dump takes no index", cb->extack);
	if (err)
		return err;
	state = example_state_get(sock_net(skb->sk), cb->extack);
	if (!state)
		return -ENODEV;
	for (; dump->next < EXAMPLE_CHANNELS; dump->next++)
		if (channel_dump_one(skb, cb, state, dump->next))
			break;
	example_state_put(state);
	/*
	 * A channel that did not fit comes in the next message. An empty
	 * message ends the dump.
	 */
	return skb->len;
}

int example_channel_set_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nlattr *label = info->attrs[EXAMPLE_A_CHANNEL_LABEL];
	struct nlattr *level = info->attrs[EXAMPLE_A_CHANNEL_LEVEL];
	const struct example_change change = {
		.label = label ? nla_data(label) : NULL,
		.level = level ? nla_data(level) : NULL,
	};
	struct example_state *state;
	u32 index = 0;
	int err;

	err = channel_index(info, &index);
	if (err)
		return err;
	if (!label && !level) {
		GENL_SET_ERR_MSG(info, "neither label nor level is given");
		return -EINVAL;
	}
	state = example_state_get(genl_info_net(info), info->extack);
	if (!state)
		return -ENODEV;
	example_channel_set(state, index, &change);
	example_state_put(state);
	return 0;
}

void example_channel_notify(struct net *net, u32 index,
			    const struct example_channel *channel)
{
	struct sk_buff *skb;

	skb = example_event_begin(net, EXAMPLE_GROUP_CHANNEL,
				  EXAMPLE_CMD_CHANNEL_NTF, channel_size());
	if (!skb)
		return;
	if (channel_fill(skb, index, channel)) {
		nlmsg_free(skb);
		return;
	}
	example_event_send(net, EXAMPLE_GROUP_CHANNEL, skb);
}
