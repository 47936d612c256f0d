// SPDX-License-Identifier: GPL-2.0
/*
 * The domain: records about channels.
 */
#include <errno.h>
#include <netlink/attr.h>
#include <stdio.h>
#include <stdlib.h>

#include "channel.h"
#include "domain.h"
#include "spec.h"
#include "words.h"

enum {
	OPT_CHANNEL = OPT_DOMAIN,
};

const struct opt domain_opts[] = {
	{ OPT_CHANNEL, "channel", "INDEX", "records about the channel" },
	{ 0 }
};

struct domain {
	bool filtered;
	uint32_t index;
};

struct domain *domain_new(void)
{
	return calloc(1, sizeof(struct domain));
}

void domain_free(struct domain *d)
{
	free(d);
}

int domain_option(struct domain *d, int id, const char *value, char *err,
		  size_t size)
{
	(void)id;	/* there is one only */
	d->filtered = true;
	if (!word_u32(value, &d->index))
		return 0;
	snprintf(err, size, "not the number of a channel: %s", value);
	return -EINVAL;
}

/* A record about a channel says all that there is to know: nothing to learn. */
uint32_t domain_context(uint32_t kinds)
{
	(void)kinds;
	return 0;
}

void domain_learn(struct domain *d, const struct record *rec)
{
	(void)d;
	(void)rec;
}

void domain_forget(struct domain *d)
{
	(void)d;
}

static void parse(struct channel *channel, const struct record *rec)
{
	channel_parse(channel, rec->message, rec->message_len);
}

bool domain_match(struct domain *d, const struct record *rec)
{
	struct channel channel;

	if (!d->filtered)
		return true;
	if (!rec->message)
		return false;
	parse(&channel, rec);
	return channel.index == d->index;
}

void domain_print(struct domain *d, struct out *o, const struct record *rec)
{
	struct channel channel;

	(void)d;
	if (o->json) {
		out_object(o, "channel");
		spec_print(o, &spec_channel, rec->message, rec->message_len, 0,
			   NULL, NULL);
		out_object_end(o);
		return;
	}
	parse(&channel, rec);
	out_u64(o, NULL, "%u", channel.index);
	if (channel.label)
		out_str(o, OUT_PLAIN, NULL, " (%s)", channel.label);
	out_str(o, OUT_PLAIN, NULL, " %s:", spec_name(&spec_events, rec->event));
	out_u64(o, NULL, " target %u", channel.target);
	out_u64(o, NULL, " level %u", channel.level);
}

/* The spec's tables print all of it already. */
void domain_dump(struct domain *d, struct out *o, const struct record *rec)
{
	(void)d;
	(void)o;
	(void)rec;
}
