// SPDX-License-Identifier: GPL-2.0
/*
 * Loads and unloads the module. See module.h.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "module.h"

bool module_loaded(void)
{
	char state[8] = "";
	int fd = open("/sys/module/" MODULE "/initstate", O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return false;
	/* Otherwise the module is being loaded or unloaded. */
	if (read(fd, state, sizeof(state) - 1) < 0)
		state[0] = '\0';
	close(fd);
	return !strcmp(state, "live\n");
}

int module_open(void)
{
	struct utsname uts;
	char path[256];
	int fd;

	uname(&uts);
	snprintf(path, sizeof(path), "/lib/modules/%s/updates/" MODULE ".ko", uts.release);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	return fd < 0 ? -errno : fd;
}

int module_load(const char *parameters)
{
	int fd = module_open(), err;

	if (fd < 0)
		return fd;
	err = syscall(SYS_finit_module, fd, parameters, 0) ? -errno : 0;
	close(fd);
	return err;
}

int module_unload(void)
{
	return syscall(SYS_delete_module, MODULE, O_NONBLOCK) ? -errno : 0;
}

int module_unload_soon(void)
{
	int err;

	for (int tries = 0; tries < 500; tries++) {
		err = module_unload();
		if (err != -EAGAIN && err != -EBUSY)
			break;
		usleep(20000);
	}
	return err;
}

int module_users(void)
{
	FILE *f = fopen("/sys/module/" MODULE "/refcnt", "r");
	int n = -1;

	if (f) {
		if (fscanf(f, "%d", &n) != 1)
			n = -1;
		fclose(f);
	}
	return n;
}
