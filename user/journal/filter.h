/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The filter of `log`, without the options of the domain.
 */
#ifndef NETJOURNAL_FILTER_H
#define NETJOURNAL_FILTER_H

#include <stdbool.h>
#include <stdint.h>

#include "journal/processes.h"
#include "journal/record.h"

/* A NULL text matches any. */
struct filter {
	uint32_t kinds;			/* mask of bits 1 << kind */
	int64_t since, until;		/* real time in ns */
	uint64_t first, last;		/* sequence numbers */
	bool has_pid, has_uid;
	uint32_t pid, uid;
	uint64_t act;			/* 0: any */
	const char *comm;
	const char *cmd;		/* a part of a command line */
	const char *exe;		/* a path, or its last part */
	const char *unit;		/* ".service" may be left out */
	const char *container;		/* a name, or the beginning of an id */
	const char *session;

	/* Where to look for the processes of records; needed for comm to session. */
	struct processes *processes;
};

/* Makes a filter that lets every record pass. */
void filter_init(struct filter *f);

/*
 * Returns whether the record passes. The names, command lines, executables and pid of the
 * filter match the process, its thread, or an ancestor. What is not known does not match.
 */
bool filter_match(const struct filter *f, const struct record *rec);

#endif
