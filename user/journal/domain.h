/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The domain is the code that knows what the message of a record means. The core only
 * carries messages as bytes, and calls the domain through these functions. A driver
 * for another subject implements them itself.
 */
#ifndef NETJOURNAL_DOMAIN_H
#define NETJOURNAL_DOMAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/args.h"
#include "base/out.h"
#include "journal/record.h"

struct domain;
struct nearest;

/* Returns NULL if there is no memory. */
struct domain *domain_new(void);
void domain_free(struct domain *d);

/* The options that the domain adds to `log`. */
extern const struct opt domain_opts[];

/*
 * Handles one of these options. Returns 0, or -EINVAL with a text for people in @err,
 * which has @size bytes.
 */
int domain_option(struct domain *d, int id, const char *value, char *err,
		  size_t size);

/*
 * Returns the kind that people also call @word, or 0. Tries the names of all kinds in @near,
 * if it is not NULL.
 */
uint32_t domain_kind(const char *word, struct nearest *near);

/*
 * Takes a word of `log` that is no kind: something that a record can be about. Returns like
 * domain_option().
 */
int domain_word(struct domain *d, const char *word, char *err, size_t size);
/*
 * Call this if no record matched. Returns whether one of the words names nothing that is known.
 * @text then has a text for people.
 */
bool domain_unknown(const struct domain *d, char *text, size_t size);
/* Print what these words are, for a help and for completion. */
void domain_print_words(void);
void domain_complete_words(void);

/*
 * Returns the kinds (a mask) whose records domain_learn() must see, so that the domain
 * understands the records of @kinds.
 */
uint32_t domain_context(uint32_t kinds);

/*
 * Learns from @rec facts that help to understand other records. Call it for the
 * records and gaps of domain_context(), in order. Learning a record again does no harm.
 */
void domain_learn(struct domain *d, const struct record *rec);

/* Returns whether the output about @rec depends on the state before @rec. */
bool domain_wants_before(struct domain *d, const struct record *rec);

/*
 * Remembers the state of the object after @rec, and fills in the state before @rec. Call it for
 * each record once, in order. Returns 0 or -ENOMEM.
 */
int domain_follow(struct domain *d, struct record *rec);

/* Forgets everything learned, because records of another journal follow. */
void domain_forget(struct domain *d);

/* Returns whether the record passes the domain's options. */
bool domain_match(struct domain *d, const struct record *rec);

/* From now on, prints whole states instead of differences. */
void domain_whole(struct domain *d);
/*
 * Returns whether @rec is minor: it changes no configuration, or the kernel always does the
 * same in consequence of another change.
 */
bool domain_minor(struct domain *d, const struct record *rec);

/*
 * Prints the message of @rec: in text its sign ("+", "-", "~") and the object on one
 * line, in JSON members of the open object.
 */
void domain_print(struct domain *d, struct out *o, const struct record *rec);

/* Prints everything that the message of @rec contains, in text on several lines. */
void domain_dump(struct domain *d, struct out *o, const struct record *rec);

/*
 * Prints, as text, what the domain adds to the state of the journal. @attrs are the
 * @len bytes of attributes of status-get.
 */
void domain_print_status(struct out *o, const struct nlattr *attrs, int len);

#endif
