// SPDX-License-Identifier: GPL-2.0
/*
 * Finds the devices that a selector names, and the links that it describes.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "net/devices.h"
#include "net/rtnl.h"

#define LINKS_FIRST	64	/* that there is room for at first */

struct found_device {
	uint32_t ifindex;
	char *name;		/* of SELECTOR_DEV_MAX bytes */
};

static int on_device(const struct nlmsghdr *nlh, void *arg)
{
	struct found_device *found = arg;
	struct event ev;

	if (!event_parse(&ev, nlh, nlh->nlmsg_len) && ev.ifname) {
		found->ifindex = ev.ifindex;
		snprintf(found->name, SELECTOR_DEV_MAX, "%s", ev.ifname);
	}
	return 0;
}

static int find_device(struct netlink *rtnl, char *name, uint32_t *ifindex)
{
	struct found_device found = { .name = name };
	const struct netlink_handler h = { .message = on_device, .arg = &found };
	int err;

	if (!*name)
		return 0;
	err = netlink_call(rtnl, rtnl_get_link(name), NULL, &h);
	if (err == -ENODEV)
		snprintf(rtnl->error, sizeof(rtnl->error),
			 "there is no device %s", name);
	*ifindex = found.ifindex;
	return err;
}

static int add_link(struct devices *d, uint32_t ifindex)
{
	size_t max = d->max ? 2 * d->max : LINKS_FIRST;
	uint32_t *ids;

	if (d->n == d->max) {
		ids = reallocarray(d->ids, max, sizeof(*ids));
		if (!ids)
			return -ENOMEM;
		d->ids = ids;
		d->max = max;
	}
	d->ids[d->n++] = ifindex;
	return 0;
}

static int on_link(const struct nlmsghdr *nlh, void *arg)
{
	struct devices *d = arg;
	struct event ev;

	if (event_parse(&ev, nlh, nlh->nlmsg_len) ||
	    !selector_match(&d->links, &ev, d->names))
		return 0;
	return add_link(d, ev.ifindex);
}

static int compare_ids(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static int find_links(struct devices *d, struct netlink *rtnl)
{
	const struct netlink_handler h = { .message = on_link, .arg = d };
	int err;

	err = netlink_call(rtnl, rtnl_dump(NETJOURNAL_KIND_LINK, AF_UNSPEC,
					   &d->links, 0, d->master), NULL, &h);
	if (!err && d->n)
		qsort(d->ids, d->n, sizeof(*d->ids), compare_ids);
	return err;
}

int devices_find(struct devices *d, struct netlink *rtnl, struct selector *sel,
		 const struct event_names *names)
{
	int err;

	/* The name of a table stands where others have a device. */
	if (sel->kind == NETJOURNAL_KIND_NFT)
		return 0;
	err = find_device(rtnl, sel->dev, &d->ifindex);
	if (!err)
		err = find_device(rtnl, sel->master, &d->master);
	if (err)
		return err;
	d->names = names;
	d->limited = selector_link(sel, &d->links);
	return d->limited ? find_links(d, rtnl) : 0;
}

bool devices_match(const struct devices *d, const struct event *ev)
{
	if (!d->limited)
		return true;
	return d->n && bsearch(&ev->ifindex, d->ids, d->n, sizeof(*d->ids),
			       compare_ids);
}

void devices_drop(struct devices *d)
{
	free(d->ids);
	*d = (struct devices){ 0 };
}
