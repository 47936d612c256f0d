// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal watch`: prints changes that rtnetlink announces. Needs no module.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/tool.h"
#include "cmd/domain_verbs.h"
#include "cmd/objects.h"
#include "decode/kind.h"
#include "cmd/watch_print.h"
#include "net/domain_net.h"
#include "net/linknames.h"
#include "net/rtnl.h"

enum {
	OPT_CHANGES = OPT_CORE,
	OPT_ALL_NETNS,
};

struct watch {
	struct args *args;
	struct domain *domain;
	const struct selector *filter;	/* NULL: any */
	struct printer printer;
	struct changes changes;
	struct watcher watcher;
	bool details;
	bool lost;
	bool told;		/* why it failed */
};

static struct watch *watch_of(const struct watched *wd)
{
	return wd->watcher->handler->arg;
}

static struct event_names names_of(const struct watched *wd)
{
	return (struct event_names){
		.ifname = linknames_find, .arg = wd->mirror.names,
		.details = watch_of(wd)->details,
	};
}

static bool is_wanted(const struct watch *w, const struct event *ev,
		      const struct event_names *names)
{
	return !w->filter || selector_match(w->filter, ev, names);
}

static int on_step(const struct mirror_step *step, void *arg)
{
	const struct watched *wd = arg;
	const struct event_names names = names_of(wd);
	const struct event *ev = step->ev;
	struct watch *w = watch_of(wd);
	bool only_changes = w->watcher.wish.changes, known;
	struct event old;
	char sign;

	known = step->old && !event_parse(&old, step->old, step->old->nlmsg_len);
	if (!is_wanted(w, ev, &names) && !(known && is_wanted(w, &old, &names)))
		return 0;
	sign = watch_sign(step, known, only_changes);
	/* Without --changes, differences are printed only for links. */
	known = known && (only_changes || ev->kind == NETJOURNAL_KIND_LINK);
	if (known && changes_find(&w->changes, &old, ev, &names))
		return -ENOMEM;
	if (known && only_changes && !w->changes.n)
		return 0;
	watch_print(&w->printer, wd, &(struct watch_line){
		.ev = ev, .names = &names, .found = step->found,
		.sign = sign,
		.changes = known ? &w->changes : NULL,
	});
	return 0;
}

static int on_present(const struct event *ev, void *arg)
{
	const struct watched *wd = arg;
	const struct event_names names = names_of(wd);
	const struct watch_line line = { .ev = ev, .names = &names, .sign = '=' };
	struct watch *w = watch_of(wd);

	if (is_wanted(w, ev, &names))
		watch_print(&w->printer, wd, &line);
	return 0;
}

static int on_lost(uint32_t n, void *arg)
{
	struct watch *w = watch_of(arg);

	w->lost = true;
	watch_print_lost(&w->printer, arg, n);
	return 0;
}

static int on_mark(bool end, bool whole, void *arg)
{
	struct watch *w = watch_of(arg);

	w->lost |= !whole;
	watch_print_mark(&w->printer, arg, end, whole);
	return 0;
}

static void on_space(const struct watched *wd, char sign)
{
	watch_print_space(&watch_of(wd)->printer, wd, sign);
}

static int on_flush(void *arg)
{
	struct watch *w = arg;
	int err = printer_flush(&w->printer);

	w->told = err;
	return err;
}

static int watch_run(struct watch *w)
{
	const struct watcher_handler handler = {
		.mirror = {
			.step = on_step, .present = on_present,
			.lost = on_lost, .mark = on_mark,
		},
		.space = on_space, .flush = on_flush, .arg = w,
	};
	int err;

	printer_init(&w->printer, w->args->json, NULL);
	err = tool_catch_signals();
	if (err)
		goto out;
	err = watcher_open(&w->watcher, &handler);
	if (err == -EPERM && w->watcher.all_netns) {
		complain("watch: --all-netns needs CAP_SYS_ADMIN to enter the namespaces");
		w->told = true;
	}
	if (err)
		goto close;
	err = watcher_run(&w->watcher);
	/* A signal or a closed output is the normal end. */
	if (err == -EINTR)
		err = on_flush(w);
	else if (err == -EPIPE)
		err = 0;
close:
	watcher_close(&w->watcher);
	changes_free(&w->changes);
out:
	if (err && !w->told)
		complain("watch: %s", strerror(-err));
	if (err)
		return STATUS_SYSTEM;
	return w->lost ? STATUS_LOST : STATUS_DONE;
}

static int kind_parse(struct watch *w, const char *word)
{
	enum netjournal_kind kind = kind_by_name(word);

	if (!kind)
		return object_unknown(w->args, word);
	if (!kind_is_listed(kind))
		return args_usage(w->args, "%s: nothing announces it without the journal; use netjournal log -f %s",
				  object_row(kind)->name, object_row(kind)->name);
	w->watcher.wish.kinds |= 1u << kind;
	return STATUS_DONE;
}

static int option_parse(struct watch *w, int id)
{
	char text[256];

	switch (id) {
	case ARGS_WORD:
		return kind_parse(w, w->args->value);
	case '4':
	case '6':
		if (w->watcher.wish.family)
			return args_usage(w->args, "-4 and -6 cannot be combined");
		w->watcher.wish.family = id == '4' ? AF_INET : AF_INET6;
		break;
	case 'd':
		w->details = true;
		break;
	case OPT_CHANGES:
		w->watcher.wish.changes = true;
		break;
	case OPT_ALL_NETNS:
		w->watcher.all_netns = true;
		break;
	default:
		if (domain_option(w->domain, id, w->args->value, text, sizeof(text)))
			return args_usage(w->args, "--%s: %s", w->args->opt->name, text);
	}
	return STATUS_DONE;
}

static int verb_watch_run(struct args *a)
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
		status = option_parse(&w, id);
	if (status == STATUS_DONE && id < 0) {
		status = args_status(id);
	} else if (status == STATUS_DONE) {
		if (!w.watcher.wish.kinds)
			w.watcher.wish.kinds = rtnl_kinds();
		w.filter = domain_filter(w.domain);
		status = watch_run(&w);
	}
	domain_free(w.domain);
	return status;
}

static const struct opt opts[] = {
	{ OPT_CHANGES, "changes", NULL, "print only differences, with old and new value" },
	{ OPT_ALL_NETNS, "all-netns", NULL, "watch all network namespaces" },
	{ '4', "ipv4", NULL, "print only IPv4 objects, and links" },
	{ '6', "ipv6", NULL, "print only IPv6 objects, and links" },
	{ 'd', "details", NULL, "print more attributes in text" },
	OPT_JSON,
	{ 0 }
};

static void print_watch_objects(void)
{
	objects_print_kinds("OBJECT", kinds_where(kind_is_listed));
}

static void complete_watch_objects(int n, char **words)
{
	(void)n;
	(void)words;
	objects_complete_kinds(kinds_where(kind_is_listed));
}

const struct verb verb_watch = {
	.name = "watch",
	.words = "[OBJECT...] [options]",
	.summary = "Prints changes of network objects as they happen",
	.opts = opts,
	.more_opts = domain_opts,
	.print_words = print_watch_objects,
	.complete = complete_watch_objects,
	.more_help = "Without an OBJECT, all of them\n",
	.run = verb_watch_run,
};
