// SPDX-License-Identifier: GPL-2.0
/*
 * Compares `netjournal blame` with the kernel. See blame.h.
 */
#define _GNU_SOURCE
#include <linux/fib_rules.h>
#include <linux/if_addr.h>
#include <linux/netlink.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "blame.h"

#define PRESENT	": present\n"

/*
 * Neighbours are not among them, because the kernel makes some for a moment by
 * itself.
 */
static const struct kind {
	const char *name;
	uint16_t type;		/* of the dump */
	uint8_t families[2];
	size_t hdrlen;
} kinds[] = {
	{ "link", RTM_GETLINK, { AF_UNSPEC }, sizeof(struct ifinfomsg) },
	{ "addr", RTM_GETADDR, { AF_UNSPEC }, sizeof(struct ifaddrmsg) },
	{ "route", RTM_GETROUTE, { AF_INET, AF_INET6 }, sizeof(struct rtmsg) },
	{ "nexthop", RTM_GETNEXTHOP, { AF_UNSPEC }, sizeof(struct nhmsg) },
};

static void count_message(const struct nlmsghdr *nlh, void *arg)
{
	++*(unsigned int *)arg;
}

static unsigned int count_kernel(struct space *space, const struct kind *kind)
{
	static struct nl_req req;
	unsigned int n = 0;

	for (size_t i = 0; i < 2 && (!i || kind->families[i]); i++) {
		uint8_t header[32] = { kind->families[i] };

		nl_begin(&req, kind->type, NLM_F_DUMP);
		nl_append(&req, header, kind->hdrlen);
		if (nl_talk(&space->rtnl, &req, count_message, &n))
			abort();
	}
	return n;
}

/* Returns -1 if the program failed. */
static int count_blame(const struct space *space, const struct kind *kind)
{
	char command[128], *line = NULL;
	size_t room = 0;
	int n = 0;
	FILE *f;

	snprintf(command, sizeof(command), "ip netns exec %s netjournal blame %s", space->name,
		 kind->name);
	f = popen(command, "r");
	while (f && getline(&line, &room, f) > 0) {
		size_t len = strlen(line);

		n += len >= strlen(PRESENT) && !strcmp(line + len - strlen(PRESENT), PRESENT);
	}
	free(line);
	return f && !pclose(f) ? n : -1;
}

bool blame_agrees(struct space *space, struct text *text)
{
	bool agrees = true;
	char line[128];

	text_clear(text);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		int kernel = count_kernel(space, &kinds[i]), blame = count_blame(space, &kinds[i]);

		if (kernel == blame)
			continue;
		snprintf(line, sizeof(line), "# blame calls %d of kind %s present, and there are %d\n",
			 blame, kinds[i].name, kernel);
		text_str(text, line);
		agrees = false;
	}
	return agrees;
}
