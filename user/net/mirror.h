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
 * Something to tell. @nlh is an event's message, or with @found the object's
 * own, which a dump had or, if it is gone, had not.
 */
struct mirror_step {
	const struct nlmsghdr *nlh;
	const struct nlmsghdr *old;	/* what is known to have been before, or NULL */
	bool gone;
	bool found;
	bool asked;			/* the kernel asks who the neighbour is */
};

/*
 * @step: what happened. If only changes are wanted, also where nothing
 *	differs between @old and @nlh: that is for the caller to see.
 * @lost: messages were lost, @n of them, 0: it is not known how many. What a
 *	dump then finds follows: what differs, or if not only changes are wanted
 *	all that is @present.
 * @mark: before the first of those that are present, and after what was found.
 *	Not @whole: objects came and went all the time, some may be missing.
 * Each may return a negative errno, which ends what is going on.
 */
struct mirror_handler {
	int (*step)(const struct mirror_step *step, void *arg);
	int (*present)(const struct nlmsghdr *nlh, void *arg);
	int (*lost)(uint32_t n, void *arg);
	int (*mark)(bool end, bool whole, void *arg);
};

/* What the caller wants. */
struct mirror_wish {
	uint32_t kinds;		/* mask of bits 1 << kind */
	uint8_t family;		/* 0: any */
	bool changes;		/* only what differs */
};

#define MIRROR_DUMPS	16

struct mirror {
	struct live live;
	struct linknames *names;
	uint64_t look_at;	/* when mirror_tick() has something to do, 0: never */
	/* private */
	bool look_again;
	const struct mirror_wish *wish;
	const struct mirror_handler *handler;
	void *arg;
	struct view *view;
	uint32_t kept;		/* kinds that are always in the view */
	bool started;		/* the view is filled */
	bool overrun;		/* messages are lost; the queue is not empty yet */
	bool after_loss;	/* the dumps are because of that */
	bool whole;		/* each dump so far was */
	/* Dumps: of those, @dump is under way; @again: kinds to dump after them. */
	struct { uint8_t kind, family; } dumps[MIRROR_DUMPS];
	unsigned int n_dumps, dump, tries;
	bool raced;
	uint32_t again;
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
