/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Makes messages about one object each from a message about several. A message begins with the
 * header of the message about several, so the calls are part_open(), then for each object
 * part_begin(), the attributes and part_tell(), and at last part_close().
 */
#ifndef NETJOURNAL_PART_H
#define NETJOURNAL_PART_H

#include "decode/event.h"

/* No message about one object is longer than that about several, but for some headers of nests. */
#define PART_MORE	64

struct part {
	const struct event *whole;
	uint8_t *buf;
	size_t len, size;
	bool full;		/* an attribute did not fit */
};

/* Returns 0 or -ENOMEM. */
int part_open(struct part *p, const struct event *whole);
/* @type: of the message */
void part_begin(struct part *p, uint16_t type);
void part_put(struct part *p, uint16_t type, const void *data, size_t len);
void part_copy(struct part *p, const uint8_t *attr);
/* Begins a nest. Returns where, for part_nest_end(). */
size_t part_nest(struct part *p, uint16_t type);
/* Writes bytes that are no attribute, such as those at the beginning of a nest. */
void part_bytes(struct part *p, const void *data, size_t len);
void part_nest_end(struct part *p, size_t nest);
/* Calls @each with the event. Returns what it returned, or -EBADMSG if the message makes no event. */
int part_tell(struct part *p, event_object *each, void *arg);
void part_close(struct part *p);

#endif
