// SPDX-License-Identifier: GPL-2.0
/* Which records a command on trial and its children have made. */
#include <stdlib.h>

#include "build.h"
#include "net/trial.h"
#include "tap.h"

/* A record of the process 4121, whose parents are 4119 and 612, in @cgroup. */
static bool is_inside(struct trial *t, uint64_t seq, uint64_t cgroup)
{
	struct nl_msg *msg = build_begin(seq, NETJOURNAL_KIND_NOTE);
	struct nlattr *nest;
	struct record rec;
	bool inside;

	build_origin(msg, NETJOURNAL_CONTEXT_REQUEST, "set", "set");
	nest = nla_find(nlmsg_attrdata(nlmsg_hdr(msg), 0), nlmsg_attrlen(nlmsg_hdr(msg), 0),
			NETJOURNAL_A_RECORD_ORIGIN);
	nla_put_u64(msg, NETJOURNAL_A_ORIGIN_CGROUP_ID, cgroup);
	nest->nla_len = (char *)nlmsg_tail(nlmsg_hdr(msg)) - (char *)nest;
	if (build_parse(msg, &rec))
		abort();
	inside = trial_is_inside(&rec, t);
	nlmsg_free(msg);
	return inside;
}

int main(void)
{
	struct trial t = { .prior.seq = 10, .cgroup = 7, .command = 4119 };

	filter_init(&t.filter);
	t.filter.kinds = RECORD_ALL_KINDS;
	ok(is_inside(&t, 11, 7), "in the cgroup of the command");
	ok(!is_inside(&t, 10, 7), "before the command");
	ok(!is_inside(&t, 11, 8), "in another cgroup");
	t.cgroup = 0;
	/* Without details of processes, which only the kernel has. */
	t.processes.off = true;
	ok(is_inside(&t, 11, 8), "without a cgroup: a child of the command");
	ok(!is_inside(&t, 10, 8), "without a cgroup: before the command");
	t.command = 99;
	ok(!is_inside(&t, 11, 8), "without a cgroup: another process");
	return tap_done();
}
