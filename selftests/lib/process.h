/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The details of processes, for the selftests.
 */
#ifndef SELFTESTS_PROCESS_H
#define SELFTESTS_PROCESS_H

#include "journal.h"

/* An absent text is "", an absent number 0. */
struct task_details {
	uint32_t pid;
	uint64_t start_time;
	char comm[16];
	char exe[512];
	char cmdline[NETJOURNAL_CMDLINE_LEN_MAX];
	size_t cmdline_len;
	bool cmdline_cut;
};

struct process {
	uint64_t id, instance;
	struct task_details task;
	bool has_loginuid, has_session, partial;
	uint32_t loginuid, session;
	char cgroup[512];
	int n_ancestors;
	struct task_details ancestors[NETJOURNAL_ANCESTORS_MAX];
};

void process_parse(struct process *process, const struct nlmsghdr *nlh);
/* process-get do. Returns 0 or -errno. */
int process_get(struct process *process, uint64_t id);
/* Returns the ids of a dump in @ids, at most @room, and how many there are; or -errno. */
int process_ids(uint64_t *ids, int room);
/* Waits for process-ntf. Returns 0 or -errno. */
int process_wait(struct nl *nl, struct process *process);
/* Returns whether the command line consists of these words, separated by spaces. */
bool cmdline_is(const struct task_details *task, const char *words);

struct store_status {
	uint64_t size, used, processes, forgotten;
};

int store_status(struct store_status *status);

#endif
