/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The details of a process that made a record, as a struct. Does no I/O.
 */
#ifndef NETJOURNAL_PROCESS_H
#define NETJOURNAL_PROCESS_H

#include <linux/netjournal.h>
#include <linux/netlink.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "journal/cgroup.h"

#define COMM_LEN	15	/* characters of a task's name that the kernel keeps (TASK_COMM_LEN - 1) */

/* A NUL follows each argument, except the last one of a command line that was cut. */
struct cmdline {
	const char *text;	/* NULL: not known */
	size_t len;
	bool cut;		/* the command line went on */
};

/* Unknown members are 0 or NULL. */
struct ancestor {
	uint32_t pid;
	uint64_t start_time;	/* time since boot in ns */
	const char *comm;
	const char *exe;
	struct cmdline cmdline;
};

/*
 * Unknown members are 0 or NULL, or their has_ member is false.
 * @partial: the process was still in the system call that made its first record, so
 *	@exe and the command lines of the ancestors are not known yet
 * @known: false if the kernel has forgotten the process; only @id is set then
 * @names: what @cgroup says
 */
struct process {
	uint64_t id;
	bool known, partial;
	uint64_t instance;
	uint32_t pid;
	uint64_t start_time;
	const char *comm;
	const char *exe;
	const char *cgroup;
	bool has_loginuid, has_session;
	uint32_t loginuid, session;
	struct cmdline cmdline;
	struct ancestor ancestors[NETJOURNAL_ANCESTORS_MAX];	/* the nearest one first */
	unsigned int n_ancestors;
	struct cgroup_names names;

	/* What the kernel sent; strings point into it. It follows the struct. */
	const struct nlattr *attrs;
	int attrs_len;
};

/*
 * Makes a process of the @len bytes of attributes at @attrs. Returns NULL with errno
 * ENOMEM, or EBADMSG if an attribute does not match the spec. free() frees it.
 */
struct process *process_new(const struct nlattr *attrs, int len);

/* Makes a process of which only the id is known. Returns NULL if there is no memory. */
struct process *process_new_unknown(uint64_t id);

/*
 * Goes to the next argument of @c. @at is NULL at first. Returns NULL at the end. @len
 * is the length of the argument, which lacks a NUL if the command line was cut in it.
 */
const char *cmdline_next(const struct cmdline *c, const char *at, size_t *len);

/*
 * Returns whether the command line says nothing about who wanted a change: a shell
 * without a script, or a program like sudo that starts another one.
 */
bool cmdline_is_wrapper(const struct cmdline *c);

/*
 * Returns the argument that names the program, and its length in @len: the script of an
 * interpreter, or else the first argument. Returns NULL if the command line is empty.
 */
const char *cmdline_program(const struct cmdline *c, size_t *len);

/*
 * Returns the name of a program, which has @len bytes, without its folder, without the dash of a
 * login shell, and of a title as in "sshd: alice" the part before the colon. Sets @len to the
 * length of the name.
 */
const char *cmdline_base(const char *path, size_t *len);

/*
 * Returns the name of a task, and its length in @len. The kernel keeps only the beginning of a long name, and the
 * path of the executable may have the rest. @comm and @exe may be NULL. Returns NULL if @comm is.
 */
const char *task_name(const char *comm, const char *exe, size_t *len);

/*
 * Returns the nearest ancestor that is no wrapper, because it is the one that wanted the change.
 * If all are wrappers, returns the last one. Returns NULL if none is known. The first process of
 * the system started everything, so it says nothing, and is left out.
 */
const struct ancestor *process_starter(const struct process *p);

/* Returns whether @text occurs in the command line, where a blank follows each argument. */
bool cmdline_has(const struct cmdline *c, const char *text);

#endif
