// SPDX-License-Identifier: GPL-2.0
/*
 * Prints who made a change: the command line, who started it, and the unit or container
 * that it ran in.
 */
#include <stdio.h>
#include <string.h>

#include "journal/users.h"
#include "base/util.h"
#include "journal/origin_print.h"

/* Bytes of a command line in a line of text. */
#define COMMAND_MAX	80
#define BRIEF_MAX	34
#define ANCESTOR_MAX	48
/* Longer than any command line that the kernel keeps, with quotes. */
#define WHOLE_MAX	(4 * NETJOURNAL_CMDLINE_LEN_MAX)

/* What work items do, by their functions in the kernel. */
static const struct {
	const char *function, *does;
} works[] = {
	{ "addrconf_dad_work", "duplicate address detection" },
	{ "addrconf_verify_work", "address lifetime" },
	{ "check_lifetime", "address lifetime" },
	{ "cleanup_net", "namespace clean-up" },
	{ "linkwatch_event", "carrier change" },
};

static void print_pid(struct out *o, uint32_t pid)
{
	if (pid)
		out_u64(o, NULL, "[%u]", pid);
}

/* @exe: the path of the executable, or NULL */
static void print_process(struct out *o, uint32_t pid, const char *comm, const char *exe)
{
	size_t len;
	const char *name = task_name(comm ? comm : "?", exe, &len);

	out_strn(o, OUT_WHO, NULL, "%s", name, len);
	print_pid(o, pid);
}

/* Collects words in a buffer, and cuts what does not fit. */
struct words {
	char text[WHOLE_MAX + 1];
	size_t len, max;
	bool cut;
};

static void put_bytes(struct words *w, const char *bytes, size_t len)
{
	size_t room = w->max - w->len;

	w->cut |= len > room;
	len = len < room ? len : room;
	memcpy(w->text + w->len, bytes, len);
	w->len += len;
}

static bool is_plain_word(const char *word, size_t len)
{
	static const char special[] = " \t\n\\\"'$`&|;<>()*?[]{}#!~";
	size_t i;

	for (i = 0; i < len; i++)
		if (strchr(special, word[i]))
			return false;
	return len;
}

/* Quotes a word as a shell needs it. */
static void put_word(struct words *w, const char *word, size_t len)
{
	size_t i;

	if (w->len)
		put_bytes(w, " ", 1);
	if (is_plain_word(word, len)) {
		put_bytes(w, word, len);
		return;
	}
	put_bytes(w, "'", 1);
	for (i = 0; i < len; i++)
		put_bytes(w, word[i] == '\'' ? "'\\''" : &word[i], word[i] == '\'' ? 4 : 1);
	put_bytes(w, "'", 1);
}

/* Prints at most @max bytes of the words of @c, from the word at @at on, which has @len bytes. */
static void print_words(struct out *o, const struct cmdline *c, const char *at, size_t len,
			size_t max)
{
	struct words w = { .max = max };

	for (; at; at = cmdline_next(c, at, &len))
		put_word(&w, at, len);
	w.text[w.len] = '\0';
	out_str(o, OUT_WHO, NULL, "%s", w.text);
	if (w.cut || c->cut)
		out_text(o, OUT_WHO, "...");
}

/* Prints a command line from its program on, so without an interpreter. */
static void print_command(struct out *o, const struct cmdline *c, size_t max)
{
	size_t len = 0;
	const char *program = cmdline_program(c, &len);

	print_words(o, c, program, len, max);
}

void cmdline_print(struct out *o, const char *key, const struct cmdline *c)
{
	size_t len = 0;
	const char *at = cmdline_next(c, NULL, &len);

	if (!o->json) {
		print_words(o, c, at, len, WHOLE_MAX);
		return;
	}
	out_array(o, key);
	for (; at; at = cmdline_next(c, at, &len))
		out_strn(o, OUT_PLAIN, NULL, NULL, at, len);
	out_array_end(o);
}

static bool has_words(const struct cmdline *c)
{
	size_t len;

	return cmdline_next(c, NULL, &len);
}

static void print_ancestor(struct out *o, const struct ancestor *a, bool brief)
{
	size_t len;
	const char *program = cmdline_program(&a->cmdline, &len), *name;

	out_text(o, OUT_PLAIN, " < ");
	if (!program) {
		print_process(o, a->pid, a->comm, a->exe);
		return;
	}
	name = cmdline_base(program, &len);
	if (brief)
		out_strn(o, OUT_WHO, NULL, "%s", name, len);
	else
		print_command(o, &a->cmdline, ANCESTOR_MAX);
	out_text(o, OUT_PLAIN, " ");
	print_pid(o, a->pid);
}

static void print_ancestors(struct out *o, const struct process *p, bool brief)
{
	const struct ancestor *a = process_starter(p);

	if (a)
		print_ancestor(o, a, brief);
}

/* Prints the container, or else the login session, or else the unit. */
static void print_place(struct out *o, const struct cgroup_names *names)
{
	if (*names->container) {
		out_str(o, OUT_PLAIN, NULL, " < %s", names->runtime);
		out_str(o, OUT_NAME, NULL, " %s", names->container);
	} else if (*names->session) {
		out_str(o, OUT_NAME, NULL, " < session %s", names->session);
	} else if (*names->unit && strcmp(names->unit, "init.scope")) {
		out_str(o, OUT_NAME, NULL, " < %s", names->unit);
	}
	if (*names->pod)
		out_str(o, OUT_NAME, NULL, " in pod %s", names->pod);
}

static void print_parents(struct out *o, const struct origin *origin)
{
	unsigned int i;

	for (i = 0; i < origin->n_parents; i++) {
		out_text(o, OUT_PLAIN, " < ");
		print_process(o, origin->parents[i].pid, origin->parents[i].comm, NULL);
	}
}

static bool has_own_name(const struct origin *origin)
{
	return origin->leader_comm && origin->comm && strcmp(origin->leader_comm, origin->comm);
}

/* Prints the names of the tasks, because the command line is not known. @exe is NULL if it is not known either. */
static void print_names(struct out *o, const struct origin *origin, const char *exe)
{
	const char *leader;
	size_t len;

	/* A thread with a name of its own is leader/thread. */
	if (has_own_name(origin)) {
		leader = task_name(origin->leader_comm, exe, &len);
		out_strn(o, OUT_WHO, NULL, "%s/", leader, len);
		exe = NULL;
	}
	print_process(o, origin->pid, origin->comm, exe);
}

static void print_task(struct out *o, const struct origin *origin,
		       const struct process *process, bool brief)
{
	if (origin->context == NETJOURNAL_CONTEXT_TASK)
		out_text(o, OUT_PLAIN, "in ");
	if (process && has_words(&process->cmdline)) {
		print_command(o, &process->cmdline, brief ? BRIEF_MAX : COMMAND_MAX);
		if (has_own_name(origin) && !origin->io_uring)
			out_str(o, OUT_WHO, NULL, " (thread %s)", origin->comm);
		out_text(o, OUT_PLAIN, " ");
		print_pid(o, origin->pid);
	} else {
		print_names(o, origin, process ? process->exe : NULL);
	}
	if (origin->io_uring)
		out_text(o, OUT_PLAIN, " (by io_uring)");
	if (process && process->n_ancestors)
		print_ancestors(o, process, brief);
	else
		print_parents(o, origin);
	if (process)
		print_place(o, &process->names);
}

const char *origin_work(const struct origin *origin)
{
	size_t i;

	for (i = 0; origin->work && i < ARRAY_SIZE(works); i++)
		if (!strcmp(works[i].function, origin->work))
			return works[i].does;
	return NULL;
}

static void print_thread(struct out *o, const struct origin *origin)
{
	const char *comm = origin->comm ? origin->comm : "thread";
	const char *does = origin_work(origin);

	if (does) {
		out_text(o, OUT_WHO, "kernel: %s", does);
		return;
	}
	out_str(o, OUT_WHO, NULL, "kernel (%s", comm);
	if (origin->work)
		out_str(o, OUT_WHO, NULL, ": %s", origin->work);
	out_text(o, OUT_WHO, ")");
}

/* Prints the name of a user. If the user has no name, prints @number and the id. */
static void print_user(struct out *o, uint32_t uid, const char *number)
{
	const char *name = user_name(uid);

	if (name) {
		out_str(o, OUT_PLAIN, NULL, "%s", name);
		return;
	}
	out_text(o, OUT_PLAIN, "%s", number);
	out_u64(o, NULL, "%u", uid);
}

void origin_print_text(struct out *o, const struct origin *origin,
		       const struct process *process, bool brief)
{
	switch (origin->context) {
	case NETJOURNAL_CONTEXT_REQUEST:
	case NETJOURNAL_CONTEXT_TASK:
		print_task(o, origin, process, brief);
		break;
	case NETJOURNAL_CONTEXT_KTHREAD:
		print_thread(o, origin);
		break;
	case NETJOURNAL_CONTEXT_SOFTIRQ:
		out_text(o, OUT_WHO, "kernel (softirq)");
		break;
	case NETJOURNAL_CONTEXT_OUTSIDE:
		out_text(o, OUT_WHO, "outside this user namespace");
		break;
	default:
		out_text(o, OUT_WHO, "unknown");
		break;
	}
	if (origin->has_uid) {
		out_text(o, OUT_PLAIN, "  ");
		print_user(o, origin->uid, "uid ");
	}
	if (origin->has_loginuid && origin->loginuid != origin->uid) {
		out_text(o, OUT_PLAIN, " (login ");
		print_user(o, origin->loginuid, "");
		out_text(o, OUT_PLAIN, ")");
	}
}

static void json_string(struct out *o, const char *key, const char *value)
{
	if (value && *value)
		out_str(o, OUT_PLAIN, key, NULL, value);
}

static void json_cmdline(struct out *o, const struct cmdline *c)
{
	if (!c->text)
		return;
	cmdline_print(o, "cmdline", c);
	if (c->cut)
		out_bool(o, "cmdline-cut", NULL, true);
}

static void json_ancestor(struct out *o, const struct ancestor *a)
{
	out_object(o, NULL);
	if (a->pid)
		out_u64(o, "pid", NULL, a->pid);
	if (a->start_time)
		out_u64(o, "start-time", NULL, a->start_time);
	json_string(o, "comm", a->comm);
	json_string(o, "exe", a->exe);
	json_cmdline(o, &a->cmdline);
	out_object_end(o);
}

void process_print_json(struct out *o, const struct process *p)
{
	const struct cgroup_names *names = &p->names;
	unsigned int i;

	if (p->start_time)
		out_u64(o, "start-time", NULL, p->start_time);
	json_string(o, "exe", p->exe);
	json_cmdline(o, &p->cmdline);
	json_string(o, "cgroup", p->cgroup);
	json_string(o, "unit", names->unit);
	json_string(o, "session", names->session);
	json_string(o, "runtime", names->runtime);
	json_string(o, "container", names->container_id);
	json_string(o, "pod", names->pod);
	if (p->has_session)
		out_u64(o, "audit-session", NULL, p->session);
	out_array(o, "ancestors");
	for (i = 0; i < p->n_ancestors; i++)
		json_ancestor(o, &p->ancestors[i]);
	out_array_end(o);
}
