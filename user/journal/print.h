/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Prints records: a line of text or a JSON object for each, on stdout.
 */
#ifndef NETJOURNAL_PRINT_H
#define NETJOURNAL_PRINT_H

#include <stdbool.h>

#include "base/out.h"
#include "base/timeparse.h"
#include "journal/cursor.h"
#include "journal/domain.h"
#include "journal/processes.h"
#include "journal/record.h"

/* The text of an origin, which is used again for the next records with the same origin. */
struct printed {
	uint64_t number;	/* the number of the origin; 0: none yet */
	size_t len;
	char text[4096];
};

struct printer {
	struct out out;
	struct domain *domain;	/* may be NULL if no record is printed */
	struct time_text time;
	int day;		/* the date of the last line, so that a new date is printed */
	struct printed origin;
	struct processes processes;
	size_t width;		/* of the terminal, in columns; 0: lines are not made to fit */
	const char *label;	/* in text, before the kind of each record and gap; NULL: nothing */
	uint64_t cursors;	/* the instance, if lines end with cursors; otherwise 0 */
};

void printer_init(struct printer *p, bool json, struct domain *domain);

struct reader;
/* Lets the printer look for processes where the records of @r come from. */
void print_past(struct printer *p, const struct reader *r);

/* Flushes stdout and the unfinished line of @p. Returns like tool_flush(). */
int printer_flush(struct printer *p);

/*
 * If stdout is a file whose last line has no end, ends that line. A follower that was
 * killed can leave half a line. The record of that line is printed again, and must not
 * continue the half line.
 */
void print_end_torn_line(void);

/* Prints a record or a gap. */
void print_record(struct printer *p, const struct record *rec);
/* Writes a record or a gap as a line without the time and the number into @text. */
void print_message(struct printer *p, const struct record *rec, char *text, size_t size);
/* The same in JSON. @more prints more members of the object. */
typedef void print_more(struct out *o, const void *arg);
void print_record_json(struct printer *p, const struct record *rec,
		       print_more *more, const void *arg);

/*
 * Starts a line of text with the time of day; @time is real time in ns. If the date is
 * not that of the last line, prints a line with the date first.
 */
void print_line_start(struct printer *p, uint64_t time);

/* Prints when the change happened and who made it, as a part of a line. @date: with the date. */
void print_time(struct printer *p, const struct record *rec, bool date);
void print_origin(struct printer *p, const struct record *rec);
/* Prints the origin as a member of the open JSON object. @nest: the attribute. */
void print_origin_json(struct printer *p, const struct record *rec,
		       const struct nlattr *nest);
/*
 * Ends a line on a terminal: with who made the change, and the number. If they do not fit
 * behind the text since @start, they get a line of their own, and what is longer than a line
 * is cut.
 * @before: the columns before @start
 * @indent: the columns before who made the change, in a line of its own
 */
void print_end_fitting(struct printer *p, const struct record *rec, struct out_mark start,
		       size_t before, size_t indent);
/* Text only: prints what the record says, without its time, its kind and its origin. */
void print_payload(struct printer *p, const struct record *rec);
/* Text only: prints the origin as far as a narrow terminal has room. */
void print_origin_brief(struct printer *p, const struct record *rec);
/* Prints the sequence number. */
void print_seq(struct out *o, const struct record *rec);

/* Prints everything that a record contains. */
void print_details(struct printer *p, const struct record *rec);

/* Prints "-- cursor: ..." or {"cursor": ...}. */
void print_cursor(struct printer *p, const struct cursor *cursor);

#endif
