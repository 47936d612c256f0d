// SPDX-License-Identifier: GPL-2.0
/* Tables of nftables, as they are. (Those of records are in the corpus.) */
#include <netinet/in.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>

#include "decodes.h"
#include "rtmsg.h"
#include "tap.h"

/* A table; @chains: how many it has without a hook; @hook: it has another one */
static struct nl_msg *table(unsigned int chains, bool hook)
{
	const struct nfgenmsg nfg = { .nfgen_family = NFPROTO_INET };
	struct nl_msg *msg = rtmsg_begin(NETLINK_NETFILTER << 8 | NFT_MSG_NEWTABLE, 0, &nfg, sizeof(nfg));
	struct nlattr *nest;
	char name[16];

	nla_put_string(msg, NETJOURNAL_A_NFT_TABLE_NAME, "filter");
	for (; chains; chains--) {
		snprintf(name, sizeof(name), "c%u", chains);
		nest = nla_nest_start(msg, NETJOURNAL_A_NFT_TABLE_CHANGE);
		nla_put_string(msg, NETJOURNAL_A_NFT_CHANGE_NAME, name);
		nla_nest_end(msg, nest);
	}
	if (!hook)
		return msg;
	nest = nla_nest_start(msg, NETJOURNAL_A_NFT_TABLE_CHANGE);
	nla_put_string(msg, NETJOURNAL_A_NFT_CHANGE_NAME, "input");
	nla_put_u32(msg, NETJOURNAL_A_NFT_CHANGE_HOOK, NF_INET_LOCAL_IN);
	nla_put_s32(msg, NETJOURNAL_A_NFT_CHANGE_PRIORITY, -10);
	nla_put_u32(msg, NETJOURNAL_A_NFT_CHANGE_POLICY, NF_DROP);
	nla_nest_end(msg, nest);
	return msg;
}

int main(void)
{
	struct nl_msg *older = table(0, false);

	decodes(table(0, false), DECODED_TEXT, "inet filter no chains", "a table without chains");
	decodes(table(2, false), DECODED_TEXT, "inet filter 2 chains without hook", "chains without hook");
	decodes(table(2, true), DECODED_TEXT, "inet filter chain input hook input priority -10 policy drop, 2 without hook",
		"a chain with a hook comes first");
	decodes_n(table(2, true), DECODED_TEXT, true,
		  "inet filter chain input hook input priority -10 policy drop, chain c2, chain c1", "all chains");
	decodes(table(1, true), DECODED_JSON,
		"{\"family\":\"inet\",\"table\":\"filter\",\"chains\":[{\"name\":\"c1\"},"
		"{\"name\":\"input\",\"hook\":\"input\",\"prio\":-10,\"policy\":\"drop\"}]}", "JSON");
	nla_put_flag(older, NETJOURNAL_A_NFT_TABLE_XTABLES);
	decodes(older, DECODED_TEXT, "inet filter of iptables-legacy", "a table of iptables-legacy");
	return tap_done();
}
