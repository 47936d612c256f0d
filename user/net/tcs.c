// SPDX-License-Identifier: GPL-2.0
/* Reads the classes, filters and chains of traffic control. See tcs.h. */
#include <errno.h>
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"
#include "decode/attr.h"
#include "net/socket.h"
#include "net/tcs.h"

/* A place that can have filters: a qdisc, one side of clsact, or a class. Of a qdisc without a handle only the device. */
struct place {
	int ifindex;
	uint32_t parent, block;
};

struct places {
	struct place *list;
	size_t n, max;
	bool is_class;		/* those that come now are classes */
};

struct reading {
	int (*each)(const struct nlmsghdr *nlh, void *arg);
	void *arg;
};

static int places_add(struct places *p, int ifindex, uint32_t parent, uint32_t block)
{
	size_t max = p->max ? 2 * p->max : 64;
	struct place *list;

	if (p->n == p->max) {
		list = reallocarray(p->list, max, sizeof(*list));
		if (!list)
			return -ENOMEM;
		p->list = list;
		p->max = max;
	}
	p->list[p->n++] = (struct place){ ifindex, parent, block };
	return 0;
}

static uint32_t number_of(struct attr_iter attrs, unsigned int type)
{
	const uint8_t *a = attr_find(attrs, type);

	return a && attr_len(a) == 4 ? attr_u32(a) : 0;
}

/* Clsact has filters for both directions. Both can be in blocks that several devices share. */
static int on_qdisc(const struct nlmsghdr *nlh, void *arg)
{
	struct places *p = arg;
	struct attr_iter attrs;
	struct tcmsg t;
	int err;

	if (nlh->nlmsg_len < NLMSG_SPACE(sizeof(t)))
		return 0;
	memcpy(&t, NLMSG_DATA(nlh), sizeof(t));
	attrs = attr_iter((const uint8_t *)NLMSG_DATA(nlh) + NLMSG_ALIGN(sizeof(t)), nlh->nlmsg_len - NLMSG_SPACE(sizeof(t)));
	if (p->is_class || t.tcm_parent != TC_H_CLSACT)
		return places_add(p, t.tcm_ifindex, t.tcm_handle, 0);
	err = places_add(p, t.tcm_ifindex, TC_H_MAKE(TC_H_CLSACT, TC_H_MIN_INGRESS), number_of(attrs, TCA_INGRESS_BLOCK));
	return err ? err : places_add(p, t.tcm_ifindex, TC_H_MAKE(TC_H_CLSACT, TC_H_MIN_EGRESS),
				      number_of(attrs, TCA_EGRESS_BLOCK));
}

/* The kernel begins with each protocol and priority that has filters. Those have no handle. */
static int on_object(const struct nlmsghdr *nlh, void *arg)
{
	const struct reading *r = arg;
	struct tcmsg t;

	if (nlh->nlmsg_len < NLMSG_SPACE(sizeof(t)))
		return 0;
	memcpy(&t, NLMSG_DATA(nlh), sizeof(t));
	return nlh->nlmsg_type == RTM_NEWTFILTER && !t.tcm_handle ? 0 : r->each(nlh, r->arg);
}

static int dump(struct netlink *n, uint16_t get, int ifindex, uint32_t parent, const struct netlink_handler *h)
{
	struct tcmsg t = { .tcm_ifindex = ifindex, .tcm_parent = parent };
	struct nl_msg *msg = nlmsg_alloc_simple(get, NLM_F_REQUEST | NLM_F_DUMP);

	if (msg && nlmsg_append(msg, &t, sizeof(t), NLMSG_ALIGNTO)) {
		nlmsg_free(msg);
		msg = NULL;
	}
	return netlink_call(n, msg, NULL, h);
}

/* Returns whether an earlier place shares the block. */
static bool has_dumped_block(const struct places *p, size_t i)
{
	size_t j;

	for (j = 0; p->list[i].block && j < i; j++)
		if (p->list[j].block == p->list[i].block)
			return true;
	return false;
}

/* Dumps the classes of each device. The kernel dumps the qdiscs of a device one after another. */
static int read_classes(struct netlink *n, const struct places *p, size_t devices, const struct netlink_handler *h)
{
	int err = 0;
	size_t i;

	for (i = 0; !err && i < devices; i++)
		if (!i || p->list[i].ifindex != p->list[i - 1].ifindex)
			err = dump(n, RTM_GETTCLASS, p->list[i].ifindex, 0, h);
	return err;
}

/* Dumps the filters or chains of each place. Most qdiscs and classes can have none. */
static int read_places(struct netlink *n, const struct places *p, uint16_t get, const struct netlink_handler *h)
{
	int err = 0;
	size_t i;

	for (i = 0; !err && i < p->n; i++) {
		if (!p->list[i].parent || has_dumped_block(p, i))
			continue;
		err = dump(n, get, p->list[i].ifindex, p->list[i].parent, h);
		/* It has none, or is gone. */
		if (err == -EINVAL || err == -ENOENT || err == -EOPNOTSUPP || err == -ENODEV)
			err = 0;
	}
	return err;
}

static int read_sort(struct netlink *n, uint32_t sort, struct places *p, struct reading *r)
{
	const struct netlink_handler places = { .message = on_qdisc, .arg = p };
	const struct netlink_handler objects = { .message = on_object, .arg = r };
	int err = dump(n, RTM_GETQDISC, 0, 0, &places);

	if (err)
		return err;
	if (sort == RTM_NEWTCLASS)
		return read_classes(n, p, p->n, &objects);
	p->is_class = true;
	err = read_classes(n, p, p->n, &places);
	/* RTM_GETTFILTER and RTM_GETCHAIN follow the messages of the objects by 2. */
	return err ? err : read_places(n, p, sort + 2, &objects);
}

int tcs_read(const struct selector *sel, int (*each)(const struct nlmsghdr *nlh, void *arg), void *arg)
{
	struct reading r = { .each = each, .arg = arg };
	struct places p = { 0 };
	int err;
	struct netlink *n = socket_new(NETLINK_ROUTE, &err);

	if (!err)
		err = read_sort(n, sel->type, &p, &r);
	socket_free(n);
	free(p.list);
	return err;
}
