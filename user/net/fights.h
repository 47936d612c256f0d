/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Finds fights: two actors change the same property of an object back and forth, or one adds an
 * object that the other one deletes. Their changes alternate, and from the third one on each takes
 * back the change before it. A fight begins with the fourth change, so each of the two has made
 * two. What the kernel does by itself is no part of a fight. Does no I/O.
 */
#ifndef NETJOURNAL_FIGHTS_H
#define NETJOURNAL_FIGHTS_H

#include "journal/process.h"
#include "net/domain_net.h"
#include "net/idmap.h"

#define FIGHT_TEXT_MAX	96
#define FIGHT_VALUE_MAX	32
/* With so many changes in a row, a fight begins. */
#define FIGHT_CHANGES	4

/* One of the two, and to what it sets the property. */
struct fighter {
	char name[FIGHT_TEXT_MAX];	/* "" : the kernel */
	char value[FIGHT_VALUE_MAX];
	uint32_t hash;			/* of the whole value */
};

/*
 * A property that was changed.
 *
 * @times: how many changes belong to a fight
 * @last: who changed it last
 * @other: who changed it before
 */
struct fight {
	struct fight *next;
	uint32_t property;		/* hash of its name */
	char name[FIGHT_VALUE_MAX];	/* "presence", "mtu" */
	char object[FIGHT_TEXT_MAX];	/* if @times is not 0 */
	uint32_t kind;
	uint64_t times;
	uint64_t run;			/* how many of the last changes alternate */
	uint64_t first_time, last_time, last_seq;
	struct fighter last, other;
};

/*
 * One that is all zero knows no fight.
 *
 * @max: if not 0, about so many objects are remembered, those that were changed last. A program that runs for months needs
 *	a limit: an object can be any route that ever was.
 */
struct fights {
	size_t max;
	/* private */
	struct idmap objects, older;
	FILE *nowhere;
	struct out text;
	/* The name of the last actor, who made most records in a row. */
	uint64_t origin;		/* its number; 0: none */
	const struct process *process;
	char actor[FIGHT_TEXT_MAX];
	const struct fight *begun;	/* by the last record */
};

/*
 * Takes the next record, which @process made (NULL: not known). Returns 0 or -ENOMEM. Sets
 * *@begun, if it is not NULL, to a fight that begins with this record, or to NULL.
 */
int fights_take(struct fights *f, struct domain *d, const struct record *rec,
		const struct process *process, const struct fight **begun);

/*
 * Returns the fights, those with most changes first, and sets @n to their number. The caller
 * frees the array. Returns NULL if there is no memory.
 */
const struct fight **fights_list(const struct fights *f, size_t *n);
void fights_drop(struct fights *f);

#endif
