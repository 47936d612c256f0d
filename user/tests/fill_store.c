// SPDX-License-Identifier: GPL-2.0
/*
 * Fills a store with records of routes, as a routing daemon would make them:
 *
 *	fill_store FILE RECORDS PREFIXES [SIZE [JOURNAL]]
 *
 * Each prefix is added, changed and deleted in turn, in a random order. Prints the last sequence number that
 * was committed after each batch. SIZE is the limit of the store in bytes, 0: none. JOURNAL is the number of another boot.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "build.h"
#include "journal/archive.h"
#include "net/domain_net.h"
#include "rtmsg.h"

#define BATCH	8192

/* A prefix of 10.0.0.0/8 and of what follows it. */
static struct nl_msg *make_route(uint32_t prefix, unsigned int step)
{
	const struct rtmsg hdr = {
		.rtm_family = AF_INET, .rtm_dst_len = 24, .rtm_table = RT_TABLE_MAIN,
		.rtm_protocol = RTPROT_BIRD, .rtm_type = RTN_UNICAST,
	};
	/* The first gateway, then the second one, which is also that of the deletion. */
	uint32_t dst = htonl((10 << 24) + (prefix << 8)), via = htonl(0xc0000201 + (step % 3 != 0));
	struct nl_msg *msg = rtmsg_begin(step % 3 == 2 ? RTM_DELROUTE : RTM_NEWROUTE,
					 step % 3 == 1 ? NLM_F_REPLACE : NLM_F_CREATE, &hdr, sizeof(hdr));

	nla_put_u32(msg, RTA_TABLE, RT_TABLE_MAIN);
	nla_put(msg, RTA_DST, 4, &dst);
	nla_put_u32(msg, RTA_PRIORITY, 32);
	nla_put(msg, RTA_GATEWAY, 4, &via);
	nla_put_u32(msg, RTA_OIF, 2 + prefix % 4);
	return msg;
}

/* With all that the kernel sends, and the origin of a daemon that runs under systemd. */
static struct nl_msg *make_record(uint64_t seq, uint64_t time, struct nl_msg *route)
{
	struct nl_msg *msg = nlmsg_alloc_simple(0, 0);
	struct nlattr *nest;

	nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, NETJOURNAL_KIND_ROUTE);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_SEQ, seq);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_PREV_SEQ, seq - 1);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_TIME, time);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_BOOT_TIME, time % 1000000000000);
	nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_ORIGIN | NLA_F_NESTED);
	nla_put_u32(msg, NETJOURNAL_A_ORIGIN_CONTEXT, NETJOURNAL_CONTEXT_REQUEST);
	nla_put_u32(msg, NETJOURNAL_A_ORIGIN_PID, 812);
	nla_put_u32(msg, NETJOURNAL_A_ORIGIN_TID, 812);
	nla_put_string(msg, NETJOURNAL_A_ORIGIN_COMM, "bird");
	nla_put_string(msg, NETJOURNAL_A_ORIGIN_LEADER_COMM, "bird");
	build_parent(msg, 1, "systemd");
	nla_put_u32(msg, NETJOURNAL_A_ORIGIN_UID, 0);
	nla_put_u64(msg, NETJOURNAL_A_ORIGIN_CGROUP_ID, 4711);
	nla_put_u32(msg, NETJOURNAL_A_ORIGIN_NETNS, 4026531840);
	nla_put_u32(msg, NETJOURNAL_A_ORIGIN_PORT_ID, 812);
	nla_put_u64(msg, NETJOURNAL_A_ORIGIN_PROCESS, 7);
	nla_nest_end(msg, nest);
	build_message(msg, route);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_ACT, 1000 + seq);
	return msg;
}

static void check(struct archive *a, int err)
{
	if (!err)
		return;
	fprintf(stderr, "fill_store: %s\n", archive_error(a));
	exit(1);
}

static bool find_name(void *arg, uint32_t number, char *text, size_t size)
{
	(void)arg;
	return snprintf(text, size, "eth%u", number) > 0;
}

int main(int argc, char **argv)
{
	uint64_t n = argc > 3 ? strtoull(argv[2], NULL, 10) : 0, i;
	uint32_t prefixes = argc > 3 ? strtoul(argv[3], NULL, 10) : 1;
	struct archive_journal j = {
		.instance = 0xabcdef0123456789, .boot = "11111111-2222-3333-4444-555555555555",
		.machine = "router", .boot_time = 1795197000000000000, .netns = 4026531840, .host = true,
	};
	uint8_t *steps = calloc(prefixes, 1);
	struct domain *d = domain_new();
	struct domain_index index;
	struct archive *a;
	struct record rec;
	struct nl_msg *msg;
	struct archive_expired expired;
	uint32_t prefix;

	if (argc < 4)
		return 2;
	/* Filling a page with zeros for each small message would cost a part of what is measured. */
	nlmsg_set_default_size(1024);
	if (argc > 5) {
		j.instance += strtoull(argv[5], NULL, 10);
		j.boot[0]++;
	}
	check(NULL, archive_open(&a, argv[1], ARCHIVE_WRITE));
	check(a, archive_limit(a, argc > 4 ? strtoull(argv[4], NULL, 10) : 0));
	domain_elsewhere(d, find_name, NULL);
	check(a, archive_begin(a));
	check(a, archive_add_journal(a, &j));
	srand(1);
	for (i = 1; i <= n; i++) {
		prefix = (uint32_t)rand() % prefixes;
		msg = make_record(j.last + 1, 1795197792481000000 + (j.last + 1) * 20000,
				  make_route(prefix, steps[prefix]++));
		build_parse(msg, &rec);
		domain_index(d, &rec, &index);
		check(a, archive_add_record(a, &j, &rec, &index));
		nlmsg_free(msg);
		if (i % BATCH && i != n)
			continue;
		check(a, archive_move_journal(a, &j));
		check(a, archive_expire(a, INT64_MIN, 2 * BATCH, &expired));
		check(a, archive_commit(a));
		printf("%" PRIu64 "\n", j.last);
		fflush(stdout);
		if (i != n)
			check(a, archive_begin(a));
	}
	archive_close(a);
	domain_free(d);
	free(steps);
	return 0;
}
