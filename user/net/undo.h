/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What it takes to undo records of the journal: commands of `ip`, `bridge`, `tc` and `sysctl`, in an order that works,
 * and notes about what cannot be undone. What is said of the present is checked with the kernel.
 */
#ifndef NETJOURNAL_UNDO_H
#define NETJOURNAL_UNDO_H

#include "net/census.h"
#include "net/delta.h"
#include "net/moment.h"
#include "net/prior.h"

/* The kinds that can be undone, as a mask. */
#define UNDO_KINDS	(1u << NETJOURNAL_KIND_LINK | 1u << NETJOURNAL_KIND_ADDR | \
			 1u << NETJOURNAL_KIND_ROUTE | 1u << NETJOURNAL_KIND_RULE | \
			 1u << NETJOURNAL_KIND_NEIGH | 1u << NETJOURNAL_KIND_NEXTHOP | \
			 1u << NETJOURNAL_KIND_VLAN | 1u << NETJOURNAL_KIND_FDB | \
			 1u << NETJOURNAL_KIND_MDB | 1u << NETJOURNAL_KIND_MPLS | \
			 1u << NETJOURNAL_KIND_SYSCTL | 1u << NETJOURNAL_KIND_XFRM | \
			 1u << NETJOURNAL_KIND_TC)

/*
 * @line: the command for a shell
 * @word: its words, the last one NULL
 * @seq: the record that it undoes
 */
struct undo_step {
	const char *line;
	const char **word;
	uint64_t seq;
	/* private */
	unsigned int phase;
	uint32_t ifindex;	/* the device that the object is, or is on */
	uint64_t order;
	size_t number;
};

/* What is not undone, and why. @object: in few words */
struct undo_note {
	const char *object, *why;
	uint64_t seq;
};

/*
 * The records of a kind that cannot be undone.
 *
 * @last: the newest of them
 * @act, @in_act: its act, and how many of them are in that act
 */
struct undo_other {
	uint64_t records, last, act, in_act;
};

/* One that is all zero has no answer. */
struct undo {
	/* What is asked. */
	uint32_t kinds;			/* of UNDO_KINDS */
	bool (*is_inside)(const struct record *rec, void *arg);	/* must the record be undone? */
	void *arg;
	bool force;			/* also what somebody else has changed since */
	const struct prior *prior;	/* what existed before the first record to undo; NULL: not known */
	const struct moment *since;	/* what happened since then must be known; NULL: of what is undone */
	/*
	 * The store that has a part of the history. The kernel is not asked about a file, so what is the present is
	 * what its last journal says.
	 */
	struct past_wish wish;
	struct domain *domain;

	/* The answer. */
	struct undo_step *steps;
	size_t n;
	struct undo_note *notes;
	size_t n_notes;
	uint64_t records;		/* that must be undone */
	uint32_t off;			/* with @since: those of @kinds that are not recorded now */
	char error[256];

	/* private */
	struct reader reader;
	struct span spans[NETJOURNAL_KIND_MAX + 1];
	struct deltas deltas[NETJOURNAL_KIND_MAX + 1];
	struct census census;
	struct census wanted;		/* the commands of all objects that must exist */
	struct store store;
	struct changes changes[3];
	struct undo_other others[NETJOURNAL_KIND_MAX + 1];
	uint64_t act;			/* of the last record to undo */
	uint64_t parts, part;		/* how many records to undo tell of a part of a link, and the last of them */
	bool knows_prior;		/* the spans have what is in @prior */
	uint32_t touched;		/* the kinds (a mask) of the records to undo, so far */
	uint64_t first, gap;		/* the first record to undo; the last one that is missing */
	uint64_t applied;		/* the last record before the first command was carried out; 0: none was */
	size_t max, max_notes;
};

/* Finds the commands. Returns 0 or a negative errno with a text for people in @u->error. */
int undo_run(struct undo *u);
void undo_drop(struct undo *u);

/* The part of undo_run() that does no I/O, for tests: after all records and objects were taken. */
int undo_take(struct undo *u, const struct record *rec);
int undo_plan(struct undo *u);

/* For the files that plan. Each returns 0 or -ENOMEM. @step: its private members, and @seq */
struct recipe;
int undo_add_step(struct undo *u, const struct recipe *r, const struct undo_step *step);
int undo_add_note(struct undo *u, const struct event *ev, uint64_t seq, const char *why);
int undo_plan_links(struct undo *u);
/* Plans an object that is no link. */
int undo_plan_object(struct undo *u, enum netjournal_kind kind, const struct delta *delta);
/* Collects the objects of a kind that must exist. */
int undo_collect_wanted(struct undo *u, enum netjournal_kind kind);
/* Returns the message about the link as it is or was at some time, or NULL. */
const struct nlmsghdr *undo_link(const struct undo *u, uint32_t ifindex);
/* The order of the commands. */
enum undo_phase {
	UNDO_DEL_POLICY,
	UNDO_DEL_QDISC,
	UNDO_DEL_MPLS,
	UNDO_DEL_MDB,
	UNDO_DEL_FDB,
	UNDO_DEL_VLAN,
	UNDO_DEL_RULE,
	UNDO_DEL_ROUTE,
	UNDO_DEL_NEXTHOP,
	UNDO_DEL_NEIGH,
	UNDO_DEL_ADDR,
	UNDO_DEL_LINK,
	UNDO_ADD_LINK,
	UNDO_NAME,
	UNDO_DOWN,
	UNDO_PROPERTY,
	UNDO_UP,
	UNDO_ACTIVE,
	UNDO_ADD_QDISC,
	UNDO_SYSCTL,
	UNDO_ADD_VLAN,
	UNDO_ADD_FDB,
	UNDO_ADD_MDB,
	UNDO_ADD_ADDR,
	UNDO_ADD_NEIGH,
	UNDO_ADD_NEXTHOP,
	UNDO_ADD_ROUTE,
	UNDO_ADD_RULE,
	UNDO_ADD_MPLS,
	UNDO_ADD_POLICY,
};

#endif
