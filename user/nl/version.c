// SPDX-License-Identifier: GPL-2.0
/*
 * What the program was built with, and what it runs with.
 */
#include <netlink/version.h>
#include <stdio.h>
#include <unistd.h>

#include "base/tool.h"
#include "nl/version.h"

#ifdef __clang__
#define COMPILER	__VERSION__
#else
#define COMPILER	"gcc " __VERSION__
#endif

void version_print(int family)
{
	char libc[64] = "an unknown libc";

	confstr(_CS_GNU_LIBC_VERSION, libc, sizeof(libc));
	/*
	 * Ask the libraries at run time, because they may differ from those at
	 * build time.
	 */
	printf(TOOL_NAME ": version %d of the family, built with %s and libnl %s, runs with libnl %d.%d.%d and %s\n",
	       family, COMPILER, LIBNL_VERSION, nl_ver_maj, nl_ver_min, nl_ver_mic, libc);
}
