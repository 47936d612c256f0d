// SPDX-License-Identifier: GPL-2.0
/* Finds the network namespaces of the machine. */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "base/tool.h"
#include "net/netspaces.h"

#define NAMES	"/run/netns"

int netspaces_open(struct netspaces *s, const struct netspaces_handler *handler)
{
	int err = 0;

	memset(s, 0, sizeof(*s));
	s->handler = handler;
	s->notify = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	s->home = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
	/*
	 * Re-entering our own namespace needs the same privilege as entering any
	 * other, so it is the permission test.
	 */
	if (s->notify < 0 || s->home < 0 || setns(s->home, CLONE_NEWNET))
		err = -errno;
	if (err)
		netspaces_close(s);
	return err;
}

static void drop_netspace(struct netspaces *s, struct netspace *ns)
{
	struct netspace **at = &s->list;

	while (*at != ns)
		at = &(*at)->next;
	*at = ns->next;
	if (!ns->refused)
		s->handler->gone(ns, s->handler->arg);
	free(ns);
}

void netspaces_close(struct netspaces *s)
{
	while (s->list)
		drop_netspace(s, s->list);
	if (s->notify >= 0)
		close(s->notify);
	if (s->home >= 0)
		close(s->home);
	s->notify = -1;
	s->home = -1;
}

static struct netspace *find_netspace(struct netspaces *s, uint64_t inode)
{
	struct netspace *ns;

	for (ns = s->list; ns && ns->inode != inode; )
		ns = ns->next;
	return ns;
}

/* A visit to the namespace @ns, whose file is @fd, and its result. */
struct visit {
	const struct netspaces_handler *handler;
	struct netspace *ns;
	int fd;
	int refused;		/* why the kernel did not let us in: errno */
	int err;		/* what the handler returned */
};

static void *visit_namespace(void *arg)
{
	struct visit *visit = arg;

	if (setns(visit->fd, CLONE_NEWNET))
		visit->refused = errno;
	else
		visit->err = visit->handler->found(visit->ns, visit->handler->arg);
	return NULL;
}

/*
 * Calls the handler inside the namespace, in a new thread. /proc/PID/ns/net shows the
 * namespace of the main thread, so other watchers would mistake a visiting main thread for
 * a process that lives there.
 */
static int call_found(struct netspaces *s, struct netspace *ns, int fd)
{
	struct visit visit = { .handler = s->handler, .ns = ns, .fd = fd };
	pthread_t thread;
	int err;

	err = pthread_create(&thread, NULL, visit_namespace, &visit);
	if (!err)
		err = pthread_join(thread, NULL);
	if (err)
		return -err;
	if (visit.refused) {
		ns->refused = true;
		complain("cannot enter the network namespace %llu: %s",
			 (unsigned long long)ns->inode, strerror(visit.refused));
	}
	return visit.err;
}

/*
 * Adds a namespace that was seen at @path, by its name or by a process in it. The path may
 * lead to another namespace by now.
 */
static int add_netspace(struct netspaces *s, uint64_t inode, const char *path,
			const char *name, uint32_t pid, const char *comm)
{
	struct netspace *ns = find_netspace(s, inode);
	bool new = !ns;
	struct stat st;
	int fd, err;

	if (new) {
		ns = calloc(1, sizeof(*ns));
		if (!ns)
			return -ENOMEM;
		ns->inode = inode;
	}
	/* Namespaces with a name are searched first. */
	if (!ns->seen) {
		snprintf(ns->name, sizeof(ns->name), "%s", name);
		snprintf(ns->comm, sizeof(ns->comm), "%s", comm);
		ns->pid = pid;
	}
	ns->seen = true;
	if (!new)
		return 0;

	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) || st.st_ino != inode) {
		if (fd >= 0)
			close(fd);
		free(ns);
		return 0;
	}
	ns->next = s->list;
	s->list = ns;
	err = call_found(s, ns, fd);
	close(fd);
	return err;
}

static bool is_netspace(const char *path, struct stat *st)
{
	struct statfs fs;

	return !stat(path, st) && !statfs(path, &fs) &&
	       fs.f_type == NSFS_MAGIC;
}

static int add_named(struct netspaces *s)
{
	char path[sizeof(NAMES) + NAME_MAX + 1];
	const struct dirent *entry;
	DIR *dir = opendir(NAMES);
	struct stat st;
	int err = 0;

	s->soon = false;
	while (!err && dir && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), NAMES "/%s", entry->d_name);
		/* The file is created first, and then the namespace is mounted on it. */
		if (is_netspace(path, &st))
			err = add_netspace(s, st.st_ino, path, entry->d_name, 0, "");
		else if (!stat(path, &st) && time(NULL) - st.st_ctime < 2)
			s->soon = true;
	}
	if (dir)
		closedir(dir);
	return err;
}

static void read_comm(const char *pid, char *comm, size_t size)
{
	char path[sizeof("/proc//comm") + NAME_MAX];
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%s/comm", pid);
	f = fopen(path, "re");
	if (!f || !fgets(comm, size, f))
		snprintf(comm, size, "?");
	comm[strcspn(comm, "\n")] = '\0';
	if (f)
		fclose(f);
}

static int add_of_process(struct netspaces *s, const char *pid)
{
	char path[sizeof("/proc//ns/net") + NAME_MAX], link[64], comm[32] = "";
	const struct netspace *ns;
	unsigned long long inode;
	ssize_t len;
	int err;

	snprintf(path, sizeof(path), "/proc/%s/ns/net", pid);
	len = readlink(path, link, sizeof(link) - 1);
	if (len < 0)
		return 0;
	link[len] = '\0';
	if (sscanf(link, "net:[%llu]", &inode) != 1)
		return 0;
	ns = find_netspace(s, inode);
	if (ns && ns->seen)
		return 0;
	if (!ns) {
		/* The namespace may have got a name since the names were read, or may get one soon. */
		err = add_named(s);
		if (err || s->soon || find_netspace(s, inode))
			return err;
	}
	read_comm(pid, comm, sizeof(comm));
	return add_netspace(s, inode, path, "", strtoul(pid, NULL, 10), comm);
}

static int add_of_processes(struct netspaces *s)
{
	const struct dirent *entry;
	DIR *dir = opendir("/proc");
	int err = 0;

	if (!dir)
		return -errno;
	while (!err && (entry = readdir(dir)))
		if (isdigit((unsigned char)entry->d_name[0]))
			err = add_of_process(s, entry->d_name);
	closedir(dir);
	return err;
}

static void read_notify(struct netspaces *s)
{
	char buf[4096] __attribute__((aligned(8)));

	while (read(s->notify, buf, sizeof(buf)) > 0)
		;
	/* The folder is created with the first name. Another watch does no harm. */
	if (!s->watching)
		s->watching = inotify_add_watch(s->notify, NAMES, IN_CREATE |
						IN_DELETE | IN_MOVE | IN_ONLYDIR) >= 0;
}

int netspaces_scan(struct netspaces *s)
{
	struct netspace *ns, *next;
	int err;

	read_notify(s);
	for (ns = s->list; ns; ns = ns->next)
		ns->seen = false;
	err = add_named(s);
	if (!err)
		err = add_of_processes(s);
	for (ns = s->list; ns && !err; ns = next) {
		next = ns->next;
		if (!ns->seen)
			drop_netspace(s, ns);
	}
	return err;
}

void netspaces_allow_files(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit))
		return;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}
