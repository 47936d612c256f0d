// SPDX-License-Identifier: GPL-2.0
/* Finds out where and when a journal is. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>

#include "base/timeparse.h"
#include "journal/place.h"

#define NAMES	"/run/netns"

static uint64_t inode_of(const char *path)
{
	struct stat st;

	return stat(path, &st) ? 0 : st.st_ino;
}

/* Writes into @name what /run/netns calls the namespace. */
static void find_name(uint64_t inode, char *name, size_t size)
{
	char path[sizeof(NAMES) + NAME_MAX + 1];
	DIR *dir = opendir(NAMES);
	const struct dirent *entry;

	*name = '\0';
	while (dir && (entry = readdir(dir))) {
		snprintf(path, sizeof(path), NAMES "/%s", entry->d_name);
		if (entry->d_name[0] != '.' && inode_of(path) == inode) {
			snprintf(name, size, "%s", entry->d_name);
			break;
		}
	}
	if (dir)
		closedir(dir);
}

static void read_boot_id(char *boot, size_t size)
{
	FILE *file = fopen("/proc/sys/kernel/random/boot_id", "re");

	if (!file || !fgets(boot, size, file))
		*boot = '\0';
	boot[strcspn(boot, "\n")] = '\0';
	if (file)
		fclose(file);
}

/* The clock can be set later, so this is the time of the boot by the clock of now. */
static int64_t find_boot_time(void)
{
	struct timespec now, up;

	clock_gettime(CLOCK_REALTIME, &now);
	clock_gettime(CLOCK_BOOTTIME, &up);
	return (now.tv_sec - up.tv_sec) * (int64_t)NS_PER_S + now.tv_nsec - up.tv_nsec;
}

void place_find(struct archive_journal *j, uint64_t inode, const char *name)
{
	struct utsname machine;

	j->netns = inode ? inode : inode_of("/proc/thread-self/ns/net");
	j->host = j->netns && j->netns == inode_of("/proc/1/ns/net");
	if (name)
		snprintf(j->name, sizeof(j->name), "%s", name);
	else
		find_name(j->netns, j->name, sizeof(j->name));
	read_boot_id(j->boot, sizeof(j->boot));
	j->boot_time = find_boot_time();
	*j->machine = '\0';
	if (!uname(&machine))
		snprintf(j->machine, sizeof(j->machine), "%s", machine.nodename);
}
