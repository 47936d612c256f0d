// SPDX-License-Identifier: GPL-2.0
/*
 * Compares `netjournal blame` with the kernel. See blame.h.
 */
#define _GNU_SOURCE
#include <linux/if_addr.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "blame.h"

#define PRESENT	": present\n"

/*
 * A question to blame.
 *
 * @ip: the command that prints the same objects, for the person who looks for the cause of a
 *	failure
 * @type, @family, @hdrlen: the request for all objects that blame must know. @type is 0 if there
 *	may be objects that blame does not know: then blame must agree with the kernel only about
 *	the objects that it names
 */
struct question {
	const char *words, *ip;
	uint16_t type;
	uint8_t family;		/* 0: IPv4 and IPv6 */
	size_t hdrlen;
};

#define ASK_ADDRS(family, prefix, option)				\
	{ "addr to " prefix, "ip " option " addr", RTM_GETADDR, family, sizeof(struct ifaddrmsg) }
#define ASK_ROUTES	"ip -4 -o route show table all; ip -6 -o route show table all"

/* No route and no address existed before the journal. */
static const struct question all_of[] = {
	{ "route table all", ASK_ROUTES, RTM_GETROUTE, 0, sizeof(struct rtmsg) },
	ASK_ADDRS(AF_INET, "0.0.0.0/0", "-4"),
	ASK_ADDRS(AF_INET6, "::/0", "-6"),
};

#define SOME(question, command)	{ .words = question, .ip = command }

static const struct question some_of[] = {
	SOME("nexthop 1", "ip nexthop"), SOME("link d0", "ip -d link"),
	SOME("route table all dev d0", ASK_ROUTES), SOME("rule pref 51", "ip rule; ip -6 rule"),
	SOME("nexthop 2", "ip nexthop"), SOME("link e0", "ip -d link"),
	SOME("route table all proto static", ASK_ROUTES), SOME("rule lookup 100", "ip rule; ip -6 rule"),
	SOME("nexthop 3", "ip nexthop"), SOME("link b0", "ip -d link"),
	SOME("route table all via 10.0.0.2", ASK_ROUTES), SOME("rule pref 1003", "ip rule; ip -6 rule"),
	SOME("nexthop 20", "ip nexthop"), SOME("link v0", "ip -d link"),
	SOME("route 10.0.0.0/24 scope link", ASK_ROUTES), SOME("neigh to 10.0.0.0/16", "ip neigh"),
	SOME("nexthop 21", "ip nexthop"), SOME("link x0", "ip -d link"),
	SOME("route table all type blackhole", ASK_ROUTES), SOME("addr dev d1", "ip addr"),
};

static void count_message(const struct nlmsghdr *nlh, void *arg)
{
	unsigned int *n = arg;

	(void)nlh;
	++*n;
}

static unsigned int count_family(struct space *space, const struct question *q, uint8_t family)
{
	uint8_t header[32] = { family };
	static struct nl_req req;
	unsigned int n = 0;

	nl_begin(&req, q->type, NLM_F_DUMP);
	nl_append(&req, header, q->hdrlen);
	if (nl_talk(&space->rtnl, &req, count_message, &n))
		abort();
	return n;
}

static unsigned int count_kernel(struct space *space, const struct question *q)
{
	if (q->family)
		return count_family(space, q, q->family);
	return count_family(space, q, AF_INET) + count_family(space, q, AF_INET6);
}

static bool ends_with(const char *line, const char *end)
{
	size_t len = strlen(line), n = strlen(end);

	return len >= n && !strcmp(line + len - n, end);
}

/*
 * Runs @command. The headings, which are the lines that do not begin with a space, go into @text.
 * Returns how many headings say that an object is present. Returns -1 if the command has failed, as
 * blame does if the journal contradicts the kernel.
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

static bool answer_agrees(struct space *space, const struct question *q, struct text *text)
{
	int kernel = q->type ? (int)count_kernel(space, q) : 0, blame;
	struct text said = {};
	char line[160];
	bool good;

	snprintf(line, sizeof(line), "exec netjournal blame %s 2>&1", q->words);
	blame = run_command(space, line, &said);
	good = q->type ? blame == kernel : blame >= 0;
	if (!good) {
		snprintf(line, sizeof(line), "# blame %s: %d are present, and the kernel has %d\n",
			 q->words, blame, kernel);
		text_str(text, line);
		text_add(text, said.s ? said.s : "", said.len);
		text_str(text, "# ip:\n");
		run_command(space, q->ip, text);
	}
	text_free(&said);
	return good;
}

#define N_OF(array)	(sizeof(array) / sizeof((array)[0]))

bool blame_agrees(struct space *space, unsigned int number, struct text *text)
{
	text_clear(text);
	return answer_agrees(space, &all_of[number % N_OF(all_of)], text) &&
	       answer_agrees(space, &some_of[number % N_OF(some_of)], text);
}

bool blame_agrees_about_all(struct space *space, struct text *text)
{
	text_clear(text);
	for (size_t i = 0; i < N_OF(all_of); i++)
		if (!answer_agrees(space, &all_of[i], text))
			return false;
	for (size_t i = 0; i < N_OF(some_of); i++)
		if (!answer_agrees(space, &some_of[i], text))
			return false;
	return true;
}
