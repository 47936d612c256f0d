// SPDX-License-Identifier: GPL-2.0
/* Plans the commands that undo changes of links: they are made, deleted, and get their properties back. */
#include <linux/if.h>
#include <linux/rtnetlink.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/util.h"
#include "decode/attr.h"
#include "net/recipe_link.h"
#include "net/undo.h"

/* A link that differs, as it was and as the records left it. */
struct link {
	struct undo *undo;
	const struct delta *delta;
	struct event old, new;		/* @old: valid if the delta is '-' or '~'; @new: '+' or '~' */
	char type[LINK_TYPE_MAX];
};

/* The properties of a link that is made again; the command that makes it sets the others. */
static const char *const made_paths[] = {
	"address", "mtu", "txqlen", "group", "ifalias", "inet6_addr_gen_mode", "master",
};

static int plan_step(const struct link *l, const struct recipe *r, enum undo_phase phase)
{
	uint32_t ifindex = l->delta->obj->is.node.id.ifindex;
	uint64_t order = ifindex;

	/* Lower links come before the links on them, and are deleted after them. */
	return undo_add_step(l->undo, r, &(struct undo_step){
		.phase = phase, .order = phase == UNDO_DEL_LINK ? ~order : order,
		.ifindex = ifindex, .seq = l->delta->seq,
	});
}

static int plan_up(const struct link *l, const char *dev, bool up)
{
	struct recipe r;

	recipe_link_up(&r, dev, up);
	return plan_step(l, &r, up ? UNDO_UP : UNDO_DOWN);
}

/* Sets one property. Properties that nobody sets are left alone. */
static int plan_property(const struct link *l, const char *dev, const char *path, const struct values *v,
			 size_t at)
{
	const struct event *ev = l->delta->sign == '+' ? &l->new : &l->old;
	enum undo_phase phase = UNDO_PROPERTY;
	struct recipe r;

	if (!strcmp(path, "ifname"))
		phase = UNDO_NAME;
	/* The port must be in the bond, and up. */
	else if (!strcmp(path, "linkinfo.info_data.active_slave"))
		phase = UNDO_ACTIVE;
	switch (recipe_link_set(&r, dev, l->type, path, v, at)) {
	case 0:
		return plan_step(l, &r, phase);
	case -ENOENT:
		return 0;
	default:
		return undo_add_note(l->undo, ev, l->delta->seq, r.why);
	}
}

static const struct change *find_change(const struct changes *c, const char *path)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (!strcmp(c->list[i].path, path))
			return &c->list[i];
	return NULL;
}

static int compare(struct link *l, int which, const struct event *old, const struct event *new)
{
	return changes_find(&l->undo->changes[which], old, new, domain_names(l->undo->domain, UINT64_MAX));
}

/* The records changed @path. Sets it back, unless somebody else has changed it since. */
static int plan_change(const struct link *l, const char *dev, const char *path)
{
	const struct changes *back = &l->undo->changes[1], *since = &l->undo->changes[2];
	const struct change *change = find_change(back, path);
	char why[CHANGE_PATH_MAX + 64];

	/* It is as it was. */
	if (!change)
		return 0;
	if (find_change(since, path) && !l->undo->force) {
		snprintf(why, sizeof(why), "%s was changed since; --force undoes it anyway", path);
		return undo_add_note(l->undo, &l->old, l->delta->seq, why);
	}
	/* The name is set first. */
	return plan_property(l, strcmp(path, "ifname") ? l->old.ifname : dev, path, &back->new, change->new);
}

/* Sets the flags back that the records changed. */
static int plan_flags(const struct link *l, const struct event *now)
{
	unsigned int then = link_flags_of(&l->old), left = link_flags_of(&l->new), is = link_flags_of(now);
	unsigned int changed = then ^ left, wanted = (is & ~changed) | (then & changed);
	struct recipe r;
	int err = 0;

	if ((wanted ^ is) & IFF_UP)
		err = plan_up(l, l->old.ifname, wanted & IFF_UP);
	if (!err && !recipe_link_flags(&r, l->old.ifname, is, wanted))
		err = plan_step(l, &r, UNDO_PROPERTY);
	return err;
}

/* Returns false if the kernel does not have the link now. */
static bool find_now(const struct link *l, const struct event *ev, struct event *now)
{
	const struct census_object *obj;
	struct identity id;

	identity_of(&id, ev);
	obj = census_find(&l->undo->census, &id);
	return obj && !event_parse(now, obj->nlh, obj->nlh->nlmsg_len) && now->ifname;
}

static int plan_changed(struct link *l)
{
	struct changes *did = &l->undo->changes[0];
	struct event now;
	int err;
	size_t i;

	if (!find_now(l, &l->new, &now))
		return undo_add_note(l->undo, &l->new, l->delta->seq, "the link is gone");
	err = compare(l, 0, &l->old, &l->new);
	if (!err)
		err = compare(l, 1, &now, &l->old);
	if (!err)
		err = compare(l, 2, &l->new, &now);
	for (i = 0; !err && i < did->n; i++)
		err = plan_change(l, now.ifname, did->list[i].path);
	return err ? err : plan_flags(l, &now);
}

/* The name of the other end of a veth, if it was in this network namespace; otherwise NULL. */
static const char *peer_of(const struct link *l)
{
	const uint8_t *link = l->old.attr[IFLA_LINK];
	const struct event_names *names = domain_names(l->undo->domain, l->delta->obj->first - 1);

	if (strcmp(l->type, "veth") || !link || l->old.attr[IFLA_LINK_NETNSID])
		return NULL;
	return names->ifname(names->arg, attr_u32(link));
}

/* Returns whether the peer has been made with its other end. */
static bool is_made(const struct link *l)
{
	const uint8_t *link = l->old.attr[IFLA_LINK];
	uint32_t peer = link ? attr_u32(link) : 0;
	const struct deltas *d = &l->undo->deltas[NETJOURNAL_KIND_LINK];
	size_t i;

	for (i = 0; i < d->n && &d->list[i] != l->delta; i++)
		if (d->list[i].sign == '-' && d->list[i].obj->is.node.id.ifindex == peer)
			return true;
	return false;
}

/* Sets the properties of a link that was made again. */
static int plan_made(struct link *l)
{
	const struct event_names *names = domain_names(l->undo->domain, l->delta->obj->first - 1);
	struct values *v = &l->undo->changes[0].new;
	unsigned int flags = link_flags_of(&l->old);
	struct out o;
	size_t i, at;
	int err = 0;

	out_init_values(&o, v);
	out_object(&o, NULL);
	event_print(&o, &l->old, names);
	out_object_end(&o);
	err = values_error(v);
	for (i = 0; !err && i < ARRAY_SIZE(made_paths); i++) {
		at = value_member(v, 0, made_paths[i]);
		if (at)
			err = plan_property(l, l->old.ifname, made_paths[i], v, at);
	}
	if (!err && flags & IFF_UP)
		err = plan_up(l, l->old.ifname, true);
	return err;
}

/* A link of that name is there again. Only its properties can differ. */
static int plan_again(struct link *l, const struct event *now)
{
	struct changes *back = &l->undo->changes[1];
	int err = compare(l, 1, now, &l->old);
	size_t i;

	l->new = *now;
	for (i = 0; !err && i < back->n; i++)
		err = plan_property(l, now->ifname, back->list[i].path, &back->new, back->list[i].new);
	return err ? err : plan_flags(l, now);
}

static int plan_lost(struct link *l)
{
	const char *name = l->old.ifname ? l->old.ifname : "";
	const struct nlmsghdr *nlh = census_link(&l->undo->census, name);
	const char *peer = peer_of(l);
	char type[LINK_TYPE_MAX];
	struct event now;
	struct recipe r;
	int err = 0;

	if (nlh && !event_parse(&now, nlh, nlh->nlmsg_len)) {
		link_type_of(&now, type);
		if (!strcmp(type, l->type))
			return plan_again(l, &now);
		return undo_add_note(l->undo, &l->old, l->delta->seq, "another link has its name now");
	}
	if (recipe_link_add(&r, &l->old, domain_names(l->undo->domain, l->delta->obj->first - 1), peer))
		return undo_add_note(l->undo, &l->old, l->delta->seq, r.why);
	if (!peer || !is_made(l))
		err = plan_step(l, &r, UNDO_ADD_LINK);
	return err ? err : plan_made(l);
}

/* Returns whether a link of the name has been deleted too, so that it must stay. */
static bool was_before(const struct link *l)
{
	const struct deltas *d = &l->undo->deltas[NETJOURNAL_KIND_LINK];
	const struct nlmsghdr *then;
	struct event old;
	size_t i;

	for (i = 0; i < d->n; i++) {
		then = d->list[i].sign == '-' ? d->list[i].obj->then : NULL;
		if (then && !event_parse(&old, then, then->nlmsg_len) && old.ifname && l->new.ifname &&
		    !strcmp(old.ifname, l->new.ifname))
			return true;
	}
	return false;
}

static int plan_new(struct link *l)
{
	struct event now;
	struct recipe r;

	if (!find_now(l, &l->new, &now) || was_before(l))
		return 0;
	if (!*l->type)
		return undo_add_note(l->undo, &l->new, l->delta->seq, "a device of hardware cannot be deleted");
	recipe_link_delete(&r, now.ifname);
	return plan_step(l, &r, UNDO_DEL_LINK);
}

static int plan_link(struct undo *u, const struct delta *delta)
{
	struct link l = { .undo = u, .delta = delta };
	const struct event *old, *new;

	delta_states(&u->deltas[NETJOURNAL_KIND_LINK], delta, u->domain, &old, &new);
	if (delta->before == SPAN_CHANGED || delta->before == SPAN_UNKNOWN)
		return undo_add_note(u, new ? new : old, delta->seq, "the state before is not known");
	if (old)
		l.old = *old;
	if (new)
		l.new = *new;
	link_type_of(old ? old : new, l.type);
	if (!new)
		return plan_lost(&l);
	return old ? plan_changed(&l) : plan_new(&l);
}

const struct nlmsghdr *undo_link(const struct undo *u, uint32_t ifindex)
{
	const struct span_object *obj = NULL;
	const struct idmap_node *node = NULL;

	while ((node = idmap_walk(&u->census.objects, node)))
		if (node->id.kind == NETJOURNAL_KIND_LINK && node->id.ifindex == ifindex)
			return ((const struct census_object *)node)->nlh;
	while ((obj = span_walk(&u->spans[NETJOURNAL_KIND_LINK], obj)))
		if (obj->is.node.id.ifindex == ifindex)
			return obj->then ? obj->then : obj->is.now;
	return NULL;
}

int undo_plan_links(struct undo *u)
{
	const struct deltas *d = &u->deltas[NETJOURNAL_KIND_LINK];
	int err = 0;
	size_t i;

	for (i = 0; !err && i < d->n; i++)
		err = plan_link(u, &d->list[i]);
	return err;
}
