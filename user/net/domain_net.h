/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The domain's own view of itself, for commands that know networking.
 */
#ifndef NETJOURNAL_DOMAIN_NET_H
#define NETJOURNAL_DOMAIN_NET_H

#include "decode/selector.h"
#include "journal/domain.h"

/*
 * What the message of @rec says, or NULL if it has none or is not understood; valid
 * until the next record. The domain keeps the event of the record in hand, so
 * that a record is taken apart once on its way.
 */
const struct event *domain_event(struct domain *d, const struct record *rec);

/* The names of devices as they were at @seq; valid until the next call. */
const struct event_names *domain_names(struct domain *d, uint64_t seq);

/* Whether the records that were learned begin with the network namespace itself. */
bool domain_began(const struct domain *d);

/* Whether the kernel announced nothing about this record's event. */
bool record_is_silent(const struct record *rec);

/* What the options select, or NULL: any. */
const struct selector *domain_filter(const struct domain *d);

/* What happened to the object: '+' new, '-' gone, '~' known to be a change. */
char event_sign(const struct event *ev);

/*
 * Prints the start of what is told of an object: in text @sign ('=' for one that
 * is there, '?' for one that is asked for), in JSON the member "action".
 */
void event_print_sign(struct out *o, char sign);
/* Prints the object: in text on one line, in JSON the member "event". */
void event_print_object(struct out *o, const struct event *ev,
			const struct event_names *names);

#endif
