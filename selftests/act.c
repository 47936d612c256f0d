// SPDX-License-Identifier: GPL-2.0
/*
 * Acts: each request is an act of its own, and the module waits on unload for the system
 * calls whose acts are open.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "journal.h"
#include "module.h"
#include "wait.h"

FIXTURE(act) {
	struct recs recs;
	uint64_t before;
};

FIXTURE_SETUP(act)
{
	memset(&self->recs, 0, sizeof(self->recs));
	new_netns();
	self->before = journal_last();
}

FIXTURE_TEARDOWN(act)
{
	recs_free(&self->recs);
	if (!module_loaded())
		module_load("");
}

/* Reads the notes since the test began. Returns whether there are @n, all with an act. */
static bool notes(struct recs *recs, uint64_t after, size_t n)
{
	recs_free(recs);
	if (recs_read(recs, after, KINDS(NOTE)) || recs->n != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!recs->rec[i].act)
			return false;
	return true;
}

/* Writes a request for a note to @buf. Returns where the next one begins. */
static char *note_request(char *buf, const char *text)
{
	struct nl_req *req = malloc(sizeof(*req));
	size_t len;

	nj_begin(req, NETJOURNAL_CMD_NOTE_ADD, 0);
	nl_put_str(req, NETJOURNAL_A_RECORD_NOTE, text);
	len = NLMSG_ALIGN(req->nlh.nlmsg_len);
	memcpy(buf, req, len);
	free(req);
	return buf + len;
}

/* Each system call is an act, also if the task and the socket are the same. */
TEST_F(act, two_calls)
{
	char buf[256], *end = note_request(buf, "note");
	struct nl nl;

	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	EXPECT_EQ(end - buf, send(nl.fd, buf, end - buf, 0));
	EXPECT_EQ(end - buf, send(nl.fd, buf, end - buf, 0));
	nl_close(&nl);
	ASSERT_TRUE(notes(&self->recs, self->before, 2));
	EXPECT_NE(self->recs.rec[0].act, self->recs.rec[1].act);
}

/* Each request is an act, also if one system call sends several. */
TEST_F(act, two_requests_in_one_call)
{
	char buf[256], *end = note_request(note_request(buf, "first"), "second");
	struct nl nl;

	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	EXPECT_EQ(end - buf, send(nl.fd, buf, end - buf, 0));
	nl_close(&nl);
	ASSERT_TRUE(notes(&self->recs, self->before, 2));
	EXPECT_NE(self->recs.rec[0].act, self->recs.rec[1].act);
}

/* Changing the setting of a ring is an act, and so is clearing a ring. */
TEST_F(act, other_requests)
{
	ASSERT_EQ(0, config_set(NETJOURNAL_KIND_NOTE, 0, 1));
	ASSERT_EQ(0, journal_clear(KINDS(NOTE)));
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS(CONFIG)));
	ASSERT_EQ(2, self->recs.n);
	EXPECT_NE(0, self->recs.rec[0].act);
	EXPECT_NE(0, self->recs.rec[1].act);
	EXPECT_NE(self->recs.rec[0].act, self->recs.rec[1].act);
}

/* A notification has the act of its record. */
TEST_F(act, notification)
{
	struct rec rec;
	struct nl nl;

	ASSERT_EQ(0, journal_subscribe(&nl, NETJOURNAL_MCGRP_NOTE));
	ASSERT_EQ(0, note_add("note", NULL));
	ASSERT_EQ(0, journal_wait_rec(&nl, &rec));
	nl_close(&nl);
	ASSERT_TRUE(notes(&self->recs, self->before, 1));
	EXPECT_EQ(rec.act, self->recs.rec[0].act);
}

/*
 * A page that nobody fills, so that whoever reads the page waits. Returns NULL if the kernel has no
 * such pages.
 */
static char *page_of_waiting(int *fd)
{
	struct uffdio_api api = { .api = UFFD_API };
	struct uffdio_register area = { .mode = UFFDIO_REGISTER_MODE_MISSING };
	long size = sysconf(_SC_PAGESIZE);
	char *page;

	*fd = syscall(SYS_userfaultfd, O_CLOEXEC);
	if (*fd < 0)
		return NULL;
	page = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	area.range.start = (unsigned long)page;
	area.range.len = size;
	if (page == MAP_FAILED || ioctl(*fd, UFFDIO_API, &api) ||
	    ioctl(*fd, UFFDIO_REGISTER, &area))
		return NULL;
	return page;
}

/* Makes a note, and then waits in the same system call until somebody kills the process. */
static void note_and_wait(char *page)
{
	char buf[256], *end = note_request(buf, "note");
	struct iovec iov[2] = {
		{ .iov_base = buf, .iov_len = end - buf },
		{ .iov_base = page, .iov_len = 64 },
	};
	struct mmsghdr messages[2] = {
		{ .msg_hdr = { .msg_iov = &iov[0], .msg_iovlen = 1 } },
		{ .msg_hdr = { .msg_iov = &iov[1], .msg_iovlen = 1 } },
	};
	struct nl nl;

	if (!nl_open(&nl, NETLINK_GENERIC))
		sendmmsg(nl.fd, messages, 2, 0);
}

/* Opens the kernel's log after its last line. */
static int log_open(void)
{
	int fd = open("/dev/kmsg", O_RDONLY | O_NONBLOCK);

	lseek(fd, 0, SEEK_END);
	return fd;
}

/* Returns whether a line of the kernel's log contains @text. Reads on from the last line that was read. */
static bool log_contains(int fd, const char *text)
{
	char line[8192];
	ssize_t len;

	while ((len = read(fd, line, sizeof(line) - 1)) > 0) {
		line[len] = '\0';
		if (strstr(line, text))
			return true;
	}
	return false;
}

/*
 * A task with an open act runs the module's code when its system call ends. So the module can be
 * unloaded only after that. The kernel's log says which task is waited for.
 */
TEST_F_TIMEOUT(act, unload_waits, 120)
{
	pid_t holder, unloader;
	char *page, told[64];
	int fd, log, status;
	bool is_told = false;

	page = page_of_waiting(&fd);
	if (!page)
		SKIP(return, "no userfaultfd");
	holder = fork();
	if (!holder) {
		/* The child of a process does not inherit the registration. */
		page = page_of_waiting(&fd);
		note_and_wait(page);
		_exit(1);
	}
	while (!notes(&self->recs, self->before, 1))
		usleep(10000);
	log = log_open();
	unloader = fork();
	if (!unloader)
		_exit(-module_unload_soon());
	snprintf(told, sizeof(told), "waiting for a system call of act[%d] to end", holder);
	for (uint64_t end = 0; !is_told && wait_more(&end);)
		is_told = log_contains(log, told);
	EXPECT_TRUE(is_told);
	EXPECT_EQ(0, waitpid(unloader, &status, WNOHANG));
	close(log);
	kill(holder, SIGKILL);
	ASSERT_EQ(holder, waitpid(holder, &status, 0));
	ASSERT_EQ(unloader, waitpid(unloader, &status, 0));
	EXPECT_EQ(0, status);
	EXPECT_FALSE(module_loaded());
}

TEST_HARNESS_MAIN
