// SPDX-License-Identifier: GPL-2.0
/*
 * The details of processes, for the selftests. See process.h.
 */
#include <stdlib.h>
#include <string.h>

#include "process.h"

/* Which attributes are which: a process and an ancestor have sets of their own. */
struct types {
	int max, pid, start_time, comm, exe, cmdline, cmdline_cut;
};

#define TYPES(set) {							\
	.max = NETJOURNAL_A_##set##_MAX,				\
	.pid = NETJOURNAL_A_##set##_PID,				\
	.start_time = NETJOURNAL_A_##set##_START_TIME,			\
	.comm = NETJOURNAL_A_##set##_COMM,				\
	.exe = NETJOURNAL_A_##set##_EXE,				\
	.cmdline = NETJOURNAL_A_##set##_CMDLINE,			\
	.cmdline_cut = NETJOURNAL_A_##set##_CMDLINE_CUT,		\
}

static const struct types process_types = TYPES(PROCESS), ancestor_types = TYPES(ANCESTOR);

static void task_parse(struct task_details *task, const struct types *types,
		       const struct nlattr **tb)
{
	const struct nlattr *cmdline = tb[types->cmdline];

	task->pid = nl_u32(tb[types->pid]);
	task->start_time = nl_u64(tb[types->start_time]);
	nl_str(task->comm, sizeof(task->comm), tb[types->comm]);
	nl_str(task->exe, sizeof(task->exe), tb[types->exe]);
	task->cmdline_cut = tb[types->cmdline_cut];
	if (cmdline && nl_len(cmdline) <= sizeof(task->cmdline)) {
		task->cmdline_len = nl_len(cmdline);
		memcpy(task->cmdline, nl_data(cmdline), task->cmdline_len);
	}
}

static void ancestors_parse(struct process *process, const void *begin, size_t len)
{
	const struct nlattr *tb[NETJOURNAL_A_ANCESTOR_MAX + 1];

	nl_for_each(nla, begin, len) {
		if ((nla->nla_type & NLA_TYPE_MASK) != NETJOURNAL_A_PROCESS_ANCESTOR ||
		    process->n_ancestors == NETJOURNAL_ANCESTORS_MAX)
			continue;
		nl_parse(tb, ancestor_types.max, nl_data(nla), nl_len(nla));
		task_parse(&process->ancestors[process->n_ancestors++], &ancestor_types, tb);
	}
}

void process_parse(struct process *process, const struct nlmsghdr *nlh)
{
	const struct nlattr *tb[NETJOURNAL_A_PROCESS_MAX + 1];
	const char *begin = (char *)NLMSG_DATA(nlh) + GENL_HDRLEN;
	size_t len = NLMSG_PAYLOAD(nlh, GENL_HDRLEN);

	memset(process, 0, sizeof(*process));
	nl_parse(tb, NETJOURNAL_A_PROCESS_MAX, begin, len);
	process->id = nl_u64(tb[NETJOURNAL_A_PROCESS_ID]);
	process->instance = nl_u64(tb[NETJOURNAL_A_PROCESS_INSTANCE]);
	process->has_loginuid = tb[NETJOURNAL_A_PROCESS_LOGINUID];
	process->loginuid = nl_u32(tb[NETJOURNAL_A_PROCESS_LOGINUID]);
	process->has_session = tb[NETJOURNAL_A_PROCESS_SESSION];
	process->session = nl_u32(tb[NETJOURNAL_A_PROCESS_SESSION]);
	process->partial = tb[NETJOURNAL_A_PROCESS_PARTIAL];
	nl_str(process->cgroup, sizeof(process->cgroup), tb[NETJOURNAL_A_PROCESS_CGROUP]);
	task_parse(&process->task, &process_types, tb);
	ancestors_parse(process, begin, len);
}

static void process_take(const struct nlmsghdr *nlh, void *arg)
{
	process_parse(arg, nlh);
}

int process_get(struct process *process, uint64_t id)
{
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	memset(process, 0, sizeof(*process));
	nj_begin(req, NETJOURNAL_CMD_PROCESS_GET, 0);
	nl_put_u64(req, NETJOURNAL_A_PROCESS_ID, id);
	err = nl_talk_once(req, process_take, process);
	free(req);
	return err;
}

struct ids {
	uint64_t *ids;
	int room, n;
};

static void id_take(const struct nlmsghdr *nlh, void *arg)
{
	struct ids *ids = arg;
	struct process process;

	process_parse(&process, nlh);
	if (ids->n < ids->room)
		ids->ids[ids->n] = process.id;
	ids->n++;
}

int process_ids(uint64_t *ids, int room)
{
	struct ids arg = { .ids = ids, .room = room };
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	nj_begin(req, NETJOURNAL_CMD_PROCESS_GET, NLM_F_DUMP);
	err = nl_talk_once(req, id_take, &arg);
	free(req);
	return err ?: arg.n;
}

int process_wait(struct nl *nl, struct process *process)
{
	struct nl_req *buf = malloc(sizeof(*buf));
	int got = journal_wait(nl, NETJOURNAL_CMD_PROCESS_NTF, buf);

	if (got >= 0)
		process_parse(process, &buf->nlh);
	free(buf);
	return got < 0 ? got : 0;
}

bool cmdline_is(const struct task_details *task, const char *words)
{
	size_t len = strlen(words) + 1;

	if (task->cmdline_len != len)
		return false;
	for (size_t i = 0; i < len; i++)
		if ((words[i] == ' ' ? '\0' : words[i]) != task->cmdline[i])
			return false;
	return true;
}

static void status_take(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *tb[NETJOURNAL_A_STATUS_MAX + 1];
	const struct nlattr *sub[NETJOURNAL_A_PROCESS_STORE_MAX + 1];
	const struct nlattr *store;
	struct store_status *status = arg;

	nl_parse(tb, NETJOURNAL_A_STATUS_MAX, (char *)NLMSG_DATA(nlh) + GENL_HDRLEN,
		 NLMSG_PAYLOAD(nlh, GENL_HDRLEN));
	store = tb[NETJOURNAL_A_STATUS_PROCESS_STORE];
	if (!store)
		return;
	nl_parse(sub, NETJOURNAL_A_PROCESS_STORE_MAX, nl_data(store), nl_len(store));
	status->size = nl_u64(sub[NETJOURNAL_A_PROCESS_STORE_SIZE]);
	status->used = nl_u64(sub[NETJOURNAL_A_PROCESS_STORE_USED]);
	status->processes = nl_u64(sub[NETJOURNAL_A_PROCESS_STORE_PROCESSES]);
	status->forgotten = nl_u64(sub[NETJOURNAL_A_PROCESS_STORE_FORGOTTEN]);
}

int store_status(struct store_status *status)
{
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	memset(status, 0, sizeof(*status));
	nj_begin(req, NETJOURNAL_CMD_STATUS_GET, 0);
	err = nl_talk_once(req, status_take, status);
	free(req);
	return err;
}
