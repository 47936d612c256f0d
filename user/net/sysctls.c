// SPDX-License-Identifier: GPL-2.0
/* Reads the sysctls of networking. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/netjournal.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/util.h"
#include "decode/sysctl.h"
#include "net/sysctls.h"

#define ROOT		"/proc/sys/"
#define DEPTH_MAX	8

/* The reading, and the path of the present file or directory, with ROOT. */
struct reading {
	const struct selector *sel;
	int (*each)(const struct nlmsghdr *nlh, void *arg);
	void *arg;
	char path[sizeof(ROOT) + SYSCTL_PATH_MAX];
};

static uint8_t family_of(const char *path)
{
	static const struct {
		const char *dir;
		uint8_t family;
	} families[] = {
		{ "net/ipv4/", AF_INET }, { "net/ipv6/", AF_INET6 }, { "net/mpls/", AF_MPLS },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(families); i++)
		if (!strncmp(path, families[i].dir, strlen(families[i].dir)))
			return families[i].family;
	return AF_UNSPEC;
}

/* Reads the present file. Returns whether it has a value. */
static bool value_read(const struct reading *r, char value[SYSCTL_VALUE_MAX], bool *cut)
{
	int fd = open(r->path, O_RDONLY | O_CLOEXEC);
	ssize_t len;

	if (fd < 0)
		return false;
	len = read(fd, value, SYSCTL_VALUE_MAX - 1);
	close(fd);
	if (len < 0)
		return false;
	*cut = len == SYSCTL_VALUE_MAX - 1;
	if (len && value[len - 1] == '\n')
		len--;
	value[len] = '\0';
	return true;
}

/* @secret: not everybody may read the sysctl, because it can be a key. The journal does not have its value either. */
static int file_report(const struct reading *r, bool secret)
{
	const char *path = r->path + strlen(ROOT);
	const uint8_t hdr[4] = { family_of(path) };
	struct nl_msg *msg = nlmsg_alloc_simple(NETJOURNAL_MESSAGE_SYSCTL, 0);
	char value[SYSCTL_VALUE_MAX];
	int err = -ENOMEM;
	bool cut = false;

	if (!msg)
		return err;
	if (nlmsg_append(msg, (void *)hdr, sizeof(hdr), NLMSG_ALIGNTO) ||
	    nla_put_string(msg, NETJOURNAL_A_SYSCTL_PATH, path))
		goto free;
	if (!secret && value_read(r, value, &cut) &&
	    nla_put_string(msg, NETJOURNAL_A_SYSCTL_VALUE, value))
		goto free;
	if (cut && nla_put_flag(msg, NETJOURNAL_A_SYSCTL_CUT))
		goto free;
	err = r->each(nlmsg_hdr(msg), r->arg);
free:
	nlmsg_free(msg);
	return err;
}

/* Whether the present directory or file can have something that is wanted. */
static bool is_wanted(const struct reading *r)
{
	const char *path = r->path + strlen(ROOT), *want = r->sel ? r->sel->sysctl : "";
	size_t len = strlen(path), want_len = strlen(want);

	/* The value of all devices belongs to that of one device. */
	if (!want_len || strstr(path, "/all/") || !strcmp(path + len - 4, "/all"))
		return true;
	if (!strcmp(want, "net/ipv4/ip_forward") && !strncmp(path, "net/ipv4/conf", 13))
		return true;
	if (!strcmp(want, "net/ipv4/conf/all/forwarding") && !strcmp(path, "net/ipv4/ip_forward"))
		return true;
	return len < want_len ? !strncmp(path, want, len) && want[len] == '/' :
	       !strncmp(path, want, want_len);
}

static int directory_read(struct reading *r, unsigned int depth);

static int entry_read(struct reading *r, unsigned int depth)
{
	struct stat st;

	if (!is_wanted(r))
		return 0;
	/* A device can go at any time. */
	if (lstat(r->path, &st))
		return 0;
	if (S_ISDIR(st.st_mode))
		return depth < DEPTH_MAX ? directory_read(r, depth + 1) : 0;
	return file_report(r, !(st.st_mode & 0004));
}

static int directory_read(struct reading *r, unsigned int depth)
{
	size_t len = strlen(r->path);
	struct dirent **list;
	int n = scandir(r->path, &list, NULL, alphasort), err = 0, i;

	if (n < 0)
		return errno == ENOENT ? 0 : -errno;
	for (i = 0; i < n; i++) {
		if (!err && list[i]->d_name[0] != '.' &&
		    len + 1 + strlen(list[i]->d_name) < sizeof(r->path)) {
			snprintf(r->path + len, sizeof(r->path) - len, "/%s", list[i]->d_name);
			err = entry_read(r, depth);
			r->path[len] = '\0';
		}
		free(list[i]);
	}
	free(list);
	return err;
}

int sysctls_read(const struct selector *sel,
		 int (*each)(const struct nlmsghdr *nlh, void *arg), void *arg)
{
	struct reading r = {
		.sel = sel, .each = each, .arg = arg, .path = ROOT "net",
	};

	return directory_read(&r, 0);
}

/* Sets @hint to the entry of the directory that is nearest to @word; see nearest_text(). */
static void find_nearest(const char *dir, const char *word, char hint[NEAREST_TEXT_MAX])
{
	char name[SYSCTL_PATH_MAX];
	struct nearest nearest;
	struct dirent *entry;
	DIR *d = opendir(dir);

	nearest_init(&nearest, word);
	while (d && (entry = readdir(d))) {
		nearest_try(&nearest, entry->d_name);
		if (nearest.best != entry->d_name)
			continue;
		snprintf(name, sizeof(name), "%s", entry->d_name);
		nearest.best = name;
	}
	if (d)
		closedir(d);
	nearest_text(&nearest, "", hint);
}

bool sysctl_is_unknown(const char *path, char hint[NEAREST_TEXT_MAX])
{
	char there[sizeof(ROOT) + SYSCTL_PATH_MAX] = ROOT, word[SYSCTL_PATH_MAX];
	size_t len = strlen(ROOT), part;

	for (; *path; path += part + (path[part] == '/')) {
		part = strcspn(path, "/");
		snprintf(word, sizeof(word), "%.*s", (int)part, path);
		snprintf(there + len, sizeof(there) - len, "%s", word);
		if (access(there, F_OK))
			break;
		len = strlen(there);
		snprintf(there + len, sizeof(there) - len, "/");
		len = strlen(there);
	}
	if (!*path)
		return false;
	there[len] = '\0';
	find_nearest(there, word, hint);
	return true;
}
