// SPDX-License-Identifier: GPL-2.0
/*
 * Replies and refusals: what every operation of the family needs.
 */
#include <net/genetlink.h>

#include "reply.h"

struct sk_buff *nj_reply_begin(struct genl_info *info, size_t size)
{
	struct sk_buff *skb = genlmsg_new(size, GFP_KERNEL);

	if (skb && !genlmsg_put_reply(skb, info, &nj_family, 0,
				      info->genlhdr->cmd)) {
		nlmsg_free(skb);
		return NULL;
	}
	return skb;
}

int nj_reply_send(struct genl_info *info, struct sk_buff *skb)
{
	nlmsg_end(skb, nlmsg_hdr(skb));
	return genlmsg_reply(skb, info);
}

void *nj_dump_begin(struct sk_buff *skb, struct netlink_callback *cb, u8 cmd)
{
	return genlmsg_put(skb, NETLINK_CB(cb->skb).portid, cb->nlh->nlmsg_seq,
			   &nj_family, NLM_F_MULTI, cmd);
}

/* The start of a dump has no @extack in Linux 6.1 (genl_start()). */
static void text_set(struct netlink_ext_ack *extack, const char *msg)
{
	if (extack)
		extack->_msg = msg;
}

int nj_refuse_missing(struct nlattr *nest, int type, const char *msg,
		      struct netlink_ext_ack *extack)
{
	NL_SET_BAD_ATTR(extack, nest);
	NL_SET_ERR_ATTR_MISS(extack, nest, type);
	text_set(extack, msg);
	return -EINVAL;
}

int nj_refuse_present(struct nlattr **attrs, int type, const char *msg,
		      struct netlink_ext_ack *extack)
{
	if (!attrs[type])
		return 0;
	NL_SET_BAD_ATTR(extack, attrs[type]);
	text_set(extack, msg);
	return -EINVAL;
}

int nj_refuse_stale(struct nlattr *attr, u64 now, const char *msg,
		    struct netlink_ext_ack *extack)
{
	if (!attr || nla_get_u64(attr) == now)
		return 0;
	NL_SET_BAD_ATTR(extack, attr);
	text_set(extack, msg);
	return -ESTALE;
}
