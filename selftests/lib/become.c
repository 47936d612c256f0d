// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <grp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "become.h"
#include "run.h"

int become_user(void)
{
	if (setgroups(0, NULL) || setresgid(1000, 1000, 1000) || setresuid(1000, 1000, 1000))
		return -errno;
	/* Otherwise root keeps owning the files of this process in /proc. */
	return prctl(PR_SET_DUMPABLE, 1) ? -errno : 0;
}

int become_userns_root(void)
{
	return new_userns();
}

int become_container_root(void)
{
	int err = new_userns();

	if (!err && unshare(CLONE_NEWNET))
		err = -errno;
	return err;
}
