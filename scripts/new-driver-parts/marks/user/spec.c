	/* domain: kinds */
	[NETJOURNAL_KIND_CHANNEL]	= NETJOURNAL_MCGRP_CHANNEL,
	/* end of domain */
/* domain: sets */
static const char *const events[] = {
	[NETJOURNAL_EVENT_SET]		= "set",
	[NETJOURNAL_EVENT_SETTLED]	= "settled",
};
const struct spec_enum spec_events = ENUM(events);

static const struct spec_attr channel[] = {
	[NETJOURNAL_A_CHANNEL_INDEX]	= { "index", SPEC_U32 },
	[NETJOURNAL_A_CHANNEL_LABEL]	= { "label", SPEC_STRING },
	[NETJOURNAL_A_CHANNEL_TARGET]	= { "target", SPEC_U32 },
	[NETJOURNAL_A_CHANNEL_LEVEL]	= { "level", SPEC_U32 },
	[NETJOURNAL_A_CHANNEL_CHANGES]	= { "changes", SPEC_U64 },
	[NETJOURNAL_A_CHANNEL_PAD]	= { "pad", SPEC_PAD },
};
const struct spec_set spec_channel = SET(channel);
/* end of domain */
	/* domain: record */
	[NETJOURNAL_A_RECORD_EVENT]	= { "event", SPEC_U32, .values = &spec_events },
	[NETJOURNAL_A_RECORD_CHANNEL]	= { "channel", SPEC_NEST, .nest = &spec_channel },
	/* end of domain */
