// SPDX-License-Identifier: GPL-2.0
/*
 * The lines of `netjournal watch`.
 */
#include <sys/socket.h>

#include "cmd/watch_print.h"
#include "decode/kind.h"
#include "net/domain_net.h"

char watch_sign(const struct mirror_step *step, bool known, bool only_changes)
{
	if (step->asked)
		return '?';
	if (step->gone)
		return '-';
	if (known)
		return '~';
	if (step->new)
		return '+';
	return only_changes ? '+' : event_sign(step->ev);
}

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

static void print_start(struct printer *p, const struct watched *wd)
{
	uint64_t time = wd->watcher->time;
	struct out *o = &p->out;

	if (!o->json)
		print_line_start(p, time);
	out_text(o, OUT_PLAIN, "  ");
	out_object(o, NULL);
	out_u64(o, "time", NULL, time);
	if (wd->space)
		print_space(o, wd->space);
}

static void print_end(struct out *o)
{
	out_text(o, OUT_PLAIN, "\n");
	out_object_end(o);
	out_line_end(o);
}

/* "eth0 UP (no carrier): " */
static void print_link_state(struct out *o, const struct event *ev,
			     const struct event_names *names)
{
	const char *name = ev->ifname ? ev->ifname :
			   names->ifname(names->arg, ev->ifindex);

	out_str(o, OUT_NAME, NULL, "%s", name ? name : "?");
	out_text(o, OUT_PLAIN, ev->family == AF_BRIDGE ? " (bridge) " : " ");
	out_str(o, OUT_PLAIN, "state", "%s", event_link_state(ev));
	out_text(o, OUT_PLAIN, ": ");
}

/* Prints the object and, if there are changes, the differences. */
static void print_object(struct out *o, const struct watch_line *line)
{
	const struct event *ev = line->ev;
	bool link = ev->kind == NETJOURNAL_KIND_LINK;
	bool all = o->json || !link || !line->changes || line->names->details;

	if (link)
		print_link_state(o, ev, line->names);
	if (all)
		event_print_object(o, ev, line->names);
	if (!line->changes)
		return;
	if (all)
		out_text(o, OUT_PLAIN, "  (");
	changes_print(o, line->changes);
	if (!line->changes->n)
		out_text(o, OUT_DIM, "no change");
	if (all)
		out_text(o, OUT_PLAIN, ")");
}

void watch_print(struct printer *p, const struct watched *wd,
		 const struct watch_line *line)
{
	struct out *o = &p->out;

	print_start(p, wd);
	out_str(o, OUT_PLAIN, "kind", "%-7s ", object_row(line->ev->kind)->name);
	event_print_sign(o, line->sign);
	print_object(o, line);
	if (line->found) {
		out_text(o, OUT_PLAIN, "  (found)");
		out_bool(o, "found", NULL, true);
	}
	print_end(o);
}

void watch_print_space(struct printer *p, const struct watched *wd, char sign)
{
	struct out *o = &p->out;

	print_start(p, wd);
	out_str(o, OUT_PLAIN, "kind", "%-7s ", "netns");
	event_print_sign(o, sign);
	print_end(o);
}

void watch_print_lost(struct printer *p, const struct watched *wd, uint32_t n)
{
	struct out *o = &p->out;

	print_start(p, wd);
	if (n) {
		out_text(o, OUT_WARN, "! %u messages were lost", n);
		out_u64(o, "lost", NULL, n);
	} else {
		out_text(o, OUT_WARN, "! messages were lost");
		out_null(o, "lost", NULL);
	}
	out_text(o, OUT_WARN, "; a dump of the objects follows");
	print_end(o);
}

void watch_print_mark(struct printer *p, const struct watched *wd, bool end,
		      bool whole)
{
	struct out *o = &p->out;

	print_start(p, wd);
	out_str(o, OUT_DIM, "dump", "-- %s of the dump --", end ? "end" : "begin");
	if (end)
		out_bool(o, "whole", NULL, whole);
	if (end && !whole)
		out_text(o, OUT_WARN, " objects kept disappearing, so some may be missing");
	print_end(o);
}
