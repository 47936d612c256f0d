// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crew.h"
#include "domain.h"

/* Random numbers (xorshift64*). Each process has its own sequence. */
static uint64_t random_state;

uint32_t below(uint32_t n)
{
	random_state ^= random_state >> 12;
	random_state ^= random_state << 25;
	random_state ^= random_state >> 27;
	return (random_state * 0x2545f4914f6cdd1dULL >> 32) % n;
}

static void random_start(uint32_t process)
{
	random_state = (cmdline_number("selftest.seed=", 1) + 1) * 0x9e3779b97f4a7c15ULL ^
		       (process + 1) * 0xbf58476d1ce4e5b9ULL;
	for (int i = 0; i < 10; i++)
		below(2);
}

void crew_begin(struct crew *crew)
{
	crew->n = 0;
	random_start(0);
	clock_gettime(CLOCK_MONOTONIC, &crew->begin);
}

void crew_add(struct crew *crew, void (*work)(uint32_t), uint32_t arg)
{
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		random_start(crew->n + 1);
		work(arg);
		exit(0);
	}
	if (pid < 0 || crew->n == sizeof(crew->pids) / sizeof(crew->pids[0]))
		abort();
	crew->pids[crew->n++] = pid;
}

int crew_stop(struct crew *crew)
{
	int status = 0, ended = 0;

	while (crew->n) {
		pid_t pid = crew->pids[--crew->n];

		if (waitpid(pid, &status, WNOHANG)) {
			printf("# process %u ended by itself: status %#x\n", crew->n, status);
			ended++;
		}
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
	}
	return ended;
}

void crew_end(struct crew *crew)
{
	struct timespec end;

	for (unsigned int i = 0; i < crew->n; i++) {
		kill(crew->pids[i], SIGKILL);
		waitpid(crew->pids[i], NULL, 0);
	}
	clock_gettime(CLOCK_MONOTONIC, &end);
	printf("# seed %lu: %ld s\n", cmdline_number("selftest.seed=", 1), (long)(end.tv_sec - crew->begin.tv_sec));
}

void churner(uint32_t who)
{
	for (;;)
		churn(who, 20);
}

int dump_begin(struct nl *nl)
{
	struct nl_req *req = malloc(sizeof(*req));
	struct nl_family family;
	int err = nl_family_there(&family, NETJOURNAL_FAMILY_NAME);

	if (!err)
		err = nl_open(nl, NETLINK_GENERIC);
	if (!err) {
		nl_begin_genl(req, family.id, NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP);
		if (send(nl->fd, req->buf, req->nlh.nlmsg_len, 0) < 0) {
			err = -errno;
			nl_close(nl);
		}
	}
	free(req);
	return err;
}
