	/* domain: members */
	uint32_t event;
	uint32_t channel, target, level;
	uint64_t changes;
	char label[NETJOURNAL_LABEL_LEN_MAX + 1];
	/* end of domain */
