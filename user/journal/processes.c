// SPDX-License-Identifier: GPL-2.0
/*
 * Asks the kernel for the processes that made records.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/util.h"
#include "journal/client.h"
#include "journal/past.h"
#include "journal/processes.h"

/* A follower sees ever more processes. When there are this many, all are dropped. */
#define KEPT_MAX	4096
/* A process leaves its system call some microseconds after its first record. */
#define PARTIAL_WAIT_NS	2000000

/* Returns where @id is in the list, or where it has to be inserted. */
static size_t index_of(const struct processes *p, uint64_t id)
{
	size_t low = 0, high = p->n, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (p->list[middle]->id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct process *kept_process(const struct processes *p, uint64_t id)
{
	size_t i = index_of(p, id);

	return i < p->n && p->list[i]->id == id ? p->list[i] : NULL;
}

static void drop_kept(struct processes *p)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		free(p->list[i]);
	p->n = 0;
	p->dumped = 0;
	p->dropped = true;
}

/* Keeps @process, in place of one with the same id. Frees it if there is no memory. */
static int keep_process(struct processes *p, struct process *process)
{
	struct process **list;
	size_t i, max;

	if (p->n == KEPT_MAX)
		drop_kept(p);
	i = index_of(p, process->id);
	if (i < p->n && p->list[i]->id == process->id) {
		free(p->list[i]);
		p->list[i] = process;
		return 0;
	}
	if (p->n == p->max) {
		max = p->max ? 2 * p->max : 64;
		list = reallocarray(p->list, max, sizeof(*list));
		if (!list) {
			free(process);
			return -ENOMEM;
		}
		p->list = list;
		p->max = max;
	}
	memmove(&p->list[i + 1], &p->list[i], (p->n - i) * sizeof(*p->list));
	p->list[i] = process;
	p->n++;
	return 0;
}

static int on_process(const struct nlmsghdr *nlh, void *arg)
{
	struct process *process = process_new(genl_attrs(nlh), genl_attrs_len(nlh));

	return process ? keep_process(arg, process) : -errno;
}

static int open_client(struct processes *p)
{
	int err;

	p->client = calloc(1, sizeof(*p->client));
	if (!p->client)
		return -ENOMEM;
	err = client_open(p->client);
	if (err) {
		free(p->client);
		p->client = NULL;
	}
	return err;
}

int processes_open(struct processes *p)
{
	p->pinned = true;
	return open_client(p);
}

/* Asks for all processes once, because most records are of these processes. */
static int first_dump(struct processes *p)
{
	int err;

	err = p->client ? 0 : open_client(p);
	if (err)
		return err;
	p->asked = true;
	p->dropped = false;
	err = client_processes(p->client, on_process, p);
	/* Of a list that was dropped in between, the first ones are asked for again. */
	p->dumped = p->n && !p->dropped ? p->list[p->n - 1]->id : 0;
	return err;
}

static int ask_process(struct processes *p, const struct record *rec, uint64_t id)
{
	struct process *unknown;
	int err = client_process(p->client, rec->instance, id, on_process, p);

	if (err != -ENOENT)
		return err;
	unknown = process_new_unknown(id);
	return unknown ? keep_process(p, unknown) : -ENOMEM;
}

/* Brings the process of @rec into the list, from the store. */
static int fetch_stored(struct processes *p, uint64_t instance, uint64_t id)
{
	const struct archive_journal *j = p->past ? past_find(p->past, instance) : NULL;
	struct process *process = j ? archive_process(p->past->archive, j, id) : NULL;

	if (!process)
		process = process_new_unknown(id);
	return process ? keep_process(p, process) : -ENOMEM;
}

/*
 * After an error, another socket asks at the next record, because the module may have been
 * loaded again. An older module does not know the command, and a container may not ask.
 */
static void start_anew(struct processes *p, int err)
{
	if (p->pinned) {
		drop_kept(p);
		p->asked = false;
		client_resolve(p->client, false);
		return;
	}
	processes_drop(p);
	p->off = err == -EOPNOTSUPP || err == -EPERM;
}

/* Brings the process of @rec into the list. */
static void fetch_process(struct processes *p, const struct record *rec)
{
	static const struct timespec wait = { .tv_nsec = PARTIAL_WAIT_NS };
	uint64_t id = record_origin(rec)->process;
	const struct process *process;
	int err = p->asked ? 0 : first_dump(p);

	process = kept_process(p, id);
	if (!err && (!process || process->partial) && (process || id > p->dumped))
		err = ask_process(p, rec, id);
	process = kept_process(p, id);
	if (!err && process && process->partial && p->waited != id) {
		p->waited = id;
		nanosleep(&wait, NULL);
		err = ask_process(p, rec, id);
	}
	if (err)
		start_anew(p, err);
}

/* Returns the instance of the record, or 0 for the kernel's journal. */
static uint64_t instance_of(const struct processes *p, const struct record *rec)
{
	return rec->instance != p->live && p->past && past_find(p->past, rec->instance) ? rec->instance : 0;
}

const struct process *processes_find(struct processes *p, const struct record *rec)
{
	const struct origin *origin = record_origin(rec);
	const struct process *process;
	uint64_t of = instance_of(p, rec);

	if (!origin || !origin->process)
		return NULL;
	if (of != p->of)
		drop_kept(p);
	p->of = of;
	process = kept_process(p, origin->process);
	if (of && !process) {
		fetch_stored(p, of, origin->process);
		process = kept_process(p, origin->process);
	} else if (!of && (!process || process->partial) && !p->off) {
		fetch_process(p, rec);
		process = kept_process(p, origin->process);
	}
	/* The kernel keeps fewer processes than a store. */
	if (!of && p->live && p->past && (!process || !process->known) && past_find(p->past, p->live)) {
		fetch_stored(p, p->live, origin->process);
		process = kept_process(p, origin->process);
	}
	/* The ids of another instance of the module begin anew, so the pid is compared. */
	return process && process->known && process->pid == origin->pid ? process : NULL;
}

void processes_drop(struct processes *p)
{
	const struct past *past = p->past;
	uint64_t live = p->live;

	drop_kept(p);
	free(p->list);
	if (p->client)
		client_close(p->client);
	free(p->client);
	memset(p, 0, sizeof(*p));
	p->past = past;
	p->live = live;
}
