// SPDX-License-Identifier: GPL-2.0
/*
 * Tests the hooks of the module: which are in force, how each is switched off, and that they work
 * beside other users of ftrace on the same functions. Leaves the module loaded with its default
 * parameters, as it was found.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/rtnetlink.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"
#include "module.h"
#include "wait.h"

#define TRACING	"/sys/kernel/tracing/"

/* The hook on announcements, by one of its names. */
static const char *const required[] = { "netlink_broadcast_filtered", "netlink_broadcast" };

static const struct {
	const char *function;
	const char *silent;	/* makes a change that only this hook hears of */
	uint16_t type;		/* the type of the record of that change */
} optional[] = {
	{ "fib_notify_alias_delete",
	  "ip link set d1 up && ip addr add 10.1.0.1/24 dev d1 && ip route add default via 10.0.0.2 metric 1 && "
	  "ip route add default via 10.1.0.2 metric 2 && ip link set d1 down", RTM_DELROUTE },
	{ "fib6_del",
	  "echo 1 >/proc/sys/net/ipv6/route/skip_notify_on_dev_down && ip link set d1 up && "
	  "ip -6 route add 2001:db8::/48 dev d1 && ip link set d1 down", RTM_DELROUTE },
	{ "rt6_remove_prefsrc",
	  "ip addr add 2001:db8:7::1/64 dev d0 nodad && ip -6 route add 2001:db8::/48 dev d0 src 2001:db8:7::1 && "
	  "ip addr del 2001:db8:7::1/64 dev d0", RTM_NEWROUTE },
	{ "remove_nexthop", "ip nexthop add id 5 via 10.0.0.2 dev d0 && ip link set d0 down", RTM_DELNEXTHOP },
	{ "fib_sync_down_dev",
	  "ip link set d1 up && ip addr add 10.1.0.1/24 dev d1 && "
	  "ip route add 10.20.0.0/16 nexthop via 10.0.0.2 nexthop via 10.1.0.2 && ip link set d1 down", RTM_NEWROUTE },
	{ "fib_rules_event", "ip rule add iif d1 lookup 7 && ip link del d1", RTM_NEWRULE },
	{ "netif_state_change", "ip link set d1 alias text", RTM_NEWLINK },
	{ "ether_setup",
	  "ip link add o0 type bond && ip link add g0 type gre local 10.0.0.1 remote 10.0.0.9 && "
	  "! ip link set g0 master o0", RTM_NEWLINK },
	{ "qdisc_hash_add", "ip link add i0 type ifb && ip link set i0 up", RTM_NEWQDISC },
	{ "qdisc_hash_del", "tc qdisc add dev d1 clsact && ip link del d1", RTM_DELQDISC },
	{ "proc_sys_call_handler",
	  "f=/proc/sys/net/ipv4/conf/lo/arp_ignore; echo $((1 - $(cat $f))) >$f", NETJOURNAL_MESSAGE_SYSCTL },
};

#define N_OPTIONAL	(sizeof(optional) / sizeof(optional[0]))

/* The state of one hook, and what is not recorded without it. */
struct hook {
	const char *function;
	uint32_t state;		/* 0: the status does not have this hook */
	char unseen[128];
};

static void take_hook(const struct nlmsghdr *nlh, void *arg)
{
	const void *attrs = (char *)NLMSG_DATA(nlh) + GENL_HDRLEN;
	struct hook *hook = arg;

	nl_for_each(nla, attrs, nlh->nlmsg_len - NLMSG_LENGTH(GENL_HDRLEN)) {
		const struct nlattr *tb[NETJOURNAL_A_HOOK_MAX + 1];
		char function[64];

		if ((nla->nla_type & NLA_TYPE_MASK) != NETJOURNAL_A_STATUS_HOOK)
			continue;
		nl_parse(tb, NETJOURNAL_A_HOOK_MAX, nl_data(nla), nl_len(nla));
		nl_str(function, sizeof(function), tb[NETJOURNAL_A_HOOK_FUNCTION]);
		if (strcmp(function, hook->function))
			continue;
		hook->state = nl_u32(tb[NETJOURNAL_A_HOOK_STATE]);
		nl_str(hook->unseen, sizeof(hook->unseen), tb[NETJOURNAL_A_HOOK_UNSEEN]);
	}
}

static struct hook hook_get(const char *function)
{
	struct nl_req *req = malloc(sizeof(*req));
	struct hook hook = { .function = function };

	nj_begin(req, NETJOURNAL_CMD_STATUS_GET, 0);
	if (nl_talk_once(req, take_hook, &hook))
		hook.state = 0;
	free(req);
	return hook;
}

/* Names that functions of optional[] have on older kernels. */
static const char *const renamed[][2] = {
	{ "netif_state_change", "netdev_state_change" },
};

/* The module is loaded. Returns the name of the function of optional[i] on this kernel. */
static const char *function_of(size_t i)
{
	const char *name = optional[i].function;

	for (size_t j = 0; j < sizeof(renamed) / sizeof(renamed[0]); j++)
		if (!strcmp(name, renamed[j][0]) && hook_get(renamed[j][1]).state)
			return renamed[j][1];
	return name;
}

static void rewrite_file(const char *path, const char *text, int *err)
{
	int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);

	*err = fd < 0 || write(fd, text, strlen(text)) < 0 ? -errno : 0;
	if (fd >= 0)
		close(fd);
}

FIXTURE(ear) {
	struct recs recs;
	pid_t worker;
};

FIXTURE_SETUP(ear)
{
	memset(self, 0, sizeof(*self));
	if (!module_loaded())
		run("modprobe netjournal");
	mount("tracefs", TRACING, "tracefs", 0, NULL);
	new_netns();
	run("for d in d0 d1; do ip link add $d type dummy && ip link set $d addrgenmode none; done");
	run("ip link set d0 up && ip addr add 10.0.0.1/24 dev d0");
}

FIXTURE_TEARDOWN(ear)
{
	int err;

	if (self->worker) {
		kill(self->worker, SIGKILL);
		waitpid(self->worker, NULL, 0);
	}
	recs_free(&self->recs);
	rewrite_file("/proc/sys/kernel/ftrace_enabled", "1", &err);
	if (module_loaded())
		EXPECT_EQ(0, module_unload_soon());
	run("modprobe netjournal");
}

/* Returns the number of silent records of @type after @after. */
static int count_silent(struct recs *recs, uint64_t after, uint16_t type)
{
	int n = 0;

	recs_free(recs);
	if (recs_read(recs, after, KINDS_ALL))
		return -1;
	for (size_t i = 0; i < recs->n; i++)
		n += recs->rec[i].domain.msg.nlmsg_type == type &&
		     (recs->rec[i].domain.silent || type == NETJOURNAL_MESSAGE_SYSCTL);
	return n;
}

/* All hooks are in force on every kernel that the tests run on. */
TEST_F(ear, all_in_force)
{
	struct hook filtered = hook_get(required[0]), plain = hook_get(required[1]);

	EXPECT_EQ(NETJOURNAL_HOOK_STATE_ON, filtered.state + plain.state);
	EXPECT_EQ(NETJOURNAL_HOOK_STATE_ON, hook_get("rtnetlink_rcv_msg").state);
	EXPECT_EQ(NETJOURNAL_HOOK_STATE_ON, hook_get("genl_rcv_msg").state);
	EXPECT_EQ(NETJOURNAL_HOOK_STATE_ON, hook_get("rtnl_dellink").state);
	EXPECT_EQ(NETJOURNAL_HOOK_STATE_ON, hook_get("__inet_del_ifa").state);
	EXPECT_EQ(NETJOURNAL_HOOK_STATE_ON, hook_get("linkwatch_fire_event").state);
	EXPECT_EQ(NETJOURNAL_HOOK_STATE_ON, hook_get("netlink_set_err").state);
	EXPECT_EQ(NETJOURNAL_HOOK_STATE_ON, hook_get("tc_modify_qdisc").state);
	EXPECT_EQ(NETJOURNAL_HOOK_STATE_ON, hook_get("qdisc_graft").state);
	for (size_t i = 0; i < N_OPTIONAL; i++) {
		EXPECT_EQ(NETJOURNAL_HOOK_STATE_ON, hook_get(function_of(i)).state) {
			TH_LOG("%s", function_of(i));
		}
	}
	EXPECT_EQ(NETJOURNAL_HOOK_STATE_UNNEEDED, hook_get("call_fib_notifiers").state);
}

/*
 * Without a hook, the changes that only this hook hears of are missing, and the status says which
 * these are.
 */
TEST_F(ear, each_switched_off)
{
	for (size_t i = 0; i < N_OPTIONAL; i++) {
		const char *function = function_of(i);
		char parameters[80];
		struct hook hook;
		uint64_t before;

		/* A hook that replaces another one is switched off with it. */
		snprintf(parameters, sizeof(parameters), "hooks_off=%s,call_fib_notifiers", function);
		ASSERT_EQ(0, module_unload_soon());
		ASSERT_EQ(0, module_load(parameters));
		hook = hook_get(function);
		EXPECT_EQ(NETJOURNAL_HOOK_STATE_OFF, hook.state);
		EXPECT_STRNE("", hook.unseen);
		/* A change that this hook hears of, and a change that the next hook hears of. */
		for (size_t k = i; k <= i + 1; k++) {
			size_t j = k % N_OPTIONAL;

			new_netns();
			run("for d in d0 d1; do ip link add $d type dummy && ip link set $d addrgenmode none; done");
			run("ip link set d0 up && ip addr add 10.0.0.1/24 dev d0");
			before = journal_last();
			run("%s", optional[j].silent);
			EXPECT_EQ(i != j, !!count_silent(&self->recs, before, optional[j].type)) {
				TH_LOG("%s without %s", optional[j].function, function);
			}
		}
	}
}

/*
 * Functions of another module that have the names of hooked functions are not heard, whatever their
 * arguments are.
 */
TEST_F(ear, namesakes_in_a_module)
{
	uint64_t before;

	if (access("namesakes.ko", R_OK))
		SKIP(return, "no module with these functions");
	ASSERT_EQ(0, module_unload_soon());
	run("insmod ./namesakes.ko");
	ASSERT_EQ(0, module_load(""));
	before = journal_last();
	run("echo 1 >/sys/module/namesakes/parameters/call");
	EXPECT_EQ(before, journal_last());
	for (size_t i = 0; i < N_OPTIONAL; i++)
		EXPECT_EQ(NETJOURNAL_HOOK_STATE_ON, hook_get(function_of(i)).state);
	/* Nor are they taken for functions of a module that is not loaded. */
	EXPECT_EQ(access("/sys/module/nf_tables", F_OK) ? NETJOURNAL_HOOK_STATE_UNLOADED : NETJOURNAL_HOOK_STATE_ON,
		  hook_get("nf_tables_rule_notify").state);
	/* The functions of the kernel are heard. */
	run("%s", optional[0].silent);
	EXPECT_LE(1, count_silent(&self->recs, before, optional[0].type));
	run("rmmod namesakes");
}

/*
 * If one function cannot be hooked, a hook on another function still hears of the only route to a
 * prefix.
 */
TEST_F(ear, fallback_for_ipv4_routes)
{
	uint64_t before;

	ASSERT_EQ(0, module_unload_soon());
	ASSERT_EQ(0, module_load("hooks_off=fib_notify_alias_delete"));
	EXPECT_EQ(NETJOURNAL_HOOK_STATE_ON, hook_get("call_fib_notifiers").state);
	run("ip route add 10.20.0.0/16 via 10.0.0.2");
	before = journal_last();
	run("ip link set d0 down");
	EXPECT_LE(1, count_silent(&self->recs, before, RTM_DELROUTE));
}

TEST_F(ear, several_switched_off)
{
	ASSERT_EQ(0, module_unload_soon());
	ASSERT_EQ(0, module_load("hooks_off=fib_notify_alias_delete,call_fib_notifiers,netlink_set_err"));
	EXPECT_EQ(NETJOURNAL_HOOK_STATE_OFF, hook_get("fib_notify_alias_delete").state);
	EXPECT_EQ(NETJOURNAL_HOOK_STATE_OFF, hook_get("call_fib_notifiers").state);
	EXPECT_EQ(NETJOURNAL_HOOK_STATE_OFF, hook_get("netlink_set_err").state);
	EXPECT_EQ(NETJOURNAL_HOOK_STATE_ON, hook_get("fib6_del").state);
}

/* An unknown name would silently switch off nothing, so it is refused. */
TEST_F(ear, wrong_names_are_refused)
{
	const char *const wrong[] = {
		"hooks_off=fib7_del", "hooks_off=fib6_del,", "hooks_off=,fib6_del", "hooks_off=fib6_del,fib6",
		hook_get(required[0]).state ? "hooks_off=netlink_broadcast_filtered" : "hooks_off=netlink_broadcast",
	};

	ASSERT_EQ(0, module_unload_soon());
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		/* A comma at the end names no hook, and is not refused. */
		int err = i == 1 ? 0 : -EINVAL;

		EXPECT_EQ(err, module_load(wrong[i])) TH_LOG("%s", wrong[i]);
		if (module_loaded())
			ASSERT_EQ(0, module_unload_soon());
	}
}

/*
 * Root can neither switch off the hooks with a sysctl, nor load the module while the sysctl is 0.
 */
TEST_F(ear, ftrace_enabled)
{
	int err;

	rewrite_file("/proc/sys/kernel/ftrace_enabled", "0", &err);
	EXPECT_EQ(-EBUSY, err);
	ASSERT_EQ(0, module_unload_soon());
	rewrite_file("/proc/sys/kernel/ftrace_enabled", "0", &err);
	ASSERT_EQ(0, err);
	EXPECT_EQ(-EBUSY, module_load(""));
	rewrite_file("/proc/sys/kernel/ftrace_enabled", "1", &err);
	ASSERT_EQ(0, err);
	EXPECT_EQ(0, module_load(""));
}

static void trace(const char *file, const char *text)
{
	char path[128];
	int err;

	snprintf(path, sizeof(path), TRACING "%s", file);
	rewrite_file(path, text, &err);
	if (err && err != -ENOENT)
		fprintf(stderr, "# %s > %s: %s\n", text, file, strerror(-err));
}

/* Other users of ftrace on the functions that the module hooks. */
static const struct {
	const char *what;
	const char *begin[4][2];
	const char *end[4][2];
} tracers[] = {
	{ "function tracing of the hooked functions",
	  { { "set_ftrace_filter", "netlink_broadcast* netlink_set_err fib_notify_alias_delete fib6_del remove_nexthop" },
	    { "current_tracer", "function" } },
	  { { "current_tracer", "nop" }, { "set_ftrace_filter", "" } } },
	{ "function tracing of all functions of netlink and the FIB",
	  { { "set_ftrace_filter", "netlink* nlmsg* rtnl* rtmsg* fib* *nexthop*" }, { "current_tracer", "function" } },
	  { { "current_tracer", "nop" }, { "set_ftrace_filter", "" } } },
	{ "kprobes",
	  { { "kprobe_events", "p:ear_p netlink_broadcast\nr:ear_r netlink_broadcast\np:ear_f fib_notify_alias_delete\n" },
	    { "events/kprobes/enable", "1" } },
	  { { "events/kprobes/enable", "0" }, { "kprobe_events", "" } } },
};

#define ROUNDS	200

/* No change is lost while other users of ftrace begin, trace and end. */
TEST_F_TIMEOUT(ear, beside_others, 120)
{
	if (access(TRACING "set_ftrace_filter", W_OK))
		SKIP(return, "no function tracer");
	for (size_t i = 0; i < sizeof(tracers) / sizeof(tracers[0]); i++) {
		uint64_t before;
		size_t n = 0;

		new_netns_quiet();
		run("ip addr add 10.0.0.1/24 dev d0");
		before = journal_last();
		churn(1, ROUNDS);
		for (int j = 0; j < 4 && tracers[i].begin[j][0]; j++)
			trace(tracers[i].begin[j][0], tracers[i].begin[j][1]);
		churn(2, ROUNDS);
		run("ip route add 10.20.0.0/16 via 10.0.0.2 && ip link set d0 down && ip link set d0 up");
		for (int j = 0; j < 4 && tracers[i].end[j][0]; j++)
			trace(tracers[i].end[j][0], tracers[i].end[j][1]);
		churn(3, ROUNDS);
		EXPECT_LE(1, count_silent(&self->recs, before, RTM_DELROUTE)) TH_LOG("%s", tracers[i].what);
		for (size_t k = 0; k < self->recs.n; k++) {
			const struct rtmsg *rtm = NLMSG_DATA(&self->recs.rec[k].domain.msg);

			n += self->recs.rec[k].kind == NETJOURNAL_KIND_ROUTE && rtm->rtm_table <= 3 &&
			     !self->recs.rec[k].is_gap;
		}
		EXPECT_EQ(3 * 2 * ROUNDS, n) TH_LOG("%s", tracers[i].what);
	}
}

/* How often the kprobe event @name was hit; -1: there is no such event. */
static int kprobe_hits(const char *name)
{
	FILE *f = fopen(TRACING "kprobe_profile", "r");
	char line[128], event[64];
	int hits = -1, n;

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "%63s %d", event, &n) == 2 && !strcmp(event, name))
			hits = n;
	if (f)
		fclose(f);
	return hits;
}

/* The module finds its functions although others have kprobes on them, which stay in force. */
TEST_F(ear, load_beside_kprobes)
{
	uint64_t before;
	int hits;

	if (access(TRACING "kprobe_events", W_OK))
		SKIP(return, "no kprobe events");
	ASSERT_EQ(0, module_unload_soon());
	trace("kprobe_events", "p:ear_f fib_notify_alias_delete\np:ear_s proc_sys_call_handler\n");
	trace("events/kprobes/enable", "1");
	EXPECT_EQ(0, module_load(""));
	for (size_t i = 0; i < N_OPTIONAL; i++)
		EXPECT_EQ(NETJOURNAL_HOOK_STATE_ON, hook_get(function_of(i)).state);
	hits = kprobe_hits("ear_f");
	before = journal_last();
	run("ip route add 10.20.0.0/16 via 10.0.0.2 && ip link set d0 down");
	EXPECT_LE(1, count_silent(&self->recs, before, RTM_DELROUTE));
	EXPECT_LE(0, hits);
	EXPECT_LT(hits, kprobe_hits("ear_f"));
	trace("events/kprobes/enable", "0");
	trace("kprobe_events", "");
}

/*
 * The module is loaded and unloaded while changes are made. It loses no change while it is loaded,
 * and no task is inside a hook when it is unloaded.
 */
TEST_F_TIMEOUT(ear, load_under_fire, 120)
{
	self->worker = fork();
	if (!self->worker) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		for (;;)
			churn(9, 100);
	}
	for (int i = 0; i < percent_of(10); i++) {
		uint64_t before;

		ASSERT_EQ(0, module_unload_soon());
		ASSERT_EQ(0, module_load(""));
		before = journal_last();
		recs_free(&self->recs);
		for (uint64_t end = 0; !self->recs.n && wait_more(&end);)
			ASSERT_EQ(0, recs_read_again(&self->recs, before, KINDS(ROUTE)));
		EXPECT_LE(1, self->recs.n);
		EXPECT_EQ(0, recs_holes(&self->recs, before));
	}
}

TEST_HARNESS_MAIN
