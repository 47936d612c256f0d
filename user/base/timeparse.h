/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Points in time as people write and read them. The result depends only on the
 * arguments, which include the current time, and on the time zone (TZ).
 */
#ifndef BASE_TIMEPARSE_H
#define BASE_TIMEPARSE_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define NS_PER_S	1000000000ll

/*
 * Reads @text into @ns, nanoseconds since 1970. It may be
 *   2026-11-20 18:00:00	the seconds, or the time, may be left out; a "T"
 *				may stand between, a fraction (.25) at the end, and
 *				after it "UTC", "Z" or an offset such as +01:00
 *   18:00			today
 *   now, today, yesterday, tomorrow
 *   5m, -5m, 5 min ago, 1h 30min ago	before now; +90s after it
 *   @1795197600.5		seconds since 1970
 * If the clock was set back, a time can mean two moments; the earlier one is taken.
 * Returns 0, -EINVAL if @text is none of these, or -ERANGE if the time does not
 * exist: the 30th of February, a time that the clock skipped, a time before 1970 or
 * after 2262.
 */
int time_parse(const char *text, int64_t now, int64_t *ns);

/* For the message about a text that is none of these. */
#define TIME_EXAMPLES "a time is 18:00, 5m (ago), yesterday, \"2026-11-20 18:00\""

/* Local times as text. Remembers the last second, because the next time is often in it. */
struct time_text {
	time_t second;
	int day;		/* as the number yyyymmdd */
	char date[16];		/* "2026-11-20" */
	char clock[12];		/* "18:03:12" */
	char offset[8];		/* "+0100" */
};

/* Sets @t to the second of @ns. Before the first call @t must be all zero. */
void time_text_set(struct time_text *t, int64_t ns);

#endif
