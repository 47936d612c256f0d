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

static struct aftermath after;

static bool is_by_seven(const struct record *rec, void *arg)
{
	(void)arg;
	return rec->seq == 7;
}

/* Takes a record of the act @act, which follows from the act @from; 0: from none. */
static void take(uint64_t seq, uint64_t act, uint64_t from)
{
	struct nl_msg *msg = build_begin(seq, NETJOURNAL_KIND_LINK);
	struct nlattr *nest;
	struct record rec;

	nla_put_u64(msg, NETJOURNAL_A_RECORD_ACT, act);
	if (from) {
		nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_CAUSE | NLA_F_NESTED);
		nla_put_u32(msg, NETJOURNAL_A_CAUSE_EVENT, NETJOURNAL_CAUSE_EVENT_CARRIER);
		nla_put_u64(msg, NETJOURNAL_A_CAUSE_ACT, from);
		nla_nest_end(msg, nest);
	}
	if (build_parse(msg, &rec))
		abort();
	aftermath_take(&after, &rec);
	nlmsg_free(msg);
}

static bool has_act(uint64_t act)
{
	return aftermath_has(&after, &(struct record){ .act = act });
}

/* The kernel acts on a change of a carrier, and on what follows from that. */
static void test_aftermath(void)
{
	after.is_inside = is_by_seven;
	take(6, 2, 0);
	take(7, 3, 0);
	take(8, 4, 2);
	take(9, 5, 3);
	take(10, 6, 5);
	ok(has_act(3) && !has_act(2), "the act of the command, and not one before");
	ok(has_act(5) && !has_act(4), "what follows from it, and not from another one");
	ok(has_act(6), "what follows from that");
	ok(!has_act(0), "records whose act is not known");
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
	test_aftermath();
	return tap_done();
}
