	/* domain: parse */
	rec->event = nl_u32(tb[NETJOURNAL_A_RECORD_EVENT]);
	if (tb[NETJOURNAL_A_RECORD_CHANNEL]) {
		const struct nlattr *nest = tb[NETJOURNAL_A_RECORD_CHANNEL];
		/* As long as this set is, which is for you to extend. */
		const struct nlattr *sub[NETJOURNAL_A_CHANNEL_MAX + 1];

		nl_parse(sub, NETJOURNAL_A_CHANNEL_MAX, nl_data(nest), nl_len(nest));
		rec->channel = nl_u32(sub[NETJOURNAL_A_CHANNEL_INDEX]);
		rec->target = nl_u32(sub[NETJOURNAL_A_CHANNEL_TARGET]);
		rec->level = nl_u32(sub[NETJOURNAL_A_CHANNEL_LEVEL]);
		rec->changes = nl_u64(sub[NETJOURNAL_A_CHANNEL_CHANGES]);
		nl_str(rec->label, sizeof(rec->label), sub[NETJOURNAL_A_CHANNEL_LABEL]);
	}
	/* end of domain */
