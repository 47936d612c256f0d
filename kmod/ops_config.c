// SPDX-License-Identifier: GPL-2.0
/*
 * config-set and clear: changes to the journal itself.
 */
#include <net/genetlink.h>

#include "act.h"
#include "journal.h"
#include "net/module.h"
#include "netns.h"
#include "ops.h"
#include "origin.h"
#include "reply.h"

/*
 * Adds a record with the attributes of the request. It is made from the parsed
 * attributes, because the request's nest may repeat an attribute a thousand
 * times, which would be too large for a record.
 */
static void config_record(struct nj_journal *journal, struct genl_info *info,
			  struct nlattr **ring)
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
		if (!ring[type])
			continue;
		piece = &pieces[attr.n_pieces++];
		piece->iov_base = ring[type];
		piece->iov_len = nla_total_size(nla_len(ring[type]));
		attr.len += piece->iov_len;
	}
	origin = nj_origin_get(&journal->processes, info->snd_portid);
	nj_journal_add(journal, NETJOURNAL_KIND_CONFIG, origin, &attr, 1);
	nj_origin_put(origin);
}

static int config_check_size(struct nlattr *size,
			     struct netlink_ext_ack *extack)
{
	u64 bytes = nla_get_u64(size);

	if (bytes < NETJOURNAL_RING_SIZE_MIN) {
		NL_SET_ERR_MSG_ATTR(extack, size, "size is below ring-size-min");
		return -ERANGE;
	}
	if (bytes > nj_journal_size_max()) {
		NL_SET_ERR_MSG_ATTR(extack, size,
				    "size is above the module's ring_size_max");
		return -ERANGE;
	}
	return 0;
}

/* Parses the nest @config into @ring, and checks everything in it. */
static int config_parse(struct nlattr *config, struct nlattr **ring,
			struct netlink_ext_ack *extack)
{
	int err = nla_parse_nested(ring, NETJOURNAL_A_RING_MAX, config,
				   nj_ring_policy, extack);

	if (err)
		return err;
	if (!ring[NETJOURNAL_A_RING_KIND])
		return nj_refuse_missing(config, NETJOURNAL_A_RING_KIND,
					 "kind is missing", extack);
	if (ring[NETJOURNAL_A_RING_ENABLED] &&
	    nla_get_u32(ring[NETJOURNAL_A_RING_ENABLED]) == NJ_ENABLED_FULL &&
	    !(NJ_KINDS_FULL & BIT(nla_get_u32(ring[NETJOURNAL_A_RING_KIND])))) {
		NL_SET_ERR_MSG_ATTR(extack, ring[NETJOURNAL_A_RING_ENABLED],
				    "this kind has no part that only the value 2, full, records");
		return -ERANGE;
	}
	if (ring[NETJOURNAL_A_RING_SIZE])
		return config_check_size(ring[NETJOURNAL_A_RING_SIZE], extack);
	if (!ring[NETJOURNAL_A_RING_ENABLED]) {
		NL_SET_ERR_MSG_ATTR(extack, config,
				    "neither size nor enabled is given");
		return -EINVAL;
	}
	return 0;
}

int nj_config_set_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nlattr *config = info->attrs[NETJOURNAL_A_RECORD_CONFIG];
	struct nj_journal *journal = nj_netns_journal(genl_info_net(info));
	struct nlattr *ring[NETJOURNAL_A_RING_MAX + 1];
	struct nlattr *size, *enabled;
	u32 kind;
	int err;

	nj_act_split();
	if (!config)
		return nj_refuse_missing(NULL, NETJOURNAL_A_RECORD_CONFIG,
					 "config is missing", info->extack);
	err = config_parse(config, ring, info->extack);
	if (err)
		return err;
	kind = nla_get_u32(ring[NETJOURNAL_A_RING_KIND]);
	size = ring[NETJOURNAL_A_RING_SIZE];
	enabled = ring[NETJOURNAL_A_RING_ENABLED];

	/* Resizing is the only step that can still fail, so it comes first. */
	if (size) {
		err = nj_journal_resize(journal, kind, nla_get_u64(size));
		if (err)
			return err;
	}
	/*
	 * The record is added while the kind is enabled. Otherwise nobody could
	 * tell who disabled the kind config.
	 */
	if (enabled && nla_get_u32(enabled))
		nj_journal_enable(journal, kind, nla_get_u32(enabled));
	config_record(journal, info, ring);
	if (enabled && !nla_get_u32(enabled))
		nj_journal_enable(journal, kind, NJ_ENABLED_OFF);
	nj_status_notify(journal);
	return 0;
}

int nj_clear_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nj_journal *journal = nj_netns_journal(genl_info_net(info));
	struct nlattr *kinds = info->attrs[NETJOURNAL_A_RECORD_KINDS];
	int err;

	nj_act_split();
	err = nj_journal_clear(journal,
			       kinds ? nla_get_u32(kinds) : NJ_KINDS_ALL,
			       info->snd_portid);
	if (!err)
		nj_status_notify(journal);
	return err;
}
