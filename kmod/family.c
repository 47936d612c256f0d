// SPDX-License-Identifier: GPL-2.0
/*
 * The generic netlink family: policies, operations and groups.
 *
 * Validation is strict (no .validate flags). Each operation needs CAP_NET_ADMIN
 * in the user namespace that owns the socket's network namespace.
 */
#include <linux/module.h>
#include <net/genetlink.h>

#include "family.h"
#include "journal.h"
#include "kinds.h"
#include "message.h"
#include "net/module.h"
#include "ops.h"
#include "process.h"
#include "reply.h"

/* Allows no attributes. Without a policy, every attribute would be accepted. */
static const struct nla_policy status_get_policy[NETJOURNAL_A_STATUS_MAX + 1];

static const struct nla_policy record_get_policy[NETJOURNAL_A_RECORD_MAX + 1] = {
	[NETJOURNAL_A_RECORD_SEQ] = { .type = NLA_U64 },
	[NETJOURNAL_A_RECORD_INSTANCE] = { .type = NLA_U64 },
	[NETJOURNAL_A_RECORD_AFTER] = { .type = NLA_U64 },
	[NETJOURNAL_A_RECORD_KINDS] = NLA_POLICY_MASK(NLA_U32, NJ_KINDS_ALL),
	[NETJOURNAL_A_RECORD_ENDED] = { .type = NLA_U64 },
};

static const struct nla_policy note_add_policy[NETJOURNAL_A_RECORD_MAX + 1] = {
	[NETJOURNAL_A_RECORD_NOTE] = {
		.type = NLA_NUL_STRING,
		.len = NETJOURNAL_NOTE_LEN_MAX,
	},
};

const struct nla_policy nj_ring_policy[NETJOURNAL_A_RING_MAX + 1] = {
	[NETJOURNAL_A_RING_KIND] =
		NLA_POLICY_RANGE(NLA_U32, 1, NETJOURNAL_KIND_MAX),
	[NETJOURNAL_A_RING_SIZE] = { .type = NLA_U64 },
	[NETJOURNAL_A_RING_ENABLED] = NLA_POLICY_MAX(NLA_U32, NJ_ENABLED_FULL),
};

static const struct nla_policy config_set_policy[NETJOURNAL_A_RECORD_MAX + 1] = {
	[NETJOURNAL_A_RECORD_CONFIG] = NLA_POLICY_NESTED(nj_ring_policy),
};

static const struct nla_policy clear_policy[NETJOURNAL_A_RECORD_MAX + 1] = {
	[NETJOURNAL_A_RECORD_KINDS] = NLA_POLICY_MASK(NLA_U32, NJ_KINDS_ALL),
};

static const struct nla_policy process_get_policy[NETJOURNAL_A_PROCESS_MAX + 1] = {
	[NETJOURNAL_A_PROCESS_ID] = { .type = NLA_U64 },
	[NETJOURNAL_A_PROCESS_INSTANCE] = { .type = NLA_U64 },
	[NETJOURNAL_A_PROCESS_ENDED] = { .type = NLA_U64 },
};

static const struct nla_policy ended_get_policy[NETJOURNAL_A_ENDED_MAX + 1] = {
	[NETJOURNAL_A_ENDED_COOKIE] = { .type = NLA_U64 },
};

static const struct genl_ops nj_ops[] = {
	{
		.cmd = NETJOURNAL_CMD_STATUS_GET,
		.flags = GENL_UNS_ADMIN_PERM,
		.policy = status_get_policy,
		.maxattr = ARRAY_SIZE(status_get_policy) - 1,
		.doit = nj_status_get_doit,
	},
	{
		.cmd = NETJOURNAL_CMD_RECORD_GET,
		.flags = GENL_UNS_ADMIN_PERM,
		.policy = record_get_policy,
		.maxattr = ARRAY_SIZE(record_get_policy) - 1,
		.doit = nj_record_get_doit,
		.start = nj_record_get_start,
		.dumpit = nj_record_get_dumpit,
		.done = nj_record_get_done,
	},
	{
		.cmd = NETJOURNAL_CMD_NOTE_ADD,
		.flags = GENL_UNS_ADMIN_PERM,
		.policy = note_add_policy,
		.maxattr = ARRAY_SIZE(note_add_policy) - 1,
		.doit = nj_note_add_doit,
	},
	{
		.cmd = NETJOURNAL_CMD_CONFIG_SET,
		.flags = GENL_UNS_ADMIN_PERM,
		.policy = config_set_policy,
		.maxattr = ARRAY_SIZE(config_set_policy) - 1,
		.doit = nj_config_set_doit,
	},
	{
		.cmd = NETJOURNAL_CMD_CLEAR,
		.flags = GENL_UNS_ADMIN_PERM,
		.policy = clear_policy,
		.maxattr = ARRAY_SIZE(clear_policy) - 1,
		.doit = nj_clear_doit,
	},
	{
		.cmd = NETJOURNAL_CMD_PROCESS_GET,
		.flags = GENL_UNS_ADMIN_PERM,
		.policy = process_get_policy,
		.maxattr = ARRAY_SIZE(process_get_policy) - 1,
		.doit = nj_process_get_doit,
		.start = nj_process_get_start,
		.dumpit = nj_process_get_dumpit,
		.done = nj_process_get_done,
	},
	{
		.cmd = NETJOURNAL_CMD_ENDED_GET,
		.flags = GENL_UNS_ADMIN_PERM,
		.policy = ended_get_policy,
		.maxattr = ARRAY_SIZE(ended_get_policy) - 1,
		.doit = nj_ended_get_doit,
		.dumpit = nj_ended_get_dumpit,
	},
	NJ_MORE_OPS
};

struct genl_family nj_family __ro_after_init = {
	.name = NETJOURNAL_FAMILY_NAME,
	.version = NETJOURNAL_FAMILY_VERSION,
	.netnsok = true,
	.parallel_ops = true,
	.module = THIS_MODULE,
	.ops = nj_ops,
	.n_ops = ARRAY_SIZE(nj_ops),
	.mcgrps = nj_groups,
	.n_mcgrps = ARRAY_SIZE(nj_groups),
};

MODULE_ALIAS_GENL_FAMILY(NETJOURNAL_FAMILY_NAME);

static int family_register(void)
{
	int err = genl_register_family(&nj_family);

	if (err)
		return err;
	nj_journal_set_listeners(&nj_message_listeners);
	nj_process_set_listener(nj_process_notify);
	return 0;
}

/* When it returns, no request and no notification is under way. */
static void family_unregister(void)
{
	/* The ids of the groups may belong to another family from now on. */
	nj_process_set_listener(NULL);
	nj_journal_set_listeners(NULL);
	genl_unregister_family(&nj_family);
}

const struct nj_part nj_family_part = {
	.init = family_register,
	.exit = family_unregister,
};
