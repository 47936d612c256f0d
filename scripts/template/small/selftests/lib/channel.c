// SPDX-License-Identifier: GPL-2.0
/*
 * The family for the selftests. See channel.h.
 */
#include <stdlib.h>
#include <string.h>

#include "channel.h"

void family_begin(struct nl_req *req, uint8_t cmd, uint16_t flags)
{
	struct nl_family family;

	/* No family has the largest number. */
	if (nl_family(&family, EXAMPLE_FAMILY_NAME))
		family.id = UINT16_MAX;
	nl_begin_genl(req, family.id, cmd, flags);
}

int family_join(struct nl *nl, const char *group)
{
	struct nl_family family;
	int err = nl_family(&family, EXAMPLE_FAMILY_NAME);

	return err ?: nl_join(nl, nl_group(&family, group));
}

void channel_parse(struct channel *channel, const struct nlmsghdr *nlh)
{
	const struct nlattr *tb[EXAMPLE_A_CHANNEL_MAX + 1];

	memset(channel, 0, sizeof(*channel));
	nl_parse(tb, EXAMPLE_A_CHANNEL_MAX, (char *)NLMSG_DATA(nlh) + GENL_HDRLEN,
		 NLMSG_PAYLOAD(nlh, GENL_HDRLEN));
	channel->index = nl_u32(tb[EXAMPLE_A_CHANNEL_INDEX]);
	channel->level = nl_u32(tb[EXAMPLE_A_CHANNEL_LEVEL]);
	channel->changes = nl_u64(tb[EXAMPLE_A_CHANNEL_CHANGES]);
	nl_str(channel->label, sizeof(channel->label), tb[EXAMPLE_A_CHANNEL_LABEL]);
}

static void take_one(const struct nlmsghdr *nlh, void *arg)
{
	channel_parse(arg, nlh);
}

int channel_get(uint32_t index, struct channel *channel)
{
	static struct nl_req req;

	family_begin(&req, EXAMPLE_CMD_CHANNEL_GET, 0);
	nl_put_u32(&req, EXAMPLE_A_CHANNEL_INDEX, index);
	return nl_talk_once(&req, take_one, channel);
}

static void take_all(const struct nlmsghdr *nlh, void *arg)
{
	struct channels *channels = arg;

	channels->interrupted |= nlh->nlmsg_flags & NLM_F_DUMP_INTR;
	if (channels->n == EXAMPLE_CHANNELS)
		abort();
	channel_parse(&channels->at[channels->n++], nlh);
}

int channels_get(struct channels *channels)
{
	static struct nl_req req;

	memset(channels, 0, sizeof(*channels));
	family_begin(&req, EXAMPLE_CMD_CHANNEL_GET, NLM_F_DUMP);
	return nl_talk_once(&req, take_all, channels);
}

int channel_set(uint32_t index, const char *label, int64_t level)
{
	static struct nl_req req;

	family_begin(&req, EXAMPLE_CMD_CHANNEL_SET, 0);
	nl_put_u32(&req, EXAMPLE_A_CHANNEL_INDEX, index);
	if (label)
		nl_put_str(&req, EXAMPLE_A_CHANNEL_LABEL, label);
	if (level >= 0)
		nl_put_u32(&req, EXAMPLE_A_CHANNEL_LEVEL, level);
	return nl_talk_once(&req, NULL, NULL);
}
