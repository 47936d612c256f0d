/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Follows the network objects of one namespace. Reports events with the earlier state of
 * each object, and after a loss the differences that a new dump shows.
 */
#ifndef NETJOURNAL_MIRROR_H
#define NETJOURNAL_MIRROR_H

#include "decode/kind.h"
#include "net/live.h"
#include "net/view.h"

struct linknames;

/*
 * One report. @ev is the event. With @found, @ev is an object that a dump has shown, or
 * that was missing from it.
 */
struct mirror_step {
	const struct event *ev;
	const struct nlmsghdr *old;	/* the earlier state, or NULL if it is unknown */
	bool gone;
	bool new;			/* it is known that there was no earlier state */
	bool found;
	bool asked;			/* the kernel asks who the neighbour is */
};

/*
 * @step: something happened. If only changes are wanted, this is also called if @old and
 *	@ev do not differ, and the caller compares them.
 * @lost: @n messages were lost; 0: an unknown number. The result of a dump follows: the
 *	differences, or, if not only changes are wanted, all objects (@present).
 * @mark: called before the first object of the dump and after the last one. If @whole is
 *	false, objects kept changing, and some may be missing.
 * Each may return a negative errno, which ends the call.
 */
struct mirror_handler {
	int (*step)(const struct mirror_step *step, void *arg);
	int (*present)(const struct event *ev, void *arg);
	int (*lost)(uint32_t n, void *arg);
	int (*mark)(bool end, bool whole, void *arg);
};

/* What the caller wants. */
struct mirror_wish {
	uint32_t kinds;		/* mask of bits 1 << kind */
	uint8_t family;		/* 0: any */
	bool changes;		/* only what differs */
};

/*
 * The phase of a mirror. A loss takes effect when the queue of the socket is empty, because
 * then no message from before the loss is left. During dumps more dumps can become due;
 * they are taken before the phase ends.
 *
 *	phase		dumps	loss	  dumps due  dumps done
 *	FILL		yes	REFILL	  FILL	     FOLLOW
 *	REFILL		yes	REFILL	  REFILL     FOLLOW
 *	FOLLOW		no	RECOVER	  CHECK	     -
 *	CHECK		yes	RECOVER	  CHECK	     FOLLOW
 *	RECOVER		yes	RECOVER	  RECOVER    FOLLOW
 *
 * @MIRROR_FILL: the first dumps fill the view, and their objects are not reported
 * @MIRROR_REFILL: the same, because messages were lost before the view was full
 * @MIRROR_FOLLOW: events are reported as they come
 * @MIRROR_CHECK: dumps look for silent deletions
 * @MIRROR_RECOVER: dumps look for the changes in the lost messages
 */
enum mirror_phase {
	MIRROR_FILL,
	MIRROR_REFILL,
	MIRROR_FOLLOW,
	MIRROR_CHECK,
	MIRROR_RECOVER,
	MIRROR_PHASES
};

enum mirror_cause { MIRROR_LOSS, MIRROR_DUE, MIRROR_DONE, MIRROR_CAUSES };

/* Returns the phase after @phase, as in the table above. */
enum mirror_phase mirror_next(enum mirror_phase phase, enum mirror_cause cause);

/* A kind has a dump for each family, and one for ports of bridges. */
#define MIRROR_DUMPS	((NETJOURNAL_KIND_MAX + 1) * (RTNL_FAMILIES_MAX + 1))

/*
 * Dumps, which are taken one after another.
 *
 * @at: the present dump; @n if there is none
 * @tries: how often this dump was taken before
 * @raced: the dump may lack objects, because changes were made during it
 * @again: kinds to dump after the last one
 */
struct mirror_dumps {
	struct { uint8_t kind, family; } list[MIRROR_DUMPS];
	unsigned int n, at, tries;
	bool raced;
	uint32_t again;
};

struct mirror {
	struct live live;
	struct linknames *names;
	uint64_t look_at;	/* when mirror_tick() has something to do, 0: never */
	/* private */
	unsigned int looks;	/* for what went in silence, that are still to come */
	const struct mirror_wish *wish;
	const struct mirror_handler *handler;
	void *arg;
	struct view *view;
	uint32_t kept;		/* kinds that are always in the view */
	uint32_t silent;	/* kinds with KIND_SILENT */
	uint32_t doubtful;	/* kinds whose last dump may lack objects */
	enum mirror_phase phase;
	struct mirror_dumps dumps;
};

/*
 * Begins, in the present network namespace. @wish and @handler must stay valid. Returns 0
 * or a negative errno.
 */
int mirror_open(struct mirror *m, const struct mirror_wish *wish,
		const struct mirror_handler *handler, void *arg);
void mirror_close(struct mirror *m);

/*
 * Reads the waiting messages, or a large part of them. @now is CLOCK_BOOTTIME in ns.
 */
int mirror_read(struct mirror *m, uint64_t now);

/* Does the work that is due at @now. @m->look_at is the time of the next work. */
int mirror_tick(struct mirror *m, uint64_t now);

#endif
