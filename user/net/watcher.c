// SPDX-License-Identifier: GPL-2.0
/*
 * Waits for changes in one or many namespaces.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "base/timeparse.h"
#include "base/tool.h"
#include "net/watcher.h"

#define SCAN_EVERY	NS_PER_S		/* looks for namespaces without a name */
#define SCAN_SOON	(NS_PER_S / 100)	/* looks for a namespace that is being made */
#define READY_MAX	64

static void set_time(struct watcher *w)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	w->time = ts.tv_sec * NS_PER_S + ts.tv_nsec;
	clock_gettime(CLOCK_BOOTTIME, &ts);
	w->now = ts.tv_sec * NS_PER_S + ts.tv_nsec;
}

static int wait_for(struct watcher *w, int fd, struct watched *wd)
{
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = wd };

	return epoll_ctl(w->epoll, EPOLL_CTL_ADD, fd, &event) ? -errno : 0;
}

/* Begins watching the present namespace. */
static int add_watched(struct watcher *w, struct netspace *ns)
{
	struct watched *wd = calloc(1, sizeof(*wd));
	int err;

	if (!wd)
		return -ENOMEM;
	wd->watcher = w;
	wd->space = ns;
	err = mirror_open(&wd->mirror, &w->wish, &w->handler->mirror, wd);
	if (!err)
		err = wait_for(w, wd->mirror.live.fd, wd);
	if (err) {
		mirror_close(&wd->mirror);
		free(wd);
		return err;
	}
	wd->next = w->list;
	w->list = wd;
	if (ns)
		ns->owner = wd;
	return 0;
}

static void remove_watched(struct watched *wd)
{
	struct watched **at = &wd->watcher->list;

	while (*at != wd)
		at = &(*at)->next;
	*at = wd->next;
	mirror_close(&wd->mirror);
	free(wd);
}

static int on_space(struct netspace *ns, void *arg)
{
	struct watcher *w = arg;
	int err = add_watched(w, ns);

	if (!err && w->started)
		w->handler->space(w->list, '+');
	return err;
}

static void on_space_gone(struct netspace *ns, void *arg)
{
	struct watched *wd = ns->owner;
	struct watcher *w = arg;

	if (!wd)
		return;
	if (!w->ends) {
		mirror_read(&wd->mirror, w->now);
		w->handler->space(wd, '-');
	}
	remove_watched(wd);
}

/* Does the work that is due. Sets @next to the time of the next work; 0: never. */
static int do_due(struct watcher *w, bool names_changed, uint64_t *next)
{
	struct watched *wd;
	int err = 0;

	if (w->all_netns && (names_changed || w->now >= w->scan_at)) {
		err = netspaces_scan(&w->spaces);
		w->scan_at = w->now + (w->spaces.soon ? SCAN_SOON : SCAN_EVERY);
		w->started = true;
	}
	*next = w->all_netns ? w->scan_at : 0;
	for (wd = w->list; wd && !err; wd = wd->next) {
		err = mirror_tick(&wd->mirror, w->now);
		if (wd->mirror.look_at && (!*next || wd->mirror.look_at < *next))
			*next = wd->mirror.look_at;
	}
	return err;
}

/* Does the work that is due, and sets the timer for the next. */
static int set_timer(struct watcher *w, bool names_changed)
{
	struct itimerspec at = { 0 };
	uint64_t next;
	int err = do_due(w, names_changed, &next);

	if (err)
		return err;
	at.it_value.tv_sec = next / NS_PER_S;
	at.it_value.tv_nsec = next % NS_PER_S;
	return timerfd_settime(w->timer, TFD_TIMER_ABSTIME, &at, NULL) ? -errno : 0;
}

static int read_ready(struct watcher *w)
{
	struct epoll_event ready[READY_MAX];
	int n = epoll_wait(w->epoll, ready, READY_MAX, 0), i, err = 0;
	bool names_changed = false;
	struct watched *wd;
	uint64_t ignored;

	set_time(w);
	for (i = 0; i < n && !err; i++) {
		wd = ready[i].data.ptr;
		if (wd)
			err = mirror_read(&wd->mirror, w->now);
		else
			names_changed = true;
	}
	/* The timer only wakes the loop. */
	if (read(w->timer, &ignored, sizeof(ignored)) == sizeof(ignored))
		names_changed |= w->now >= w->scan_at;
	return err ? err : set_timer(w, names_changed);
}

int watcher_run(struct watcher *w)
{
	int err = w->wait < 0 ? w->wait : set_timer(w, true);

	while (!err) {
		err = w->handler->flush(w->handler->arg);
		if (!err)
			err = tool_wait(w->wait);
		if (!err)
			err = read_ready(w);
	}
	return err;
}

static int open_spaces(struct watcher *w)
{
	int err;

	netspaces_allow_files();
	w->spaces_handler = (struct netspaces_handler){
		.found = on_space, .gone = on_space_gone, .arg = w,
	};
	err = netspaces_open(&w->spaces, &w->spaces_handler);
	return err ? err : wait_for(w, w->spaces.notify, NULL);
}

int watcher_open(struct watcher *w, const struct watcher_handler *handler)
{
	int err;

	w->handler = handler;
	w->epoll = epoll_create1(EPOLL_CLOEXEC);
	w->timer = timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
	if (w->epoll < 0 || w->timer < 0)
		return -errno;
	w->wait = tool_wait_open(w->epoll);
	set_time(w);
	err = wait_for(w, w->timer, NULL);
	if (err)
		return err;
	return w->all_netns ? open_spaces(w) : add_watched(w, NULL);
}

void watcher_close(struct watcher *w)
{
	w->ends = true;
	if (w->spaces.handler)
		netspaces_close(&w->spaces);
	while (w->list)
		remove_watched(w->list);
	close(w->timer);
	if (w->wait >= 0)
		close(w->wait);
	close(w->epoll);
}
