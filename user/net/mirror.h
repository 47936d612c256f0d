/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The network objects of one namespace, as they change: events as they come,
 * what each object was before, and after a loss what a fresh dump finds.
 */
#ifndef NETJOURNAL_MIRROR_H
#define NETJOURNAL_MIRROR_H

#include "net/live.h"
#include "net/view.h"

struct linknames;

/*
 * Something to tell. @ev is the event, or with @found the object, which a dump had
 * or, if it is gone, had not.
 */
struct mirror_step {
	const struct event *ev;
	const struct nlmsghdr *old;	/* what is known to have been before, or NULL */
	bool gone;
	bool found;
	bool asked;			/* the kernel asks who the neighbour is */
};

/*
 * @step: what happened. If only changes are wanted, also where nothing
 *	differs between @old and @ev: that is for the caller to see.
 * @lost: messages were lost, @n of them, 0: it is not known how many. What a
 *	dump then finds follows: what differs, or if not only changes are wanted
 *	all that is @present.
 * @mark: before the first of those that are present, and after what was found.
 *	Not @whole: objects came and went all the time, some may be missing.
 * Each may return a negative errno, which ends what is going on.
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
 * What a mirror is at. A loss counts once the socket's queue is empty, when no
 * message from before it is left. While dumps are taken more can become due, which
 * are then taken before the phase ends.
 *
 *	phase		dumps	loss	  dumps due  dumps done
 *	FILL		yes	REFILL	  FILL	     FOLLOW
 *	REFILL		yes	REFILL	  REFILL     FOLLOW
 *	FOLLOW		no	RECOVER	  CHECK	     -
 *	CHECK		yes	RECOVER	  CHECK	     FOLLOW
 *	RECOVER		yes	RECOVER	  RECOVER    FOLLOW
 *
 * @MIRROR_FILL: the first dumps fill the view; what they find is not reported
 * @MIRROR_REFILL: the same, because messages were lost before the view was full
 * @MIRROR_FOLLOW: events are reported as they come
 * @MIRROR_CHECK: dumps look for what went in silence
 * @MIRROR_RECOVER: dumps look for what the lost messages were about
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

/* The phase after @phase, by the table above. */
enum mirror_phase mirror_next(enum mirror_phase phase, enum mirror_cause cause);

#define MIRROR_DUMPS	16

/*
 * Dumps, which are taken one after another.
 *
 * @at: the one that is under way; @n: none is
 * @tries: how often it was taken before
 * @raced: it may lack objects, because changes were made meanwhile
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
 * Begins, in the present network namespace. @wish and @handler must stay. Returns
 * 0 or a negative errno.
 */
int mirror_open(struct mirror *m, const struct mirror_wish *wish,
		const struct mirror_handler *handler, void *arg);
void mirror_close(struct mirror *m);

/*
 * Takes what there is to be read, or a good part of it. @now is CLOCK_BOOTTIME
 * in ns.
 */
int mirror_read(struct mirror *m, uint64_t now);

/* Does what is due at @now. @m->look_at is when that is. */
int mirror_tick(struct mirror *m, uint64_t now);

#endif
