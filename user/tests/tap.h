/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Unit tests in TAP: ok(), is_num() and is_str() print a line each, and main()
 * ends with `return tap_done();`.
 */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <stdio.h>
#include <string.h>

static int tap_count, tap_failed;

static inline int ok(int good, const char *name)
{
	printf("%sok %d - %s\n", good ? "" : "not ", ++tap_count, name);
	fflush(stdout);
	tap_failed += !good;
	return good;
}

static inline void is_num(long long got, long long want, const char *name)
{
	if (!ok(got == want, name))
		printf("# got %lld, wanted %lld\n", got, want);
}

static inline void is_str(const char *got, const char *want, const char *name)
{
	if (!ok(!strcmp(got, want), name))
		printf("# got    \"%s\"\n# wanted \"%s\"\n", got, want);
}

/* A test that cannot run here. */
static inline void skip(const char *name, const char *why)
{
	printf("ok %d - %s # SKIP %s\n", ++tap_count, name, why);
}

static inline int tap_done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed != 0;
}

#endif
