/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lanes of a timeline: for each network object the records about it, in order, and the
 * state after each of them. Does no I/O.
 */
#ifndef NETJOURNAL_LANES_H
#define NETJOURNAL_LANES_H

#include "journal/culprit.h"
#include "net/domain_net.h"
#include "net/idmap.h"

#define LANE_NAME_MAX	96

/*
 * What an object is after a record.
 *
 * @LANE_GONE: it does not exist
 * @LANE_DOWN, @LANE_NO_CARRIER: a link that is down, or that is up and has no carrier
 * @LANE_THERE: anything else
 */
enum lane_state {
	LANE_GONE,
	LANE_DOWN,
	LANE_NO_CARRIER,
	LANE_THERE,
};

/* A record. @by: the place of who made it, in struct lanes. @text: the record in words. */
struct lane_mark {
	uint64_t time, seq;
	size_t by;
	enum lane_state state;
	char sign;
	char *text;
};

/* An object. */
struct lane {
	struct idmap_node node;
	struct lane *next;
	uint32_t kind;
	char name[LANE_NAME_MAX];
	struct lane_mark *marks;
	size_t n, max;
};

struct lane_actor {
	struct culprit who;
	uint64_t n;		/* how many records it made */
};

/* One that is all zero has no lanes. */
struct lanes {
	struct lane *first;		/* in the order of their first records */
	struct lane_actor *actors;
	size_t n, n_actors, n_marks;
	uint64_t from, to;		/* the times of the first and the last record */
	/* private */
	struct lane **last;
	struct idmap objects;
	size_t max_actors;
	FILE *file;
	char *text;
	size_t len;
	struct out out;
};

/*
 * Takes the next record, which @process made (NULL: not known). A record that is about no
 * network object is left out. Returns 0 or -ENOMEM.
 */
int lanes_take(struct lanes *l, struct domain *d, const struct record *rec,
	       const struct process *process);
void lanes_drop(struct lanes *l);

/* Returns "gone", "down" and so on. */
const char *lane_state_name(enum lane_state state);

#endif
