/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Watches the network objects of one namespace, or of all namespaces while they appear and
 * disappear. One loop waits for events in all of them.
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
	const struct netspace *space;	/* NULL: only the present namespace is watched */
	struct mirror mirror;
};

/*
 * The handlers of the caller. @arg of the mirror's handlers is a struct watched.
 *
 * @space: a namespace appeared ('+') or is gone ('-'). Not called for namespaces that exist
 *	at the start.
 * @flush: no more events wait, so write the output. Returns 0, or a negative errno, which
 *	ends the loop.
 */
struct watcher_handler {
	struct mirror_handler mirror;
	void (*space)(const struct watched *wd, char sign);
	int (*flush)(void *arg);
	void *arg;
};

/* One that is all zero is not open. */
struct watcher {
	/* What is wanted. */
	struct mirror_wish wish;
	bool all_netns;

	uint64_t time;		/* the time of the events that are handed out: real time in ns */
	const struct watcher_handler *handler;
	/* private */
	struct netspaces_handler spaces_handler;
	struct netspaces spaces;
	bool started;		/* a namespace that is found from now on is new */
	bool ends;		/* nothing more is handed out */
	int epoll, wait, timer;
	uint64_t now;		/* CLOCK_BOOTTIME in ns */
	uint64_t scan_at;
	struct watched *list;
};

/*
 * Begins watching. @handler must stay valid. Returns 0, -EPERM if this process may not enter
 * other namespaces, or another negative errno. Call watcher_close() after an error too.
 */
int watcher_open(struct watcher *w, const struct watcher_handler *handler);
void watcher_close(struct watcher *w);

/*
 * Watches until a handler or the system fails, and returns that error: -EINTR after a
 * signal, -EPIPE if nobody reads the output any more.
 */
int watcher_run(struct watcher *w);

#endif
