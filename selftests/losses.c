// SPDX-License-Identifier: GPL-2.0
/*
 * Several processors lose records at the same time. Each loss is counted once: in the status, in the
 * gaps that readers see, and in those that listeners are notified of.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"

#define MEMORY_MAX	"/sys/module/netjournal/parameters/netns_memory_max"
#define WRITERS		2
#define TIMES		500
#define N_KINDS		2

/* Notes need no lock of the kernel, so two processors add them at the same time. Routes come in between. */
static const uint32_t kinds[N_KINDS] = { NETJOURNAL_KIND_NOTE, CHURN_KIND };

FIXTURE(losses) {
	char memory_max[32];
	struct nl listener;
	struct recs recs;
	pid_t writers[WRITERS];
};

static void memory_max_write(const char *text)
{
	int fd = open(MEMORY_MAX, O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		abort();
	close(fd);
}

FIXTURE_SETUP(losses)
{
	int fd = open(MEMORY_MAX, O_RDONLY | O_CLOEXEC);

	memset(self, 0, sizeof(*self));
	self->listener.fd = -1;
	ASSERT_LE(0, fd);
	ASSERT_LT(0, read(fd, self->memory_max, sizeof(self->memory_max) - 1));
	close(fd);
	new_netns_quiet();
}

FIXTURE_TEARDOWN(losses)
{
	memory_max_write(self->memory_max);
	for (int i = 0; i < WRITERS; i++) {
		if (self->writers[i] <= 0)
			continue;
		kill(self->writers[i], SIGKILL);
		waitpid(self->writers[i], NULL, 0);
	}
	nl_close(&self->listener);
	recs_free(&self->recs);
}

/*
 * Waits until the other end of @fd is closed. Then adds notes and routes, none of which the journal
 * can keep.
 */
static void writer(int fd, uint32_t who)
{
	char byte;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (read(fd, &byte, 1) != 0)
		_exit(1);
	for (int i = 0; i < TIMES; i++) {
		if (note_add("lost", NULL) != -ENOMEM)
			_exit(2);
		if (!(i % 10))
			churn(who, 1);
	}
	_exit(0);
}

/* Waits for all writers. Returns how many have failed. */
static int wait_for_writers(pid_t *writers)
{
	int failed = 0, status;

	for (int i = 0; i < WRITERS; i++) {
		failed += waitpid(writers[i], &status, 0) != writers[i] || status;
		writers[i] = 0;
	}
	return failed;
}

static uint64_t status_of(struct ring_status *st)
{
	uint64_t lost = 0;

	for (int k = 0; k < N_KINDS; k++) {
		if (ring_status(&st[k], kinds[k]))
			abort();
		lost += st[k].lost;
	}
	return lost;
}

/* The losses that the notifications report: each number once, and in order. */
static uint64_t notified(struct nl *nl, uint64_t after, int *bad)
{
	uint64_t n = 0, last = after;
	struct rec rec;

	*bad = 0;
	while (!journal_wait_rec(nl, &rec)) {
		*bad += !rec.is_gap || rec.first <= last || rec.reason != NETJOURNAL_GAP_REASON_LOST;
		n += rec.last - rec.first + 1;
		last = rec.last;
	}
	return n;
}

TEST_F_TIMEOUT(losses, of_several_processors, 120)
{
	const uint64_t notes = WRITERS * TIMES, routes = WRITERS * TIMES / 10 * 2;
	struct ring_status before[N_KINDS], after[N_KINDS];
	int fds[2], room = 64 << 20, bad;
	uint64_t last, lost;

	ASSERT_EQ(0, pipe(fds));
	for (int i = 0; i < WRITERS; i++) {
		self->writers[i] = fork();
		if (!self->writers[i]) {
			close(fds[1]);
			writer(fds[0], 10 + i);
		}
	}
	close(fds[0]);
	ASSERT_EQ(0, journal_subscribe(&self->listener, NETJOURNAL_MCGRP_NOTE));
	ASSERT_EQ(0, nj_join(&self->listener, CHURN_GROUP));
	ASSERT_EQ(0, setsockopt(self->listener.fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room)));
	memory_max_write("0");
	/* A ring that has memory would overwrite its own records. */
	ASSERT_EQ(0, journal_clear(CHURN_KINDS));
	last = journal_last();
	lost = status_of(before);
	/* Lets the writers begin. */
	close(fds[1]);
	EXPECT_EQ(0, wait_for_writers(self->writers));

	lost = status_of(after) - lost;
	EXPECT_EQ(notes, after[0].lost - before[0].lost);
	EXPECT_EQ(routes, after[1].lost - before[1].lost);
	EXPECT_EQ(last + lost, journal_last());
	EXPECT_EQ(lost, notified(&self->listener, last, &bad));
	EXPECT_EQ(0, bad);
	ASSERT_EQ(0, recs_read(&self->recs, last, KINDS(NOTE) | CHURN_KINDS));
	EXPECT_EQ(0, recs_holes(&self->recs, last));
	/* One gap of each kind. */
	EXPECT_EQ(N_KINDS, self->recs.n);
	for (size_t i = 0; i < self->recs.n; i++)
		EXPECT_TRUE(self->recs.rec[i].is_gap);

	/* With memory, the journal goes on, and the loss stays before the next record. */
	memory_max_write(self->memory_max);
	ASSERT_EQ(0, note_add("kept", NULL));
	recs_free(&self->recs);
	ASSERT_EQ(0, recs_read(&self->recs, last, KINDS(NOTE)));
	EXPECT_EQ(2, self->recs.n);
	EXPECT_EQ(0, recs_holes(&self->recs, last));
}

TEST_HARNESS_MAIN
