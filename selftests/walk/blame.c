// SPDX-License-Identifier: GPL-2.0
/*
 * Compares `netjournal blame` with the kernel. See blame.h.
 */
#define _GNU_SOURCE
#include <linux/if_addr.h>
#include <linux/netlink.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "blame.h"

#define PRESENT	": present\n"

/* The attribute that tells which object it is, and what it has to be. */
struct wanted {
	int type;		/* 0: all objects */
	const void *data;
	size_t len, hdrlen;
	unsigned int n;		/* objects that are so */
};

static void count_message(const struct nlmsghdr *nlh, void *arg)
{
	struct wanted *wanted = arg;
	const struct nlattr *tb[64];
	size_t skip = NLMSG_HDRLEN + NLMSG_ALIGN(wanted->hdrlen);

	if (!wanted->type) {
		wanted->n++;
		return;
	}
	nl_parse(tb, 63, (const char *)nlh + skip, nlh->nlmsg_len - skip);
	wanted->n += tb[wanted->type] && nl_len(tb[wanted->type]) == wanted->len &&
		     !memcmp(nl_data(tb[wanted->type]), wanted->data, wanted->len);
}

static void count_kernel(struct space *space, uint16_t type, uint8_t family, struct wanted *wanted)
{
	static struct nl_req req;
	uint8_t header[32] = { family };

	nl_begin(&req, type, NLM_F_DUMP);
	nl_append(&req, header, wanted->hdrlen);
	if (nl_talk(&space->rtnl, &req, count_message, wanted))
		abort();
}

static bool ends_with(const char *line, const char *end)
{
	size_t len = strlen(line), n = strlen(end);

	return len >= n && !strcmp(line + len - n, end);
}

/*
 * Runs @command. Lines that begin with no space go into @text; between headings
 * of blame there are others. Returns how many say that something is present, or -1.
 */
static int run_command(const struct space *space, const char *command, struct text *text)
{
	char *line = NULL;
	size_t room = 0;
	int n = 0;
	FILE *f;

	f = space_popen(space, command);
	while (f && getline(&line, &room, f) > 0) {
		n += ends_with(line, PRESENT);
		if (line[0] != ' ') {
			text_str(text, "#   ");
			text_str(text, line);
		}
	}
	free(line);
	return f && !pclose(f) ? n : -1;
}

/* @ip: the command that prints the same objects, for who has to find out which one it is. */
static bool agrees(const struct space *space, const char *words, unsigned int kernel, const char *ip,
		   struct text *text)
{
	struct text said = {};
	char line[160];
	int blame;

	snprintf(line, sizeof(line), "netjournal blame %s 2>&1", words);
	blame = run_command(space, line, &said);
	if (blame != (int)kernel) {
		snprintf(line, sizeof(line), "# blame %s: %d are present, and the kernel has %u\n",
			 words, blame, kernel);
		text_str(text, line);
		text_add(text, said.s ? said.s : "", said.len);
		text_str(text, "# ip:\n");
		run_command(space, ip, text);
	}
	text_free(&said);
	return blame == (int)kernel;
}

static bool addrs_agree(struct space *space, struct text *text)
{
	struct wanted four = { .hdrlen = sizeof(struct ifaddrmsg) }, six = four;

	count_kernel(space, RTM_GETADDR, AF_INET, &four);
	count_kernel(space, RTM_GETADDR, AF_INET6, &six);
	return agrees(space, "addr to 0.0.0.0/0", four.n, "ip -4 -o addr", text) &&
	       agrees(space, "addr to ::/0", six.n, "ip -6 -o addr", text);
}

static bool routes_agree(struct space *space, struct text *text)
{
	struct wanted all = { .hdrlen = sizeof(struct rtmsg) };

	count_kernel(space, RTM_GETROUTE, AF_INET, &all);
	count_kernel(space, RTM_GETROUTE, AF_INET6, &all);
	return agrees(space, "route table all", all.n,
		      "ip -4 -o route show table all; ip -6 -o route show table all", text);
}

static bool nexthop_agrees(struct space *space, unsigned int number, struct text *text)
{
	static const uint32_t ids[] = { 1, 2, 3, 4, 5, 20, 21, 22 };
	uint32_t id = ids[number % (sizeof(ids) / sizeof(ids[0]))];
	struct wanted one = { NHA_ID, &id, sizeof(id), sizeof(struct nhmsg), 0 };
	char words[32];

	snprintf(words, sizeof(words), "nexthop %u", id);
	count_kernel(space, RTM_GETNEXTHOP, AF_UNSPEC, &one);
	return agrees(space, words, one.n, "ip nexthop", text);
}

bool blame_agrees(struct space *space, unsigned int number, struct text *text)
{
	text_clear(text);
	return addrs_agree(space, text) && routes_agree(space, text) &&
	       nexthop_agrees(space, number, text);
}
