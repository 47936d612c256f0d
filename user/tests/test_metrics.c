// SPDX-License-Identifier: GPL-2.0
/* The state of the journal as metrics. */
#include <linux/netjournal.h>
#include <netlink/genl/genl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/metrics.h"
#include "tap.h"

static void put_ring(struct nl_msg *msg, uint32_t kind, uint64_t lost)
{
	struct nlattr *nest = nla_nest_start(msg, NETJOURNAL_A_STATUS_RING | NLA_F_NESTED);

	nla_put_u32(msg, NETJOURNAL_A_RING_KIND, kind);
	nla_put_u32(msg, NETJOURNAL_A_RING_ENABLED, 1);
	nla_put_u64(msg, NETJOURNAL_A_RING_LOST, lost);
	nla_nest_end(msg, nest);
}

static void put_ended(struct nl_msg *msg)
{
	struct nlattr *nest = nla_nest_start(msg, NETJOURNAL_A_STATUS_ENDED_STORE | NLA_F_NESTED);

	nla_put_u64(msg, NETJOURNAL_A_ENDED_STORE_JOURNALS, 3);
	nla_put_u64(msg, NETJOURNAL_A_ENDED_STORE_DROPPED, 2);
	nla_nest_end(msg, nest);
}

int main(void)
{
	struct nl_msg *msg = nlmsg_alloc_simple(0, 0);
	char *text = NULL, *line;
	size_t size;
	FILE *file = open_memstream(&text, &size);
	bool good = true;

	genlmsg_put(msg, 0, 0, 100, 0, 0, NETJOURNAL_CMD_STATUS_GET, 1);
	nla_put_u64(msg, NETJOURNAL_A_STATUS_INSTANCE, 0xab);
	nla_put_u64(msg, NETJOURNAL_A_STATUS_NEXT_SEQ, 42);
	put_ring(msg, NETJOURNAL_KIND_NOTE, 0);
	put_ring(msg, NETJOURNAL_KIND_CONFIG, 7);
	put_ended(msg);
	metrics_print(file, nlmsg_hdr(msg));
	fclose(file);
	ok(!!strstr(text, "\nnetjournal_records_total 41\n"), "the number of records");
	ok(!!strstr(text, "# TYPE netjournal_lost_total counter\nnetjournal_lost_total{kind=\"note\"} 0\n"
		  "netjournal_lost_total{kind=\"config\"} 7\n"), "a counter of all kinds, after its type");
	ok(!!strstr(text, "netjournal_info{instance=\"00000000000000ab\"} 1\n"), "the instance");
	ok(!!strstr(text, "\nnetjournal_ended_journals 3\n") && !!strstr(text, "\nnetjournal_ended_dropped_total 2\n"),
	   "ended namespaces");
	ok(!strstr(text, "processes"), "what the kernel does not say is not made up");
	for (line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
		good &= *line == '#' || (strstr(line, "netjournal_") == line && strchr(line, ' '));
	ok(good, "each line is a comment or a sample");
	free(text);
	nlmsg_free(msg);
	return tap_done();
}
