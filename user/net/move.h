/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Links that move between network namespaces, as their records tell it.
 */
#ifndef NETJOURNAL_MOVE_H
#define NETJOURNAL_MOVE_H

#include <net/if.h>

#include "decode/event.h"
#include "journal/record.h"

/*
 * The other side of a move.
 *
 * @to: the link goes there; otherwise it comes from there
 * @inode: of the network namespace; 0: the journal does not show it
 * @cookie: likewise
 * @name: of the link there; "": not known
 */
struct move {
	bool to;
	uint32_t inode;
	uint64_t cookie;
	char name[IF_NAMESIZE];
};

/* Fills @m if the record @rec with the event @ev is a part of a move. Returns whether it is. */
bool move_of(struct move *m, const struct record *rec, const struct event *ev);

/* Text only: prints "moved to netns 4026532177 as eth0". */
void move_print(struct out *o, const struct move *m);

/* A namespace to which a link moved, and the record of its end. */
struct move_end {
	struct move_end *next;
	uint64_t cookie;
	struct record_copy end;
};

/*
 * Takes the next record of links and namespaces. @wanted: remember where the link goes. The list
 * begins with NULL. Returns 0 or -ENOMEM.
 */
int move_ends_take(struct move_end **list, const struct record *rec, const struct event *ev,
		   bool wanted);

/* Fills @rec with the record of the end of the namespace. Returns false if there is none. */
bool move_end_find(const struct move_end *list, uint64_t cookie, struct record *rec);
void move_ends_drop(struct move_end **list);

#endif
