/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A namespace with a journal of its own, and records that are read from it.
 * Include kselftest_harness.h first.
 */
#ifndef SELFTESTS_FIXTURE_JOURNAL_H
#define SELFTESTS_FIXTURE_JOURNAL_H

#include <string.h>

#include "domain.h"

#define RING_MIN	NETJOURNAL_RING_SIZE_MIN
#define RING_LARGE	(32u << 20)

/* More changes than the smallest ring can hold. */
#define MANY		2000

FIXTURE(journal) {
	struct recs recs;
	uint64_t before;
};

FIXTURE_SETUP(journal)
{
	memset(&self->recs, 0, sizeof(self->recs));
	new_netns_quiet();
	self->before = journal_last();
}

FIXTURE_TEARDOWN(journal)
{
	recs_free(&self->recs);
}

#endif
