// SPDX-License-Identifier: GPL-2.0
/* Finds who is to be named for a change. */
#include <stdio.h>
#include <string.h>

#include "journal/culprit.h"
#include "journal/origin_print.h"
#include "journal/users.h"

static void put_base(char *name, size_t size, const char *path, size_t len)
{
	const char *base = cmdline_base(path, &len);

	snprintf(name, size, "%.*s", (int)len, base);
}

/* @exe: the path of the executable, or NULL. Returns false if the name is not known. */
static bool put_task(char *name, size_t size, const char *comm, const char *exe)
{
	size_t len;
	const char *task = task_name(comm, exe, &len);

	if (task)
		snprintf(name, size, "%.*s", (int)len, task);
	return task;
}

/* Returns whether @a is an ancestor that wanted the change, and writes its name. */
static bool put_ancestor(char *name, size_t size, const struct ancestor *a)
{
	const char *program;
	size_t len;

	if (!a || cmdline_is_wrapper(&a->cmdline))
		return false;
	program = cmdline_program(&a->cmdline, &len);
	if (!program)
		return put_task(name, size, a->comm, a->exe);
	put_base(name, size, program, len);
	return true;
}

void culprit_program(char *name, size_t size, const struct origin *origin,
		     const struct process *process)
{
	const char *comm = origin->leader_comm ? origin->leader_comm : origin->comm;
	const char *program;
	size_t len;

	if (process && put_ancestor(name, size, process_starter(process)))
		return;
	program = process ? cmdline_program(&process->cmdline, &len) : NULL;
	if (program)
		put_base(name, size, program, len);
	else
		put_task(name, size, comm ? comm : "?", process ? process->exe : NULL);
}

/* "session 3 alice" */
static void put_session(struct culprit *c, const struct origin *origin, const char *session)
{
	uint32_t uid = origin->has_loginuid ? origin->loginuid : origin->uid;
	const char *user = origin->has_loginuid || origin->has_uid ? user_name(uid) : NULL;

	c->type = CULPRIT_SESSION;
	snprintf(c->name, sizeof(c->name), "session %s%s%s", session, user ? " " : "",
		 user ? user : "");
}

/* Names the place where the process ran. Returns false if none is known. */
static bool put_place(struct culprit *c, const struct origin *origin,
		      const struct cgroup_names *names)
{
	if (*names->container) {
		c->type = CULPRIT_CONTAINER;
		snprintf(c->name, sizeof(c->name), "%s %.100s", names->runtime, names->container);
	} else if (*names->session) {
		put_session(c, origin, names->session);
	} else if (*names->unit && strcmp(names->unit, "init.scope")) {
		c->type = CULPRIT_UNIT;
		snprintf(c->name, sizeof(c->name), "%.120s", names->unit);
	} else {
		return false;
	}
	return true;
}

static void put_kernel(struct culprit *c, const struct origin *origin)
{
	const char *does = origin_work(origin);

	c->type = CULPRIT_KERNEL;
	snprintf(c->name, sizeof(c->name), "kernel%s%s", does ? ": " : "", does ? does : "");
}

void culprit_find(struct culprit *c, const struct origin *origin, const struct process *process)
{
	static const struct origin unknown;

	if (!origin)
		origin = &unknown;
	switch (origin->context) {
	case NETJOURNAL_CONTEXT_REQUEST:
	case NETJOURNAL_CONTEXT_TASK:
		if (process && put_place(c, origin, &process->names))
			return;
		c->type = CULPRIT_COMMAND;
		culprit_program(c->name, sizeof(c->name), origin, process);
		return;
	case NETJOURNAL_CONTEXT_KTHREAD:
	case NETJOURNAL_CONTEXT_SOFTIRQ:
		put_kernel(c, origin);
		return;
	case NETJOURNAL_CONTEXT_OUTSIDE:
		c->type = CULPRIT_OUTSIDE;
		snprintf(c->name, sizeof(c->name), "outside this user namespace");
		return;
	default:
		c->type = CULPRIT_UNKNOWN;
		snprintf(c->name, sizeof(c->name), "unknown");
	}
}

const char *culprit_type_name(const struct culprit *c)
{
	static const char *const names[] = {
		[CULPRIT_UNKNOWN] = "unknown", [CULPRIT_KERNEL] = "kernel",
		[CULPRIT_OUTSIDE] = "outside", [CULPRIT_COMMAND] = "command",
		[CULPRIT_SESSION] = "session", [CULPRIT_UNIT] = "unit",
		[CULPRIT_CONTAINER] = "container",
	};

	return names[c->type];
}

bool culprit_same(const struct culprit *a, const struct culprit *b)
{
	return a->type == b->type && !strcmp(a->name, b->name);
}
