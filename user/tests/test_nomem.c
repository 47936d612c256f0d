// SPDX-License-Identifier: GPL-2.0
/*
 * The whole tool without memory: each allocation that a command makes fails once,
 * one after the other (the linker's --wrap, see the Makefile). It must end in
 * order, with one line that says why, unless it can do without; and never
 * print half of something as if it were all.
 */
#include <errno.h>
#include <netlink/msg.h>
#include <netlink/socket.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tap.h"

int tool_main(int argc, char **argv);	/* main() of main.c */

static int countdown;	/* to the allocation that fails; negative: none */

static int fails(void)
{
	return countdown > 0 && !--countdown;
}

#define WRAP(type, name, params, args)				\
	type __real_##name params;				\
	type __wrap_##name params;				\
	type __wrap_##name params				\
	{							\
		errno = ENOMEM;					\
		return fails() ? NULL : __real_##name args;	\
	}

WRAP(void *, malloc, (size_t size), (size))
WRAP(void *, calloc, (size_t n, size_t size), (n, size))
WRAP(void *, realloc, (void *p, size_t size), (p, size))
WRAP(void *, reallocarray, (void *p, size_t n, size_t size), (p, n, size))
WRAP(char *, strdup, (const char *s), (s))
WRAP(struct nl_sock *, nl_socket_alloc, (void), ())
WRAP(struct nl_msg *, nlmsg_alloc, (void), ())
WRAP(struct nl_msg *, nlmsg_alloc_simple, (int type, int flags), (type, flags))

/* How a run went. */
struct run {
	int status;		/* as of wait() */
	int reached;		/* the allocation was made */
	int complaints;		/* lines on stderr */
	int lines;		/* on stdout */
	int last;		/* the last byte there */
};

static int count_lines(FILE *f, int *last)
{
	int n = 0, c;

	rewind(f);
	for (*last = 0; (c = getc(f)) != EOF; *last = c)
		n += c == '\n';
	fclose(f);
	return n;
}

static struct run run(char **argv, int nth)
{
	struct run r = { 0 };
	FILE *out = tmpfile(), *err = tmpfile();
	int argc = 0, pipes[2], c;
	pid_t pid;

	while (argv[argc])
		argc++;
	fflush(stdout);
	if (!out || !err || pipe(pipes))
		abort();
	pid = fork();
	if (!pid) {
		int status;

		dup2(fileno(out), STDOUT_FILENO);
		dup2(fileno(err), STDERR_FILENO);
		countdown = nth;
		status = tool_main(argc, argv);
		if (!countdown && write(pipes[1], "", 1) != 1)
			abort();
		countdown = -1;
		exit(status);
	}
	close(pipes[1]);
	waitpid(pid, &r.status, 0);
	r.reached = read(pipes[0], &c, 1) == 1;
	close(pipes[0]);
	r.complaints = count_lines(err, &c);
	r.lines = count_lines(out, &r.last);
	return r;
}

/* @words: the command, without the tool's name. */
static void test(const char *words)
{
	char copy[256], name[300], *argv[16] = { "netjournal" }, *save;
	int argc = 1, nth, good = 1;
	struct run whole, r;

	snprintf(copy, sizeof(copy), "%s", words);
	for (save = strtok(copy, " "); save; save = strtok(NULL, " "))
		argv[argc++] = save;
	whole = run(argv, -1);
	if (!WIFEXITED(whole.status) || WEXITSTATUS(whole.status) > 2)
		good = 0;
	for (nth = 1; nth < 1000; nth++) {
		r = run(argv, nth);
		if (!r.reached)
			break;
		/* It ends as ever, or says in one line that it cannot. */
		if (!(r.status == whole.status && r.lines == whole.lines &&
		      r.last == whole.last) &&
		    !(WIFEXITED(r.status) && WEXITSTATUS(r.status) == 2 && r.complaints == 1)) {
			printf("# allocation %d: status %#x, %d complaints, %d lines\n", nth,
			       r.status, r.complaints, r.lines);
			good = 0;
		}
	}
	snprintf(name, sizeof(name), "%s: without memory", words);
	ok(good && nth > 1, name);
}

int main(void)
{
	test("list family");
	test("list family nlctrl");
	test("status");
	test("note text");
	test("show 1");
	test("clear");
	test("config note on");
	test("log");
	test("log -f");
	test("log -r -n 3");
	test("list link");
	test("list addr -j");
	test("list route table all");
	test("list rule");
	test("list neigh");
	test("list nexthop");
	test("list link --who");
	test("blame link lo");
	return tap_done();
}
