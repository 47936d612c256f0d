// SPDX-License-Identifier: GPL-2.0
/* Changes and objects that rtnetlink does not know. See others.h. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/mroute.h>
#include <linux/netfilter/nfnetlink.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "others.h"

static void say_error(char *said, size_t room)
{
	snprintf(said, room, "%s\n", strerror(errno));
}

/* "net/ipv4/conf/d0/rp_filter=1" */
static bool write_sysctl(struct space *space, const char *words, char *said, size_t room)
{
	const char *value = strchr(words, '=');
	char path[128];
	bool done;
	int fd;

	if (!value)
		return false;
	snprintf(path, sizeof(path), "/proc/sys/%.*s", (int)(value - words), words);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	done = fd >= 0 && write(fd, value + 1, strlen(value + 1)) >= 0;
	if (!done)
		say_error(said, room);
	if (fd >= 0)
		close(fd);
	return done;
}

/* `nft` reads its command, which can contain what a shell would not take, from its input. */
static bool run_nft(struct space *space, const char *words, char *said, size_t room)
{
	char command[512];
	size_t len;
	FILE *f;

	snprintf(command, sizeof(command), "exec nft -f - 2>&1 <<'EOF'\n%s\nEOF\n", words);
	f = popen(command, "r");
	if (!f)
		return false;
	len = fread(said, 1, room - 1, f);
	said[len] = 0;
	while (fgetc(f) != EOF)
		;
	return !pclose(f);
}

static bool open_mroute(struct space *space)
{
	int one = 1;

	if (space->mroute >= 0)
		return true;
	space->mroute = socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_IGMP);
	return space->mroute >= 0 &&
	       !setsockopt(space->mroute, IPPROTO_IP, MRT_INIT, &one, sizeof(one));
}

static bool change_vif(struct space *space, unsigned int vif, const char *dev)
{
	struct vifctl ctl = {
		.vifc_vifi = vif, .vifc_flags = VIFF_USE_IFINDEX, .vifc_threshold = 1,
		.vifc_lcl_ifindex = if_nametoindex(dev),
	};

	return !setsockopt(space->mroute, IPPROTO_IP, *dev ? MRT_ADD_VIF : MRT_DEL_VIF, &ctl, sizeof(ctl));
}

static bool change_mfc(struct space *space, int op, const char *source, const char *group,
		       unsigned int in, unsigned int out)
{
	struct mfcctl ctl = {
		.mfcc_origin.s_addr = inet_addr(source), .mfcc_mcastgrp.s_addr = inet_addr(group),
		.mfcc_parent = in,
	};

	if (out < MAXVIFS)
		ctl.mfcc_ttls[out] = 1;
	return !setsockopt(space->mroute, IPPROTO_IP, op, &ctl, sizeof(ctl));
}

/* "vif N DEV", "add SOURCE GROUP IN OUT", "del SOURCE GROUP" */
static bool change_mroute(struct space *space, const char *words, char *said, size_t room)
{
	char verb[8], source[32] = "", group[32] = "";
	unsigned int in = 0, out = MAXVIFS;
	bool done;

	if (sscanf(words, "%7s %31s %31s %u %u", verb, source, group, &in, &out) < 2)
		return false;
	done = open_mroute(space);
	if (done && !strcmp(verb, "vif"))
		done = change_vif(space, atoi(source), group);
	else if (done)
		done = change_mfc(space, !strcmp(verb, "add") ? MRT_ADD_MFC : MRT_DEL_MFC, source, group,
				  in, out);
	if (!done)
		say_error(said, room);
	return done;
}

static const struct {
	const char *prefix;
	bool (*run)(struct space *space, const char *words, char *said, size_t room);
} others[] = {
	{ "sysctl write ", write_sysctl }, { "nft ", run_nft }, { "mroute ", change_mroute },
};

#define N_OTHERS	(sizeof(others) / sizeof(others[0]))

static size_t find_other(const char *command)
{
	size_t i;

	for (i = 0; i < N_OTHERS; i++)
		if (!strncmp(command, others[i].prefix, strlen(others[i].prefix)))
			break;
	return i;
}

bool others_know(const char *command)
{
	return find_other(command) < N_OTHERS;
}

bool others_do(struct space *space, const char *command, char *said, size_t room)
{
	size_t i = find_other(command);
	bool done;

	space_enter(space);
	done = others[i].run(space, command + strlen(others[i].prefix), said, room);
	space_leave();
	return done;
}

/* The kernel */

static void take_policy(const struct nlmsghdr *nlh, void *arg)
{
	static struct nl_req copy;

	if (nlh->nlmsg_len > sizeof(copy))
		return;
	memcpy(&copy, nlh, nlh->nlmsg_len);
	copy.nlh.nlmsg_type |= NETLINK_XFRM << 8;
	objects_parse(arg, &copy.nlh);
}

static void take_nft(const struct nlmsghdr *nlh, void *arg)
{
	objects_parse_nft(arg, nlh);
}

static void dump_policies(struct space *space, struct objects *kernel)
{
	static struct nl_req req;

	nl_begin(&req, XFRM_MSG_GETPOLICY, NLM_F_DUMP);
	if (nl_talk(&space->xfrm, &req, take_policy, kernel))
		abort();
}

static void dump_nft(struct space *space, struct objects *kernel)
{
	static const uint8_t gets[] = { NFT_MSG_GETTABLE, NFT_MSG_GETCHAIN, NFT_MSG_GETRULE, NFT_MSG_GETSET };
	struct nfgenmsg nfg = { .nfgen_family = AF_UNSPEC };
	static struct nl_req req;

	for (size_t i = 0; i < sizeof(gets); i++) {
		nl_begin(&req, NFNL_SUBSYS_NFTABLES << 8 | gets[i], NLM_F_DUMP);
		nl_append(&req, &nfg, sizeof(nfg));
		if (nl_talk(&space->nft, &req, take_nft, kernel))
			abort();
	}
}

static void read_sysctl(struct objects *kernel, const char *path)
{
	char file[160], value[256];
	ssize_t len;
	int fd;

	snprintf(file, sizeof(file), "/proc/sys/%s", path);
	fd = open(file, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	len = read(fd, value, sizeof(value));
	close(fd);
	if (len > 0)
		object_sysctl(kernel, path, value, value[len - 1] == '\n' ? len - 1 : len);
}

void others_dump(struct space *space, struct objects *kernel)
{
	dump_policies(space, kernel);
	dump_nft(space, kernel);
	space_enter(space);
	for (size_t i = 0; i < space->model.n; i++)
		if (space->model.object[i]->kind == OBJECT_SYSCTL)
			read_sysctl(kernel, space->model.object[i]->slot);
	space_leave();
}

void others_close(struct space *space)
{
	if (space->mroute >= 0)
		close(space->mroute);
	space->mroute = -1;
}
