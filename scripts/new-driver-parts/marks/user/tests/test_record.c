	/* domain: put */
	nla_put_u32(msg, NETJOURNAL_A_RECORD_EVENT, NETJOURNAL_EVENT_SETTLED);
	/* end of domain */
	/* domain: check */
	is_num(rec.event, NETJOURNAL_EVENT_SETTLED, "event");
	/* end of domain */
