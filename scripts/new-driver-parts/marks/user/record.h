/* domain: payload */
/* The attribute of a record that only the domain understands. */
#define RECORD_PAYLOAD	NETJOURNAL_A_RECORD_CHANNEL
/* end of domain */
	/* domain: members */
	uint32_t event;
	/* end of domain */
