// SPDX-License-Identifier: GPL-2.0
/*
 * What tasks have begun and work items will finish. See cause_memory.h.
 */
#include <linux/in6.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>

#include "cause.h"
#include "cause_memory.h"

#define CARRIERS	64
#define ASKED		16

/* An act that changed the carrier of a device. */
struct carrier {
	u32 netns;
	u32 ifindex;
	u64 act;		/* 0: unused */
};

static struct carrier carriers[CARRIERS];
static unsigned int next_carrier;

/**
 * struct asked - an IPv6 address that somebody asked for
 * @address: the address
 * @ifindex: its device
 * @seq: the record; 0: unused
 */
struct asked {
	struct in6_addr address;
	u32 ifindex;
	u64 seq;
};

/* The last of these in a network namespace. */
struct asked_list {
	unsigned int next;
	struct asked asked[ASKED];
};

static unsigned int asked_id __read_mostly;

/* Protects all tables. */
static DEFINE_RAW_SPINLOCK(memory_lock);

static struct carrier *carrier_find(const struct nj_event *event)
{
	unsigned int i;

	for (i = 0; i < CARRIERS; i++)
		if (carriers[i].act && carriers[i].ifindex == event->ifindex &&
		    carriers[i].netns == event->netns)
			return &carriers[i];
	return NULL;
}

void nj_carrier_remember(const struct nj_event *event, u64 act)
{
	struct carrier *carrier;
	unsigned long flags;

	raw_spin_lock_irqsave(&memory_lock, flags);
	carrier = carrier_find(event) ?: &carriers[next_carrier++ % CARRIERS];
	*carrier = (struct carrier){
		.netns = event->netns, .ifindex = event->ifindex, .act = act,
	};
	raw_spin_unlock_irqrestore(&memory_lock, flags);
}

u64 nj_carrier_take(const struct nj_event *event)
{
	struct carrier *carrier;
	unsigned long flags;
	u64 act = 0;

	raw_spin_lock_irqsave(&memory_lock, flags);
	carrier = carrier_find(event);
	if (carrier) {
		act = carrier->act;
		carrier->act = 0;
	}
	raw_spin_unlock_irqrestore(&memory_lock, flags);
	return act;
}

static struct asked *asked_find(struct asked_list *list,
				const struct nj_event *event)
{
	unsigned int i;

	for (i = 0; i < ASKED; i++)
		if (list->asked[i].seq &&
		    list->asked[i].ifindex == event->ifindex &&
		    !memcmp(&list->asked[i].address, event->address,
			    sizeof(struct in6_addr)))
			return &list->asked[i];
	return NULL;
}

void nj_asked_remember(const struct net *net, const struct nj_event *event,
		       u64 seq)
{
	struct asked_list *list = net_generic(net, asked_id);
	struct asked *asked;
	unsigned long flags;

	raw_spin_lock_irqsave(&memory_lock, flags);
	asked = asked_find(list, event) ?: &list->asked[list->next++ % ASKED];
	memcpy(&asked->address, event->address, sizeof(asked->address));
	asked->ifindex = event->ifindex;
	asked->seq = seq;
	raw_spin_unlock_irqrestore(&memory_lock, flags);
}

u64 nj_asked_find(const struct net *net, const struct nj_event *event,
		  bool forget)
{
	struct asked_list *list = net_generic(net, asked_id);
	struct asked *asked;
	unsigned long flags;
	u64 seq = 0;

	raw_spin_lock_irqsave(&memory_lock, flags);
	asked = asked_find(list, event);
	if (asked) {
		seq = asked->seq;
		if (forget)
			asked->seq = 0;
	}
	raw_spin_unlock_irqrestore(&memory_lock, flags);
	return seq;
}

static struct pernet_operations asked_ops = {
	.id = &asked_id,
	.size = sizeof(struct asked_list),
};

const struct nj_part nj_cause_memory_part = {
	.netns = &asked_ops,
};
