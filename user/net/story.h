/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The story of one record, in sentences: what happened to its object, why, who ran what, what
 * has happened since, and what else happened to the device shortly before. A sentence without
 * "probably" says what the journal proves. Does no I/O.
 */
#ifndef NETJOURNAL_STORY_H
#define NETJOURNAL_STORY_H

#include "journal/processes.h"
#include "net/cause.h"
#include "net/domain_net.h"
#include "net/history.h"

/* The story has the changes of the device in this time before the record. */
#define STORY_BEFORE_NS		(5 * NS_PER_S)
#define STORY_BEFORE_MAX	5

/*
 * @domain: has learned from the records up to the last one
 * @processes: where to look for the processes of records
 * @day: today, as in struct time_text
 * @option, @journal: the option and its value with which the tool reads the same journal; NULL:
 *                    it reads that journal without an option
 */
struct story {
	struct domain *domain;
	struct processes *processes;
	int day;
	const char *option, *journal;

	/* What was found. */
	struct record_copy point;	/* the record that is told */
	struct record_copy cause;	/* the record that caused it; may be empty */
	bool guess;			/* it is only likely to be the cause */
	bool is_own;			/* the kernel makes such objects by itself */
	bool is_first;			/* @point is the beginning of the object */
	bool unchecked;			/* it is an address that is not checked for duplicates */
	struct record_copy since;	/* the device came up again */
	struct record_copy before[STORY_BEFORE_MAX];	/* a ring */
	uint64_t n_before;

	/* private */
	uint64_t seq, act, time;	/* of @point */
	uint32_t kind, ifindex;
	uint8_t family;
	bool del, silent;
	int carrier;			/* 1: a link got its carrier; -1: lost it */
	uint32_t peer;			/* of a link: the other end */
	struct event_addr source;	/* of a route */
	uint32_t nexthop;		/* of a route */
	bool named;			/* @point names its cause: */
	struct cause named_cause;	/* its address is @named_address */
	uint8_t named_address[16];
	unsigned int rank;		/* how good @cause is */
};

/*
 * Begins the story of what @obj is now: its end, or else its last change, or else its
 * beginning. Set the members before the blank line first. Returns 0 or a negative errno.
 */
int story_begin(struct story *s, const struct history_object *obj);
/* Takes the next record from STORY_BEFORE_NS before the told one on. Returns 0 or -ENOMEM. */
int story_take(struct story *s, const struct record *rec);

/*
 * Calls @sentence for each sentence. Returns 0 or -ENOMEM.
 */
typedef void story_sentence(const char *text, void *arg);
int story_tell(struct story *s, const struct history_object *obj, story_sentence *sentence,
	       void *arg);
void story_drop(struct story *s);

#endif
