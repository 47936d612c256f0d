// SPDX-License-Identifier: GPL-2.0
/*
 * A running `ip -batch` or `bridge -batch` in a network namespace. See batch.h.
 *
 * `ip` does not say when it has carried out a command. So an invalid line follows each
 * command: when `ip` complains about that line, the command is done.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "batch.h"

#define NO_COMMAND	"done"

/* If `ip` takes longer for a command, it hangs. */
#define ANSWER_MS	60000

static void die(const char *what)
{
	perror(what);
	abort();
}

static void exec_program(const struct batch *batch, int netns, int in, int err)
{
	int null = open("/dev/null", O_WRONLY);

	if (setns(netns, CLONE_NEWNET) || dup2(in, 0) < 0 || dup2(null, 1) < 0 || dup2(err, 2) < 0)
		_exit(127);
	execlp(batch->program, batch->program, batch->option, "-force", "-batch", "-", NULL);
	_exit(127);
}

static void batch_start(struct batch *batch, int netns)
{
	int in[2], err[2];

	if (pipe2(in, O_CLOEXEC) || pipe2(err, O_CLOEXEC))
		die("pipe");
	batch->pid = vfork();
	if (batch->pid < 0)
		die("vfork");
	if (!batch->pid)
		exec_program(batch, netns, in[0], err[1]);
	close(in[0]);
	close(err[1]);
	batch->to = in[1];
	batch->from = err[0];
	batch->line = 0;
}

void batch_stop(struct batch *batch)
{
	if (!batch->pid)
		return;
	close(batch->to);
	close(batch->from);
	waitpid(batch->pid, NULL, 0);
	batch->pid = 0;
}

/* Reads more of what `ip` says into @said. Returns the number of bytes; 0: `ip` has ended. */
static size_t read_more(const struct batch *batch, char *said, size_t room)
{
	struct pollfd pfd = { .fd = batch->from, .events = POLLIN };
	ssize_t got;

	if (poll(&pfd, 1, ANSWER_MS) <= 0) {
		printf("Bail out! %s does not answer: %s\n", batch->program, batch->command);
		exit(1);
	}
	got = read(batch->from, said, room);
	if (got <= 0)
		return 0;
	for (ssize_t i = 0; i < got; i++)
		if (!said[i])
			said[i] = '?';
	return got;
}

/*
 * Reads the messages of `ip` until it complains about line number @line. Returns false if
 * `ip` ended instead, which it does if it does not understand a command.
 */
static bool read_until(struct batch *batch, unsigned int line, char *said, size_t room)
{
	size_t len = 0;
	char end[64];

	snprintf(end, sizeof(end), "Command failed -:%u\n", line);
	said[0] = 0;
	do {
		size_t got = read_more(batch, said + len, room - len - 1);

		if (!got)
			return false;
		len += got;
		said[len] = 0;
		/* The messages about one command are never that long. Keep the end. */
		if (len > room / 2 && !strstr(said, end)) {
			memmove(said, said + len - room / 4, room / 4 + 1);
			len = room / 4;
		}
	} while (!strstr(said, end));
	return true;
}

bool batch_run(struct batch *batch, int netns, const char *command, char *said, size_t room)
{
	char end[64], *at;

	if (!batch->pid)
		batch_start(batch, netns);
	batch->line += 2;
	batch->command = command;
	if (dprintf(batch->to, "%s\n" NO_COMMAND "\n", command) < 0)
		die(batch->program);
	if (!read_until(batch, batch->line, said, room)) {
		batch_stop(batch);
		return false;
	}
	snprintf(end, sizeof(end), "Command failed -:%u\n", batch->line - 1);
	at = strstr(said, end);
	if (at) {
		*at = 0;
		return false;
	}
	/* There is no message but the complaint about the invalid line. */
	said[0] = 0;
	return true;
}
