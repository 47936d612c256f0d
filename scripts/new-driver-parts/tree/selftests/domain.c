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

void new_netns_quiet(void)
{
	new_netns();
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

void churn(uint32_t who, uint32_t times)
{
	struct nl_req *req = malloc(sizeof(*req));
	uint16_t family = family_id();
	struct nl nl;
	int err;

	if (nl_open(&nl, NETLINK_GENERIC))
		abort();
	for (uint32_t i = 0; i < 2 * times; i++) {
		do {
			nl_begin_genl(req, family, NETJOURNAL_CMD_CHANNEL_SET, 0);
			nl_put_u32(req, NETJOURNAL_A_CHANNEL_INDEX, who % 8);
			nl_put_str(req, NETJOURNAL_A_CHANNEL_LABEL, i % 2 ? "" : "churned");
			err = nl_talk(&nl, req, NULL, NULL);
			if (err == -ENOENT)
				family = family_id();
			else if (err)
				abort();
		} while (err);
	}
	nl_close(&nl);
	free(req);
}
