// SPDX-License-Identifier: GPL-2.0
/*
 * Measures what each kind of record costs those who make changes: without the module, with the kind on, and with
 * the kind off. Also measures calls that pass a hook and leave no record, and what the details of processes cost.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../selftests/lib/journal.h"
#include "bench.h"
#include "paths.h"

/**
 * struct path - what is measured
 * @name: what is done once
 * @kind: the kind that is switched on and off
 * @n: how often it is done in one round
 * @batch: a command that reads lines from /tmp/path; NULL: there is no batch
 * @lines: the formats of its lines; both have the number as two parts, each less than 256. The batch has
 *	n / 2 of each line, or n of the first one
 * @command: a shell command that does it n times, if there is no batch; it has %u for n
 * @work: a function that does it, if there is neither
 * @before: a shell command before the first round, or NULL
 * @after: a shell command that undoes it after each round, or NULL
 * @full: the kind has a part that is kept only on demand
 * @later: what the kernel does later counts too
 * @process: also measure it when the module keeps no details of processes
 */
struct path {
	const char *name;
	uint32_t kind;
	unsigned int n;
	const char *batch;
	const char *lines[2];
	const char *command;
	void (*work)(unsigned int n);
	const char *before;
	const char *after;
	bool full;
	bool later;
	bool process;
};

#define SA	"src 10.0.0.1 dst 10.0.0.2 proto ah spi 0x1%02x%02x"
#define TIMES(command) "i=0; while [ $i -lt %u ]; do i=$((i + 1)); " command "; done"

static const struct path paths[] = {
	{ .name = "a route, by `ip -batch`", .kind = NETJOURNAL_KIND_ROUTE, .n = 1000, .batch = "ip -batch",
	  .lines = { "route add 10.1.%u.%u/32 via 10.255.0.2", "route del 10.1.%u.%u/32 via 10.255.0.2" },
	  .process = true },
	{ .name = "a route, many in one system call", .kind = NETJOURNAL_KIND_ROUTE, .n = 1000,
	  .work = routes_at_once },
	{ .name = "a link, by `ip -batch`", .kind = NETJOURNAL_KIND_LINK, .n = 1000, .batch = "ip -batch",
	  .lines = { "link set d0 mtu 1%u%03u", "link set d0 mtu 2%u%03u" }, .process = true },
	{ .name = "a link, by a new process `ip link set`", .kind = NETJOURNAL_KIND_LINK, .n = 50,
	  .command = TIMES("ip link set d0 mtu 2$((i + 100))"), .process = true },
	{ .name = "an address", .kind = NETJOURNAL_KIND_ADDR, .n = 400, .batch = "ip -batch",
	  .lines = { "addr add 10.2.%u.%u/32 dev d0", "addr del 10.2.%u.%u/32 dev d0" } },
	{ .name = "a rule", .kind = NETJOURNAL_KIND_RULE, .n = 400, .batch = "ip -batch",
	  .lines = { "rule add pref 1%u%03u table 9", "rule del pref 1%u%03u" } },
	{ .name = "a neighbour", .kind = NETJOURNAL_KIND_NEIGH, .n = 400, .batch = "ip -batch",
	  .lines = { "neigh add 10.3.%u.%u lladdr 2:0:0:0:0:1 dev d0 nud permanent", "neigh del 10.3.%u.%u dev d0" } },
	{ .name = "a nexthop", .kind = NETJOURNAL_KIND_NEXTHOP, .n = 1000, .batch = "ip -batch",
	  .lines = { "nexthop add id 1%u%03u via 10.255.0.2 dev d0", "nexthop del id 1%u%03u" } },
	{ .name = "a network namespace, made and deleted", .kind = NETJOURNAL_KIND_NETNS, .n = 50,
	  .work = namespaces_make, .later = true },
	{ .name = "a rule of nftables, in a commit", .kind = NETJOURNAL_KIND_NFT, .n = 500, .work = nft_rules,
	  .before = "nft 'add table ip bench; add chain ip bench c; add set ip bench s { type ipv4_addr; }'",
	  .after = "nft flush chain ip bench c", .later = true },
	{ .name = "an element, 1,000 in a commit", .kind = NETJOURNAL_KIND_NFT, .n = 1000, .work = nft_elements,
	  .after = "nft flush set ip bench s", .later = true },
	{ .name = "a policy of XFRM", .kind = NETJOURNAL_KIND_XFRM, .n = 400, .batch = "ip -batch",
	  .lines = { "xfrm policy add src 10.4.%u.%u dst 10.5.0.0/16 dir out action block",
		     "xfrm policy del src 10.4.%u.%u dst 10.5.0.0/16 dir out" },
	  .before = "modprobe xfrm_user" },
	{ .name = "an association of XFRM", .kind = NETJOURNAL_KIND_XFRM, .n = 400, .batch = "ip -batch",
	  .lines = { "xfrm state add " SA " mode transport auth hmac(sha1) 0x0102030405060708090a0b0c0d0e0f1011121314",
		     "xfrm state del " SA } },
	{ .name = "`ethtool -K`, a new process", .kind = NETJOURNAL_KIND_ETHTOOL, .n = 50,
	  .command = TIMES("ethtool -K d0 gro $([ $((i & 1)) = 0 ] && echo on || echo off)") },
	{ .name = "`wg set`, a new process", .kind = NETJOURNAL_KIND_REQUEST, .n = 50,
	  .command = TIMES("wg set wg0 fwmark $i"), .before = "ip link add wg0 type wireguard" },
	{ .name = "an acknowledged request to rtnetlink that changes nothing", .kind = NETJOURNAL_KIND_REQUEST,
	  .n = 1000, .work = request_ack },
	{ .name = "a question to generic netlink", .kind = NETJOURNAL_KIND_REQUEST, .n = 1000,
	  .work = request_genl },
	{ .name = "a write to a sysctl of networking", .kind = NETJOURNAL_KIND_SYSCTL, .n = 1000,
	  .work = sysctl_write_net },
	{ .name = "a write to another sysctl", .kind = NETJOURNAL_KIND_SYSCTL, .n = 1000,
	  .work = sysctl_write_other },
	{ .name = "a read of a sysctl of networking", .kind = NETJOURNAL_KIND_SYSCTL, .n = 1000,
	  .work = sysctl_read_net },
	{ .name = "a static forwarding entry", .kind = NETJOURNAL_KIND_FDB, .n = 1000, .batch = "bridge -batch",
	  .lines = { "fdb add 2:2:0:0:%x:%x dev p0 master static", "fdb del 2:2:0:0:%x:%x dev p0 master" },
	  .before = "ip link add br0 type bridge && ip link add p0 type veth peer name q0 && ip link set p0 master br0 && for d in br0 p0 q0; do ip link set $d up; done" },
	{ .name = "a VLAN of a port", .kind = NETJOURNAL_KIND_VLAN, .n = 1000, .batch = "bridge -batch",
	  .lines = { "vlan add vid %u%03u dev p0", "vlan del vid %u%03u dev p0" } },
	{ .name = "a permanent group", .kind = NETJOURNAL_KIND_MDB, .n = 1000, .batch = "bridge -batch",
	  .lines = { "mdb add dev br0 port p0 grp 239.1.%u.%u permanent",
		     "mdb del dev br0 port p0 grp 239.1.%u.%u permanent" } },
	{ .name = "a forwarding entry that the bridge learns", .kind = NETJOURNAL_KIND_FDB, .n = 1000,
	  .work = frames_send, .after = "ip link set br0 type bridge fdb_flush", .full = true },
	{ .name = "an MPLS route", .kind = NETJOURNAL_KIND_MPLS, .n = 1000, .batch = "ip -f mpls -batch",
	  .lines = { "route add 1%u%03u via inet 10.255.0.2", "route del 1%u%03u via inet 10.255.0.2" },
	  .before = "modprobe mpls_iptunnel && echo 100000 >/proc/sys/net/mpls/platform_labels" },
	{ .name = "a multicast route", .kind = NETJOURNAL_KIND_MROUTE, .n = 1000, .work = mroutes_change },
	{ .name = "a qdisc", .kind = NETJOURNAL_KIND_TC, .n = 1000, .batch = "tc -batch",
	  .lines = { "qdisc replace dev d0 root handle 1: pfifo limit 1%u%03u",
		     "qdisc replace dev d0 root handle 1: pfifo limit 2%u%03u" },
	  .after = "tc qdisc del dev d0 root" },
	{ .name = "a class of a qdisc", .kind = NETJOURNAL_KIND_TC, .n = 1000, .batch = "tc -batch",
	  .lines = { "class add dev p0 parent 1: classid 1:1%x%02x htb rate 1mbit",
		     "class del dev p0 classid 1:1%x%02x" },
	  .before = "tc qdisc add dev p0 root handle 1: htb", .full = true },
};

#define N_PATHS	(sizeof(paths) / sizeof(paths[0]))

static void lines_write(FILE *f, const char *format, unsigned int n)
{
	for (unsigned int i = 1; i <= n; i++)
		fprintf(f, format, i >> 8, i & 255);
}

static void batch_write(const struct path *path)
{
	FILE *f = fopen("/tmp/path", "w");
	char line[256];

	if (!f)
		abort();
	for (int i = 0; i < 2; i++) {
		snprintf(line, sizeof(line), "%s\n", path->lines[i]);
		lines_write(f, line, path->n / 2);
	}
	if (fclose(f))
		abort();
}

static uint64_t path_work(const struct path *path)
{
	uint64_t begin = work_ns();

	if (path->batch)
		run("%s /tmp/path", path->batch);
	else if (path->command)
		run(path->command, path->n);
	else
		path->work(path->n);
	return (path->later ? settle() : work_ns()) - begin;
}

static uint64_t path_round(const struct path *path)
{
	uint64_t took = path_work(path);

	if (path->after)
		run("%s", path->after);
	return took;
}

/* The first round is not counted: the kernel makes its caches, and the module its rings. */
static double path_measure(const struct path *path)
{
	if (path->batch)
		batch_write(path);
	path_round(path);
	settle();
	return (double)path_round(path) / path->n;
}

static void path_sample(const struct path *path, const char *how)
{
	char name[128];

	snprintf(name, sizeof(name), "%s; %s", path->name, how);
	sample("paths", name, "ns", path_measure(path));
}

static void paths_sample(const char *how, int enabled)
{
	for (size_t i = 0; i < N_PATHS; i++) {
		if (enabled == 2 && !paths[i].full)
			continue;
		if (enabled >= 0 && config_set(paths[i].kind, 0, enabled))
			abort();
		path_sample(&paths[i], how);
		if (enabled >= 0 && config_set(paths[i].kind, 0, 1))
			abort();
	}
}

/* Many records of one process, and one of each of many processes. */
static void processes_sample(void)
{
	run("modprobe netjournal process_size=0");
	for (size_t i = 0; i < N_PATHS; i++)
		if (paths[i].process)
			path_sample(&paths[i], "no processes");
	module_unload();
}

void bench_paths(void)
{
	for (size_t i = 0; i < N_PATHS; i++)
		if (paths[i].before)
			run("%s", paths[i].before);
	for (unsigned int r = 0; r < rounds; r++) {
		paths_sample("bare", -1);
		module_load();
		paths_sample("on", 1);
		paths_sample("off", 0);
		paths_sample("full", 2);
		module_unload();
		processes_sample();
	}
	run("nft delete table ip bench; ip link del br0; ip link del p0; ip link del wg0");
}
