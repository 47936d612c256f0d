/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The network namespaces of the machine: those with a name in /run/netns, and those that
 * processes are in. The inode identifies a namespace.
 */
#ifndef NETJOURNAL_NETSPACES_H
#define NETJOURNAL_NETSPACES_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * @name: a name in /run/netns, or ""
 * @pid, @comm: a process in it, if it has no name
 * @owner: for the handler that was called for it
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
 * @found: called inside a new namespace, in a thread that ends when the call returns. All
 *	files that it opens there must be closed by @gone, or the namespace cannot end.
 * @gone: the namespace has neither a name nor a process any more
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
/* Calls @gone for all remaining namespaces. */
void netspaces_close(struct netspaces *s);

/*
 * Looks for all namespaces, and calls the handler for those that appeared or disappeared.
 * Call it when @s->notify can be read, and from time to time, because nothing announces
 * processes. Returns 0, the result of @found, or another negative errno.
 */
int netspaces_scan(struct netspaces *s);

/*
 * Raises this process's soft limit of open files to the hard limit: each namespace that is
 * followed needs some, and there can be more than the soft limit allows.
 */
void netspaces_allow_files(void);

#endif
