// SPDX-License-Identifier: GPL-2.0
/*
 * Makes records of one kind. See domain.h.
 */
#include <stdlib.h>

#include "domain.h"
#include "place.h"

void domain_record_parse(struct domain_record *rec, const struct nlattr **tb)
{
	const struct nlattr *channel[EXAMPLE_A_CHANNEL_MAX + 1] = {};
	const struct nlattr *nest = tb[EXAMPLE_A_RECORD_CHANNEL];

	if (nest)
		nl_parse(channel, EXAMPLE_A_CHANNEL_MAX, nl_data(nest), nl_len(nest));
	rec->index = nl_u32(channel[EXAMPLE_A_CHANNEL_INDEX]);
	rec->level = nl_u32(channel[EXAMPLE_A_CHANNEL_LEVEL]);
}

void quiet(void)
{
}

void new_netns_quiet(void)
{
	place_fresh();
}

void churn_open(struct churn *c)
{
	struct nl_family family;

	if (nl_family(&family, EXAMPLE_FAMILY_NAME) || nl_open(&c->nl, NETLINK_GENERIC))
		abort();
	c->family = family.id;
}

void churn_close(struct churn *c)
{
	nl_close(&c->nl);
}

void churn_over(struct churn *c, uint32_t who, uint32_t times)
{
	struct nl_req *req = malloc(sizeof(*req));

	for (uint32_t i = 0; i < 2 * times; i++) {
		nl_begin_genl(req, c->family, EXAMPLE_CMD_CHANNEL_SET, 0);
		nl_put_u32(req, EXAMPLE_A_CHANNEL_INDEX, who % EXAMPLE_CHANNELS);
		nl_put_u32(req, EXAMPLE_A_CHANNEL_LEVEL, i % EXAMPLE_LEVEL_MAX);
		if (nl_talk(&c->nl, req, NULL, NULL))
			abort();
	}
	free(req);
}

void churn(uint32_t who, uint32_t times)
{
	struct churn c;

	churn_open(&c);
	churn_over(&c, who, times);
	churn_close(&c);
}
