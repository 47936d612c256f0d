// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of processes.c, with a kernel of our own in place of the client.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/util.h"
#include "build.h"
#include "journal/client.h"
#include "journal/processes.h"
#include "process_build.h"
#include "tap.h"

/* What the kernel has: processes FIRST to LAST, each with its id plus 100 as pid. */
static uint64_t first = 1, last;
static bool partial;	/* the next answer about one process */
static int error;	/* of the next request */
static int dumps, asked, opened;

typedef int message_fn(const struct nlmsghdr *nlh, void *arg);

static int answer(uint64_t id, message_fn *message, void *arg)
{
	struct nl_msg *msg = nlmsg_alloc();
	struct genlmsghdr header = { 0 };
	int err;

	nlmsg_put(msg, 0, 0, 0, 0, 0);
	nlmsg_append(msg, &header, sizeof(header), NLMSG_ALIGNTO);
	nla_put_u64(msg, NETJOURNAL_A_PROCESS_ID, id);
	nla_put_u32(msg, NETJOURNAL_A_PROCESS_PID, id + 100);
	if (partial)
		nla_put_flag(msg, NETJOURNAL_A_PROCESS_PARTIAL);
	partial = false;
	err = message(nlmsg_hdr(msg), arg);
	nlmsg_free(msg);
	return err;
}

int __wrap_client_open(struct client *c);
int __wrap_client_open(struct client *c)
{
	(void)c;
	opened++;
	return 0;
}

void __wrap_client_close(struct client *c);
void __wrap_client_close(struct client *c)
{
	(void)c;
	opened--;
}

int __wrap_client_processes(struct client *c, message_fn *message, void *arg);
int __wrap_client_processes(struct client *c, message_fn *message, void *arg)
{
	uint64_t id;
	int err = error;

	(void)c;
	dumps++;
	error = 0;
	for (id = first; !err && id <= last; id++)
		err = answer(id, message, arg);
	return err;
}

int __wrap_client_process(struct client *c, uint64_t instance, uint64_t id,
			  message_fn *message, void *arg);
int __wrap_client_process(struct client *c, uint64_t instance, uint64_t id,
			  message_fn *message, void *arg)
{
	int err = error;

	(void)c;
	(void)instance;
	asked++;
	error = 0;
	if (!err && (id < first || id > last))
		err = -ENOENT;
	return err ? err : answer(id, message, arg);
}

static const struct process *find(struct processes *p, uint64_t id, uint32_t pid)
{
	const struct origin origin = { .process = id, .pid = pid };
	const struct record rec = { .origin = &origin };

	return processes_find(p, &rec);
}

static void counted(int want_dumps, int want_asked, const char *name)
{
	ok(dumps == want_dumps && asked == want_asked, name);
	dumps = 0;
	asked = 0;
}

int main(void)
{
	struct processes p = { 0 };
	const struct record nobody = { 0 };
	const struct process *process;
	uint64_t id;

	first = 3;
	last = 9;
	ok(!processes_find(&p, &nobody), "a record without an origin");
	ok(!find(&p, 0, 1), "an origin without a process");
	counted(0, 0, "nothing is asked for them");

	process = find(&p, 5, 105);
	ok(process && process->id == 5, "the first one");
	ok(!!find(&p, 9, 109), "the last one");
	ok(!find(&p, 2, 102), "one that was forgotten");
	counted(1, 0, "one dump has them all");
	ok(!find(&p, 5, 106), "another pid: an id of another instance");

	last = 11;
	ok(!!find(&p, 10, 110) && !!find(&p, 10, 110), "a new one");
	counted(0, 1, "is asked for once");
	ok(!find(&p, 12, 112) && !find(&p, 12, 112), "a new one that is already forgotten");
	counted(0, 1, "is asked for once, too");

	partial = true;
	process = find(&p, 11, 111);
	ok(process && !process->partial, "one in its system call is asked for again");
	counted(0, 2, "after a moment");

	last = 20;
	error = -ENODEV;
	ok(!find(&p, 20, 120), "the module is gone");
	is_num(opened, 0, "the socket is closed");
	ok(!!find(&p, 20, 120), "the module is back");
	dumps = 0;
	asked = 0;

	last = 100000;
	for (id = 21; id <= last; id += 3)
		if (!find(&p, id, id + 100))
			break;
	ok(id > last, "many processes");
	ok(p.n <= 4096, "are not all kept");
	ok(!!find(&p, 19, 119), "an old one is asked for again");
	processes_drop(&p);
	is_num(opened, 0, "all is closed");
	dumps = 0;
	asked = 0;

	error = -EOPNOTSUPP;
	ok(!find(&p, 5, 105) && !find(&p, 6, 106), "an older module");
	counted(1, 0, "is asked once");
	processes_drop(&p);
	return tap_done();
}
