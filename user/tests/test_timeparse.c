// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of timeparse.c.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "base/timeparse.h"
#include "base/util.h"
#include "tap.h"

/* As text, for tzdata may not be there. */
#define BERLIN		"CET-1CEST,M3.5.0,M10.5.0/3"

#define UNTOUCHED	(-12345)

static void zone(const char *tz)
{
	setenv("TZ", tz, 1);
	tzset();
}

/* 2026-11-20 18:03:12.5 UTC, a Friday */
static const int64_t now = 1795197792500000000;

/* The second that @text means at @at; an error if it is negative. */
static void check_at(const char *text, int64_t at, int64_t want)
{
	int64_t ns = UNTOUCHED;
	int err = time_parse(text, at, &ns);

	is_num(err ? err : ns, want, text);
}

static void check(const char *text, int64_t want)
{
	check_at(text, now, want);
}

#define S(seconds)	((seconds) * NS_PER_S)

static void test_utc(void)
{
	static const int64_t today = 1795132800;	/* 2026-11-20 00:00 */

	zone("UTC");
	check("now", now);
	check("today", S(today));
	check("yesterday", S(today - 86400));
	check("tomorrow", S(today + 86400));
	check("2026-11-20 18:00:00", S(today + 18 * 3600));
	check("2026-11-20T18:00:00", S(today + 18 * 3600));
	check("2026-11-20 18:00", S(today + 18 * 3600));
	check("2026-11-20 18:00:00.25", S(today + 18 * 3600) + 250000000);
	check("2026-11-20 18:00:00.123456789", S(today + 18 * 3600) + 123456789);
	check("2026-11-20", S(today));
	check("18:00", S(today + 18 * 3600));
	check("9:05", S(today + 9 * 3600 + 300));
	check("00:00:00", S(today));
	check("23:59:59", S(today + 86399));
	check("@1795197600", S(1795197600));
	check("@0", 0);
	check("@1795197600.5", S(1795197600) + 500000000);
	check("1970-01-01 00:00:00", 0);
	check("2000-02-29", S(951782400));
	check("2024-02-29 12:00", S(1709208000));
}

static void test_zones(void)
{
	zone(BERLIN);
	check("2026-11-20T18:00:00Z", S(1795197600));
	check("2026-11-20 18:00:00 UTC", S(1795197600));
	check("2026-11-20T19:00:00+01:00", S(1795197600));
	check("2026-11-20T19:00:00+0100", S(1795197600));
	check("2026-11-20T19:00:00+01", S(1795197600));
	check("2026-11-20 13:00 -05:00", S(1795197600));
	check("2026-11-20 18:00:00", S(1795194000));
	check("today", S(1795129200));
	/* The day is that of the zone that is named: 2026-11-21 there. */
	check("01:00+14:00", S(1795172400));
	check("18:00 +25:00", -EINVAL);
	check("18:00 +01:60", -EINVAL);
	check("18:00 +1", -EINVAL);
	check("18:00 CET", -EINVAL);
}

static void test_relative(void)
{
	zone("UTC");
	check("-1h", now - S(3600));
	check("-90s", now - S(90));
	check("+90s", now + S(90));
	check("5 min ago", now - S(300));
	check("5min ago", now - S(300));
	check("1h 30min ago", now - S(5400));
	check("-1h30m", now - S(5400));
	check("2 days ago", now - S(2 * 86400));
	check("1 week ago", now - S(7 * 86400));
	check("-1500ms", now - 1500000000);
	check("-7us", now - 7000);
	check("-0s", now);
	check("5m", now - S(300));
	check("1h30m", now - S(5400));
	check("5", -EINVAL);
	check("-1h ago", -EINVAL);
	check("ago", -EINVAL);
	check("-", -EINVAL);
	check("-h", -EINVAL);
	check("-1", -EINVAL);
	check("-1x", -EINVAL);
	check("-1 hourish", -EINVAL);
	check("5 min agony", -EINVAL);
	check("- 1h", -EINVAL);
	check("-100 weeks", now - S(100 * 7 * 86400));
	check("-10000 weeks", -ERANGE);
	check("+100000000000s", -ERANGE);
	check("-999999999999999w", -ERANGE);
	check("-9999999999999999s", -EINVAL);
}

/* Germany: 2026-03-29 02:00 became 03:00, 2026-10-25 03:00 became 02:00. */
static void test_daylight_saving(void)
{
	zone(BERLIN);
	check("2026-03-29 01:59:59", S(1774745999));
	check("2026-03-29 02:00:00", -ERANGE);
	check("2026-03-29 02:30", -ERANGE);
	check("2026-03-29 02:59:59", -ERANGE);
	check("2026-03-29 03:00:00", S(1774746000));
	check("2026-10-25 01:59:59", S(1792886399));
	check("2026-10-25 02:30:00", S(1792888200));	/* the first of two */
	check("2026-10-25 03:00:00", S(1792893600));
	/* A day of 23 and one of 25 hours. */
	check_at("yesterday", S(1774821600), S(1774738800));
	check_at("today", S(1774821600), S(1774821600));
	check_at("yesterday", S(1792969200), S(1792879200));
	check_at("tomorrow", S(1774738800), S(1774821600));
	/* In Beirut midnight of 2022-03-27 was skipped: the day began at 01:00. */
	zone("EET-2EEST,M3.5.0/0,M10.5.0/0");
	check("2022-03-27", S(1648332000));
	check("2022-03-27 00:30", -ERANGE);
	check_at("today", S(1648380000), S(1648332000));
	zone("no such zone: is UTC");
	check("2026-11-20 18:00:00", S(1795197600));
}

static void test_calendar(void)
{
	zone("UTC");
	check("2026-02-29", -ERANGE);
	check("2024-02-30", -ERANGE);
	check("2100-02-29", -ERANGE);
	check("2000-02-30", -ERANGE);
	check("2100-02-29 00:00Z", -ERANGE);
	check("2026-04-31", -ERANGE);
	check("2026-13-01", -ERANGE);
	check("2026-00-10", -ERANGE);
	check("2026-01-00", -ERANGE);
	check("24:00", -ERANGE);
	check("12:60", -ERANGE);
	check("12:00:60", -ERANGE);
	check("1969-12-31 23:59:59", -ERANGE);
	check("1969-12-31", -ERANGE);
	check("2262-04-11 23:47:16", S(9223372036));
	check("2263-01-01", -ERANGE);
	check("9999-12-31", -ERANGE);
	check("@9223372036", S(9223372036));
	check("@9223372037", -ERANGE);
	check("@999999999999999", -ERANGE);
}

static void test_rubbish(void)
{
	static const char *const rubbish[] = {
		"", " ", "x", "2026", "2026-11", "2026-1-2", "20261120", "12",
		"12:", "12:3", "12:30:", "12:30:1", "12:30x", "123:00",
		"2026-11-20 ", "2026-11-20T", "2026-11-20 x", "2026-11-20x18:00",
		"2026-11-20  18:00", "18:00.5", "18:00:00.", "18:00:00.x",
		"18:00:00.1234567890", "today ", "Today", "todays", "now-1h", "@",
		"@x", "@-1", "@1.", "@1.5x", "@9999999999999999", "\xff", "%s%n",
		"2026-11-20 18:00:00 +", "2026-11-20 18:00:00 Zulu",
	};
	size_t i;

	zone("UTC");
	for (i = 0; i < ARRAY_SIZE(rubbish); i++)
		check(rubbish[i], -EINVAL);
}

static void test_text(void)
{
	struct time_text t = { 0 };

	zone(BERLIN);
	time_text_set(&t, now);
	is_str(t.date, "2026-11-20", "date");
	is_str(t.clock, "19:03:12", "clock");
	is_str(t.offset, "+0100", "offset");
	is_num(t.day, 20261120, "day");
	time_text_set(&t, now + S(1));
	is_str(t.clock, "19:03:13", "the next second");
	time_text_set(&t, now + S(5 * 3600));
	is_num(t.day, 20261121, "the next day");
	time_text_set(&t, 0);
	is_str(t.date, "1970-01-01", "the first second");
	is_str(t.clock, "01:00:00", "its clock");
}

/* The zone is looked at by mktime() first, which may find no file for it. */
static void test_first_use(void)
{
	setenv("TZ", "XXX-1XXS,M3.5.0,M10.5.0/3", 1);
	check("2026-07-01 18:00", S(1782921600));
	setenv("TZ", "/nowhere/at/all", 1);
	check("2026-07-01 18:00", S(1782928800));
}

int main(void)
{
	test_first_use();
	test_utc();
	test_zones();
	test_relative();
	test_daylight_saving();
	test_calendar();
	test_rubbish();
	test_text();
	return tap_done();
}
