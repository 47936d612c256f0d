// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of tool.c: what ends the wait.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/tool.h"
#include "tap.h"

static int ready[2];	/* a pipe */

/* What the wait says with @fd as the standard output. */
static int wait_with(int fd)
{
	int out = dup(STDOUT_FILENO), set, err;

	dup2(fd, STDOUT_FILENO);
	set = tool_wait_open(ready[0]);
	err = tool_wait(set);
	close(set);
	dup2(out, STDOUT_FILENO);
	close(out);
	return err;
}

int main(void)
{
	int fds[2];

	if (tool_catch_signals() || pipe(ready) || write(ready[1], "x", 1) != 1)
		return 1;
	is_num(wait_with(STDOUT_FILENO), 0, "there is something to read");
	if (pipe(fds))
		return 1;
	is_num(wait_with(fds[1]), 0, "and a pipe that is read");
	close(fds[0]);
	is_num(wait_with(fds[1]), -EPIPE, "a pipe that nobody reads any more");
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, fds))
		return 1;
	is_num(wait_with(fds[1]), 0, "a socket that is read");
	close(fds[0]);
	is_num(wait_with(fds[1]), -EPIPE, "a socket that nobody reads any more");
	fds[0] = open("/dev/null", O_WRONLY);
	is_num(wait_with(fds[0]), 0, "a device, of which nothing can be said");
	raise(SIGTERM);
	is_num(wait_with(STDOUT_FILENO), -EINTR, "a signal");
	return tap_done();
}
