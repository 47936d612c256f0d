/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel's harness, whose time-outs grow by selftest.patience=N on the kernel's command line: a debug
 * kernel is slow.
 *
 * TEST_F(name, test) defines a function name_test(), so no function of the program may be called that.
 */
#ifndef SELFTESTS_HARNESS_H
#define SELFTESTS_HARNESS_H

#include_next <kselftest_harness.h>

#include "run.h"

static void harness_be_patient(void)
{
	unsigned long patience = cmdline_number("selftest.patience=", 1);

	for (struct __fixture_metadata *f = __fixture_list; f; f = f->next)
		for (struct __test_metadata *t = f->tests; t; t = t->next)
			t->timeout *= patience;
}

#undef TEST_HARNESS_MAIN
#define TEST_HARNESS_MAIN				\
	int main(int argc, char **argv)			\
	{						\
		harness_be_patient();			\
		return test_harness_run(argc, argv);	\
	}

#endif
