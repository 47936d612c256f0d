// SPDX-License-Identifier: GPL-2.0
/*
 * witness: a listener of rtnetlink that knows nothing of the module hears what the kernel
 * announces in this network namespace, and then compares that with the journal: every
 * announcement must be there, byte for byte, and for each kind in order.
 *
 * Prints "ready". Ends with SIGTERM, once nothing comes any more. Prints how many messages
 * were compared, and the first difference. The status is 1 if there is one.
 */
#include <errno.h>
#include <linux/rtnetlink.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../../../selftests/lib/journal.h"

#define ROOM		(64 << 20)	/* of the socket, in bytes */
#define QUIET_MS	500
#define KINDS_HEARD	(KINDS(LINK) | KINDS(ADDR) | KINDS(ROUTE) | KINDS(RULE) | \
			 KINDS(NEIGH) | KINDS(NEXTHOP))

/* The announcements of one kind. */
struct heard {
	size_t n, room;
	struct nlmsghdr **msg;
};

static struct heard heard[NETJOURNAL_KIND_MAX + 1];
static volatile sig_atomic_t ends;

static void on_end(int sig)
{
	(void)sig;
	ends = 1;
}

/* The kind of a message; 0: it is not recorded. */
static int message_kind(const struct nlmsghdr *nlh)
{
	static const struct { int first, last, kind; } types[] = {
		{ RTM_NEWLINK, RTM_DELLINK, NETJOURNAL_KIND_LINK },
		{ RTM_NEWADDR, RTM_DELADDR, NETJOURNAL_KIND_ADDR },
		{ RTM_NEWROUTE, RTM_DELROUTE, NETJOURNAL_KIND_ROUTE },
		{ RTM_NEWNEIGH, RTM_DELNEIGH, NETJOURNAL_KIND_NEIGH },
		{ RTM_NEWRULE, RTM_DELRULE, NETJOURNAL_KIND_RULE },
		{ RTM_NEWNEXTHOP, RTM_DELNEXTHOP, NETJOURNAL_KIND_NEXTHOP },
	};
	const struct rtgenmsg *gen = NLMSG_DATA(nlh);

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (nlh->nlmsg_type < types[i].first || nlh->nlmsg_type > types[i].last)
			continue;
		/* An entry of the forwarding database is not a neighbour. */
		if (types[i].kind == NETJOURNAL_KIND_NEIGH && gen->rtgen_family == AF_BRIDGE)
			return 0;
		return types[i].kind;
	}
	return 0;
}

/* Returns a copy without the statistics, which the journal leaves out. */
static struct nlmsghdr *copy_message(const struct nlmsghdr *nlh)
{
	size_t hdr = NLMSG_LENGTH(sizeof(struct ifinfomsg));
	struct nlmsghdr *copy = malloc(nlh->nlmsg_len + NLMSG_ALIGNTO);
	char *to = (char *)copy + hdr;

	if (!copy)
		abort();
	memcpy(copy, nlh, nlh->nlmsg_len);
	if (message_kind(nlh) != NETJOURNAL_KIND_LINK)
		return copy;
	nl_for_each(nla, (void *)((char *)nlh + hdr), nlh->nlmsg_len - hdr) {
		if (nla->nla_type == IFLA_STATS || nla->nla_type == IFLA_STATS64)
			continue;
		memcpy(to, nla, NLA_ALIGN(nla->nla_len));
		to += NLA_ALIGN(nla->nla_len);
	}
	copy->nlmsg_len = to - (char *)copy;
	return copy;
}

static void hear_message(const struct nlmsghdr *nlh)
{
	struct heard *h = &heard[message_kind(nlh)];

	if (h == &heard[0])
		return;
	if (h->n == h->room) {
		h->room = 2 * h->room + 64;
		h->msg = realloc(h->msg, h->room * sizeof(*h->msg));
		if (!h->msg)
			abort();
	}
	h->msg[h->n++] = copy_message(nlh);
}

/* Returns false if nothing came for QUIET_MS. */
static bool hear(int fd)
{
	static char buf[1 << 17];
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN };
	struct sockaddr_nl from;
	socklen_t from_len = sizeof(from);
	ssize_t len;

	if (poll(&poll_fd, 1, QUIET_MS) < 1)
		return false;
	len = recvfrom(fd, buf, sizeof(buf), 0, (struct sockaddr *)&from, &from_len);
	if (len < 0) {
		printf("not ok the witness itself lost messages # %s\n", strerror(errno));
		exit(1);
	}
	if (!from.nl_pid)
		hear_message((void *)buf);
	return true;
}

static bool is_same(const struct rec *rec, const struct nlmsghdr *nlh)
{
	return rec->domain.msg_len == nlh->nlmsg_len &&
	       !memcmp(rec->domain.msg_buf, nlh, nlh->nlmsg_len);
}

/* Returns the next announced record of @kind from @i on; @recs->n: there is none. */
static size_t next_record(const struct recs *recs, size_t i, uint32_t kind)
{
	while (i < recs->n && (recs->rec[i].is_gap || recs->rec[i].kind != kind ||
			       recs->rec[i].domain.silent))
		i++;
	return i;
}

/* Returns the number of messages that are the same, or -1. */
static long compare_kind(const struct recs *recs, uint32_t kind)
{
	const struct heard *h = &heard[kind];
	size_t at = next_record(recs, 0, kind), i;

	for (i = 0; i < h->n; i++) {
		if (at == recs->n || !is_same(&recs->rec[at], h->msg[i])) {
			printf("# kind %u, message %zu of %zu (type %u): %s #%llu\n", kind, i, h->n,
			       h->msg[i]->nlmsg_type, at == recs->n ? "no record" : "differs from",
			       at == recs->n ? 0 : (unsigned long long)recs->rec[at].seq);
			return -1;
		}
		at = next_record(recs, at + 1, kind);
	}
	if (at < recs->n) {
		printf("# kind %u: #%llu was not announced\n", kind,
		       (unsigned long long)recs->rec[at].seq);
		return -1;
	}
	return h->n;
}

static int compare(uint64_t after)
{
	struct recs recs;
	long sum = 0, n;

	if (recs_read(&recs, after, KINDS_HEARD))
		abort();
	for (uint32_t kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		n = compare_kind(&recs, kind);
		if (n < 0)
			return 1;
		sum += n;
	}
	printf("# %ld messages\n", sum);
	return 0;
}

int main(int argc, char **argv)
{
	static const int groups[] = {
		RTNLGRP_LINK, RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR, RTNLGRP_IPV4_ROUTE,
		RTNLGRP_IPV6_ROUTE, RTNLGRP_IPV4_RULE, RTNLGRP_IPV6_RULE, RTNLGRP_NEIGH,
		RTNLGRP_NEXTHOP,
	};
	const int room = ROOM;
	uint64_t begin;
	struct nl nl;
	int result;

	(void)argc;
	signal(SIGTERM, on_end);
	if (nl_open(&nl, NETLINK_ROUTE) ||
	    setsockopt(nl.fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room)))
		abort();
	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
		if (nl_join(&nl, groups[i]))
			abort();
	/* Start when nothing happens, so that both begin with the same message. */
	do {
		begin = journal_last();
		for (int i = 0; i <= NETJOURNAL_KIND_MAX; i++)
			heard[i].n = 0;
	} while (hear(nl.fd));
	printf("ready\n");
	fflush(stdout);
	while (!ends)
		hear(nl.fd);
	while (hear(nl.fd))
		;
	result = compare(begin);
	printf("%s the journal is what %s was told\n", result ? "not ok" : "ok", argv[1]);
	return result;
}
