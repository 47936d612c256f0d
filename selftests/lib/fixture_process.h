/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A namespace with a journal of its own, and the process of a record in it.
 * Include kselftest_harness.h first.
 */
#ifndef SELFTESTS_FIXTURE_PROCESS_H
#define SELFTESTS_FIXTURE_PROCESS_H

#include <string.h>
#include <unistd.h>

#include "noter.h"

#define CMDLINE	"/sys/module/" MODULE "/parameters/cmdline"
#define CGROUPS	"/sys/fs/cgroup"

FIXTURE(process) {
	struct recs recs;
	struct process process;
	char self[512];		/* the path of this program */
	uint64_t before;
};

FIXTURE_SETUP(process)
{
	memset(self, 0, sizeof(*self));
	ASSERT_LT(0, readlink("/proc/self/exe", self->self, sizeof(self->self) - 1));
	new_netns();
	self->before = journal_last();
}

FIXTURE_TEARDOWN(process)
{
	recs_free(&self->recs);
	run("echo 1 >" CMDLINE);
}

#endif
