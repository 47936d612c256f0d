// SPDX-License-Identifier: GPL-2.0
/*
 * Error messages and signals, for all commands.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/out.h"
#include "base/tool.h"
#include "base/util.h"

volatile sig_atomic_t tool_stop;

/* The handler writes into this pipe, so that a signal just before a wait ends the wait too. */
static int stop_pipe[2] = { -1, -1 };

static void on_signal(int sig)
{
	int saved = errno;
	ssize_t ignored;

	(void)sig;
	tool_stop = 1;
	ignored = write(stop_pipe[1], "", 1);
	(void)ignored;
	errno = saved;
}

int tool_catch_signals(void)
{
	/* No SA_RESTART, because a signal must end a waiting read. */
	struct sigaction stop = { .sa_handler = on_signal };
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	if (pipe2(stop_pipe, O_CLOEXEC | O_NONBLOCK))
		return -errno;
	sigaction(SIGINT, &stop, NULL);
	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
	return 0;
}

static int set_add(int set, int fd, uint32_t events)
{
	struct epoll_event event = { .events = events, .data.fd = fd };

	return epoll_ctl(set, EPOLL_CTL_ADD, fd, &event) ? -errno : 0;
}

/* epoll remembers which files it waits for. poll() would pass them to the kernel for each wait. */
int tool_wait_open(int fd)
{
	int set = epoll_create1(EPOLL_CLOEXEC), err;

	if (set < 0)
		return -errno;
	err = set_add(set, fd, EPOLLIN);
	if (!err && stop_pipe[0] >= 0)
		err = set_add(set, stop_pipe[0], EPOLLIN);
	/*
	 * For the standard output, only errors are of interest. A file (-EPERM) always has a
	 * reader.
	 */
	if (!err)
		err = set_add(set, STDOUT_FILENO, 0);
	if (!err || err == -EPERM)
		return set;
	close(set);
	return err;
}

int tool_wait(int set)
{
	struct epoll_event events[3];
	int n, i;

	do {
		n = epoll_wait(set, events, ARRAY_SIZE(events), -1);
	} while (n < 0 && errno == EINTR && !tool_stop);
	if (tool_stop)
		return -EINTR;
	if (n < 0)
		return -errno;
	/* A pipe without a reader has EPOLLERR, and a socket has EPOLLHUP. */
	for (i = 0; i < n; i++)
		if (events[i].data.fd == STDOUT_FILENO)
			return -EPIPE;
	return 0;
}

int tool_flush(void)
{
	int err;

	errno = 0;
	if (!fflush(stdout) && !ferror(stdout))
		return 0;
	err = errno ? errno : EIO;
	/* Drop the text that could not be written, so that the error is reported once. */
	clearerr(stdout);
	if (err != EPIPE && !(err == EINTR && tool_stop))
		complain("cannot write: %s", strerror(err));
	return -err;
}

void complain(const char *fmt, ...)
{
	char text[1024];
	struct out o;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);

	out_init(&o, stderr, false, false);
	out_str(&o, OUT_PLAIN, NULL, TOOL_NAME ": %s\n", text);
	out_flush(&o);
}
