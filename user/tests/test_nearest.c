// SPDX-License-Identifier: GPL-2.0
/* The right word for a wrong one. */
#include "base/nearest.h"
#include "base/util.h"
#include "tap.h"

static const char *nearest(const char *wrong)
{
	static const char *const right[] = { "route", "rule", "neighbour", "link", "log", "a" };
	static char text[NEAREST_TEXT_MAX];
	struct nearest near;
	size_t i;

	nearest_init(&near, wrong);
	for (i = 0; i < ARRAY_SIZE(right); i++)
		nearest_try(&near, right[i]);
	return nearest_text(&near, "--", text);
}

int main(void)
{
	is_str(nearest("rotue"), " (did you mean --route?)", "letters swapped");
	is_str(nearest("rout"), " (did you mean --route?)", "a letter dropped");
	is_str(nearest("routes"), " (did you mean --route?)", "a letter added");
	is_str(nearest("neighor"), " (did you mean --neighbour?)", "two letters dropped");
	is_str(nearest("lag"), " (did you mean --log?)", "another letter");
	is_str(nearest("rute"), " (did you mean --route?)", "the first of the nearest");
	is_str(nearest("sink"), " (did you mean --link?)", "the first letter");
	is_str(nearest("blank"), "", "too many slips");
	is_str(nearest("x"), "", "no letter is left");
	is_str(nearest(""), "", "no word");
	is_str(nearest("a-word-that-is-much-longer-than-any-word"), "", "a long word");
	return tap_done();
}
