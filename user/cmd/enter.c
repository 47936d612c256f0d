// SPDX-License-Identifier: GPL-2.0
/* Goes to the journal of the namespace that the command line names. */
#include <errno.h>
#include <unistd.h>

#include "base/netns.h"
#include "base/program.h"
#include "base/tool.h"
#include "cmd/enter.h"
#include "journal/ended.h"

/* Returns like ended_find(). */
static int find_ended(const char *word, struct ended *found)
{
	struct client c;
	int err = client_open(&c);

	if (err)
		return err;
	err = ended_find(&c, word, found);
	client_close(&c);
	return err;
}

int enter_journal(const struct args *args)
{
	int fd = args->netns ? netns_open(args->netns) : -EINVAL;
	struct ended found;

	if (fd >= 0)
		close(fd);
	if (fd != -ENOENT || find_ended(args->netns, &found))
		return program_enter(args);
	client_read_ended(found.cookie);
	return STATUS_DONE;
}
