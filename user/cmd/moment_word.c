// SPDX-License-Identifier: GPL-2.0
/* Reads moments as words of command lines. */
#include <errno.h>
#include <time.h>

#include "base/timeparse.h"
#include "base/tool.h"
#include "cmd/moment_word.h"

int moment_parse(const char *word, struct moment *moment)
{
	const char *number = *word == '#' ? word + 1 : word;
	struct timespec now;
	int err;

	*moment = (struct moment){ .has_time = false };
	clock_gettime(CLOCK_REALTIME, &now);
	/* First, because 18:00 could be a cursor too: record 0 of the journal 18. */
	err = time_parse(word, now.tv_sec * NS_PER_S + now.tv_nsec, &moment->time);
	moment->has_time = !err;
	return err == -EINVAL ? cursor_parse(number, &moment->cursor) : err;
}

int moment_word(const struct args *a, const char *what, const char *word, struct moment *moment)
{
	int err = moment_parse(word, moment);

	if (err == -ERANGE)
		return args_usage(a, "%s: there is no such time or record: %s", what, word);
	if (err)
		return args_usage(a, "%s: neither a time nor the number of a record: %s; " TIME_EXAMPLES, what,
				  word);
	return STATUS_DONE;
}
