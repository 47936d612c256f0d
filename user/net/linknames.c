// SPDX-License-Identifier: GPL-2.0
/* Names of network devices by index, in a hash table that grows. */
#include <net/if.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "net/linknames.h"

#define SLOTS_MIN	64	/* a power of two */

/* A device that does not exist gets an empty name, so that it is seldom asked for again. */
struct slot {
	uint32_t ifindex;	/* 0: free; none has that index */
	char name[IF_NAMESIZE];
	/* A device that is gone is kept until the table was rebuilt twice. */
	uint8_t gone;		/* 0: the device exists; otherwise 1 + the rebuilds since it disappeared */
};

struct linknames {
	int fd;
	struct slot *slots;
	uint32_t n_slots;	/* a power of two */
	uint32_t used;
};

struct linknames *linknames_new(int fd)
{
	struct linknames *l = calloc(1, sizeof(*l));

	if (!l)
		return NULL;
	l->fd = fd;
	l->n_slots = SLOTS_MIN;
	l->slots = calloc(l->n_slots, sizeof(*l->slots));
	if (!l->slots) {
		free(l);
		return NULL;
	}
	return l;
}

void linknames_free(struct linknames *l)
{
	if (l)
		free(l->slots);
	free(l);
}

/* Returns the slot of @ifindex, or the free slot where it belongs. One slot is always free. */
static struct slot *find_slot(const struct linknames *l, uint32_t ifindex)
{
	uint32_t at = ifindex & (l->n_slots - 1);

	while (l->slots[at].ifindex && l->slots[at].ifindex != ifindex)
		at = (at + 1) & (l->n_slots - 1);
	return &l->slots[at];
}

static bool is_kept(const struct slot *slot)
{
	return slot->name[0] && slot->gone < 2;
}

/* Rebuilds the table without old names, with the size that the others need. */
static void grow_table(struct linknames *l)
{
	struct linknames more = { .n_slots = SLOTS_MIN };
	struct slot *slot;
	uint32_t i;

	for (i = 0; i < l->n_slots; i++)
		more.used += is_kept(&l->slots[i]);
	while (more.n_slots < 4 * more.used)
		more.n_slots *= 2;
	more.slots = calloc(more.n_slots, sizeof(*more.slots));
	if (!more.slots)
		return;
	for (i = 0; i < l->n_slots; i++) {
		if (!is_kept(&l->slots[i]))
			continue;
		slot = find_slot(&more, l->slots[i].ifindex);
		*slot = l->slots[i];
		slot->gone += slot->gone > 0;
	}
	free(l->slots);
	l->slots = more.slots;
	l->n_slots = more.n_slots;
	l->used = more.used;
}

void linknames_gone(struct linknames *l, uint32_t ifindex)
{
	find_slot(l, ifindex)->gone = 1;
}

void linknames_forget(struct linknames *l)
{
	memset(l->slots, 0, l->n_slots * sizeof(*l->slots));
	l->used = 0;
}

void linknames_set(struct linknames *l, uint32_t ifindex, const char *name)
{
	struct slot *slot;

	if (!ifindex)
		return;
	if (2 * l->used >= l->n_slots)
		grow_table(l);
	slot = find_slot(l, ifindex);
	if (!slot->ifindex) {
		/* If there is no memory to grow, the last free slot must stay free. */
		if (l->used + 1 == l->n_slots)
			return;
		l->used++;
	}
	slot->ifindex = ifindex;
	slot->gone = 0;
	snprintf(slot->name, sizeof(slot->name), "%s", name ? name : "");
}

const char *linknames_find(void *linknames, uint32_t ifindex)
{
	struct ifreq req = { .ifr_ifindex = ifindex };
	struct linknames *l = linknames;
	struct slot *slot = find_slot(l, ifindex);

	if (!slot->ifindex) {
		/* Any socket will do for the question. */
		linknames_set(l, ifindex, ioctl(l->fd, SIOCGIFNAME, &req) ? NULL :
			      req.ifr_name);
		slot = find_slot(l, ifindex);
	}
	return slot->ifindex && slot->name[0] ? slot->name : NULL;
}
