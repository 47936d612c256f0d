/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The network namespaces that there are: those with a name in /run/netns, and
 * those that processes are in. They are told apart by inode.
 */
#ifndef NETJOURNAL_NETSPACES_H
#define NETJOURNAL_NETSPACES_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * @name: in /run/netns, or ""; of several any
 * @pid, @comm: a process in it, if it has no name
 * @owner: for whoever was told that it was found
 */
struct netspace {
	struct netspace *next;
	uint64_t inode;
	char name[NAME_MAX + 1];
	uint32_t pid;
	char comm[32];
	void *owner;
	/* private */
	bool seen;
	bool refused;
};

/*
 * @found: called inside of a namespace that is new, in a thread that ends when
 *	it returns; the caller waits for it. Nothing that it opens there may be left
 *	open after @gone, or the namespace cannot go.
 * @gone: its name went and the last process left it
 */
struct netspaces_handler {
	int (*found)(struct netspace *ns, void *arg);
	void (*gone)(struct netspace *ns, void *arg);
	void *arg;
};

struct netspaces {
	int notify;		/* can be read when names come or go */
	bool soon;		/* a name is there, its namespace is not yet */
	/* private */
	int home;
	bool watching;
	const struct netspaces_handler *handler;
	struct netspace *list;
};

/*
 * Returns 0, -EPERM if this process may not enter namespaces, or another
 * negative errno.
 */
int netspaces_open(struct netspaces *s, const struct netspaces_handler *handler);
/* All that are left are told as gone. */
void netspaces_close(struct netspaces *s);

/*
 * Looks for all of them, and tells of those that came or went. To be called when
 * @s->notify can be read, and from time to time, for processes tell nobody.
 * Returns 0, what @found returned, or another negative errno.
 */
int netspaces_scan(struct netspaces *s);

#endif
