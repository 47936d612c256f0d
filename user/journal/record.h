/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A record of the journal as a struct, and the questions a filter asks of it.
 */
#ifndef NETJOURNAL_RECORD_H
#define NETJOURNAL_RECORD_H

#include <linux/netlink.h>
#include <linux/netjournal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All kinds, as a mask of bits 1 << kind. */
#define RECORD_ALL_KINDS	((2u << NETJOURNAL_KIND_MAX) - 2)

/* domain: payload */
/* The attribute of a record that only the domain understands. */
#define RECORD_PAYLOAD	NETJOURNAL_A_RECORD_MESSAGE
/* end of domain */

struct origin_parent {
	uint32_t pid;
	const char *comm;	/* NULL if not known */
};

/*
 * Who made the change. What is not known is 0 or NULL, or its has_ is false.
 * @number: never 0; that of an origin that is like the last one's is the same
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
};

/*
 * A record, a gap in its place, or the bookmark that ends a dump. Pointers are
 * into the message, but for @origin: that is good until this thread parses the
 * next record.
 */
struct record {
	const struct nlattr *attrs;	/* all of it */
	int len;
	uint64_t parse;			/* the call of record_parse(), from 1; 0: none */
	uint64_t seq;
	uint64_t time;
	uint32_t kind;
	bool is_gap;
	bool is_bookmark;		/* and @seq is what it says */
	/* domain: members */
	bool silent;
	/* end of domain */
	struct {
		uint64_t first;
		uint64_t last;
		uint32_t reason;
	} gap;
	const struct origin *origin;	/* NULL: there is none */
	const char *note;
	const struct nlattr *config;
	uint32_t cleared;
	const void *message;		/* what is in RECORD_PAYLOAD; NULL: none */
	size_t message_len;
};

/*
 * Fills @rec from the @len bytes of attributes at @attrs. Returns 0, or
 * -EBADMSG if one is not what the spec says.
 */
int record_parse(struct record *rec, const struct nlattr *attrs, int len);

/* A copy of a record, which outlives its message. All zero: none. */
struct record_copy {
	struct nlattr *attrs;
	int len;
};

/* Puts a copy of @rec in the place of what @copy has. Returns 0 or -ENOMEM. */
int record_copy_set(struct record_copy *copy, const struct record *rec);
/* Whether there is one, and then fills @rec from it. */
bool record_copy_get(const struct record_copy *copy, struct record *rec);
void record_copy_drop(struct record_copy *copy);

/* What `log` selects by, apart from what only the domain knows. */
struct filter {
	uint32_t kinds;			/* mask of bits 1 << kind */
	int64_t since, until;		/* real time in ns */
	uint64_t first, last;		/* sequence numbers */
	const char *comm;		/* NULL: any */
	bool has_pid, has_uid;
	uint32_t pid, uid;
};

/* One that lets everything pass. */
void filter_init(struct filter *f);

/*
 * Whether the record passes. A process is found by its name, its thread's
 * name or its pid, and so is one of the ancestors that the record names.
 */
bool filter_match(const struct filter *f, const struct record *rec);

#endif
