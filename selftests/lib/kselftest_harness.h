/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel's harness, with longer time-outs. A debug kernel is slow, and so is a machine that has other work. The
 * time-outs only end a test that hangs; scripts/suites/selftests/guest.sh ends its program.
 *
 * TEST_F(name, test) defines a function name_test(), so no function of the program may be called that.
 */
#ifndef SELFTESTS_HARNESS_H
#define SELFTESTS_HARNESS_H

#include_next <kselftest_harness.h>

#define PATIENCE	20

static void harness_be_patient(void)
{
	for (struct __fixture_metadata *f = __fixture_list; f; f = f->next)
		for (struct __test_metadata *t = f->tests; t; t = t->next)
			t->timeout *= PATIENCE;
}

#undef TEST_HARNESS_MAIN
#define TEST_HARNESS_MAIN				\
	int main(int argc, char **argv)			\
	{						\
		harness_be_patient();			\
		return test_harness_run(argc, argv);	\
	}

#endif
