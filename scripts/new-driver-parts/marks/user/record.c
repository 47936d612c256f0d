		/* domain: fields */
		[NETJOURNAL_A_RECORD_EVENT]	= FIELD(F_U32, parsed, rec.event),
		/* end of domain */
