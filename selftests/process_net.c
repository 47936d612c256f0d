// SPDX-License-Identifier: GPL-2.0
/*
 * The details of processes that make changes in unusual ways: while they end, and by io_uring; and
 * the work of kernel threads.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <linux/io_uring.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <signal.h>
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
#include "domain.h"
#include "process.h"
#include "wait.h"

FIXTURE(process) {
	struct recs recs;
	struct process process;
	uint64_t before;
};

FIXTURE_SETUP(process)
{
	memset(self, 0, sizeof(*self));
	new_netns_quiet();
	self->before = journal_last();
}

FIXTURE_TEARDOWN(process)
{
	recs_free(&self->recs);
}

/* Returns the last record after @after with a message of @type, or NULL. */
static const struct rec *last_message(struct recs *recs, uint64_t after, int type)
{
	if (recs_read_again(recs, after, KINDS_ALL))
		return NULL;
	for (size_t i = recs->n; i--;)
		if (recs->rec[i].domain.msg_len && recs->rec[i].domain.msg.nlmsg_type == type)
			return &recs->rec[i];
	return NULL;
}

/* Makes a device that the kernel removes when the file is closed. Returns the file. */
static int tun_open(void)
{
	struct ifreq ifr = { .ifr_name = "tun0", .ifr_flags = IFF_TUN | IFF_NO_PI };
	int fd;

	try_run("modprobe -q tun");
	fd = open("/dev/net/tun", O_RDWR);

	return fd < 0 || ioctl(fd, TUNSETIFF, &ifr) ? -1 : fd;
}

/*
 * A process ends, and its device is removed. The details of the process are known from an earlier
 * record.
 */
TEST_F(process, ends)
{
	const struct rec *rec;
	uint64_t act, id;
	pid_t pid = fork();
	int status;

	if (!pid)
		_exit(tun_open() < 0);
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	if (status)
		SKIP(return, "no tun");
	rec = last_message(&self->recs, self->before, RTM_DELLINK);
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(pid, rec->pid);
	id = rec->process;
	act = rec->act;
	rec = last_message(&self->recs, self->before, RTM_NEWLINK);
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(id, rec->process);
	EXPECT_NE(act, rec->act);
	ASSERT_EQ(0, process_get(&self->process, id));
	EXPECT_FALSE(self->process.partial);
	EXPECT_NE(0, self->process.task.cmdline_len);
	EXPECT_NE('\0', self->process.task.exe[0]);
}

/*
 * A process makes its first record while it ends. Its memory is gone, but its ancestors are known.
 */
TEST_F(process, ends_with_its_first_record)
{
	const struct rec *rec;
	int fd = tun_open(), status;
	pid_t pid;

	if (fd < 0)
		SKIP(return, "no tun");
	pid = fork();
	if (!pid) {
		/*
		 * Waits until the parent has closed the file, so that only this process has it
		 * open.
		 */
		raise(SIGSTOP);
		_exit(0);
	}
	ASSERT_EQ(pid, waitpid(pid, &status, WUNTRACED));
	close(fd);
	kill(pid, SIGCONT);
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	rec = last_message(&self->recs, self->before, RTM_DELLINK);
	ASSERT_NE(NULL, rec);
	EXPECT_EQ(pid, rec->pid);
	ASSERT_EQ(0, process_get(&self->process, rec->process));
	EXPECT_EQ(pid, self->process.task.pid);
	EXPECT_EQ(0, self->process.task.cmdline_len);
	EXPECT_FALSE(self->process.partial);
	ASSERT_LT(0, self->process.n_ancestors);
	EXPECT_EQ(getpid(), self->process.ancestors[0].pid);
	EXPECT_NE(0, self->process.ancestors[0].cmdline_len);
}

/*
 * Sends @buf over @sock by a thread of io_uring: a worker, or with @polled the thread that polls the queue.
 * Returns 0 or -errno.
 */
static int send_by_worker(int sock, const void *buf, size_t len, bool polled)
{
	struct io_uring_params params = {
		.flags = polled ? IORING_SETUP_SQPOLL : 0, .sq_thread_idle = polled ? 1000 : 0,
	};
	struct io_uring_sqe *sqes;
	unsigned int *sq;
	int ring = syscall(SYS_io_uring_setup, 4, &params), err = 0;

	if (ring < 0)
		return -errno;
	sq = mmap(NULL, params.sq_off.array + params.sq_entries * sizeof(*sq),
		  PROT_READ | PROT_WRITE, MAP_SHARED, ring, IORING_OFF_SQ_RING);
	sqes = mmap(NULL, params.sq_entries * sizeof(*sqes), PROT_READ | PROT_WRITE, MAP_SHARED,
		    ring, IORING_OFF_SQES);
	if (sq == MAP_FAILED || sqes == MAP_FAILED)
		return -ENOMEM;
	memset(sqes, 0, sizeof(*sqes));
	sqes->opcode = IORING_OP_SEND;
	sqes->flags = polled ? 0 : IOSQE_ASYNC;
	sqes->fd = sock;
	sqes->addr = (unsigned long)buf;
	sqes->len = len;
	sq[params.sq_off.array / sizeof(*sq)] = 0;
	__atomic_store_n(&sq[params.sq_off.tail / sizeof(*sq)], 1, __ATOMIC_RELEASE);
	if (syscall(SYS_io_uring_enter, ring, 1, 1, IORING_ENTER_GETEVENTS | IORING_ENTER_SQ_WAKEUP, NULL, 0) != 1)
		err = -errno;
	close(ring);
	return err;
}

/* Adds a note by a thread of io_uring. Returns 0 or -errno. */
static int note_by_worker(bool polled)
{
	struct nl_req *req = malloc(sizeof(*req));
	struct nl nl;
	int err;

	if (!req || nl_open(&nl, NETLINK_GENERIC))
		abort();
	nj_begin(req, NETJOURNAL_CMD_NOTE_ADD, 0);
	nl_put_str(req, NETJOURNAL_A_RECORD_NOTE, "by a worker");
	err = send_by_worker(nl.fd, req->buf, req->nlh.nlmsg_len, polled);
	free(req);
	return err;
}

/* Adds a note by a worker of io_uring, stops, and adds another one itself. */
static int note_by_worker_and_self(void)
{
	/* Uses the page with the command line: see facts_put_cmdline() in the module. */
	*(volatile char *)program_invocation_name;
	if (note_by_worker(false))
		return 2;
	raise(SIGSTOP);
	return note_add("by the process", NULL) ? 3 : 0;
}

/* A worker of io_uring is labelled. It is a thread of the process that made the ring. */
TEST_F(process, io_uring)
{
	const struct rec *rec;
	pid_t pid = fork();
	int status;

	if (!pid)
		_exit(note_by_worker_and_self());
	ASSERT_EQ(pid, waitpid(pid, &status, WUNTRACED));
	if (!WIFSTOPPED(status))
		SKIP(return, "no io_uring");
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS(NOTE)));
	ASSERT_EQ(1, self->recs.n);
	rec = &self->recs.rec[0];
	EXPECT_TRUE(rec->io_uring);
	EXPECT_EQ(pid, rec->pid);
	EXPECT_NE(pid, rec->tid);
	EXPECT_EQ(0, rec->act);
	ASSERT_EQ(0, process_get(&self->process, rec->process));
	EXPECT_FALSE(self->process.partial);
	EXPECT_NE(0, self->process.task.cmdline_len);
	EXPECT_EQ('\0', self->process.task.exe[0]);

	/* When the process itself makes a record, the rest becomes known. */
	kill(pid, SIGCONT);
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	ASSERT_EQ(0, status);
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS(NOTE)));
	ASSERT_EQ(2, self->recs.n);
	EXPECT_FALSE(self->recs.rec[1].io_uring);
	EXPECT_EQ(self->process.id, self->recs.rec[1].process);
	ASSERT_EQ(0, process_get(&self->process, self->process.id));
	EXPECT_NE('\0', self->process.task.exe[0]);
}

/* The thread that polls the queue of a ring is one of io_uring's, too. */
TEST_F(process, io_uring_polled)
{
	const struct rec *rec;
	int status;
	pid_t pid;

	pid = fork();
	if (!pid)
		_exit(note_by_worker(true) ? 1 : 0);
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	if (status)
		SKIP(return, "no io_uring");
	ASSERT_EQ(0, recs_read_again(&self->recs, self->before, KINDS(NOTE)));
	ASSERT_EQ(1, self->recs.n);
	rec = &self->recs.rec[0];
	EXPECT_EQ(0, strncmp(rec->comm, "iou-sqp-", 8));
	EXPECT_TRUE(rec->io_uring);
	EXPECT_EQ(pid, rec->pid);
	EXPECT_NE(pid, rec->tid);
	EXPECT_EQ(0, rec->act);
	ASSERT_EQ(0, process_get(&self->process, rec->process));
	EXPECT_EQ(pid, self->process.task.pid);
	EXPECT_FALSE(self->process.partial);
	EXPECT_EQ('\0', self->process.task.exe[0]);
	ASSERT_LT(0, self->process.n_ancestors);
	EXPECT_EQ(getpid(), self->process.ancestors[0].pid);
}

/* Waits for a record of a kernel thread with a message of @type after @after. */
static const struct rec *wait_work(struct recs *recs, uint64_t after, int type)
{
	const struct rec *rec;

	for (uint64_t end = 0; wait_more(&end);) {
		rec = last_message(recs, after, type);
		if (rec && rec->context == NETJOURNAL_CONTEXT_KTHREAD)
			return rec;
	}
	return NULL;
}

TEST_F(process, work_of_a_carrier)
{
	const struct rec *rec;

	run("ip link add v0 type veth peer name v1 && ip link set v0 up && ip link set v1 up");
	rec = wait_work(&self->recs, self->before, RTM_NEWLINK);
	ASSERT_NE(NULL, rec);
	EXPECT_STREQ("linkwatch_event", rec->work);
	EXPECT_EQ(0, rec->process);
}

TEST_F(process, work_of_an_expiry)
{
	const struct rec *rec;

	run("ip addr add 10.5.0.1/24 dev d0 valid_lft 1 preferred_lft 1");
	rec = wait_work(&self->recs, self->before, RTM_DELADDR);
	ASSERT_NE(NULL, rec);
	EXPECT_STREQ("check_lifetime", rec->work);
}

TEST_F(process, work_of_an_expiry6)
{
	const struct rec *rec;

	run("sysctl -qw net.ipv6.conf.d0.disable_ipv6=0 && "
	    "ip addr add 2001:db8::5/64 dev d0 valid_lft 1 preferred_lft 1");
	rec = wait_work(&self->recs, self->before, RTM_DELADDR);
	ASSERT_NE(NULL, rec);
	EXPECT_STREQ("addrconf_verify_work", rec->work);
}

TEST_F(process, work_of_duplicate_detection)
{
	const struct rec *rec;

	run("ip link add v0 type veth peer name v1 && sysctl -qw net.ipv6.conf.v0.disable_ipv6=0 && "
	    "ip link set v1 up && ip link set v0 addrgenmode none up && ip addr add 2001:db8::6/64 dev v0");
	rec = wait_work(&self->recs, self->before, RTM_NEWADDR);
	ASSERT_NE(NULL, rec);
	EXPECT_STREQ("addrconf_dad_work", rec->work);
}

TEST_HARNESS_MAIN
