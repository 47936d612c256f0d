// SPDX-License-Identifier: GPL-2.0
/*
 * A network namespace of the walk. See space.h.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/fib_rules.h>
#include <linux/if_addr.h>
#include <linux/if_bridge.h>
#include <linux/neighbour.h>
#include <linux/netjournal.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>
#include <net/if.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "model.h"
#include "others.h"
#include "space.h"

/* The namespace that the program itself is in. */
static int home = -1;

/* How often a namespace is looked for until it must have ended: some minutes. */
#define END_LOOKS	200000

static void die(const char *what, const char *name)
{
	fprintf(stderr, "walk: %s (%s): %m\n", what, name);
	abort();
}

static void enter(int netns)
{
	if (setns(netns, CLONE_NEWNET))
		die("setns", "a namespace");
}

static void set_sysctl(const char *setting)
{
	const char *value = strchr(setting, '=');
	char path[128];
	int fd;

	snprintf(path, sizeof(path), "/proc/sys/%.*s", (int)(value - setting), setting);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, value + 1, strlen(value + 1)) < 0)
		die("a sysctl", setting);
	close(fd);
}

/*
 * To wait for the end of a namespace, give it a link whose peer is here. The peer goes when the whole
 * namespace is taken down.
 */
static void marker_name(char *name, const struct space *space)
{
	snprintf(name, IFNAMSIZ, "end-%s", space->name);
}

static void make_marker(const struct space *space)
{
	struct ifinfomsg ifi = { .ifi_family = AF_UNSPEC };
	static struct nl_req req;
	char name[IFNAMSIZ];
	size_t info, data, peer;
	struct nl nl;

	marker_name(name, space);
	nl_begin(&req, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL);
	nl_append(&req, &ifi, sizeof(ifi));
	nl_put_str(&req, IFLA_IFNAME, name);
	info = nl_nest(&req, IFLA_LINKINFO);
	nl_put_str(&req, IFLA_INFO_KIND, "veth");
	data = nl_nest(&req, IFLA_INFO_DATA);
	peer = nl_nest(&req, VETH_INFO_PEER);
	nl_append(&req, &ifi, sizeof(ifi));
	nl_put_str(&req, IFLA_IFNAME, name);
	nl_put_u32(&req, IFLA_NET_NS_FD, space->netns);
	nl_nest_end(&req, peer);
	nl_nest_end(&req, data);
	nl_nest_end(&req, info);
	if (nl_open(&nl, NETLINK_ROUTE) || nl_talk(&nl, &req, NULL, NULL))
		die("a veth pair", name);
	nl_close(&nl);
}

/* Like `ip netns add`: a file with the name keeps the namespace alive. */
static void make_netns(struct space *space)
{
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/run/netns/%s", space->name);
	mkdir("/run/netns", 0755);
	fd = open(path, O_RDONLY | O_CREAT | O_CLOEXEC, 0);
	if (fd < 0 || close(fd) || unshare(CLONE_NEWNET) ||
	    mount("/proc/self/ns/net", path, "none", MS_BIND, NULL))
		die("a namespace", path);
	space->netns = open(path, O_RDONLY | O_CLOEXEC);
	if (space->netns < 0)
		die("open", path);
	enter(home);
}

static void drop_netns(struct space *space)
{
	char path[64];

	snprintf(path, sizeof(path), "/run/netns/%s", space->name);
	close(space->netns);
	space->netns = -1;
	if (umount2(path, MNT_DETACH) || unlink(path))
		die("unmount", path);
}

/* What a command begins with, and which program then gets the rest. */
static const struct {
	const char *prefix, *program, *option;
} programs[SPACE_BATCHES] = {
	{ "", "ip", "-oneline" }, { "-6 ", "ip", "-6" }, { "-M ", "ip", "-M" },
	{ "bridge ", "bridge", "-oneline" },
};

static void settle_first_records(struct space *space)
{
	uint64_t before;

	do {
		free(space_read(space, &(struct drop){}));
		objects_free(&space->model);
		before = space->cursor;
		space_dump(space, &space->model);
		free(space_read(space, &(struct drop){}));
	} while (space->cursor != before);
	/* The objects that were found first may be new in these records. */
	space->n_signs = 0;
}

void space_open(struct space *space, const char *name, const char *const *sysctls)
{
	struct nl_family family;

	memset(space, 0, sizeof(*space));
	snprintf(space->name, sizeof(space->name), "%s", name);
	if (home < 0) {
		home = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
		/*
		 * Otherwise the first tunnel of a type would make a link in each namespace, at an
		 * unknown time.
		 */
		set_sysctl("net/core/fb_tunnels_only_for_init_net=1");
		/* Without them, a dump of a family would have the objects of other ones. */
		if (system("modprobe -a bridge mpls_router mpls_iptunnel nf_tables 2>/dev/null"))
			die("modprobe", "bridge mpls_router mpls_iptunnel nf_tables");
	}
	make_netns(space);
	make_marker(space);
	space->mroute = -1;
	for (int i = 0; i < SPACE_BATCHES; i++)
		space->batch[i] = (struct batch){ .program = programs[i].program, .option = programs[i].option };
	enter(space->netns);
	for (; *sysctls; sysctls++)
		set_sysctl(*sysctls);
	if (nl_open(&space->rtnl, NETLINK_ROUTE) || nl_open(&space->genl, NETLINK_GENERIC) ||
	    nl_open(&space->xfrm, NETLINK_XFRM) || nl_open(&space->nft, NETLINK_NETFILTER) ||
	    nl_family(&family, NETJOURNAL_FAMILY_NAME))
		die("netlink", name);
	enter(home);
	space->family = family.id;
	settle_first_records(space);
}

void space_close(struct space *space)
{
	char marker[IFNAMSIZ];

	space_forget(space);
	others_close(space);
	nl_close(&space->rtnl);
	nl_close(&space->genl);
	nl_close(&space->xfrm);
	nl_close(&space->nft);
	drop_netns(space);
	objects_free(&space->model);
	free(space->signs);
	space->signs = NULL;
	marker_name(marker, space);
	for (int i = 0; if_nametoindex(marker); i++) {
		if (i == END_LOOKS)
			die("does not end", marker);
		usleep(1000);
	}
}

void space_forget(struct space *space)
{
	for (int i = 0; i < SPACE_BATCHES; i++)
		batch_stop(&space->batch[i]);
}

/*
 * Commands about several VLANs that a kernel carries out without announcing all of it. The walk leaves them out.
 *
 * Linux 6.12 makes one announcement of the same change of several VLANs, and leaves out that there are several if the
 * first one is the PVID: br_vlan_fill_vids(). 6.1 and newer kernels have corrected it.
 */
static const struct {
	const char *release, *begin, *option;
} unseen[] = {
	{ "6.12.", "bridge vlan add vid ", " tunnel_info " },
	{ "6.12.", "bridge vlan set vid ", "" },
};

static bool is_unseen(const char *command)
{
	struct utsname kernel;

	if (uname(&kernel))
		die("uname", command);
	for (size_t i = 0; i < sizeof(unseen) / sizeof(unseen[0]); i++) {
		size_t len = strlen(unseen[i].begin);

		if (!strncmp(kernel.release, unseen[i].release, strlen(unseen[i].release)) &&
		    !strncmp(command, unseen[i].begin, len) &&
		    memchr(command + len, '-', strcspn(command + len, " ")) && strstr(command, unseen[i].option))
			return true;
	}
	return false;
}

bool space_do(struct space *space, const char *command, char *said, size_t room)
{
	if (is_unseen(command)) {
		snprintf(said, room, "left out on this kernel\n");
		return false;
	}
	for (int i = SPACE_BATCHES - 1; i > 0; i--) {
		size_t len = strlen(programs[i].prefix);

		if (!strncmp(command, programs[i].prefix, len))
			return batch_run(&space->batch[i], space->netns, command + len, said, room);
	}
	if (others_know(command))
		return others_do(space, command, said, room);
	return batch_run(&space->batch[0], space->netns, command, said, room);
}

void space_enter(const struct space *space)
{
	enter(space->netns);
}

void space_leave(void)
{
	enter(home);
}

FILE *space_popen(const struct space *space, const char *command)
{
	FILE *f;

	enter(space->netns);
	f = popen(command, "r");
	enter(home);
	return f;
}

bool space_print(const struct space *space, const char *command, struct text *text)
{
	FILE *f = space_popen(space, command);
	char line[4096];

	while (f && fgets(line, sizeof(line), f))
		text_str(text, line);
	return f && !pclose(f);
}

/* The journal */

struct reading {
	struct space *space;
	struct drop *drop;
	char *wrong;
};

__attribute__((format(printf, 2, 3)))
static void reading_wrong(struct reading *reading, const char *fmt, ...)
{
	va_list ap;

	if (reading->wrong)
		return;
	va_start(ap, fmt);
	if (vasprintf(&reading->wrong, fmt, ap) < 0)
		abort();
	va_end(ap);
}

static bool is_dropped(struct drop *drop, uint32_t kind, const struct nlmsghdr *message)
{
	return drop->nth && drop->kind == kind && !is_deletion(message) && !(++drop->seen % drop->nth);
}

static void add_sign(struct space *space, uint64_t seq, char sign)
{
	if (!sign)
		return;
	if (space->n_signs == space->max_signs) {
		space->max_signs = space->max_signs ? 2 * space->max_signs : 256;
		space->signs = realloc(space->signs, space->max_signs * sizeof(*space->signs));
		if (!space->signs)
			abort();
	}
	space->signs[space->n_signs++] = (struct sign){ seq, sign };
}

static void take_record(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *tb[NETJOURNAL_A_RECORD_MAX + 1];
	struct reading *reading = arg;
	const struct nlmsghdr *message;
	char *wrong = NULL;
	uint32_t kind;

	nl_parse(tb, NETJOURNAL_A_RECORD_MAX, (char *)NLMSG_DATA(nlh) + GENL_HDRLEN,
		 NLMSG_PAYLOAD(nlh, GENL_HDRLEN));
	if (tb[NETJOURNAL_A_RECORD_BOOKMARK]) {
		reading->space->cursor = nl_u64(tb[NETJOURNAL_A_RECORD_BOOKMARK]);
		return;
	}
	if (tb[NETJOURNAL_A_RECORD_GAP])
		reading_wrong(reading, "the journal has a gap");
	if (!tb[NETJOURNAL_A_RECORD_MESSAGE])
		return;
	kind = nl_u32(tb[NETJOURNAL_A_RECORD_KIND]);
	message = nl_data(tb[NETJOURNAL_A_RECORD_MESSAGE]);
	reading->space->records++;
	add_sign(reading->space, nl_u64(tb[NETJOURNAL_A_RECORD_SEQ]),
		 model_sign(&reading->space->model, message));
	if (message->nlmsg_len > nl_len(tb[NETJOURNAL_A_RECORD_MESSAGE]))
		reading_wrong(reading, "a message is cut");
	else if (!is_dropped(reading->drop, kind, message))
		wrong = model_apply(&reading->space->model, message);
	if (wrong)
		reading_wrong(reading, "record %llu%s: %s",
			      (unsigned long long)nl_u64(tb[NETJOURNAL_A_RECORD_SEQ]),
			      tb[NETJOURNAL_A_RECORD_SILENT] ? " (silent)" : "", wrong);
	free(wrong);
}

char *space_read(struct space *space, struct drop *drop)
{
	struct reading reading = { .space = space, .drop = drop };
	static struct nl_req req;

	nl_begin_genl(&req, space->family, NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP);
	nl_put_u64(&req, NETJOURNAL_A_RECORD_AFTER, space->cursor);
	if (nl_talk(&space->genl, &req, take_record, &reading))
		die("the journal", space->name);
	return reading.wrong;
}

/* The kernel */

static void take_object(const struct nlmsghdr *nlh, void *arg)
{
	struct objects *kernel = arg;
	size_t before = kernel->n;

	objects_parse(kernel, nlh);
	for (size_t i = kernel->n; i-- > before;)
		if (kernel->object[i]->absent)
			objects_remove(kernel, i);
}

/* A dump of all objects needs a header in which only the family is set. */
static const struct {
	uint16_t type;
	uint8_t family;
	size_t hdrlen;
} dumps[] = {
	{ RTM_GETLINK, AF_UNSPEC, sizeof(struct ifinfomsg) },
	{ RTM_GETADDR, AF_UNSPEC, sizeof(struct ifaddrmsg) },
	{ RTM_GETROUTE, AF_INET, sizeof(struct rtmsg) },
	{ RTM_GETROUTE, AF_INET6, sizeof(struct rtmsg) },
	{ RTM_GETRULE, AF_INET, sizeof(struct fib_rule_hdr) },
	{ RTM_GETRULE, AF_INET6, sizeof(struct fib_rule_hdr) },
	{ RTM_GETNEIGH, AF_UNSPEC, sizeof(struct ndmsg) },
	{ RTM_GETNEXTHOP, AF_UNSPEC, sizeof(struct nhmsg) },
	{ RTM_GETNEIGH, AF_BRIDGE, sizeof(struct ndmsg) },
	{ RTM_GETVLAN, AF_BRIDGE, sizeof(struct br_vlan_msg) },
	{ RTM_GETMDB, AF_BRIDGE, sizeof(struct br_port_msg) },
	{ RTM_GETROUTE, AF_MPLS, sizeof(struct rtmsg) },
	{ RTM_GETROUTE, RTNL_FAMILY_IPMR, sizeof(struct rtmsg) },
};

void space_dump(struct space *space, struct objects *kernel)
{
	static struct nl_req req;

	memset(kernel, 0, sizeof(*kernel));
	for (size_t i = 0; i < sizeof(dumps) / sizeof(dumps[0]); i++) {
		uint8_t header[32] = { dumps[i].family };

		nl_begin(&req, dumps[i].type, NLM_F_DUMP);
		nl_append(&req, header, dumps[i].hdrlen);
		/* Statistics are not compared, and are half of a dump of links. */
		if (dumps[i].type == RTM_GETLINK)
			nl_put_u32(&req, IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
		/* Without them, Linux 6.12 leaves VLANs out: it makes ranges of them, and cuts those that begin with the PVID. */
		if (dumps[i].type == RTM_GETVLAN)
			nl_put_u32(&req, BRIDGE_VLANDB_DUMP_FLAGS, BRIDGE_VLANDB_DUMPF_STATS);
		if (nl_talk(&space->rtnl, &req, take_object, kernel))
			die("a dump", space->name);
	}
	others_dump(space, kernel);
	objects_sort(kernel);
}
