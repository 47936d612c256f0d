/* domain: includes */
#include "channel_ops.h"
/* end of domain */
	/* domain: operations */
	{
		.cmd = NETJOURNAL_CMD_CHANNEL_GET,
		.flags = GENL_UNS_ADMIN_PERM,
		.policy = nj_channel_get_policy,
		.maxattr = ARRAY_SIZE(nj_channel_get_policy) - 1,
		.doit = nj_channel_get_doit,
		.dumpit = nj_channel_get_dumpit,
	},
	{
		.cmd = NETJOURNAL_CMD_CHANNEL_SET,
		.flags = GENL_UNS_ADMIN_PERM,
		.policy = nj_channel_set_policy,
		.maxattr = ARRAY_SIZE(nj_channel_set_policy) - 1,
		.doit = nj_channel_set_doit,
	},
	/* end of domain */
