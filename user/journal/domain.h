/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the core asks of the domain: what a record's message means. The core
 * carries messages as bytes; this is the only door to the code that knows what
 * they are about, and a driver with another domain brings its own.
 */
#ifndef NETJOURNAL_DOMAIN_H
#define NETJOURNAL_DOMAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/args.h"
#include "base/out.h"
#include "journal/record.h"

struct domain;

/* Returns NULL if there is no memory. */
struct domain *domain_new(void);
void domain_free(struct domain *d);

/* The filters that the domain adds to `log`. */
extern const struct opt domain_opts[];

/*
 * Takes one of them. Returns 0, or -EINVAL with a text for people in @err, of
 * @size bytes.
 */
int domain_option(struct domain *d, int id, const char *value, char *err,
		  size_t size);

/*
 * Kinds (a mask) whose records domain_learn() has to see, so that those of
 * @kinds can be understood.
 */
uint32_t domain_context(uint32_t kinds);

/*
 * Learns what helps to understand other records: to be called for the records
 * of domain_context(), in order; a record that was learned before does no harm.
 */
void domain_learn(struct domain *d, const struct record *rec);

/* Forgets what was learned: records of another journal follow. */
void domain_forget(struct domain *d);

/* Whether the record passes the domain's filters. */
bool domain_match(struct domain *d, const struct record *rec);

/*
 * Prints what the message of @rec is about: in text the sign of what happened
 * ("+", "-", "~") and the object on one line, in JSON members of the open object.
 */
void domain_print(struct domain *d, struct out *o, const struct record *rec);

/* The same with all that the message holds, in text on lines of its own. */
void domain_dump(struct domain *d, struct out *o, const struct record *rec);

#endif
