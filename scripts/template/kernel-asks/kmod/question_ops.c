// SPDX-License-Identifier: GPL-2.0
/*
 * The operations on questions, and the event. A program that comes too late for
 * an event joins the group, and then dumps the open questions.
 */
#include <net/genetlink.h>
#include <net/sock.h>

#include "family.h"
#include "question.h"
#include "reply.h"

const struct nla_policy example_question_raise_policy[EXAMPLE_A_QUESTION_MAX + 1] = {
	[EXAMPLE_A_QUESTION_INDEX] = { .type = NLA_U32 },
	[EXAMPLE_A_QUESTION_ANSWER_TIME] = { .type = NLA_U32 },
};

/* Allows no attributes. Strict validation needs a policy. */
const struct nla_policy example_question_get_policy[EXAMPLE_A_QUESTION_MAX + 1];

static struct netlink_range_validation answer_level_range = {
	.max = EXAMPLE_LEVEL_MAX,
};

const struct nla_policy example_question_answer_policy[EXAMPLE_A_QUESTION_MAX + 1] = {
	[EXAMPLE_A_QUESTION_ID] = NLA_POLICY_MIN(NLA_U64, 1),
	[EXAMPLE_A_QUESTION_LEVEL] =
		NLA_POLICY_FULL_RANGE(NLA_U32, &answer_level_range),
};

static size_t question_size(void)
{
	return 2 * nla_total_size_64bit(sizeof(u64)) + nla_total_size(sizeof(u32));
}

static int question_fill(struct sk_buff *skb, const struct example_question *question)
{
	if (nla_put_u64_64bit(skb, EXAMPLE_A_QUESTION_ID, question->id,
			      EXAMPLE_A_QUESTION_PAD) ||
	    nla_put_u32(skb, EXAMPLE_A_QUESTION_INDEX, question->index) ||
	    nla_put_u64_64bit(skb, EXAMPLE_A_QUESTION_UNTIL, question->until,
			      EXAMPLE_A_QUESTION_PAD))
		return -EMSGSIZE;
	return 0;
}

bool example_question_notify(struct net *net, const struct example_question *question)
{
	struct sk_buff *skb;

	skb = example_event_begin(net, EXAMPLE_GROUP_QUESTION,
				  EXAMPLE_CMD_QUESTION_NTF, question_size());
	if (!skb)
		return false;
	if (question_fill(skb, question)) {
		nlmsg_free(skb);
		return false;
	}
	return example_event_send(net, EXAMPLE_GROUP_QUESTION, skb);
}

int example_question_raise_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nlattr *index = info->attrs[EXAMPLE_A_QUESTION_INDEX];
	struct nlattr *time = info->attrs[EXAMPLE_A_QUESTION_ANSWER_TIME];
	int err;

	if (!index)
		return example_refuse_missing(NULL, EXAMPLE_A_QUESTION_INDEX,
					      "index is missing", info->extack);
	if (nla_get_u32(index) >= EXAMPLE_CHANNELS) {
		NL_SET_ERR_MSG_ATTR(info->extack, index, "there is no such channel");
		return -ENOENT;
	}
	err = example_question_raise(genl_info_net(info), nla_get_u32(index),
				     time ? nla_get_u32(time) : EXAMPLE_ANSWER_TIME);
	if (err == -EBUSY)
		GENL_SET_ERR_MSG(info, "too many questions are open");
	return err;
}

int example_question_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct example_question question;
	u32 *place = (u32 *)cb->ctx;
	u32 next;
	void *hdr;

	while ((next = example_question_read(sock_net(skb->sk), *place, &question))) {
		hdr = example_dump_begin(skb, cb, EXAMPLE_CMD_QUESTION_GET);
		if (!hdr)
			break;
		if (question_fill(skb, &question)) {
			genlmsg_cancel(skb, hdr);
			break;
		}
		genlmsg_end(skb, hdr);
		*place = next;
	}
	return skb->len;
}

int example_question_answer_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nlattr *id = info->attrs[EXAMPLE_A_QUESTION_ID];
	struct nlattr *level = info->attrs[EXAMPLE_A_QUESTION_LEVEL];
	int err;

	if (!id)
		return example_refuse_missing(NULL, EXAMPLE_A_QUESTION_ID,
					      "id is missing", info->extack);
	if (!level)
		return example_refuse_missing(NULL, EXAMPLE_A_QUESTION_LEVEL,
					      "level is missing", info->extack);
	err = example_question_answer(genl_info_net(info), nla_get_u64(id),
				      nla_get_u32(level));
	if (err)
		NL_SET_ERR_MSG_ATTR(info->extack, id, "no such question is open (any more)");
	return err;
}
