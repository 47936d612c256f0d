// SPDX-License-Identifier: GPL-2.0
/*
 * Reads a record of the journal into a struct. Does no I/O.
 */
#include <errno.h>
#include <netlink/attr.h>
#include <stdlib.h>
#include <string.h>

#include "journal/fields.h"
#include "journal/record.h"
#include "nl/nla.h"

static bool parse_parents(struct origin *origin, const struct nlattr *nest)
{
	static const struct field fields[] = {
		[NETJOURNAL_A_PARENT_PID]	= FIELD(F_U32, origin_parent, pid),
		[NETJOURNAL_A_PARENT_COMM]	= FIELD(F_STRING, origin_parent, comm),
	};
	const struct nlattr *nla = nla_bytes(nest);
	int rem = nla_size(nest);
	uint64_t seen = 0;

	for (; nla_ok(nla, rem); nla = nla_next(nla, &rem)) {
		if (nla_type(nla) != NETJOURNAL_A_ORIGIN_PARENT ||
		    origin->n_parents == NETJOURNAL_PARENTS_MAX)
			continue;
		if (!TAKE_ALL(&origin->parents[origin->n_parents++], fields,
			      nla_bytes(nla), nla_size(nla), &seen))
			return false;
	}
	return true;
}

static bool parse_origin(struct origin *origin, const struct nlattr *nest)
{
	static const struct field fields[] = {
		[NETJOURNAL_A_ORIGIN_CONTEXT]	= FIELD(F_U32, origin, context),
		[NETJOURNAL_A_ORIGIN_PID]	= FIELD(F_U32, origin, pid),
		[NETJOURNAL_A_ORIGIN_COMM]	= FIELD(F_STRING, origin, comm),
		[NETJOURNAL_A_ORIGIN_LEADER_COMM] = FIELD(F_STRING, origin, leader_comm),
		[NETJOURNAL_A_ORIGIN_UID]	= FIELD(F_U32, origin, uid),
		[NETJOURNAL_A_ORIGIN_LOGINUID]	= FIELD(F_U32, origin, loginuid),
		[NETJOURNAL_A_ORIGIN_PROCESS]	= FIELD(F_U64, origin, process),
		[NETJOURNAL_A_ORIGIN_WORK]	= FIELD(F_STRING, origin, work),
	};
	uint64_t seen = 0;

	memset(origin, 0, sizeof(*origin));
	if (!TAKE_ALL(origin, fields, nla_bytes(nest), nla_size(nest), &seen))
		return false;
	origin->has_uid = seen & 1ull << NETJOURNAL_A_ORIGIN_UID;
	origin->has_loginuid = seen & 1ull << NETJOURNAL_A_ORIGIN_LOGINUID;
	origin->io_uring = seen & 1ull << NETJOURNAL_A_ORIGIN_IO_URING;
	return parse_parents(origin, nest);
}

/* Counts on from @last, in each thread from another number: no two threads count the same numbers. */
static uint64_t next_number(uint64_t *last)
{
	static _Atomic uint64_t counters;

	if (!*last)
		*last = counters++ << 40;
	return ++*last;
}

/*
 * Returns the origin in @nest, or NULL if it does not match the spec. A task makes many
 * changes, so most origins are equal to the one before, byte for byte, and need no
 * parsing.
 */
static const struct origin *find_origin(const struct nlattr *nest)
{
	static _Thread_local union {
		struct nlattr nest;
		char bytes[1 << 16];	/* longer than any attribute */
	} last;
	static _Thread_local struct origin origin;
	static _Thread_local uint64_t number;

	if (nest->nla_len == last.nest.nla_len &&
	    !memcmp(nest, last.bytes, nest->nla_len))
		return &origin;

	memcpy(last.bytes, nest, nest->nla_len);
	if (!parse_origin(&origin, &last.nest)) {
		last.nest.nla_len = 0;
		return NULL;
	}
	origin.number = next_number(&number);
	return &origin;
}

/* Another record was parsed since, for example while the history of this one's object was read. */
const struct origin *record_origin_again(const struct record *rec)
{
	return find_origin(rec->nests.origin);
}

static bool parse_gap(struct record *rec)
{
	static const struct field fields[] = {
		[NETJOURNAL_A_GAP_FIRST]	= FIELD(F_U64, record, gap.first),
		[NETJOURNAL_A_GAP_LAST]		= FIELD(F_U64, record, gap.last),
		[NETJOURNAL_A_GAP_REASON]	= FIELD(F_U32, record, gap.reason),
	};
	const struct nlattr *nest = rec->nests.gap;
	uint64_t seen = 0;

	rec->is_gap = true;
	return TAKE_ALL(rec, fields, nla_bytes(nest), nla_size(nest), &seen);
}

int record_parse(struct record *rec, const struct nlattr *attrs, int len)
{
	static const struct field fields[] = {
		[NETJOURNAL_A_RECORD_INSTANCE]	= FIELD(F_U64, record, instance),
		[NETJOURNAL_A_RECORD_SEQ]	= FIELD(F_U64, record, seq),
		[NETJOURNAL_A_RECORD_PREV_SEQ]	= FIELD(F_U64, record, prev_seq),
		[NETJOURNAL_A_RECORD_TIME]	= FIELD(F_U64, record, time),
		[NETJOURNAL_A_RECORD_KIND]	= FIELD(F_U32, record, kind),
		[NETJOURNAL_A_RECORD_ORIGIN]	= FIELD(F_ATTR, record, nests.origin),
		[NETJOURNAL_A_RECORD_GAP]	= FIELD(F_ATTR, record, nests.gap),
		[NETJOURNAL_A_RECORD_NOTE]	= FIELD(F_STRING, record, note),
		[NETJOURNAL_A_RECORD_CONFIG]	= FIELD(F_ATTR, record, config),
		[NETJOURNAL_A_RECORD_CLEARED]	= FIELD(F_U32, record, cleared),
		[RECORD_PAYLOAD]		= FIELD(F_ATTR, record, nests.message),
		[NETJOURNAL_A_RECORD_BOOKMARK]	= FIELD(F_U64, record, nests.bookmark),
		[NETJOURNAL_A_RECORD_ACT]	= FIELD(F_U64, record, act),
	};
	static _Thread_local uint64_t parses;

	memset(rec, 0, sizeof(*rec));
	if (!TAKE_ALL(rec, fields, attrs, len, &rec->types))
		return -EBADMSG;
	rec->attrs = attrs;
	rec->len = len;
	rec->parse = next_number(&parses);
	if (rec->nests.origin) {
		rec->origin = find_origin(rec->nests.origin);
		if (!rec->origin)
			return -EBADMSG;
		rec->origin_number = rec->origin->number;
	}
	if (rec->nests.gap && !parse_gap(rec))
		return -EBADMSG;
	if (rec->nests.message) {
		rec->message = nla_bytes(rec->nests.message);
		rec->message_len = nla_size(rec->nests.message);
	}
	if (rec->types & 1ull << NETJOURNAL_A_RECORD_BOOKMARK) {
		rec->is_bookmark = true;
		rec->seq = rec->nests.bookmark;
	}
	return 0;
}

const struct nlattr *record_attr(const struct record *rec, int type)
{
	const struct nlattr *nla = rec->attrs;
	int len = rec->len;

	/* Few records have what most callers ask for. */
	if (type < 64 && !(rec->types & 1ull << type))
		return NULL;
	while (nla_here(nla, len) && nla_kind(nla) != type)
		nla = nla_after(nla, &len);
	return nla_here(nla, len) ? nla : NULL;
}

int record_copy_set(struct record_copy *copy, const struct record *rec)
{
	size_t before = NLMSG_ALIGN(rec->len), before_len = rec->before ? rec->before_len : 0;

	/* Records about one object often have the same length. */
	if (!copy->attrs || NLMSG_ALIGN(copy->len) + copy->before_len != before + before_len) {
		record_copy_drop(copy);
		copy->attrs = malloc(before + before_len);
	}
	copy->before_len = before_len;
	if (!copy->attrs)
		return -ENOMEM;
	memcpy(copy->attrs, rec->attrs, rec->len);
	if (rec->before)
		memcpy((char *)copy->attrs + before, rec->before, rec->before_len);
	copy->len = rec->len;
	return 0;
}

bool record_copy_get(const struct record_copy *copy, struct record *rec)
{
	if (!copy->attrs || record_parse(rec, copy->attrs, copy->len))
		return false;
	if (copy->before_len) {
		rec->before = (const char *)copy->attrs + NLMSG_ALIGN(copy->len);
		rec->before_len = copy->before_len;
	}
	return true;
}

void record_copy_drop(struct record_copy *copy)
{
	free(copy->attrs);
	copy->attrs = NULL;
}
