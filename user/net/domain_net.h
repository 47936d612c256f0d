/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions of the domain for commands that know networking.
 */
#ifndef NETJOURNAL_DOMAIN_NET_H
#define NETJOURNAL_DOMAIN_NET_H

#include "base/nearest.h"
#include "decode/selector.h"
#include "journal/domain.h"
#include "net/difference.h"

/*
 * Returns the event of @rec, or NULL if it has no message or the message cannot be
 * decoded. The event is valid until the next record. The domain keeps the event of the
 * current record, so that a record is decoded only once.
 */
const struct event *domain_event(struct domain *d, const struct record *rec);

/* Returns the names of devices at @seq. They are valid until the next call. */
const struct event_names *domain_names(struct domain *d, uint64_t seq);

/* Returns whether the records that were learned begin with the network namespace itself. */
bool domain_began(const struct domain *d);

/*
 * Returns whether no device of this name exists, and the records that were learned have none. Then sets @hint to
 * " (did you mean NAME?)", or to "" if no name is near.
 */
bool domain_lacks_device(const struct domain *d, const char *dev, char hint[NEAREST_TEXT_MAX]);

/* Returns whether the kernel did not announce the event of this record. */
bool record_is_silent(const struct record *rec);

/*
 * Returns whether the record cannot be about a new object: the kernel adds nothing silently, except
 * IPv6 addresses and qdiscs.
 */
bool record_adds_nothing(const struct record *rec);

/*
 * Sets @diff to how the object of @rec differs from its state before. Returns false if that
 * is not known. The answer is valid until the next record.
 */
bool domain_difference(struct domain *d, const struct record *rec, struct difference *diff);
/* Returns the time of the record in ns since the machine started, or 0. */
uint64_t record_boot_time(const struct record *rec);

/*
 * Returns what happened to the object of the record, whose event the domain understands: '+' new,
 * '-' gone, '~' changed.
 */
char domain_sign(struct domain *d, const struct record *rec);

/*
 * Returns the first record of a link that was made since the records begin, and sets @time to its time; otherwise
 * returns 0. The link exists by the records that were learned.
 */
uint64_t domain_link_made(const struct domain *d, uint32_t ifindex, uint64_t *time);

/* Returns what the options select, or NULL if they select everything. */
const struct selector *domain_filter(const struct domain *d);

/*
 * Returns what the message says of the object: '+' new, '-' gone, '~' known to have changed. See
 * births.h.
 */
char event_sign(const struct event *ev);

/*
 * Begins the output about an object. In text prints @sign ('=' for an object in a dump, '?'
 * for a question of the kernel), in JSON the member "action".
 */
void event_print_sign(struct out *o, char sign);
/* Prints the object: in text on one line, in JSON the member "event". */
void event_print_object(struct out *o, const struct event *ev,
			const struct event_names *names);

#endif
