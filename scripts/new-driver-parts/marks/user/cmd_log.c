		/* domain: kinds */
		"KIND: note config channel\n"
		/* end of domain */
