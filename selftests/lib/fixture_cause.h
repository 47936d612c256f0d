/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A namespace whose device d0 has an address, and the records of what a test does there.
 * Include kselftest_harness.h first.
 */
#ifndef SELFTESTS_FIXTURE_CAUSE_H
#define SELFTESTS_FIXTURE_CAUSE_H

#include <net/if.h>
#include <string.h>

#include "cause.h"
#include "domain.h"

FIXTURE(cause) {
	struct recs recs;
	uint64_t before;
	uint32_t d0;
};

FIXTURE_SETUP(cause)
{
	memset(&self->recs, 0, sizeof(self->recs));
	new_netns_quiet();
	run("ip addr add 10.0.0.1/24 dev d0");
	self->d0 = if_nametoindex("d0");
	self->before = journal_last();
}

FIXTURE_TEARDOWN(cause)
{
	recs_free(&self->recs);
}

#define READ()	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS_ALL))

#endif
