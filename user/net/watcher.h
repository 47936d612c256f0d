/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Watches the network objects of one namespace, or of all that there are as they
 * come and go: one loop that waits for whatever happens in any of them.
 */
#ifndef NETJOURNAL_WATCHER_H
#define NETJOURNAL_WATCHER_H

#include "net/mirror.h"
#include "net/netspaces.h"

struct watcher;

/* A namespace that is watched. */
struct watched {
	struct watched *next;
	struct watcher *watcher;
	const struct netspace *space;	/* NULL: the present one, and no other */
	struct mirror mirror;
};

/*
 * What the caller does. @arg of the mirror's handlers is a struct watched.
 *
 * @space: a namespace appeared ('+') or is gone ('-'), not for those that are
 *	there at the start
 * @flush: nothing more has happened yet; write out what was printed. Returns 0 or
 *	a negative errno, which ends the loop.
 */
struct watcher_handler {
	struct mirror_handler mirror;
	void (*space)(const struct watched *wd, char sign);
	int (*flush)(void *arg);
	void *arg;
};

/* All zero is one that is not open. */
struct watcher {
	/* What is wanted. */
	struct mirror_wish wish;
	bool all_netns;

	uint64_t time;		/* of what is handed out: real time in ns */
	const struct watcher_handler *handler;
	/* private */
	struct netspaces_handler spaces_handler;
	struct netspaces spaces;
	bool started;		/* namespaces that are found from now on are new */
	bool ends;		/* nothing more is handed out */
	int epoll, timer;
	uint64_t now;		/* CLOCK_BOOTTIME in ns */
	uint64_t scan_at;
	struct watched *list;
};

/*
 * Begins. @handler must stay. Returns 0, -EPERM if this process may not enter
 * other namespaces, or another negative errno; then too, watcher_close().
 */
int watcher_open(struct watcher *w, const struct watcher_handler *handler);
void watcher_close(struct watcher *w);

/*
 * Goes on until a handler or the system fails, which it returns: -EINTR after a
 * signal, -EPIPE if nobody reads any more.
 */
int watcher_run(struct watcher *w);

#endif
