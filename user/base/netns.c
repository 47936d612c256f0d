// SPDX-License-Identifier: GPL-2.0
/* Finds the file of a network namespace. */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <linux/magic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/netns.h"
#include "base/words.h"

#define NAMES	"/run/netns"

static int open_path(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	return fd < 0 ? -errno : fd;
}

/* Opens the file if it is that of the namespace @inode. */
static int open_inode(const char *path, uint64_t inode)
{
	int fd = open_path(path);
	struct statfs fs;
	struct stat st;

	if (fd < 0 || (!fstat(fd, &st) && st.st_ino == inode && !fstatfs(fd, &fs) && fs.f_type == NSFS_MAGIC))
		return fd;
	close(fd);
	return -ENOENT;
}

/* Tries the files @folder/ENTRY/@rest, whose entries begin with a digit if @digits. */
static int search_folder(const char *folder, const char *rest, bool digits, uint64_t inode)
{
	const struct dirent *entry;
	DIR *dir = opendir(folder);
	int fd = -ENOENT;
	char path[PATH_MAX];

	while (fd < 0 && dir && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.' || (digits && !isdigit((unsigned char)entry->d_name[0])))
			continue;
		snprintf(path, sizeof(path), "%s/%s%s", folder, entry->d_name, rest);
		fd = open_inode(path, inode);
	}
	if (dir)
		closedir(dir);
	return fd < 0 ? -ENOENT : fd;
}

int netns_open(const char *word)
{
	char path[PATH_MAX];
	uint64_t number;
	int fd;

	if (!*word || !strcmp(word, ".") || !strcmp(word, ".."))
		return -EINVAL;
	if (strchr(word, '/'))
		return open_path(word);
	snprintf(path, sizeof(path), NAMES "/%s", word);
	fd = open_path(path);
	if (fd != -ENOENT || word_u64(word, &number))
		return fd;
	snprintf(path, sizeof(path), "/proc/%" PRIu64 "/ns/net", number);
	fd = open_path(path);
	if (fd != -ENOENT)
		return fd;
	fd = search_folder(NAMES, "", false, number);
	return fd < 0 ? search_folder("/proc", "/ns/net", true, number) : fd;
}
