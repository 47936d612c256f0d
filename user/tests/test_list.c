// SPDX-License-Identifier: GPL-2.0
/*
 * `list link` on this machine's own links, with answers of the kernel spoilt on
 * their way: flagged as inconsistent, ended by an error, forged. Needs no
 * privilege and changes nothing.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/tool.h"
#include "cmd/domain_verbs.h"
#include "nl/genl.h"
#include "tap.h"

static char out[] = "/tmp/test_list.XXXXXX";

/* What is to go wrong. */
static struct {
	int flagged;		/* so many dumps are flagged; -1: all */
	bool done_error;	/* NLMSG_DONE carries an error */
	bool forged;		/* before each answer one comes from a process */
	bool old;		/* before each answer one comes to another request */
	bool stop;		/* a signal comes before the dump's end */
} spoil;

static int dumps;		/* that came to their end */

static void spoil_answer(struct nlmsghdr *nlh, int len)
{
	for (; nlmsg_ok(nlh, len); nlh = nlmsg_next(nlh, &len)) {
		if (spoil.flagged < 0 || dumps < spoil.flagged)
			nlh->nlmsg_flags |= NLM_F_DUMP_INTR;
		tool_stop |= spoil.stop;
		if (nlh->nlmsg_type != NLMSG_DONE)
			continue;
		if (spoil.done_error)
			*(int *)nlmsg_data(nlh) = -EIO;
		dumps++;
	}
}

/* The program's own calls come here, and not to libc. */
ssize_t recvmsg(int fd, struct msghdr *msg, int flags)
{
	static bool forge;
	struct sockaddr_nl *from = msg->msg_name;
	bool spoils = spoil.forged || spoil.old;
	ssize_t len;

	forge = spoils && !forge;
	len = syscall(SYS_recvmsg, fd, msg, flags | (forge ? MSG_PEEK : 0));
	if (len < 0)
		return len;
	if (!forge) {
		spoil_answer(msg->msg_iov->iov_base, len);
	} else {
		struct nlmsghdr *nlh = msg->msg_iov->iov_base;
		int rest = len;

		if (spoil.forged)
			from->nl_pid = 4711;
		for (; spoil.old && nlmsg_ok(nlh, rest); nlh = nlmsg_next(nlh, &rest))
			nlh->nlmsg_seq--;
	}
	return len;
}

struct outcome {
	int status, dumps;
	long lines;
};

/* In a process of its own, for the verb's state is not made to be used twice. */
static struct outcome list(char *option)
{
	char *argv[] = { "link", option };
	struct outcome o = { 0 };
	struct args args;
	int status, fds[2], c;
	FILE *f;

	fflush(stdout);
	if (pipe(fds))
		abort();
	if (!fork()) {
		if (!freopen(out, "w", stdout) || !freopen("/dev/null", "w", stderr))
			abort();
		args_init(&args, &verb_list, option ? 2 : 1, argv);
		status = verb_list.run(&args);
		fflush(stdout);
		if (write(fds[1], &dumps, sizeof(dumps)) < 0)
			abort();
		_exit(status);
	}
	wait(&status);
	o.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	if (read(fds[0], &o.dumps, sizeof(o.dumps)) < 0)
		abort();
	close(fds[0]);
	close(fds[1]);
	f = fopen(out, "r");
	while (f && (c = fgetc(f)) != EOF)
		o.lines += c == '\n';
	if (f)
		fclose(f);
	return o;
}

int main(void)
{
	int fd = mkstemp(out);
	struct outcome good, o;

	if (fd < 0)
		abort();
	close(fd);
	good = list(NULL);
	is_num(good.status, STATUS_DONE, "links are listed");
	is_num(good.dumps, 1, "by one dump");
	ok(good.lines > 0, "there is one at least");

	spoil.flagged = 2;
	o = list(NULL);
	is_num(o.status, STATUS_DONE, "flagged twice");
	is_num(o.dumps, 3, "three dumps are taken");
	is_num(o.lines, good.lines, "and one printed");

	spoil.flagged = -1;
	o = list(NULL);
	is_num(o.status, STATUS_LOST, "flagged for ever");
	is_num(o.dumps, 5, "there is an end to it");
	is_num(o.lines, good.lines, "the last one is printed");
	o = list("--count");
	is_num(o.status, STATUS_LOST, "a count is no better");
	spoil.flagged = 0;

	spoil.done_error = true;
	o = list(NULL);
	is_num(o.status, STATUS_SYSTEM, "an error inside NLMSG_DONE");
	is_num(o.lines, 0, "half a list is not printed");
	spoil.done_error = false;

	spoil.stop = true;
	o = list(NULL);
	is_num(o.status, STATUS_SYSTEM, "a signal ends it");
	is_num(o.lines, 0, "nothing is printed of what is held");
	o = list("--count");
	is_num(o.status, STATUS_SYSTEM, "nor is it counted");
	spoil.stop = false;

	spoil.forged = true;
	o = list(NULL);
	is_num(o.status, STATUS_DONE, "what a process sent is not taken");
	is_num(o.lines, good.lines, "nor printed");
	spoil.forged = false;

	spoil.old = true;
	o = list(NULL);
	is_num(o.status, STATUS_DONE, "what answers another request is not taken");
	is_num(o.lines, good.lines, "nor printed");
	unlink(out);
	return tap_done();
}
