// SPDX-License-Identifier: GPL-2.0
/*
 * Points in time as people write them and read them.
 */
#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/timeparse.h"
#include "base/util.h"

static bool accept_text(const char **p, const char *word)
{
	size_t len = strlen(word);

	if (strncmp(*p, word, len))
		return false;
	*p += len;
	return true;
}

static void skip_spaces(const char **p)
{
	while (**p == ' ')
		(*p)++;
}

/* Reads @min to @max digits. */
static bool parse_digits(const char **p, int min, int max, int64_t *value)
{
	int n;

	*value = 0;
	for (n = 0; n < max && isdigit((unsigned char)**p); n++)
		*value = *value * 10 + (*(*p)++ - '0');
	return n >= min && !isdigit((unsigned char)**p);
}

/* Reads an optional fraction of a second; more than nine digits are refused. */
static bool parse_fraction(const char **p, int64_t *ns)
{
	const char *start = *p + 1;
	int64_t value;
	long n;

	*ns = 0;
	if (**p != '.')
		return true;
	*p = start;
	if (!parse_digits(p, 1, 9, &value))
		return false;
	for (n = *p - start; n < 9; n++)
		value *= 10;
	*ns = value;
	return true;
}

static int to_ns(int64_t sec, int64_t frac, int64_t *ns)
{
	if (__builtin_mul_overflow(sec, NS_PER_S, ns) ||
	    __builtin_add_overflow(*ns, frac, ns) || *ns < 0)
		return -ERANGE;
	return 0;
}

/*
 * Finds the second that @want means if the summer-time flag is @dst. Returns false
 * if there is none.
 */
static bool local_second(const struct tm *want, int dst, time_t *second)
{
	struct tm tm = *want;

	tm.tm_isdst = dst;
	/* mktime() sets the weekday if it succeeds. errno may be set by its search for a zone's file. */
	tm.tm_wday = -1;
	*second = mktime(&tm);
	return tm.tm_wday >= 0 && tm.tm_isdst == dst &&
	       tm.tm_year == want->tm_year &&
	       tm.tm_mon == want->tm_mon && tm.tm_mday == want->tm_mday &&
	       tm.tm_hour == want->tm_hour && tm.tm_min == want->tm_min &&
	       tm.tm_sec == want->tm_sec;
}

static int local_time(const struct tm *tm, int64_t *second)
{
	time_t summer, winter;
	bool in_summer = local_second(tm, 1, &summer);
	bool in_winter = local_second(tm, 0, &winter);

	if (!in_summer && !in_winter)
		return -ERANGE;
	if (in_summer && in_winter)
		*second = summer < winter ? summer : winter;
	else
		*second = in_summer ? summer : winter;
	return 0;
}

/*
 * Finds the first second of the day. It is not always 0:00, because some zones set
 * the clock forward at midnight.
 */
static int day_start(struct tm *tm, int64_t *second)
{
	int err;

	tm->tm_hour = 0;
	tm->tm_min = 0;
	tm->tm_sec = 0;
	while ((err = local_time(tm, second)) && tm->tm_hour < 4) {
		tm->tm_min += 30;
		tm->tm_hour += tm->tm_min / 60;
		tm->tm_min %= 60;
	}
	return err;
}

/* Returns whether the calendar has this day. */
static bool day_exists(const struct tm *tm)
{
	static const int lengths[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	int year = tm->tm_year + 1900;
	int leap = (year % 4 == 0 && year % 100) || year % 400 == 0;

	return tm->tm_mon >= 0 && tm->tm_mon < 12 && tm->tm_mday >= 1 &&
	       tm->tm_mday <= lengths[tm->tm_mon] + (tm->tm_mon == 1 && leap);
}

static bool read_date(const char **p, struct tm *tm)
{
	int64_t year, month, day;

	if (!parse_digits(p, 4, 4, &year) || !accept_text(p, "-") ||
	    !parse_digits(p, 2, 2, &month) || !accept_text(p, "-") ||
	    !parse_digits(p, 2, 2, &day))
		return false;
	tm->tm_year = year - 1900;
	tm->tm_mon = month - 1;
	tm->tm_mday = day;
	return true;
}

static bool read_clock(const char **p, struct tm *tm, int64_t *frac)
{
	int64_t hour, min, sec = 0;

	*frac = 0;
	if (!parse_digits(p, 1, 2, &hour) || !accept_text(p, ":") || !parse_digits(p, 2, 2, &min))
		return false;
	if (accept_text(p, ":") && (!parse_digits(p, 2, 2, &sec) || !parse_fraction(p, frac)))
		return false;
	tm->tm_hour = hour;
	tm->tm_min = min;
	tm->tm_sec = sec;
	return true;
}

/*
 * Reads the optional zone after a time. Sets @offset to the seconds by which the
 * zone is ahead of UTC.
 */
static bool read_zone(const char **p, bool *given, int64_t *offset)
{
	int64_t hour, min = 0;
	int sign;

	*given = false;
	*offset = 0;
	if (!**p)
		return true;
	*given = true;
	skip_spaces(p);
	if (accept_text(p, "UTC") || accept_text(p, "Z"))
		return true;
	if (**p != '+' && **p != '-')
		return false;
	sign = *(*p)++ == '-' ? -1 : 1;
	if (!isdigit((unsigned char)(*p)[0]) || !isdigit((unsigned char)(*p)[1]))
		return false;
	hour = ((*p)[0] - '0') * 10 + (*p)[1] - '0';
	*p += 2;
	accept_text(p, ":");
	if (**p && !parse_digits(p, 2, 2, &min))
		return false;
	*offset = sign * (hour * 3600 + min * 60);
	return hour < 24 && min < 60;
}

static int parse_calendar(const char *text, int64_t now, int64_t *ns)
{
	bool has_date, has_clock = true, zone = false;
	int64_t frac = 0, offset = 0, second;
	time_t now_s = now / NS_PER_S;
	const char *p = text;
	struct tm tm = { 0 };
	int err;

	has_date = read_date(&p, &tm);
	if (has_date && (*p == 'T' || *p == ' ') &&
	    isdigit((unsigned char)p[1]))
		p++;
	else if (has_date)
		has_clock = false;
	else
		p = text;

	if (has_clock && !read_clock(&p, &tm, &frac))
		return -EINVAL;
	if (!read_zone(&p, &zone, &offset) || *p)
		return -EINVAL;

	if (!has_date) {
		struct tm today;
		time_t there = now_s + offset;

		if (!(zone ? gmtime_r(&there, &today) :
			     localtime_r(&now_s, &today)))
			return -ERANGE;
		tm.tm_year = today.tm_year;
		tm.tm_mon = today.tm_mon;
		tm.tm_mday = today.tm_mday;
	}
	if (!day_exists(&tm) || tm.tm_hour > 23 || tm.tm_min > 59 ||
	    tm.tm_sec > 59)
		return -ERANGE;

	if (zone) {
		second = timegm(&tm) - offset;
		err = 0;
	} else if (has_clock) {
		err = local_time(&tm, &second);
	} else {
		err = day_start(&tm, &second);
	}
	return err ? err : to_ns(second, frac, ns);
}

static int parse_day(int days, int64_t now, int64_t *ns)
{
	time_t second = now / NS_PER_S;
	int64_t start;
	struct tm tm;
	int err;

	if (!localtime_r(&second, &tm))
		return -ERANGE;
	/* No zone skips noon, so count days from noon to noon. */
	tm.tm_mday += days;
	tm.tm_hour = 12;
	tm.tm_min = 0;
	tm.tm_sec = 0;
	tm.tm_isdst = -1;
	mktime(&tm);
	err = day_start(&tm, &start);
	return err ? err : to_ns(start, 0, ns);
}

static bool read_unit(const char **p, int64_t *unit)
{
	static const struct {
		const char *name;
		int64_t ns;
	} units[] = {
		{ "us", 1000 }, { "ms", 1000000 },
		{ "s", NS_PER_S }, { "sec", NS_PER_S },
		{ "second", NS_PER_S }, { "seconds", NS_PER_S },
		{ "m", 60 * NS_PER_S }, { "min", 60 * NS_PER_S },
		{ "minute", 60 * NS_PER_S }, { "minutes", 60 * NS_PER_S },
		{ "h", 3600 * NS_PER_S }, { "hr", 3600 * NS_PER_S },
		{ "hour", 3600 * NS_PER_S }, { "hours", 3600 * NS_PER_S },
		{ "d", 86400 * NS_PER_S }, { "day", 86400 * NS_PER_S },
		{ "days", 86400 * NS_PER_S }, { "w", 7 * 86400 * NS_PER_S },
		{ "week", 7 * 86400 * NS_PER_S },
		{ "weeks", 7 * 86400 * NS_PER_S },
	};
	size_t i, len = 0;

	while (isalpha((unsigned char)(*p)[len]))
		len++;
	for (i = 0; i < ARRAY_SIZE(units); i++) {
		if (strlen(units[i].name) == len &&
		    !memcmp(units[i].name, *p, len)) {
			*p += len;
			*unit = units[i].ns;
			return true;
		}
	}
	return false;
}

/* Reads "1h 30min" up to the end or to "ago". */
static int read_span(const char **p, int64_t *span)
{
	int64_t number, unit;

	*span = 0;
	do {
		if (!parse_digits(p, 1, 15, &number))
			return -EINVAL;
		skip_spaces(p);
		if (!read_unit(p, &unit))
			return -EINVAL;
		if (__builtin_mul_overflow(number, unit, &number) ||
		    __builtin_add_overflow(*span, number, span))
			return -ERANGE;
		skip_spaces(p);
	} while (**p && strcmp(*p, "ago"));
	return 0;
}

static int parse_relative(const char *text, int64_t now, int64_t *ns)
{
	bool minus = accept_text(&text, "-");
	bool plus = !minus && accept_text(&text, "+");
	int64_t span;
	int err = read_span(&text, &span);

	if (err)
		return err;
	if (accept_text(&text, "ago")) {
		if (minus || plus)
			return -EINVAL;
	}
	if (__builtin_add_overflow(now, plus ? span : -span, ns) || *ns < 0)
		return -ERANGE;
	return 0;
}

static int parse_epoch(const char *text, int64_t *ns)
{
	int64_t second, frac;

	if (!parse_digits(&text, 1, 15, &second) || !parse_fraction(&text, &frac) || *text)
		return -EINVAL;
	return to_ns(second, frac, ns);
}

int time_parse(const char *text, int64_t now, int64_t *ns)
{
	static const struct {
		const char *name;
		int days;
	} days[] = {
		{ "yesterday", -1 }, { "today", 0 }, { "tomorrow", 1 },
	};
	size_t i;
	int err;

	if (!strcmp(text, "now")) {
		*ns = now;
		return 0;
	}
	for (i = 0; i < ARRAY_SIZE(days); i++)
		if (!strcmp(text, days[i].name))
			return parse_day(days[i].days, now, ns);
	if (*text == '@')
		return parse_epoch(text + 1, ns);

	err = parse_calendar(text, now, ns);
	return err == -EINVAL ? parse_relative(text, now, ns) : err;
}

void time_text_set(struct time_text *t, int64_t ns)
{
	time_t second = ns / NS_PER_S;
	struct tm tm;

	if (t->day && t->second == second)
		return;
	t->second = second;
	if (!localtime_r(&second, &tm))
		memset(&tm, 0, sizeof(tm));
	t->day = (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
	strftime(t->date, sizeof(t->date), "%Y-%m-%d", &tm);
	strftime(t->clock, sizeof(t->clock), "%H:%M:%S", &tm);
	strftime(t->offset, sizeof(t->offset), "%z", &tm);
}
