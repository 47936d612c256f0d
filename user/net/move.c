// SPDX-License-Identifier: GPL-2.0
/* Reads from records where links move. */
#include <errno.h>
#include <linux/if_link.h>
#include <netlink/attr.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decode/attr.h"
#include "net/move.h"

static const struct nlattr *find_side(const struct record *rec, bool *to)
{
	const struct nlattr *side = record_attr(rec, NETJOURNAL_A_RECORD_MOVED_TO);

	*to = side;
	return side ? side : record_attr(rec, NETJOURNAL_A_RECORD_MOVED_FROM);
}

bool move_of(struct move *m, const struct record *rec, const struct event *ev)
{
	const struct nlattr *side = find_side(rec, &m->to), *a;
	int rem;

	m->inode = 0;
	m->cookie = 0;
	m->name[0] = '\0';
	if (!side) {
		/* The kernel says that a link moves, but the journal does not know where. */
		m->to = ev->kind == NETJOURNAL_KIND_LINK && ev->del && ev->attr[IFLA_NEW_IFINDEX];
		return m->to;
	}
	nla_for_each_nested(a, side, rem) {
		if (nla_type(a) == NETJOURNAL_A_MOVE_INODE)
			m->inode = nla_get_u32(a);
		else if (nla_type(a) == NETJOURNAL_A_MOVE_COOKIE)
			m->cookie = nla_get_u64(a);
		else if (nla_type(a) == NETJOURNAL_A_MOVE_NAME)
			snprintf(m->name, sizeof(m->name), "%s", nla_get_string(a));
	}
	return true;
}

void move_print(struct out *o, const struct move *m)
{
	out_text(o, OUT_PLAIN, "moved %s ", m->to ? "to" : "from");
	if (!m->inode) {
		out_text(o, OUT_PLAIN, "another network namespace");
		return;
	}
	out_u64(o, NULL, "netns %u", m->inode);
	if (m->name[0])
		out_str(o, OUT_NAME, NULL, m->to ? " as %s" : ", where it was %s", m->name);
}

static struct move_end *find_end(struct move_end *list, uint64_t cookie)
{
	while (list && list->cookie != cookie)
		list = list->next;
	return list;
}

static int remember_move(struct move_end **list, const struct record *rec, const struct event *ev)
{
	struct move_end *end;
	struct move m;

	if (!move_of(&m, rec, ev) || !m.to || !m.cookie || find_end(*list, m.cookie))
		return 0;
	end = calloc(1, sizeof(*end));
	if (!end)
		return -ENOMEM;
	end->cookie = m.cookie;
	end->next = *list;
	*list = end;
	return 0;
}

int move_ends_take(struct move_end **list, const struct record *rec, const struct event *ev,
		   bool wanted)
{
	struct move_end *end;

	if (ev->kind == NETJOURNAL_KIND_LINK)
		return wanted ? remember_move(list, rec, ev) : 0;
	if (ev->kind != NETJOURNAL_KIND_NETNS || !ev->del || !ev->attr[NETJOURNAL_A_NETNS_COOKIE])
		return 0;
	end = find_end(*list, attr_uint(ev->attr[NETJOURNAL_A_NETNS_COOKIE]));
	return end ? record_copy_set(&end->end, rec) : 0;
}

bool move_end_find(const struct move_end *list, uint64_t cookie, struct record *rec)
{
	const struct move_end *end = find_end((struct move_end *)list, cookie);

	return end && record_copy_get(&end->end, rec);
}

void move_ends_drop(struct move_end **list)
{
	struct move_end *end;

	while ((end = *list)) {
		*list = end->next;
		record_copy_drop(&end->end);
		free(end);
	}
}
