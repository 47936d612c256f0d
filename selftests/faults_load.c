// SPDX-License-Identifier: GPL-2.0
/*
 * Failing allocations while a namespace is made and while the module is loaded. Some other code of the
 * kernel cleans up badly after a failure (fib4_rules_init() of 6.1), so only allocations with this
 * module on their stack fail. Needs a kernel with CONFIG_FAILSLAB (scripts/machine/debug-kernel), and is
 * skipped on others.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "fault.h"
#include "journal_told.h"
#include "module.h"

FIXTURE(faults_load) {
};

FIXTURE_SETUP(faults_load)
{
	if (faults_set_up())
		SKIP(return, "this kernel makes no faults");
	new_netns();
}

FIXTURE_TEARDOWN(faults_load)
{
}

/*
 * Kinds of which change_every_kind() makes no change: the debug kernel has no family of generic netlink whose
 * requests are recorded, and multicast routes need a daemon.
 */
#define KINDS_UNCHANGED	(KINDS(REQUEST) | KINDS(MROUTE))
#define N_UNCHANGED	2

/* Makes at least one change of each other kind except notes. It can be called again. */
static void change_every_kind(void)
{
	run("printf '%%s\\n' 'link add d9 type dummy' 'link add b9 up type bridge vlan_filtering 1' "
	    "'link set d9 addrgenmode none up' 'link set d9 master b9' 'addr add 10.7.0.1/24 dev d9' "
	    "'route add 10.8.0.0/16 dev d9' 'rule add pref 7 table 7' 'rule del pref 7' "
	    "'neigh add 10.7.0.9 lladdr 2:0:0:0:0:1 dev d9' 'nexthop add id 7 dev d9' "
	    "'xfrm policy add src 10.1.0.0/24 dst 10.2.0.0/24 dir in action block' 'xfrm policy flush' | ip -batch -");
	run("printf '%%s\\n' 'fdb add 2:0:0:0:0:9 dev d9 master static' 'vlan add vid 10 dev d9' "
	    "'mdb add dev b9 port d9 grp 239.1.1.1 permanent' | bridge -batch -");
	run("echo 1000 >/proc/sys/net/mpls/platform_labels && ip -M route add 100 via inet 10.7.0.2 dev d9");
	run("echo 1 >/proc/sys/net/ipv4/conf/d9/arp_ignore && ethtool -K d9 gro off");
	run("tc qdisc add dev d9 root pfifo limit 9 && nft 'add table ip t9; delete table ip t9' && unshare -n true && ip link del d9 && ip link del b9");
	if (config_set(NETJOURNAL_KIND_NOTE, 0, 0) || config_set(NETJOURNAL_KIND_NOTE, 0, 1))
		abort();
}

/* Whether the journal reports what a ring without memory has lost. A ring with a size keeps records again. */
static bool ring_is_honest(const struct ring_status *st, const struct told *told, int kind)
{
	if (st->lost && !told->gaps[kind])
		return false;
	return st->size ? st->records && told->records[kind] : st->lost && !st->records;
}

/*
 * After an allocation has failed: each kind has records, or the journal reports that it has lost some. A ring
 * without memory works when it is given a size. Returns how many kinds have lost records; -1: something is wrong.
 */
static int kinds_lost(void)
{
	struct ring_status st, after;
	struct told told;
	int lost = 0, err;

	change_every_kind();
	if (ring_status(&st, NETJOURNAL_KIND_NOTE))
		return -1;
	err = note_add("a note", NULL);
	if (err != (st.size ? 0 : -ENOMEM))
		return -1;
	journal_tells(&told, 0, NULL);
	for (int kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		if (KINDS_UNCHANGED & 1u << kind)
			continue;
		if (ring_status(&st, kind) || !ring_is_honest(&st, &told, kind)) {
			printf("# kind %d: size %llu, %llu records, %llu lost; read: %d records, %d gaps\n", kind,
			       (unsigned long long)st.size, (unsigned long long)st.records,
			       (unsigned long long)st.lost, told.records[kind], told.gaps[kind]);
			return -1;
		}
		lost += st.lost > 0;
		if (st.size)
			continue;
		if (config_set(kind, NETJOURNAL_RING_SIZE_MIN, -1))
			return -1;
		change_every_kind();
		if (note_add("another note", NULL) || ring_status(&after, kind) ||
		    !after.records || after.lost != st.lost)
			return -1;
	}
	return lost;
}

/* Makes a namespace while allocation @nth fails. The exit status says how that ended. */
enum { NS_WRONG = 10, NS_REFUSED, NS_COMPLETE, NS_LOSSES, NS_WITHOUT_FAULT };

static int make_namespace(unsigned int nth)
{
	bool hit;
	int err;

	faults_open();
	fault_arm(nth);
	err = unshare(CLONE_NEWNET);
	hit = fault_disarm();
	if (err)
		return NS_REFUSED;
	err = kinds_lost();
	if (err < 0 || (err && !hit))
		return NS_WRONG;
	if (!hit)
		return NS_WITHOUT_FAULT;
	return err ? NS_LOSSES : NS_COMPLETE;
}

/* A namespace is made without the memory for its journal, and its journal reports what it could not keep. */
TEST_F_TIMEOUT(faults_load, namespace, 900)
{
	int losses = 0, status = 0;
	unsigned int nth;

	ASSERT_EQ(0, faults_only_module());
	for (nth = 1; nth < FAULTS_MAX; nth++) {
		pid_t pid = fork();

		if (!pid)
			_exit(make_namespace(nth));
		ASSERT_EQ(pid, waitpid(pid, &status, 0));
		ASSERT_TRUE(WIFEXITED(status));
		ASSERT_LE(NS_COMPLETE, WEXITSTATUS(status)) TH_LOG("fault %u", nth);
		losses += WEXITSTATUS(status) == NS_LOSSES;
		if (WEXITSTATUS(status) == NS_WITHOUT_FAULT)
			break;
	}
	ASSERT_EQ(0, faults_anywhere());
	printf("# %u faults: %d with losses\n", nth - 1, losses);
	/* Each ring has an allocation. */
	EXPECT_LE(NETJOURNAL_KIND_MAX - N_UNCHANGED, losses);
}

/*
 * Either the module does not load and leaves nothing behind, or it loads and its journals report
 * what they could not keep.
 */
TEST_F_TIMEOUT(faults_load, module_load, 1800)
{
	int refused = 0, losses = 0, lost, err;
	unsigned int nth;
	bool hit;

	ASSERT_EQ(0, faults_only_module());
	ASSERT_EQ(0, module_unload_soon());
	ASSERT_FALSE(module_loaded());
	for (nth = 1; nth < FAULTS_MAX; nth++) {
		fault_arm(nth);
		err = module_load("");
		hit = fault_disarm();
		refused += err != 0;
		if (err) {
			ASSERT_TRUE(hit) TH_LOG("%s", strerror(-err));
			ASSERT_FALSE(module_loaded()) TH_LOG("fault %u: %s", nth, strerror(-err));
			continue;
		}
		lost = kinds_lost();
		ASSERT_LE(0, lost) TH_LOG("fault %u", nth);
		losses += lost > 0;
		if (!hit)
			break;
		ASSERT_EQ(0, module_unload_soon()) TH_LOG("fault %u", nth);
	}
	ASSERT_EQ(0, faults_anywhere());
	printf("# %u faults: %d refused, %d with losses\n", nth - 1, refused, losses);
	ASSERT_TRUE(module_loaded());
	EXPECT_EQ(0, lost);
	EXPECT_LT(0, refused);
	/* Each ring of this namespace has an allocation. */
	EXPECT_LE(NETJOURNAL_KIND_MAX - N_UNCHANGED, losses);
}

TEST_HARNESS_MAIN
