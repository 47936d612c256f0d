// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal watch`: what rtnetlink announces, as it happens. Needs no module.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "base/tool.h"
#include "cmd/commands.h"
#include "journal/print.h"
#include "net/changes.h"
#include "net/domain_net.h"
#include "net/linknames.h"
#include "net/mirror.h"
#include "net/netspaces.h"
#include "net/rtnl.h"

#define SCAN_EVERY	NS_PER_S		/* for namespaces without a name */
#define SCAN_SOON	(NS_PER_S / 100)	/* for one that is being made */
#define READY_MAX	64

enum {
	OPT_CHANGES = OPT_CORE,
	OPT_ALL_NETNS,
};

struct watch {
	struct args *args;
	struct domain *domain;
	const struct selector *filter;	/* NULL: any */
	struct printer printer;
	struct mirror_wish wish;
	struct changes changes;
	struct netspaces spaces;
	bool details, all_netns;
	bool started;		/* namespaces that are found from now on are new */
	bool ends;		/* and has nothing more to tell */
	bool lost;
	bool told;		/* why it failed */
	int epoll, timer;
	uint64_t time;		/* of what is being printed: real time in ns */
	uint64_t now;		/* CLOCK_BOOTTIME in ns */
	uint64_t scan_at;
	struct watched *list;
};

/* A namespace. @space is NULL if only one is watched. */
struct watched {
	struct watched *next;
	struct watch *watch;
	const struct netspace *space;
	struct mirror mirror;
};

static void print_space(struct out *o, const struct netspace *ns)
{
	out_object(o, "netns");
	if (ns->name[0]) {
		out_str(o, OUT_PLAIN, "name", "%s", ns->name);
		out_u64(o, "inode", NULL, ns->inode);
	} else {
		out_u64(o, "inode", "net:[%u]", ns->inode);
		out_str(o, OUT_WHO, "comm", " (%s", ns->comm);
		out_u64(o, "pid", "[%u])", ns->pid);
	}
	out_object_end(o);
	out_text(o, OUT_PLAIN, "  ");
}

static void print_start(const struct watched *wd)
{
	struct watch *w = wd->watch;
	struct out *o = &w->printer.out;

	if (!o->json)
		print_line_start(&w->printer, w->time);
	out_text(o, OUT_PLAIN, "  ");
	out_object(o, NULL);
	out_u64(o, "time", NULL, w->time);
	if (wd->space)
		print_space(o, wd->space);
}

static int print_end(const struct watched *wd)
{
	struct out *o = &wd->watch->printer.out;

	out_text(o, OUT_PLAIN, "\n");
	out_object_end(o);
	out_line_end(o);
	return 0;
}

/* "eth0 UP (no carrier): " */
static void print_link_state(struct out *o, const struct event *ev,
			     const struct event_names *names)
{
	const char *name = ev->ifname ? ev->ifname :
			   names->ifname(names->arg, ev->ifindex);

	out_str(o, OUT_IFNAME, NULL, "%s", name ? name : "?");
	out_text(o, OUT_PLAIN, ev->family == AF_BRIDGE ? " (bridge) " : " ");
	out_str(o, OUT_PLAIN, "state", "%s", event_link_state(ev));
	out_text(o, OUT_PLAIN, ": ");
}

/* The object and, if @changes, what was different before. */
static void print_object(const struct watch *w, struct out *o,
			 const struct event *ev, const struct event_names *names,
			 const struct changes *changes)
{
	bool link = ev->kind == NETJOURNAL_KIND_LINK;
	bool all = o->json || !link || !changes || w->details;

	if (link)
		print_link_state(o, ev, names);
	if (all)
		event_print_object(o, ev, names);
	if (!changes)
		return;
	if (all)
		out_text(o, OUT_PLAIN, "  (");
	changes_print(o, changes);
	if (!changes->n)
		out_text(o, OUT_DIM, "no change");
	if (all)
		out_text(o, OUT_PLAIN, ")");
}

static struct event_names names_of(const struct watched *wd)
{
	return (struct event_names){
		.ifname = linknames_find, .arg = wd->mirror.names,
		.details = wd->watch->details,
	};
}

static bool matches(const struct watch *w, const struct event *ev,
		    const struct event_names *names)
{
	return !w->filter || selector_match(w->filter, ev, names);
}

static void print_event(const struct watched *wd, const struct event *ev,
			char sign, const struct changes *changes, bool found)
{
	const struct event_names names = names_of(wd);
	struct out *o = &wd->watch->printer.out;

	print_start(wd);
	out_str(o, OUT_PLAIN, "kind", "%-7s ", kind_row(ev->kind)->name);
	event_print_sign(o, sign);
	print_object(wd->watch, o, ev, &names, changes);
	if (found) {
		out_text(o, OUT_PLAIN, "  (found)");
		out_bool(o, "found", NULL, true);
	}
	print_end(wd);
}

static int on_step(const struct mirror_step *step, void *arg)
{
	const struct watched *wd = arg;
	const struct event_names names = names_of(wd);
	struct watch *w = wd->watch;
	struct event ev, old;
	bool known;

	if (event_parse(&ev, step->nlh, step->nlh->nlmsg_len))
		return 0;
	known = step->old && !event_parse(&old, step->old, step->old->nlmsg_len);
	if (!matches(w, &ev, &names) && !(known && matches(w, &old, &names)))
		return 0;
	/* Of all that is printed without being asked for, only of links. */
	known = known && (w->wish.changes || ev.kind == NETJOURNAL_KIND_LINK);
	if (known && changes_find(&w->changes, &old, &ev, &names))
		return -ENOMEM;
	if (known && w->wish.changes && !w->changes.n)
		return 0;
	print_event(wd, &ev, step->asked ? '?' : step->gone ? '-' :
		    known ? '~' : w->wish.changes ? '+' : event_sign(&ev),
		    known ? &w->changes : NULL, step->found);
	return 0;
}

static int on_present(const struct nlmsghdr *nlh, void *arg)
{
	const struct watched *wd = arg;
	const struct event_names names = names_of(wd);
	struct event ev;

	if (!event_parse(&ev, nlh, nlh->nlmsg_len) &&
	    matches(wd->watch, &ev, &names))
		print_event(wd, &ev, '=', NULL, false);
	return 0;
}

static int on_lost(uint32_t n, void *arg)
{
	const struct watched *wd = arg;
	struct out *o = &wd->watch->printer.out;

	wd->watch->lost = true;
	print_start(wd);
	if (n) {
		out_text(o, OUT_WARN, "! %u messages were lost", n);
		out_u64(o, "lost", NULL, n);
	} else {
		out_text(o, OUT_WARN, "! messages were lost");
		out_null(o, "lost", NULL);
	}
	out_text(o, OUT_WARN, "; a dump of the objects follows");
	return print_end(wd);
}

static int on_mark(bool end, bool whole, void *arg)
{
	const struct watched *wd = arg;
	struct out *o = &wd->watch->printer.out;

	wd->watch->lost |= !whole;
	print_start(wd);
	out_str(o, OUT_DIM, "dump", "-- %s of the dump --", end ? "end" : "begin");
	if (end)
		out_bool(o, "whole", NULL, whole);
	if (end && !whole)
		out_text(o, OUT_WARN, " objects kept disappearing, so some may be missing");
	return print_end(wd);
}

static const struct mirror_handler handler = {
	.step = on_step, .present = on_present, .lost = on_lost, .mark = on_mark,
};

static void set_time(struct watch *w)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	w->time = ts.tv_sec * NS_PER_S + ts.tv_nsec;
	clock_gettime(CLOCK_BOOTTIME, &ts);
	w->now = ts.tv_sec * NS_PER_S + ts.tv_nsec;
}

static int wait_for(struct watch *w, int fd, struct watched *wd)
{
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = wd };

	return epoll_ctl(w->epoll, EPOLL_CTL_ADD, fd, &event) ? -errno : 0;
}

/* A namespace takes a file, and there can be more than the soft limit is for. */
static void allow_many_files(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit))
		return;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}

/* Begins to watch the present namespace. */
static int add(struct watch *w, struct netspace *ns)
{
	struct watched *wd = calloc(1, sizeof(*wd));
	int err;

	if (!wd)
		return -ENOMEM;
	wd->watch = w;
	wd->space = ns;
	err = mirror_open(&wd->mirror, &w->wish, &handler, wd);
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
	struct watched **at = &wd->watch->list;

	while (*at != wd)
		at = &(*at)->next;
	*at = wd->next;
	mirror_close(&wd->mirror);
	free(wd);
}

static void print_space_event(const struct watched *wd, char sign)
{
	struct out *o = &wd->watch->printer.out;

	print_start(wd);
	out_str(o, OUT_PLAIN, "kind", "%-7s ", "netns");
	event_print_sign(o, sign);
	print_end(wd);
}

static int on_space(struct netspace *ns, void *arg)
{
	struct watch *w = arg;
	int err = add(w, ns);

	if (!err && w->started)
		print_space_event(w->list, '+');
	return err;
}

static void on_space_gone(struct netspace *ns, void *arg)
{
	struct watched *wd = ns->owner;
	struct watch *w = arg;

	if (wd && !w->ends) {
		mirror_read(&wd->mirror, w->now);
		print_space_event(wd, '-');
	}
	if (wd)
		remove_watched(wd);
}

/* What is due, and what came; and when something is due next. */
static int do_due(struct watch *w, bool names_changed)
{
	struct itimerspec at = { 0 };
	struct watched *wd;
	uint64_t next = 0;
	int err = 0;

	if (w->all_netns && (names_changed || w->now >= w->scan_at)) {
		err = netspaces_scan(&w->spaces);
		w->scan_at = w->now + (w->spaces.soon ? SCAN_SOON : SCAN_EVERY);
		w->started = true;
	}
	if (w->all_netns)
		next = w->scan_at;
	for (wd = w->list; wd && !err; wd = wd->next) {
		err = mirror_tick(&wd->mirror, w->now);
		if (wd->mirror.look_at && (!next || wd->mirror.look_at < next))
			next = wd->mirror.look_at;
	}
	at.it_value.tv_sec = next / NS_PER_S;
	at.it_value.tv_nsec = next % NS_PER_S;
	if (!err && timerfd_settime(w->timer, TFD_TIMER_ABSTIME, &at, NULL))
		err = -errno;
	return err;
}

static int read_ready(struct watch *w)
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
	/* It is only there to wake us. */
	if (read(w->timer, &ignored, sizeof(ignored)) == sizeof(ignored))
		names_changed |= w->now >= w->scan_at;
	return err ? err : do_due(w, names_changed);
}

static int watch_loop(struct watch *w)
{
	int err = do_due(w, true);

	while (!err) {
		err = printer_flush(&w->printer);
		w->told = err;
		if (!err)
			err = tool_wait(w->epoll);
		if (!err)
			err = read_ready(w);
	}
	return err;
}

static int open_spaces(struct watch *w)
{
	static struct netspaces_handler spaces = {
		.found = on_space, .gone = on_space_gone,
	};
	int err;

	allow_many_files();
	spaces.arg = w;
	err = netspaces_open(&w->spaces, &spaces);
	w->told = err == -EPERM;
	if (w->told)
		complain("watch: --all-netns needs CAP_SYS_ADMIN to enter the namespaces");
	return err ? err : wait_for(w, w->spaces.notify, NULL);
}

static int run_watch(struct watch *w)
{
	int err, done = 0;

	err = tool_catch_signals();
	w->epoll = epoll_create1(EPOLL_CLOEXEC);
	w->timer = timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
	if (!err && (w->epoll < 0 || w->timer < 0))
		err = -errno;
	printer_init(&w->printer, w->args->json, NULL);
	set_time(w);
	if (!err)
		err = wait_for(w, w->timer, NULL);
	if (!err)
		err = w->all_netns ? open_spaces(w) : add(w, NULL);
	if (!err)
		done = err = watch_loop(w);
	w->ends = true;
	/* A signal is the way to end it, and so is a reader that had enough. */
	if (done == -EINTR || done == -EPIPE)
		err = 0;
	if (done == -EINTR)
		err = printer_flush(&w->printer);
	else if (err && !w->told)
		complain("watch: %s", strerror(-err));

	if (w->spaces.handler)
		netspaces_close(&w->spaces);
	while (w->list)
		remove_watched(w->list);
	changes_free(&w->changes);
	close(w->timer);
	close(w->epoll);
	return err ? STATUS_SYSTEM : w->lost ? STATUS_LOST : STATUS_DONE;
}

static int parse_kind(struct watch *w, const char *word)
{
	enum netjournal_kind kind = kind_by_name(word);

	if (!kind)
		return args_usage(w->args, "unknown object: %s", word);
	w->wish.kinds |= 1u << kind;
	return STATUS_DONE;
}

static int parse_option(struct watch *w, int id)
{
	char text[256];

	switch (id) {
	case ARGS_WORD:
		return parse_kind(w, w->args->value);
	case '4':
	case '6':
		if (w->wish.family)
			return args_usage(w->args, "-4 and -6 cannot be combined");
		w->wish.family = id == '4' ? AF_INET : AF_INET6;
		break;
	case 'd':
		w->details = true;
		break;
	case OPT_CHANGES:
		w->wish.changes = true;
		break;
	case OPT_ALL_NETNS:
		w->all_netns = true;
		break;
	default:
		if (domain_option(w->domain, id, w->args->value, text, sizeof(text)))
			return args_usage(w->args, "--%s: %s", w->args->opt->name, text);
	}
	return STATUS_DONE;
}

static int run(struct args *a)
{
	static struct watch w;
	int id, status = STATUS_DONE;

	w.args = a;
	w.domain = domain_new();
	if (!w.domain) {
		complain("watch: %s", strerror(ENOMEM));
		return STATUS_SYSTEM;
	}
	while (status == STATUS_DONE && (id = args_next(a)) > 0)
		status = parse_option(&w, id);
	if (status == STATUS_DONE && id < 0) {
		status = args_status(id);
	} else if (status == STATUS_DONE) {
		if (!w.wish.kinds)
			w.wish.kinds = rtnl_kinds();
		w.filter = domain_filter(w.domain);
		status = run_watch(&w);
	}
	domain_free(w.domain);
	return status;
}

static const struct opt opts[] = {
	{ OPT_CHANGES, "changes", NULL, "print only differences, with the old and the new value" },
	{ OPT_ALL_NETNS, "all-netns", NULL, "watch all network namespaces" },
	{ '4', "ipv4", NULL, "print only IPv4 objects, and links" },
	{ '6', "ipv6", NULL, "print only IPv6 objects, and links" },
	{ 'd', "details", NULL, "print more attributes in text" },
	OPT_JSON,
	{ 0 }
};

const struct verb verb_watch = {
	.name = "watch",
	.words = "[OBJECT...] [options]",
	.summary = "Prints changes of network objects as they happen",
	.opts = opts,
	.more_opts = domain_opts,
	.more_help =
		"OBJECT: link addr route rule neigh nexthop; without any, all\n",
	.run = run,
};
