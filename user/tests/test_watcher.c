// SPDX-License-Identifier: GPL-2.0
/*
 * The loop of a watcher, on this machine's own links: what ends it, and what it
 * hands out before. Changes nothing.
 */
#include <errno.h>

#include "base/tool.h"
#include "net/watcher.h"
#include "tap.h"

static int steps, flushes, flush_result;

static int on_step(const struct mirror_step *step, void *arg)
{
	(void)step;
	(void)arg;
	steps++;
	return 0;
}

static int on_present(const struct event *ev, void *arg)
{
	(void)ev;
	(void)arg;
	return 0;
}

static int on_lost(uint32_t n, void *arg)
{
	(void)n;
	(void)arg;
	return 0;
}

static int on_mark(bool end, bool whole, void *arg)
{
	(void)end;
	(void)whole;
	(void)arg;
	return 0;
}

static void on_space(const struct watched *wd, char sign)
{
	(void)wd;
	(void)sign;
}

static int on_flush(void *arg)
{
	const struct watcher *w = arg;

	flushes++;
	ok(w->time > 0, "there is a time for what is printed");
	/* The dump that fills the mirror has come, after which nothing waits. */
	return flushes == 2 ? flush_result : 0;
}

static int watch(int result)
{
	static struct watcher w;
	const struct watcher_handler handler = {
		.mirror = {
			.step = on_step, .present = on_present,
			.lost = on_lost, .mark = on_mark,
		},
		.space = on_space, .flush = on_flush, .arg = &w,
	};
	int err;

	w = (struct watcher){ .wish.kinds = 1u << NETJOURNAL_KIND_LINK };
	steps = 0;
	flushes = 0;
	flush_result = result;
	err = watcher_open(&w, &handler);
	is_num(err, 0, "opened");
	is_num(w.list && !w.list->next, 1, "one namespace is watched");
	if (!err)
		err = watcher_run(&w);
	watcher_close(&w);
	is_num(!w.list, 1, "none is left");
	return err;
}

int main(void)
{
	is_num(watch(-ECANCELED), -ECANCELED, "a handler ends it");
	is_num(flushes, 2, "when it wants to");
	is_num(steps, 0, "what is there at the start is no news");
	tool_stop = 1;
	is_num(watch(0), -EINTR, "a signal ends it");
	is_num(flushes, 1, "after what was in hand is written");
	return tap_done();
}
