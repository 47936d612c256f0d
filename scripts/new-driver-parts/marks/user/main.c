	/* domain: verbs */
	&verb_channel,
	/* end of domain */
