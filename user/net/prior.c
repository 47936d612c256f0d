// SPDX-License-Identifier: GPL-2.0
/* Reads the network objects that exist before a command on trial. */
#include <errno.h>
#include <stdio.h>

#include "decode/kind.h"
#include "net/listing.h"
#include "net/prior.h"

struct reading {
	struct prior *prior;
	struct listing listing;
};

static int on_object(const struct event *ev, void *arg)
{
	const struct reading *r = arg;

	return store_add(&r->prior->messages, ev->nlh, ev->nlh->nlmsg_len) ? 0 : -ENOMEM;
}

/* @proxy: neighbours that are proxies, which the kernel lists alone */
static int read_kind(struct prior *p, enum netjournal_kind kind, bool proxy)
{
	struct selector all = { .kind = kind, .proxy = proxy };
	struct reading r = { .prior = p };
	struct listing *l = &r.listing;
	int err;

	l->sel = &all;
	l->may_lack = true;
	l->object = on_object;
	l->arg = &r;
	err = listing_open(l);
	if (!err)
		err = listing_run(l);
	if (err)
		snprintf(p->error, sizeof(p->error), "%s", listing_error(l, err));
	listing_close(l);
	return err;
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
