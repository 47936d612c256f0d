// SPDX-License-Identifier: GPL-2.0
/*
 * Counts how often each sort of command was tried. See count.h.
 */
#include <stdio.h>
#include <string.h>

#include "count.h"

#define SORTS_MAX	256

static struct {
	char name[40];
	unsigned int tried, done;
} sorts[SORTS_MAX];

/*
 * The sort of a command is its first two words and the type of link, without the
 * number of the namespace. The words in the table do not count.
 */
static size_t skipped(const char *command)
{
	static const char *const words[] = { "-6 ", "-M ", "bridge ", "nft " };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strncmp(command, words[i], strlen(words[i])))
			return strlen(words[i]);
	return 0;
}

static void sort_name(char *name, size_t room, const char *command)
{
	const char *type = strstr(command, " type ");
	size_t digits = strspn(command, "0123456789 "), words;
	const char *end;

	command += digits;
	end = strchr(command + skipped(command), ' ');
	end = end ? strchr(end + 1, ' ') : NULL;
	words = end ? (size_t)(end - command) : strlen(command);
	if (type && (strstr(command, "link add") || strstr(command, "link set")))
		snprintf(name, room, "%.*s%.*s", (int)words, command,
			 (int)(6 + strcspn(type + 6, " ")), type);
	else
		snprintf(name, room, "%.*s", (int)words, command);
}

void count_command(const char *command, bool done)
{
	char name[sizeof(sorts[0].name)];
	size_t i;

	sort_name(name, sizeof(name), command);
	for (i = 0; i < SORTS_MAX - 1; i++)
		if (!sorts[i].tried || !strcmp(sorts[i].name, name))
			break;
	memcpy(sorts[i].name, name, sizeof(name));
	sorts[i].tried++;
	sorts[i].done += done;
}

size_t count_print(unsigned int often)
{
	size_t never = 0;

	for (size_t i = 0; i < SORTS_MAX && sorts[i].tried; i++) {
		bool bad = sorts[i].tried >= often && !sorts[i].done;

		printf("# %5u of %5u %s%s\n", sorts[i].done, sorts[i].tried, sorts[i].name,
		       bad ? "  (never)" : "");
		never += bad;
	}
	return never;
}
