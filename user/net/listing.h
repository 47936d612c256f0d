/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A list of network objects, consistent as far as the kernel allows.
 *
 * Without a journal the objects are handed out as the kernel dumps them. The output of a
 * small dump is a draft until its end, so that a dump that the kernel flags as
 * inconsistent can be repeated. With a journal all objects are held, and the changes
 * during the dump are applied. The list then shows the objects of one moment.
 */
#ifndef NETJOURNAL_LISTING_H
#define NETJOURNAL_LISTING_H

#include "base/draft.h"
#include "journal/client.h"
#include "journal/cursor.h"
#include "net/devices.h"
#include "net/snapshot.h"
#include "net/writers.h"

struct linknames;

/* One that is all zero is not open. */
struct listing {
	/* What is wanted. */
	struct selector *sel;		/* gets the present names of devices */
	struct out *out;		/* what @object prints to */
	bool who;			/* the caller will call listing_writer() */
	bool moment;			/* the caller will read @cursor */
	bool may_lack;			/* a kernel that lacks the kind has no objects of it */
	/* Called for each selected object. A value other than 0 ends the listing. */
	int (*object)(const struct event *ev, void *arg);
	void *arg;

	/* After listing_open(). */
	bool has_journal;
	const char *why;		/* there is none; "" if there is one */
	struct event_names names;	/* the caller may change how they are shown */

	/* After listing_run(). */
	uint64_t n;			/* objects */
	struct cursor cursor;		/* the moment of the list */
	bool doubt;			/* the journal does not know what changed */
	bool inconsistent;		/* the kernel flagged a dump */
	bool unknown;			/* the kernel flags no dump of this kind */

	/* private */
	struct netlink rtnl;
	struct client client;
	struct client_status before;	/* of the journal, before the dump */
	struct linknames *linknames;
	struct devices devices;
	struct writers *writers;
	struct snapshot snapshot;	/* with a journal, what is held */
	struct draft draft;		/* without one, what was printed so far */
	uint8_t family;			/* that is being dumped, 0: any */
	unsigned int parts;		/* in which the family's dump came */
};

/* Opens the sockets. Returns 0 or a negative errno; see listing_error(). */
int listing_open(struct listing *l);
void listing_close(struct listing *l);

/* Lists. Returns 0, what @object returned, or a negative errno. */
int listing_run(struct listing *l);

/*
 * Hands out all objects of a kind. @proxy: neighbours that are proxies, which the kernel lists alone; @object, @arg: see
 * above. Returns likewise, with a text for people in @error.
 */
int listing_all(enum netjournal_kind kind, bool proxy, int (*object)(const struct event *ev, void *arg), void *arg,
		char *error, size_t size);

/* Returns the text for the error @err of one of these functions. */
const char *listing_error(const struct listing *l, int err);

/* Fills @rec with the last record of the object of @ev, or returns false. */
bool listing_writer(const struct listing *l, const struct event *ev,
		    struct record *rec);

#endif
