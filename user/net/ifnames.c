// SPDX-License-Identifier: GPL-2.0
/*
 * Remembers the names of network devices in a hash table of interface indexes. Each entry
 * has a list of names, newest first. Only a change of a name takes memory.
 */
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/ifnames.h"

#define BUCKETS	4096	/* a power of two */

struct entry {
	struct entry *next;
	uint64_t seq;
	uint32_t ifindex;
	char name[IF_NAMESIZE];
};

struct ifnames {
	struct entry *buckets[BUCKETS];
};

struct ifnames *ifnames_new(void)
{
	return calloc(1, sizeof(struct ifnames));
}

void ifnames_clear(struct ifnames *n)
{
	struct entry *e;
	unsigned int i;

	for (i = 0; i < BUCKETS; i++) {
		while ((e = n->buckets[i])) {
			n->buckets[i] = e->next;
			free(e);
		}
	}
}

void ifnames_free(struct ifnames *n)
{
	if (n)
		ifnames_clear(n);
	free(n);
}

void ifnames_add(struct ifnames *n, uint32_t ifindex, uint64_t seq,
		 const char *name)
{
	struct entry **at = &n->buckets[ifindex % BUCKETS], *e;
	struct entry *newer = NULL;

	for (; *at; at = &(*at)->next) {
		if ((*at)->ifindex != ifindex)
			continue;
		if ((*at)->seq <= seq)
			break;
		newer = *at;
	}
	if (*at && !strcmp((*at)->name, name))
		return;
	/* The name was known only from a later number on. Now it is known from @seq on. */
	if (newer && !strcmp(newer->name, name)) {
		newer->seq = seq;
		return;
	}
	e = malloc(sizeof(*e));
	if (!e)
		return;
	e->ifindex = ifindex;
	e->seq = seq;
	snprintf(e->name, sizeof(e->name), "%s", name);
	e->next = *at;
	*at = e;
}

const char *ifnames_find(const struct ifnames *n, uint32_t ifindex,
			 uint64_t seq)
{
	const struct entry *e;
	const char *after = NULL;

	for (e = n->buckets[ifindex % BUCKETS]; e; e = e->next) {
		if (e->ifindex != ifindex)
			continue;
		if (e->seq <= seq)
			return e->name;
		after = e->name;
	}
	return after;
}

void ifnames_each(const struct ifnames *n, void (*each)(const char *name, void *arg),
		  void *arg)
{
	const struct entry *e;
	unsigned int i;

	for (i = 0; i < BUCKETS; i++)
		for (e = n->buckets[i]; e; e = e->next)
			each(e->name, arg);
}
