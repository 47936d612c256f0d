/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Finds the answers to a question about network objects, as `blame` and `why` ask it: what the
 * words can mean, what is recorded about these objects, and by which route an address is
 * reached if nothing is recorded about the address.
 */
#ifndef NETJOURNAL_ANSWER_H
#define NETJOURNAL_ANSWER_H

#include "base/args.h"
#include "base/nearest.h"
#include "decode/question.h"
#include "journal/print.h"
#include "net/inquiry.h"

#define ANSWER_WORDS_MAX	64

struct answer;

/*
 * Prints what is recorded about an object. @q contains it. Returns 0 or a negative errno, with
 * the complaint printed.
 */
typedef int answer_object(struct answer *a, const struct inquiry *q,
			  const struct history_object *obj);

/*
 * One that is all zero has no words. Set the members before the blank line.
 *
 * @file: a store that is read instead of the journal; NULL: none
 * @lines: see history_init()
 */
struct answer {
	struct args *args;
	answer_object *object;
	void *arg;
	const char *file;
	uint64_t lines;
	char *words[ANSWER_WORDS_MAX];
	size_t n_words;

	struct printer printer;
	struct domain *domain;
	bool longest;			/* the object is a route to the address that was asked for */
	bool answered;			/* at least one reading of the question has an answer */
	/* private */
	struct question question;
	struct inquiry inquiry;
	bool lost, disagree;
	char empty[64];			/* the names of the readings without an answer */
	struct reach reach;
	bool lacks_device;		/* no device has the name that was asked for */
	char hint[NEAREST_TEXT_MAX];	/* which name may have been meant */
	struct record_copy gap;		/* records that may have answered one of them */
};

/* Takes a word of the question, as long as there is room. */
void answer_word(struct answer *a, const char *word);
/* Answers the question. Returns an enum status. */
int answer_run(struct answer *a);

#endif
