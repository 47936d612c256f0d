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
#include "journal/record.h"

/* What was printed of an origin, for the records after it that have the same. */
struct printed {
	uint64_t number;	/* the origin's; 0: nothing yet */
	size_t len;
	char text[1024];
};

struct printer {
	struct out out;
	struct domain *domain;	/* may be NULL if no record is printed */
	struct time_text time;
	int day;		/* of the last line, so that a new one is told */
	struct printed origin;
};

void printer_init(struct printer *p, bool json, struct domain *domain);

/* tool_flush(), with what @p keeps of an unfinished line. */
int printer_flush(struct printer *p);

/*
 * Ends the last line of the file that stdout is, if it has no end: a follower
 * that was killed can leave half a line. Its record comes again, and must not
 * continue that line.
 */
void print_end_torn_line(void);

/* Prints a record or a gap. */
void print_record(struct printer *p, const struct record *rec);

/*
 * Starts a line of text with the clock's time; @time is real time in ns. A line
 * with the date comes first if that is another than the last line's.
 */
void print_line_start(struct printer *p, uint64_t time);

/* Prints when and by whom, as a part of a line; @date: with the date. */
void print_time(struct printer *p, const struct record *rec, bool date);
void print_origin(struct printer *p, const struct record *rec);
/* The sequence number, which ends a line. */
void print_seq(struct out *o, const struct record *rec);

/* Prints all that a record holds, for one who wants to know it exactly. */
void print_details(struct printer *p, const struct record *rec);

/* Prints "-- cursor: ..." or {"cursor": ...}. */
void print_cursor(struct printer *p, const struct cursor *cursor);

#endif
