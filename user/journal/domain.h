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
struct nl_msg;
struct nlmsghdr;
struct values;
struct process;

/* Bytes of a bound of a range; see struct domain_index. */
#define DOMAIN_RANGE_MAX	17

/*
 * By what a record can be searched. The texts are valid until the next call of domain_index().
 *
 * @action: '+' the object is new, '-' it is gone, '~' it has changed; 0: the record has no object
 * @object: what people call the object, or NULL
 * @device: what the object belongs to, or NULL
 * @len: of @low and @high in bytes; 0: the object is no range. Ranges are compared as bytes, and
 *	ranges of different lengths have nothing in common.
 */
struct domain_index {
	char action;
	const char *object;
	const char *device;
	size_t len;
	uint8_t low[DOMAIN_RANGE_MAX], high[DOMAIN_RANGE_MAX];
};

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

/*
 * The records that follow are of another time or place: whoever knows the name of @number asks @name
 * and not this machine. @name writes it into @text, of @size bytes, and returns whether it is known.
 * With @name NULL, they are again of this machine and of now. Forgets everything learned.
 */
typedef bool domain_namer(void *arg, uint32_t number, char *text, size_t size);
void domain_elsewhere(struct domain *d, domain_namer *name, void *arg);
/*
 * No records follow. Forgets everything learned; names are again those of this machine and of now. Call
 * domain_elsewhere() before records follow nevertheless.
 */
void domain_end(struct domain *d);

/* Calls @each for the names that this machine has now for numbers in the present namespace. */
void domain_numbers(struct domain *d, void (*each)(uint32_t number, const char *name, void *arg), void *arg);

/* A network namespace: its inode number and its name, or without a name "" and a process in it. */
struct domain_space {
	uint64_t inode;
	const char *name;
	uint32_t pid;
	const char *comm;
};

/*
 * Calls @each inside each network namespace of the machine, in a thread that ends when the call returns. Returns
 * 0, -EPERM if this process may not enter namespaces, or what @each returned other than 0.
 */
int domain_spaces(int (*each)(const struct domain_space *space, void *arg), void *arg);

/*
 * Returns the cookie of the network namespace that was called @name and was made last, as far as the journal of
 * the present namespace tells; 0: it tells of none.
 */
uint64_t domain_named(const char *name);

/* Fills @index with what @rec can be searched by. */
void domain_index(struct domain *d, const struct record *rec, struct domain_index *index);

/*
 * What a line of JSON says about a network object, or whatever the domain is about.
 *
 * @at: the member "event" in @values
 * @changed: the object existed before
 * @number: returns the number of a name
 */
struct domain_event {
	uint32_t kind;
	bool del, changed;
	const struct values *values;
	size_t at;
	uint32_t (*number)(void *arg, const char *name);
	void *arg;
};

/*
 * Makes the message of a record again of what domain_print() has printed as JSON. The caller frees it. NULL: that
 * cannot be done for the kind, or there is no memory.
 */
struct nl_msg *domain_rebuild(const struct domain_event *event);

/*
 * Returns the kind of a message of @len bytes that somebody has captured; 0: it is none of the domain. If it has a
 * name for a number, writes that into @name, of @size bytes; otherwise "".
 */
uint32_t domain_message_kind(const struct nlmsghdr *nlh, size_t len, uint32_t *number, char *name, size_t size);

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

/*
 * Returns what the journal does not record of a kind (enum netjournal_kind) that is on but not
 * full: "classes and filters". NULL: it records all.
 */
const char *domain_left_out(uint32_t kind);

/*
 * Returns the kinds, as a mask of bits 1 << kind, of which records are missing according to the attribute @nla of the
 * status, and writes which ones into @text. Returns 0 if it does not say so.
 */
uint32_t domain_unseen(const struct nlattr *nla, char *text, size_t size);

/*
 * Returns whether the record says only that something came (-1) or went (1) that comes and goes
 * by itself. Sets @object to its number, and @what to its name for people. Returns 0 otherwise.
 */
int domain_flap(struct domain *d, const struct record *rec, uint64_t *object, const char **what);

/*
 * Call this for each record that `log -f` prints. Returns whether the record begins something
 * that people want to be told. @text then has a text for them. @process made the record; NULL:
 * that is not known.
 */
bool domain_remark(struct domain *d, const struct record *rec, const struct process *process,
		   char *text, size_t size);

/* Prints everything that the message of @rec contains, in text on several lines. */
void domain_dump(struct domain *d, struct out *o, const struct record *rec);

/*
 * Prints the value of an attribute of @rec that only the domain knows, in JSON with its name.
 * Returns false if the tables of the spec say enough about it.
 */
bool domain_print_attr(struct domain *d, struct out *o, const struct record *rec,
		       const struct nlattr *attr);

/*
 * Prints, as text, what the domain adds to the state of the journal. @attrs are the
 * @len bytes of attributes of status-get.
 */
void domain_print_status(struct out *o, const struct nlattr *attrs, int len);

#endif
