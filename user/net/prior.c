// SPDX-License-Identifier: GPL-2.0
/* Reads the network objects that exist before a command on trial. */
#include <errno.h>

#include "decode/kind.h"
#include "net/listing.h"
#include "net/prior.h"

static int on_object(const struct event *ev, void *arg)
{
	struct prior *p = arg;

	return store_add(&p->messages, ev->nlh, ev->nlh->nlmsg_len) ? 0 : -ENOMEM;
}

static int read_kind(struct prior *p, enum netjournal_kind kind, bool proxy)
{
	return listing_all(kind, proxy, on_object, p, p->error, sizeof(p->error));
}

int prior_read(struct prior *p, uint32_t kinds)
{
	unsigned int kind;
	int err = 0;

	kinds &= ~(1u << NETJOURNAL_KIND_SYSCTL);
	for (kind = 0; !err && kind <= NETJOURNAL_KIND_MAX; kind++)
		if (kinds & 1u << kind)
			err = read_kind(p, kind, false);
	if (!err && kinds & 1u << NETJOURNAL_KIND_NEIGH)
		err = read_kind(p, NETJOURNAL_KIND_NEIGH, true);
	return err;
}

void prior_drop(struct prior *p)
{
	store_drop(&p->messages);
}
