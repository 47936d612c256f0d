// SPDX-License-Identifier: GPL-2.0
/*
 * Devices that a selector names, asked of this machine's kernel.
 */
#include <errno.h>

#include "net/devices.h"
#include "tap.h"

static struct netlink rtnl;
static const struct event_names names;

static int find(struct devices *d, struct selector *sel)
{
	devices_drop(d);
	return devices_find(d, &rtnl, sel, &names);
}

int main(void)
{
	struct selector sel = { .kind = NETJOURNAL_KIND_ADDR };
	const struct event ev = { .kind = NETJOURNAL_KIND_ADDR, .ifindex = 1 };
	struct devices d = { 0 };

	is_num(netlink_open(&rtnl, NETLINK_ROUTE), 0, "a socket");
	is_num(find(&d, &sel), 0, "no device is named");
	is_num(d.ifindex, 0, "so there is none");
	ok(devices_match(&d, &ev), "and any will do");

	strcpy(sel.dev, "lo");
	is_num(find(&d, &sel), 0, "one is");
	is_num(d.ifindex, 1, "and found");

	strcpy(sel.dev, "nosuchdevice");
	is_num(find(&d, &sel), -ENODEV, "one that is not there");
	is_str(rtnl.error, "there is no device nosuchdevice", "is complained of");

	sel.dev[0] = '\0';
	strcpy(sel.link_type, "nosuchtype");
	is_num(find(&d, &sel), 0, "links of a type");
	ok(!devices_match(&d, &ev), "none is of that one");
	devices_drop(&d);
	ok(devices_match(&d, &ev), "nothing is wanted any more");
	netlink_close(&rtnl);
	return tap_done();
}
