// SPDX-License-Identifier: GPL-2.0
/*
 * Selects records by who made them, and when.
 */
#include <string.h>

#include "journal/culprit.h"
#include "journal/filter.h"

void filter_init(struct filter *f)
{
	memset(f, 0, sizeof(*f));
	f->kinds = ~0u;
	f->until = INT64_MAX;
	f->last = UINT64_MAX;
}

/* Compares only COMM_LEN bytes, because the kernel keeps no more of a name. */
static bool is_comm(const char *kept, const char *comm)
{
	return kept && !strncmp(kept, comm, COMM_LEN);
}

static bool is_origin_named(const struct origin *o, const char *comm)
{
	unsigned int i;

	if (is_comm(o->comm, comm) || is_comm(o->leader_comm, comm))
		return true;
	for (i = 0; i < o->n_parents; i++)
		if (is_comm(o->parents[i].comm, comm))
			return true;
	return false;
}

static bool has_comm(const struct process *p, const char *comm)
{
	unsigned int i;

	for (i = 0; i < p->n_ancestors; i++)
		if (is_comm(p->ancestors[i].comm, comm))
			return true;
	return false;
}

/* The program that is shown can have another name than its process: a script that was given to an interpreter. */
static bool is_shown_as(const struct origin *o, const struct process *p, const char *comm)
{
	char name[CULPRIT_NAME_MAX];

	if (!o->comm)
		return false;
	culprit_program(name, sizeof(name), o, p);
	return !strcmp(name, comm);
}

static bool has_pid(const struct origin *o, uint32_t pid)
{
	unsigned int i;

	if (o->pid == pid)
		return true;
	for (i = 0; i < o->n_parents; i++)
		if (o->parents[i].pid == pid)
			return true;
	return false;
}

static bool has_ancestor_pid(const struct process *p, uint32_t pid)
{
	unsigned int i;

	for (i = 0; i < p->n_ancestors; i++)
		if (p->ancestors[i].pid == pid)
			return true;
	return false;
}

static bool has_command(const struct process *p, const char *text)
{
	unsigned int i;

	if (cmdline_has(&p->cmdline, text))
		return true;
	for (i = 0; i < p->n_ancestors; i++)
		if (cmdline_has(&p->ancestors[i].cmdline, text))
			return true;
	return false;
}

/*
 * A name without a slash is compared with the last part of the path. The file may have
 * been removed since, for example by an update.
 */
static bool is_exe(const char *path, const char *exe)
{
	size_t len = strlen(exe);
	const char *slash;

	if (!path)
		return false;
	slash = strchr(exe, '/') ? NULL : strrchr(path, '/');
	if (slash)
		path = slash + 1;
	return !strncmp(path, exe, len) && (!path[len] || !strcmp(path + len, " (deleted)"));
}

static bool has_exe(const struct process *p, const char *exe)
{
	unsigned int i;

	if (is_exe(p->exe, exe))
		return true;
	for (i = 0; i < p->n_ancestors; i++)
		if (is_exe(p->ancestors[i].exe, exe))
			return true;
	return false;
}

static bool is_unit(const char *unit, const char *wanted)
{
	size_t len = strlen(wanted);

	return !strncmp(unit, wanted, len) && (!unit[len] || !strcmp(unit + len, ".service"));
}

static bool is_container(const struct cgroup_names *names, const char *wanted)
{
	return *wanted && !strncmp(names->container_id, wanted, strlen(wanted));
}

/* Returns whether the details of the process fit. */
static bool match_details(const struct filter *f, const struct process *p)
{
	return (!f->cmd || has_command(p, f->cmd)) &&
	       (!f->exe || has_exe(p, f->exe)) &&
	       (!f->unit || is_unit(p->names.unit, f->unit)) &&
	       (!f->container || is_container(&p->names, f->container)) &&
	       (!f->session || !strcmp(p->names.session, f->session));
}

static bool needs_process(const struct filter *f)
{
	return f->comm || f->has_pid || f->cmd || f->exe || f->unit || f->container ||
	       f->session;
}

static bool match_process(const struct filter *f, const struct record *rec)
{
	static const struct process unknown;
	static const struct origin no_origin;
	const struct origin *origin = record_origin(rec), *o = origin ? origin : &no_origin;
	const struct process *p = NULL;

	if (f->has_uid && (!o->has_uid || o->uid != f->uid))
		return false;
	if (!needs_process(f))
		return true;
	if (f->processes)
		p = processes_find(f->processes, rec);
	if (!p)
		p = &unknown;
	if (f->comm && !is_origin_named(o, f->comm) && !has_comm(p, f->comm) && !is_shown_as(o, p, f->comm))
		return false;
	if (f->has_pid && !has_pid(o, f->pid) && !has_ancestor_pid(p, f->pid))
		return false;
	return match_details(f, p);
}

bool filter_match(const struct filter *f, const struct record *rec)
{
	if (rec->kind > NETJOURNAL_KIND_MAX || !(f->kinds & 1u << rec->kind))
		return false;
	if (rec->seq < f->first || rec->seq > f->last)
		return false;
	if ((int64_t)rec->time < f->since || (int64_t)rec->time > f->until)
		return false;
	if (f->act && rec->act != f->act)
		return false;
	return match_process(f, rec);
}
