/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A crew that is stopped at the end, and a module that must be there and record then.
 * Include kselftest_harness.h first.
 */
#ifndef SELFTESTS_FIXTURE_RACES_H
#define SELFTESTS_FIXTURE_RACES_H

#include "crew.h"
#include "domain.h"
#include "module.h"

FIXTURE(races) {
	struct crew crew;
};

FIXTURE_SETUP(races)
{
	crew_begin(&self->crew);
	if (!module_loaded())
		ASSERT_EQ(0, module_load(""));
}

FIXTURE_TEARDOWN(races)
{
	crew_end(&self->crew);
	EXPECT_TRUE(module_loaded());
	EXPECT_EQ(0, note_add("after the race", NULL));
}

#endif
