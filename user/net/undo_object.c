// SPDX-License-Identifier: GPL-2.0
/* Plans the commands that undo changes of objects that are no links. See undo.h. */
#include <errno.h>
#include <inttypes.h>
#include <linux/if_addr.h>
#include <linux/neighbour.h>
#include <linux/nexthop.h>
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "decode/attr.h"
#include "decode/neigh.h"
#include "decode/select.h"
#include "decode/vlan.h"
#include "net/recipe_link.h"
#include "net/undo.h"

static const struct {
	enum undo_phase del, add;
} phases[NETJOURNAL_KIND_MAX + 1] = {
	[NETJOURNAL_KIND_ADDR] = { UNDO_DEL_ADDR, UNDO_ADD_ADDR },
	[NETJOURNAL_KIND_ROUTE] = { UNDO_DEL_ROUTE, UNDO_ADD_ROUTE },
	[NETJOURNAL_KIND_RULE] = { UNDO_DEL_RULE, UNDO_ADD_RULE },
	[NETJOURNAL_KIND_NEIGH] = { UNDO_DEL_NEIGH, UNDO_ADD_NEIGH },
	[NETJOURNAL_KIND_NEXTHOP] = { UNDO_DEL_NEXTHOP, UNDO_ADD_NEXTHOP },
	[NETJOURNAL_KIND_VLAN] = { UNDO_DEL_VLAN, UNDO_ADD_VLAN },
	[NETJOURNAL_KIND_FDB] = { UNDO_DEL_FDB, UNDO_ADD_FDB },
	[NETJOURNAL_KIND_MDB] = { UNDO_DEL_MDB, UNDO_ADD_MDB },
	[NETJOURNAL_KIND_MPLS] = { UNDO_DEL_MPLS, UNDO_ADD_MPLS },
	[NETJOURNAL_KIND_SYSCTL] = { UNDO_SYSCTL, UNDO_SYSCTL },
	[NETJOURNAL_KIND_XFRM] = { UNDO_DEL_POLICY, UNDO_ADD_POLICY },
	[NETJOURNAL_KIND_TC] = { UNDO_DEL_QDISC, UNDO_ADD_QDISC },
};

/* An object that differs, as it was and as the records left it. */
struct object {
	struct undo *undo;
	const struct delta *delta;
	const struct event *old, *new;
	char then[RECIPE_BYTES], left[RECIPE_BYTES];	/* as commands; "" if there is no state */
};

/* Returns whether the qdisc is one of the device, and no child of another qdisc. */
static bool is_top(const struct event *ev)
{
	return ev->table == TC_H_ROOT || ev->table == TC_H_INGRESS;
}

/*
 * Objects that others need come first: primary addresses, routes without gateway, single nexthops, the
 * qdiscs of devices, and the sysctls of all devices, which set those of each.
 */
static uint64_t add_order(const struct event *ev, uint64_t seq)
{
	const uint8_t *flags = ev->attr[IFA_FLAGS];
	uint64_t later = 0;

	if (ev->kind == NETJOURNAL_KIND_ADDR && flags)
		later = !!(attr_uint(flags) & IFA_F_SECONDARY);
	if (ev->kind == NETJOURNAL_KIND_ROUTE)
		later = ev->attr[RTA_GATEWAY] || ev->attr[RTA_VIA] || ev->attr[RTA_MULTIPATH] || ev->id;
	if (ev->kind == NETJOURNAL_KIND_NEXTHOP)
		later = !!ev->attr[NHA_GROUP];
	if (ev->kind == NETJOURNAL_KIND_TC)
		later = !is_top(ev);
	/* An entry without a VLAN is made in all VLANs of the port. */
	if (ev->kind == NETJOURNAL_KIND_FDB)
		later = !!ev->attr[NDA_VLAN];
	if (ev->kind == NETJOURNAL_KIND_SYSCTL)
		later = !strstr((const char *)attr_data(ev->attr[NETJOURNAL_A_SYSCTL_PATH]), "/all/");
	return later << 62 | seq;
}

/* Returns whether the object has a life time, which has gone on, so a command cannot bring it back. */
static bool is_mortal(const struct event *ev)
{
	const uint8_t *flags = ev->attr[IFA_FLAGS], *a = ev->attr[RTA_CACHEINFO];
	struct rta_cacheinfo info;
	struct rtmsg r;

	if (ev->kind == NETJOURNAL_KIND_ADDR)
		return flags && !(attr_uint(flags) & IFA_F_PERMANENT);
	if (ev->kind != NETJOURNAL_KIND_ROUTE)
		return false;
	memcpy(&r, ev->hdr, sizeof(r));
	if (a && attr_len(a) >= sizeof(info)) {
		memcpy(&info, attr_data(a), sizeof(info));
		if (info.rta_expires)
			return true;
	}
	return r.rtm_protocol == RTPROT_RA;
}

static bool is_kernel_route(const struct event *ev)
{
	struct rtmsg r;

	memcpy(&r, ev->hdr, sizeof(r));
	return ev->kind == NETJOURNAL_KIND_ROUTE && r.rtm_protocol == RTPROT_KERNEL;
}

/* Writes the command that makes @ev into @line. Returns 0 or -ENOTSUP. */
static int make_line(struct undo *u, const struct event *ev, uint64_t seq, char *line, struct recipe *r)
{
	int err = recipe_object(r, ev, domain_names(u->domain, seq), RECIPE_ADD);

	if (!err)
		recipe_line(r, line, RECIPE_BYTES);
	return err;
}

/* Notes who has changed the object after the records that must be undone. */
static int note_conflict(const struct object *o)
{
	const struct event *ev = o->new ? o->new : o->old;
	struct record later;
	bool is_later = record_copy_get(&o->delta->obj->later, &later);
	const struct origin *origin = is_later ? record_origin(&later) : NULL;
	char why[160];

	if (is_later)
		snprintf(why, sizeof(why), "it was changed since, by %s (#%" PRIu64 "); --force undoes it anyway",
			 origin && origin->comm ? origin->comm : "the kernel", later.seq);
	else
		snprintf(why, sizeof(why), "it is not as the records say; --force undoes it anyway");
	return undo_add_note(o->undo, ev, o->delta->seq, why);
}

static bool is_bridge(const struct undo *u, uint32_t ifindex)
{
	const struct nlmsghdr *nlh = undo_link(u, ifindex);
	char type[LINK_TYPE_MAX];
	struct event ev;

	if (!nlh || event_parse(&ev, nlh, nlh->nlmsg_len))
		return false;
	link_type_of(&ev, type);
	return !strcmp(type, "bridge");
}

static int step(const struct object *o, const struct event *ev, enum recipe_verb verb)
{
	struct undo *u = o->undo;
	bool del = verb == RECIPE_DELETE;
	/* Devices have their old names again when objects are added. */
	uint64_t seq = del ? UINT64_MAX : o->delta->obj->first - 1;
	struct recipe r;

	if (recipe_object(&r, ev, domain_names(u->domain, seq), verb))
		return undo_add_note(u, ev, o->delta->seq, r.why);
	if (ev->kind == NETJOURNAL_KIND_VLAN && is_bridge(u, ev->ifindex))
		recipe_add(&r, "self");
	return undo_add_step(u, &r, &(struct undo_step){
		.phase = del ? phases[ev->kind].del : phases[ev->kind].add,
		.order = del ? ~add_order(ev, o->delta->seq) : add_order(ev, o->delta->seq),
		.ifindex = ev->ifindex, .seq = o->delta->seq,
	});
}

/* Returns whether a step of one of these phases (a mask) is about the device. */
static bool has_step(const struct undo *u, uint32_t ifindex, unsigned int some)
{
	size_t i;

	for (i = 0; ifindex && i < u->n; i++)
		if (u->steps[i].ifindex == ifindex && some & 1u << u->steps[i].phase)
			return true;
	return false;
}

/* Returns whether a step makes the device a port, or no port any more. */
static bool has_master_step(const struct undo *u, uint32_t ifindex)
{
	size_t i;

	for (i = 0; i < u->n; i++)
		if (u->steps[i].ifindex == ifindex && u->steps[i].phase == UNDO_PROPERTY &&
		    strstr(u->steps[i].line, "master"))
			return true;
	return false;
}

/* Returns whether the link has a property, as the message says. */
typedef bool (link_test)(const struct event *link, const void *arg);

static bool passes(const struct nlmsghdr *nlh, link_test *test, const void *arg)
{
	struct event link;

	return nlh && !event_parse(&link, nlh, nlh->nlmsg_len) && test(&link, arg);
}

/* Returns whether the link has the property, or had it before or after the records to undo. */
static bool link_had(const struct undo *u, uint32_t ifindex, link_test *test, const void *arg)
{
	const struct span_object *obj = NULL;

	if (passes(undo_link(u, ifindex), test, arg))
		return true;
	while ((obj = span_walk(&u->spans[NETJOURNAL_KIND_LINK], obj)))
		if (obj->is.node.id.ifindex == ifindex && (passes(obj->then, test, arg) || passes(obj->left, test, arg)))
			return true;
	return false;
}

static bool has_address(const struct event *link, const void *mac)
{
	return attr_same(link->attr[IFLA_ADDRESS], mac);
}

/* The kernel itself has an entry with the address of each bridge and each port. */
static bool is_own_entry(const struct undo *u, const struct event *ev)
{
	const uint8_t *mac = ev->attr[NDA_LLADDR];
	struct ndmsg ndm;

	if (ev->kind != NETJOURNAL_KIND_FDB || !ev->attr[NDA_MASTER] || !mac)
		return false;
	memcpy(&ndm, ev->hdr, sizeof(ndm));
	return ndm.ndm_state & NUD_PERMANENT && link_had(u, ev->ifindex, has_address, mac);
}

static bool is_own(const struct undo *u, const struct event *ev)
{
	return ev->kind == NETJOURNAL_KIND_FDB ? is_own_entry(u, ev) : event_is_own(ev);
}

/* Returns the number of a device that an attribute has, or 0. */
static uint32_t index_in(const uint8_t *a)
{
	return a && attr_len(a) == sizeof(uint32_t) ? attr_u32(a) : 0;
}

/* @arg: the number of a bridge */
static bool has_master(const struct event *link, const void *arg)
{
	const uint32_t *bridge = arg;

	return index_in(link->attr[IFLA_MASTER]) == *bridge;
}

/*
 * If the bridge or a port of it changes, entries of the kernel itself follow. Otherwise somebody has deleted the entry
 * of @ev.
 */
static bool has_bridge_step(const struct undo *u, const struct event *ev)
{
	const unsigned int links = 1u << UNDO_PROPERTY | 1u << UNDO_ADD_LINK | 1u << UNDO_DEL_LINK;
	uint32_t bridge = index_in(ev->attr[NDA_MASTER]);
	size_t i;

	for (i = 0; i < u->n; i++)
		if (links & 1u << u->steps[i].phase &&
		    (u->steps[i].ifindex == ev->ifindex || u->steps[i].ifindex == bridge ||
		     link_had(u, u->steps[i].ifindex, has_master, &bridge)))
			return true;
	return false;
}

/* Returns whether a bridge had the entry of @ev then, perhaps at another port: with the address of both, either can have it. */
static bool was_local(const struct undo *u, const struct event *ev)
{
	const struct span_object *obj = NULL;
	struct event then;

	while ((obj = span_walk(&u->spans[NETJOURNAL_KIND_FDB], obj)))
		if (obj->then && !event_parse(&then, obj->then, obj->then->nlmsg_len) && fdb_is_local(&then) &&
		    then.attr[NDA_MASTER] && attr_same(then.attr[NDA_LLADDR], ev->attr[NDA_LLADDR]) &&
		    attr_same(then.attr[NDA_VLAN], ev->attr[NDA_VLAN]))
			return true;
	return false;
}

/* Returns whether the object is on a port, and comes and goes with the port's master. */
static bool is_of_port(const struct event *ev)
{
	return ev->kind == NETJOURNAL_KIND_VLAN || ev->kind == NETJOURNAL_KIND_FDB ||
	       ev->kind == NETJOURNAL_KIND_MDB;
}

/* The device of a group is the bridge. */
static uint32_t port_of(const struct event *ev)
{
	return ev->kind == NETJOURNAL_KIND_MDB ? ev->id : ev->ifindex;
}

/* Returns whether the kernel makes the object of @ev again because of other steps. */
static bool comes_itself(const struct undo *u, const struct event *ev)
{
	unsigned int up = 1u << UNDO_UP | 1u << UNDO_ADD_LINK;

	/* Usually the VLAN that a port begins with. */
	if (ev->kind == NETJOURNAL_KIND_VLAN)
		return vlan_is_pvid(ev) && (has_master_step(u, ev->ifindex) ||
					    has_step(u, ev->ifindex, 1u << UNDO_ADD_LINK));

	if (ev->kind == NETJOURNAL_KIND_ADDR)
		return event_is_own(ev) && has_step(u, ev->ifindex, up);
	return is_kernel_route(ev) && has_step(u, ev->ifindex, up | 1u << UNDO_ADD_ADDR);
}

/*
 * Another object of the kernel has the key of the one that must come back. Returns whether it was there
 * before too; only routes can share a key.
 */
static bool shares_key(const struct object *o, const struct census_object *other)
{
	const struct span *s = &o->undo->spans[o->old->kind];
	const struct span_object *obj;
	struct event ev;

	if (o->old->kind != NETJOURNAL_KIND_ROUTE || event_parse(&ev, other->nlh, other->nlh->nlmsg_len))
		return false;
	obj = (const struct span_object *)idmap_find(&s->objects, &other->node.id);
	for (; obj; obj = (const struct span_object *)idmap_next(&obj->is.node))
		if (obj->is.now && obj->is.path == event_path(&ev))
			return obj->touched ? obj->before == SPAN_PRESENT : obj->born < o->delta->obj->first;
	return true;
}

/* Returns whether a step deletes this object of the kernel. */
static bool will_go(const struct object *o, const struct census_object *other)
{
	const struct span *s = &o->undo->spans[o->old->kind];
	const struct span_object *obj;
	struct event ev;

	if (event_parse(&ev, other->nlh, other->nlh->nlmsg_len))
		return false;
	obj = (const struct span_object *)idmap_find(&s->objects, &other->node.id);
	for (; obj; obj = (const struct span_object *)idmap_next(&obj->is.node))
		if (obj->is.now && obj->is.path == event_path(&ev))
			return obj->touched && obj->before == SPAN_ABSENT && obj->left;
	return false;
}

/* Returns whether the kernel has made the qdisc, where nobody has asked for another one. */
static bool is_default_qdisc(const struct event *ev)
{
	return ev->kind == NETJOURNAL_KIND_TC && !ev->id;
}

/* Returns whether the object is only what the kernel has if nobody asks for something else. */
static bool is_default(const struct census_object *other)
{
	struct event ev;

	return !event_parse(&ev, other->nlh, other->nlh->nlmsg_len) && is_default_qdisc(&ev);
}

/* Classes and filters are recorded as requests, if at all, and go with their qdisc. */
static int note_classes(const struct object *o)
{
	static const char *const kinds[] = { "htb", "hfsc", "drr", "qfq", "clsact", "ingress" };
	size_t i;

	for (i = 0; o->old->kind == NETJOURNAL_KIND_TC && i < ARRAY_SIZE(kinds); i++)
		if (selector_is_name(kinds[i], o->old->attr[TCA_KIND]))
			return undo_add_note(o->undo, o->old, o->delta->seq,
					     "the qdisc comes back without its classes and filters");
	return 0;
}

/*
 * Returns whether the device of a lost object was both made and deleted by what is undone, so that nothing was on it
 * before. The kernel may have made the object in a thread of its own, which is not undone.
 */
static bool is_on_brief_link(const struct undo *u, uint32_t ifindex)
{
	const struct span_object *obj = NULL;

	while ((obj = span_walk(&u->spans[NETJOURNAL_KIND_LINK], obj)))
		if (obj->is.node.id.ifindex == ifindex)
			return obj->touched && obj->before == SPAN_ABSENT && !obj->is.now;
	return false;
}

/* The object is gone: it must come back. */
static int plan_lost(const struct object *o)
{
	const struct census_object *other;
	enum recipe_verb verb = RECIPE_ADD;
	struct identity id;
	int err;

	if (census_has(&o->undo->census, o->then) || is_on_brief_link(o->undo, o->old->ifindex))
		return 0;
	/* If it does not, the next round finds that out. */
	if (comes_itself(o->undo, o->old))
		return 0;
	identity_of(&id, o->old);
	other = census_find(&o->undo->census, &id);
	/* The kernel has made it again, with its port. */
	if (other && o->old->kind == NETJOURNAL_KIND_FDB && fdb_is_local(o->old))
		return 0;
	for (; other; other = (const struct census_object *)idmap_next(&other->node)) {
		if (will_go(o, other) || is_default(other))
			continue;
		if (shares_key(o, other))
			verb = RECIPE_APPEND;
		else if (!o->undo->force)
			return note_conflict(o);
		else
			return step(o, o->old, RECIPE_PUT);
	}
	err = note_classes(o);
	return err ? err : step(o, o->old, verb);
}

/*
 * Returns whether the object came with the commands that were carried out so far. The kernel makes a route with
 * an address, but if somebody had deleted that route before, it must go.
 */
static bool came_with_commands(const struct object *o)
{
	return o->undo->applied && o->delta->seq > o->undo->applied;
}

/* Returns whether a step removes or replaces the qdisc that the object is, or is below of. */
static bool goes_with_qdisc(const struct object *o)
{
	const struct undo *u = o->undo;
	size_t i;

	for (i = 0; o->new->kind == NETJOURNAL_KIND_TC && !is_top(o->new) && i < u->n; i++)
		if (u->steps[i].ifindex == o->new->ifindex && u->steps[i].phase == UNDO_DEL_QDISC &&
		    strstr(u->steps[i].line, " root"))
			return true;
	return false;
}

/* The object is new: it must go. */
static int plan_new(const struct object *o)
{
	if (has_step(o->undo, o->new->ifindex, 1u << UNDO_DEL_LINK))
		return 0;
	/* It goes with its address or device. */
	if ((is_kernel_route(o->new) || is_own(o->undo, o->new)) && !came_with_commands(o))
		return 0;
	if (goes_with_qdisc(o))
		return 0;
	if (is_of_port(o->new) && has_master_step(o->undo, port_of(o->new)))
		return 0;
	/* An object on a device that has another index now is another one for the journal. */
	if (census_has(&o->undo->wanted, o->left))
		return 0;
	if (census_has(&o->undo->census, o->left))
		return step(o, o->new, RECIPE_DELETE);
	if (o->delta->obj->is.now && !o->undo->force)
		return note_conflict(o);
	return 0;
}

/* Returns whether the kernel has several objects with the key. It would replace the first of them. */
static bool shares_its_key(const struct object *o)
{
	const struct census_object *first;
	struct identity id;

	/* One sysctl can have two names. */
	if (o->old->kind == NETJOURNAL_KIND_SYSCTL)
		return false;
	identity_of(&id, o->old);
	first = census_find(&o->undo->census, &id);
	return first && idmap_next(&first->node);
}

/* Returns whether the kernel refuses to turn the one into the other. */
static bool must_go_first(const struct object *o)
{
	if (o->old->kind == NETJOURNAL_KIND_ADDR || o->old->kind == NETJOURNAL_KIND_RULE)
		return true;
	/* A qdisc stays of its kind as long as it has its handle. */
	return o->old->kind == NETJOURNAL_KIND_TC && o->old->id == o->new->id &&
	       !attr_same(o->old->attr[TCA_KIND], o->new->attr[TCA_KIND]);
}

static int plan_changed(const struct object *o)
{
	bool shared;
	int err;

	if (!strcmp(o->then, o->left) || census_has(&o->undo->census, o->then))
		return 0;
	if (!census_has(&o->undo->census, o->left) && !o->undo->force)
		return note_conflict(o);
	shared = shares_its_key(o);
	if (!shared && !must_go_first(o))
		return step(o, o->old, RECIPE_PUT);
	err = step(o, o->new, RECIPE_DELETE);
	return err ? err : step(o, o->old, shared ? RECIPE_APPEND : RECIPE_ADD);
}

int undo_plan_object(struct undo *u, enum netjournal_kind kind, const struct delta *delta)
{
	static struct object o;
	struct recipe r;

	o = (struct object){ .undo = u, .delta = delta };
	delta_states(&u->deltas[kind], delta, u->domain, &o.old, &o.new);
	if (o.old && is_default_qdisc(o.old))
		o.old = NULL;
	if (o.new && is_default_qdisc(o.new))
		o.new = NULL;
	if (!o.old && !o.new)
		return 0;
	/* The kernel makes and deletes it. But if a bridge and its port have the same address, either can have the entry. */
	if (!(o.old && o.new) && is_own_entry(u, o.old ? o.old : o.new) &&
	    (o.new ? !came_with_commands(&o) || was_local(u, o.new) : has_bridge_step(u, o.old) || u->applied))
		return 0;
	if (delta->before == SPAN_CHANGED || delta->before == SPAN_UNKNOWN)
		return undo_add_note(u, o.new ? o.new : o.old, delta->seq, "the state before is not known");
	if (o.old && is_mortal(o.old))
		return undo_add_note(u, o.old, delta->seq, "it had a life time");
	if ((o.old && make_line(u, o.old, delta->obj->first - 1, o.then, &r)) ||
	    (o.new && make_line(u, o.new, UINT64_MAX, o.left, &r)))
		return undo_add_note(u, o.new ? o.new : o.old, delta->seq, r.why);
	if (!o.new)
		return plan_lost(&o);
	return o.old ? plan_changed(&o) : plan_new(&o);
}

int undo_collect_wanted(struct undo *u, enum netjournal_kind kind)
{
	const struct event *old, *new;
	const struct delta *delta;
	char line[RECIPE_BYTES];
	struct recipe r;
	int err = 0;
	size_t i;

	for (i = 0; !err && i < u->deltas[kind].n; i++) {
		delta = &u->deltas[kind].list[i];
		delta_states(&u->deltas[kind], delta, u->domain, &old, &new);
		if (old && !make_line(u, old, delta->obj->first - 1, line, &r))
			err = census_add_line(&u->wanted, line);
	}
	return err;
}

