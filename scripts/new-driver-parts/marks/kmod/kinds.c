	/* domain: groups */
	NJ_GROUP(CHANNEL),
	/* end of domain */
