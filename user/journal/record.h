/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A record of the journal as a struct.
 */
#ifndef NETJOURNAL_RECORD_H
#define NETJOURNAL_RECORD_H

#include <linux/netlink.h>
#include <linux/netjournal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "journal/payload.h"

/* All kinds, as a mask of bits 1 << kind. */
#define RECORD_ALL_KINDS	((2u << NETJOURNAL_KIND_MAX) - 2)

struct origin_parent {
	uint32_t pid;
	const char *comm;	/* NULL if not known */
};

/*
 * Who made the change. An unknown member is 0 or NULL, or its has_ member is false.
 * @number: never 0. If two records in a row have the same origin, the number is the
 *	same too.
 */
struct origin {
	uint64_t number;
	enum netjournal_context context;
	uint32_t pid;
	const char *comm;
	const char *leader_comm;
	bool has_uid, has_loginuid;
	uint32_t uid;
	uint32_t loginuid;
	struct origin_parent parents[NETJOURNAL_PARENTS_MAX];
	unsigned int n_parents;
	uint64_t process;	/* id of the details; see processes.h */
	const char *work;	/* function of the work item of a kernel thread */
	bool io_uring;		/* a worker of io_uring */
};

/*
 * A record, a gap in place of records, or the bookmark that ends a dump. Pointers point
 * into the message.
 */
struct record {
	const struct nlattr *attrs;	/* all of it */
	int len;
	uint64_t types;			/* bit n: there is an attribute of type n */
	uint64_t parse;			/* the call of record_parse(), from 1; 0: none */
	uint64_t instance;		/* of a notification, a stored record, or the end of a journal; otherwise 0 */
	uint64_t seq;
	uint64_t prev_seq;		/* of the same kind; 0: none */
	uint64_t time;
	uint64_t act;			/* 0: unknown */
	uint32_t kind;
	bool is_gap;
	bool is_bookmark;		/* @seq is its sequence number */
	struct {
		uint64_t first;
		uint64_t last;
		uint32_t reason;
	} gap;
	const char *note;
	const struct nlattr *config;
	uint32_t cleared;
	const void *message;		/* what is in RECORD_PAYLOAD; NULL: none */
	size_t message_len;
	/* The message of the object's state before this record; NULL: not known, or new. */
	const void *before;
	size_t before_len;
	/* private: for record_origin() */
	const struct origin *origin;
	uint64_t origin_number;
	/* private: what record_parse() reads after the other attributes */
	struct {
		uint64_t bookmark;
		const struct nlattr *origin, *gap, *message;
	} nests;
};

/*
 * Fills @rec from the @len bytes of attributes at @attrs. Returns 0, or -EBADMSG if an
 * attribute does not match the spec.
 */
int record_parse(struct record *rec, const struct nlattr *attrs, int len);

/* private */
const struct origin *record_origin_again(const struct record *rec);

/*
 * Returns who made the record, or NULL. All records of a thread share one struct origin:
 * what this returns is valid until the thread parses another record, or asks for the
 * origin of another one.
 */
static inline const struct origin *record_origin(const struct record *rec)
{
	if (!rec->origin || rec->origin->number == rec->origin_number)
		return rec->origin;
	return record_origin_again(rec);
}

/* Returns whether a process sent the request that made the change. */
static inline bool record_is_asked_for(const struct record *rec)
{
	const struct origin *origin = record_origin(rec);

	return origin && origin->context == NETJOURNAL_CONTEXT_REQUEST;
}

/* Returns the first attribute of @type that a parsed record has, or NULL. */
const struct nlattr *record_attr(const struct record *rec, int type);

/* A copy of a record, which outlives its message. One that is all zero is empty. */
struct record_copy {
	struct nlattr *attrs;	/* after them comes the message of the state before */
	int len;
	size_t before_len;
};

/* Replaces the content of @copy with a copy of @rec. Returns 0 or -ENOMEM. */
int record_copy_set(struct record_copy *copy, const struct record *rec);
/* Returns false if @copy is empty; otherwise fills @rec from it. */
bool record_copy_get(const struct record_copy *copy, struct record *rec);
void record_copy_drop(struct record_copy *copy);

#endif
