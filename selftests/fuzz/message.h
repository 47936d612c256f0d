/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests for a generic netlink family of which only its policies are known.
 */
#ifndef FUZZ_MESSAGE_H
#define FUZZ_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

#include "../lib/journal.h"
#include "random.h"

#define MESSAGE_ROOM	3072

/* A request without its netlink header, whose type differs from load to load. */
struct message {
	uint16_t flags;		/* NLM_F_* */
	uint16_t len;
	uint8_t bytes[MESSAGE_ROOM] __attribute__((aligned(4)));	/* genlmsghdr, attributes */
};

/* Numbers that answers had: what a request may well refer to. */
#define HEARD	8
struct heard {
	/* By whether it was in a nest, whether it has 8 bytes or 4, and attribute type. */
	struct heard_numbers {
		uint64_t values[HEARD];
		uint32_t n;	/* how many there have been */
	} numbers[2][2][NL_ATTRS];
};

/* Remembers the numbers among these attributes. Returns false if they are malformed. */
bool heard_attrs(struct heard *heard, bool nested, const void *attrs, size_t len);

struct maker {
	struct random random;
	const struct nl_family *family;
	const struct nl_policies *policies;
	/* How often each command was carried out, and as a dump: what is rare is tried more. */
	const uint32_t (*done)[2];
	struct heard heard;
};

/* One that keeps to the policies. */
void message_make(struct maker *maker, struct message *m);
/* One change, small or large; @other is a message to take a part of. */
void message_mutate(struct maker *maker, struct message *m, const struct message *other);
/* Puts numbers that were heard into attributes of their types. */
void message_refresh(struct maker *maker, struct message *m);

#endif
