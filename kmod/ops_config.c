// SPDX-License-Identifier: GPL-2.0
/*
 * config-set and clear: changes to the journal itself.
 */
#include <net/genetlink.h>

#include "journal.h"
#include "netns.h"
#include "ops.h"
#include "origin.h"
#include "reply.h"

/*
 * What was taken of the nest @tb, once each: a nest that says the same a
 * thousand times would be too large to be recorded.
 */
static void config_record(struct nj_journal *journal, struct genl_info *info,
			  struct nlattr **tb)
{
	struct kvec pieces[NETJOURNAL_A_RING_MAX + 1];
	struct nj_attr attr = {
		.type = NETJOURNAL_A_RECORD_CONFIG | NLA_F_NESTED,
		.pieces = pieces,
	};
	const struct nj_origin *origin;
	struct kvec *piece;
	int type;

	for (type = 0; type <= NETJOURNAL_A_RING_MAX; type++) {
		if (!tb[type])
			continue;
		piece = &pieces[attr.n_pieces++];
		piece->iov_base = tb[type];
		piece->iov_len = nla_total_size(nla_len(tb[type]));
		attr.len += piece->iov_len;
	}
	origin = nj_origin_get(journal->net, info->snd_portid);
	nj_journal_add(journal, NETJOURNAL_KIND_CONFIG, origin, &attr, 1);
	nj_origin_put(origin);
}

int nj_config_set_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nlattr *config = info->attrs[NETJOURNAL_A_RECORD_CONFIG];
	struct nlattr *tb[NETJOURNAL_A_RING_MAX + 1];
	struct nj_journal *journal = nj_netns_journal(genl_info_net(info));
	struct nlattr *size, *enabled;
	u64 bytes = 0;
	u32 kind;
	int err;

	if (!config)
		return nj_refuse_missing(NULL, NETJOURNAL_A_RECORD_CONFIG,
					 "config is missing", info->extack);
	err = nla_parse_nested(tb, NETJOURNAL_A_RING_MAX, config, nj_ring_policy,
			       info->extack);
	if (err)
		return err;
	if (!tb[NETJOURNAL_A_RING_KIND])
		return nj_refuse_missing(config, NETJOURNAL_A_RING_KIND,
					 "kind is missing", info->extack);
	kind = nla_get_u32(tb[NETJOURNAL_A_RING_KIND]);
	size = tb[NETJOURNAL_A_RING_SIZE];
	enabled = tb[NETJOURNAL_A_RING_ENABLED];
	if (!size && !enabled) {
		NL_SET_ERR_MSG_ATTR(info->extack, config,
				    "neither size nor enabled is given");
		return -EINVAL;
	}
	if (size) {
		bytes = nla_get_u64(size);
		if (bytes < NETJOURNAL_RING_SIZE_MIN) {
			NL_SET_ERR_MSG_ATTR(info->extack, size,
					    "size is below ring-size-min");
			return -ERANGE;
		}
		if (bytes > nj_journal_size_max()) {
			NL_SET_ERR_MSG_ATTR(info->extack, size,
					    "size is above the module's ring_size_max");
			return -ERANGE;
		}
	}

	if (size) {
		err = nj_journal_resize(journal, kind, bytes);
		if (err)
			return err;
	}
	/* With the kind enabled, so that who stops the kind config is recorded. */
	if (enabled && nla_get_u32(enabled))
		nj_journal_enable(journal, kind, true);
	config_record(journal, info, tb);
	if (enabled && !nla_get_u32(enabled))
		nj_journal_enable(journal, kind, false);
	nj_status_notify(journal);
	return 0;
}

int nj_clear_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nlattr *kinds = info->attrs[NETJOURNAL_A_RECORD_KINDS];
	struct nj_journal *journal = nj_netns_journal(genl_info_net(info));
	int err;

	err = nj_journal_clear(journal,
			       kinds ? nla_get_u32(kinds) : NJ_KINDS_ALL,
			       info->snd_portid);
	if (!err)
		nj_status_notify(journal);
	return err;
}
