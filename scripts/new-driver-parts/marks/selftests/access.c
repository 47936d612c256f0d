	/* domain: groups */
	NETJOURNAL_MCGRP_CHANNEL,
	/* end of domain */
	/* domain: operations */
	{ NETJOURNAL_CMD_CHANNEL_GET, 0, false },
	{ NETJOURNAL_CMD_CHANNEL_GET, NLM_F_DUMP, false },
	{ NETJOURNAL_CMD_CHANNEL_SET, 0, true },
	/* end of domain */
	/* domain: requests */
	case NETJOURNAL_CMD_CHANNEL_GET:
		if (!flags)
			nl_put_u32(req, NETJOURNAL_A_CHANNEL_INDEX, 0);
		break;
	case NETJOURNAL_CMD_CHANNEL_SET:
		nl_put_u32(req, NETJOURNAL_A_CHANNEL_INDEX, 0);
		nl_put_str(req, NETJOURNAL_A_CHANNEL_LABEL, "text");
		break;
	/* end of domain */
