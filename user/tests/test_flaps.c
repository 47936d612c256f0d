// SPDX-License-Identifier: GPL-2.0
/* Unit tests of flaps.c: what is folded, and what is printed in which order. */
#include <inttypes.h>
#include <stdlib.h>

#include "build.h"
#include "journal/flaps.h"
#include "tap.h"

static char text[1024];

static void on_print(const struct record *rec, const struct flap *flap, void *arg)
{
	size_t len = strlen(text);

	(void)arg;
	len += snprintf(text + len, sizeof(text) - len, "%" PRIu64 " ", rec->seq);
	if (flap)
		snprintf(text + len, sizeof(text) - len, "(%" PRIu64 " since %" PRIu64 ") ", flap->lost,
			 flap->first);
}

static void take(struct flaps *f, uint64_t seq, uint64_t object, int went)
{
	struct nl_msg *msg = build_begin(seq, NETJOURNAL_KIND_NOTE);
	struct record rec;

	if (build_parse(msg, &rec) || flaps_take(f, &rec, object, went, on_print, NULL))
		abort();
	nlmsg_free(msg);
}

static void is_printed(const char *want, const char *name)
{
	is_str(text, want, name);
	text[0] = '\0';
}

int main(void)
{
	struct flaps f = { 0 };
	int i;

	take(&f, 1, 7, 1);
	is_printed("1 ", "the first one is printed at once");
	for (i = 2; i <= 9; i++)
		take(&f, i, 7, i % 2 ? 1 : -1);
	is_printed("", "the next ones are held");
	take(&f, 10, 7, -1);
	take(&f, 11, 0, 0);
	is_printed("10 (4 since 1) 11 ", "before another record comes the last one, with the count");
	take(&f, 12, 7, 1);
	is_printed("12 ", "then it begins anew");
	take(&f, 13, 7, -1);
	take(&f, 14, 0, 0);
	is_printed("13 14 ", "once is nothing to be counted");

	take(&f, 20, 7, 1);
	take(&f, 21, 8, 1);
	take(&f, 22, 8, -1);
	take(&f, 23, 7, -1);
	take(&f, 24, 8, 1);
	is_printed("20 21 ", "two things");
	flaps_flush(&f, on_print, NULL);
	is_printed("23 24 (1 since 21) ", "are printed in order");
	flaps_flush(&f, on_print, NULL);
	is_printed("", "once");

	take(&f, 30, 7, 1);
	take(&f, 31, 7, -1);
	take(&f, 31 + FLAPS_NS, 7, 1);
	is_printed("30 31 60000000031 ", "after a minute it begins anew");
	flaps_drop(&f);

	for (i = 0; i < 2 * FLAPS_MAX; i++)
		take(&f, 100 + i, i, 1);
	ok(f.n <= FLAPS_MAX, "many things");
	flaps_drop(&f);
	return tap_done();
}
