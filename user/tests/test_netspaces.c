// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of netspaces.c: a namespace is found by a process in it, and whoever
 * visits it does not look like a process in it. They need user namespaces.
 */
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "net/netspaces.h"
#include "tap.h"

struct test {
	pid_t pid;		/* that lives in the other namespace */
	uint64_t home, other;
	unsigned int found, gone;
	uint64_t inside;	/* where @found was called */
	uint64_t shown;		/* what others then saw of this process */
	int answer;		/* what @found is to return */
};

static uint64_t inode_of(const char *path)
{
	struct stat st;

	return stat(path, &st) ? 0 : st.st_ino;
}

static uint64_t inode_of_process(pid_t pid)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/ns/net", pid);
	return inode_of(path);
}

static int on_found(struct netspace *ns, void *arg)
{
	struct test *t = arg;

	if (ns->inode != t->other)
		return 0;
	t->found++;
	t->inside = inode_of("/proc/thread-self/ns/net");
	t->shown = inode_of_process(getpid());
	return t->answer;
}

static void on_gone(struct netspace *ns, void *arg)
{
	struct test *t = arg;

	t->gone += ns->inode == t->other;
}

/* A process in a namespace of its own, which waits to be killed. */
static pid_t start_resident(void)
{
	int ready[2], made = 0;
	pid_t pid;

	if (pipe(ready))
		return -1;
	pid = fork();
	if (!pid) {
		made = !unshare(CLONE_NEWNET);
		if (write(ready[1], &made, sizeof(made)) == sizeof(made))
			pause();
		_exit(1);
	}
	if (pid > 0 && (read(ready[0], &made, sizeof(made)) != sizeof(made) || !made))
		pid = -1;
	close(ready[0]);
	close(ready[1]);
	return pid;
}

static void stop_resident(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static void test_visit(struct test *t)
{
	const struct netspaces_handler handler = {
		.found = on_found, .gone = on_gone, .arg = t,
	};
	struct netspaces s;

	is_num(netspaces_open(&s, &handler), 0, "open");
	is_num(netspaces_scan(&s), 0, "scan");
	is_num(t->found, 1, "the namespace of a process is found");
	is_num(t->inside, t->other, "the handler is called inside of it");
	is_num(t->shown, t->home, "meanwhile others see this process at home");
	is_num(inode_of("/proc/thread-self/ns/net"), t->home, "and afterwards it is at home");
	is_num(netspaces_scan(&s), 0, "scan again");
	is_num(t->found, 1, "what is known is not found again");
	stop_resident(t->pid);
	is_num(netspaces_scan(&s), 0, "scan after the process went");
	is_num(t->gone, 1, "the namespace is gone");
	netspaces_close(&s);
	is_num(t->gone, 1, "and is not gone twice");
}

static void test_refusal(struct test *t)
{
	const struct netspaces_handler handler = {
		.found = on_found, .gone = on_gone, .arg = t,
	};
	struct netspaces s;

	t->answer = -ENOMEM;
	t->gone = 0;
	is_num(netspaces_open(&s, &handler), 0, "open");
	is_num(netspaces_scan(&s), -ENOMEM, "what the handler returns ends the scan");
	netspaces_close(&s);
	is_num(t->gone, 1, "what it was called for is gone at the end");
	stop_resident(t->pid);
}

static bool start_test(struct test *t)
{
	t->pid = start_resident();
	if (t->pid < 0)
		return false;
	t->other = inode_of_process(t->pid);
	return true;
}

int main(void)
{
	struct test t = { 0 };

	if (unshare(CLONE_NEWUSER | CLONE_NEWNET) || !start_test(&t)) {
		ok(1, "skipped: this system has no user namespaces # SKIP");
		return tap_done();
	}
	t.home = inode_of_process(getpid());
	test_visit(&t);
	if (ok(start_test(&t), "another namespace"))
		test_refusal(&t);
	return tap_done();
}
