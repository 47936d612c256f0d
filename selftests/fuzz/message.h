/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Makes and changes requests for a generic netlink family of which only the policies are known.
 */
#ifndef FUZZ_MESSAGE_H
#define FUZZ_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

#include "../lib/journal.h"
#include "random.h"

#define MESSAGE_ROOM	3072

/*
 * A request without its netlink header, because the type in the header changes with each load.
 */
struct message {
	uint16_t flags;		/* NLM_F_* */
	uint16_t len;
	uint8_t bytes[MESSAGE_ROOM] __attribute__((aligned(4)));	/* genlmsghdr, attributes */
};

/* Numbers from answers, because a request can refer to them. */
#define HEARD	8
struct heard {
	/*
	 * Indexed by whether the number was in a nest, whether it has 8 bytes or 4, and the
	 * attribute type.
	 */
	struct heard_numbers {
		uint64_t values[HEARD];
		uint32_t n;	/* how many numbers there were */
	} numbers[2][2][NL_ATTRS];
};

/* Remembers the numbers among these attributes. Returns false if they are malformed. */
bool heard_attrs(struct heard *heard, bool nested, const void *attrs, size_t len);

struct maker {
	struct random random;
	const struct nl_family *family;
	const struct nl_policies *policies;
	/*
	 * How often each command succeeded, alone and as a dump. Rare commands are tried more
	 * often.
	 */
	const uint32_t (*done)[2];
	struct heard heard;
};

/* Makes a request that obeys the policies. */
void message_make(struct maker *maker, struct message *m);
/* Makes one change, small or large. A part of @other may be inserted. */
void message_mutate(struct maker *maker, struct message *m, const struct message *other);
/* Writes numbers from answers into attributes of their types. */
void message_refresh(struct maker *maker, struct message *m);

#endif
