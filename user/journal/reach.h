/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How far back the journal reaches, and what it does not record.
 */
#ifndef NETJOURNAL_REACH_H
#define NETJOURNAL_REACH_H

#include "journal/reader.h"

#define REACH_UNSEEN_MAX	8

/* Changes that the module cannot see, and their kinds (a mask). */
struct reach_unseen {
	uint32_t kinds;
	char text[128];
};

/*
 * @first, @last: the sequence numbers of the oldest record that is kept, and of the newest;
 *	@first is greater if there is none
 * @time: when the oldest one was recorded; 0 if that is not known
 * @off: the kinds (a mask) that are switched off
 * @partly: those that are on and leave something out; see domain_left_out()
 * @unseen, @n_unseen: what the module cannot see now; see domain_unseen()
 */
struct reach {
	uint64_t first, last;
	uint64_t time;
	uint32_t off, partly;
	struct reach_unseen unseen[REACH_UNSEEN_MAX];
	unsigned int n_unseen;
};

/*
 * Asks the journal that the cursor of @reader is in. Returns 0 or a negative errno, with the text in
 * @reader->client.genl.error.
 */
int reach_read(struct reader *reader, struct reach *r);
/* Asks the kernel's journal. Returns likewise, with the text in @c->genl.error. */
int reach_find(struct client *c, struct reach *r);

/*
 * Writes "#1 to #814, since 2026-11-28 13:53:39", and which of @kinds (a mask) are not
 * recorded.
 */
void reach_text(const struct reach *r, uint32_t kinds, char *text, size_t size);
/*
 * If @kinds are few kinds: writes which of their changes the module cannot see. Returns false if there are none.
 */
bool reach_unseen(const struct reach *r, uint32_t kinds, char *text, size_t size);
/*
 * Writes which of @kinds are switched off, and how to switch them on; if @kinds is one kind that is
 * on, what cannot be seen, or is left out of it. Returns false if all is recorded.
 */
bool reach_off(const struct reach *r, uint32_t kinds, char *text, size_t size);

#endif
