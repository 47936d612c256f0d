// SPDX-License-Identifier: GPL-2.0
/*
 * What the selftests need of the domain. See domain.h.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "nl.h"

/* A device that nobody sets does nothing. */
void quiet(void)
{
}

void new_netns_quiet(void)
{
	new_netns();
	quiet();
}

/* Waits for the module, which a test may be loading again. */
static uint16_t family_id(void)
{
	struct nl_family family;

	for (int i = 0; i < 5000; i++) {
		if (!nl_family(&family, NETJOURNAL_FAMILY_NAME))
			return family.id;
		usleep(1000);
	}
	abort();
}

void churn_open(struct churn *c)
{
	c->family = family_id();
	if (nl_open(&c->nl, NETLINK_GENERIC))
		abort();
}

void churn_close(struct churn *c)
{
	nl_close(&c->nl);
}

void churn_over(struct churn *c, uint32_t who, uint32_t times)
{
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	for (uint32_t i = 0; i < 2 * times; i++) {
		do {
			nl_begin_genl(req, c->family, NETJOURNAL_CMD_CHANNEL_SET, 0);
			nl_put_u32(req, NETJOURNAL_A_CHANNEL_INDEX, who % 8);
			nl_put_str(req, NETJOURNAL_A_CHANNEL_LABEL, i % 2 ? "" : "churned");
			err = nl_talk(&c->nl, req, NULL, NULL);
			if (err == -ENOENT)
				c->family = family_id();
			else if (err)
				abort();
		} while (err);
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
