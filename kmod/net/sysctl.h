/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records changes of the sysctls of networking, /proc/sys/net.
 */
#ifndef NJ_SYSCTL_H
#define NJ_SYSCTL_H

#include <linux/types.h>

#include "ear.h"
#include "part.h"

struct nj_journal;

/* Starts before the hook. */
extern const struct nj_part nj_sysctl_part;

extern struct nj_hook nj_hook_sysctl;

/**
 * enum nj_sysctl_writing - what the running task writes now
 * @NJ_SYSCTL_NOTHING: no sysctl
 * @NJ_SYSCTL_ANOTHER: another sysctl
 * @NJ_SYSCTL_THIS: this sysctl; the write will be recorded when it has ended
 */
enum nj_sysctl_writing {
	NJ_SYSCTL_NOTHING,
	NJ_SYSCTL_ANOTHER,
	NJ_SYSCTL_THIS,
};

/**
 * nj_sysctl_writing - tell whether the running task writes a sysctl now
 * @path: where the sysctl is in /proc/sys
 *
 * Context: process context.
 */
enum nj_sysctl_writing nj_sysctl_writing(const char *path);

/**
 * struct nj_sysctl_change - a change of a sysctl
 * @path: where the sysctl is in /proc/sys
 * @value: the value after the change; NULL: not known
 * @old: the value before the change; NULL: not known
 * @cut: @value is only the beginning
 * @announced: the kernel announced the value
 * @consequence: the value follows from a write to another sysctl
 */
struct nj_sysctl_change {
	const char *path;
	const char *value;
	const char *old;
	bool cut;
	bool announced;
	bool consequence;
};

/**
 * nj_sysctl_record - add a record to the journal
 * @journal: the journal of the namespace that the sysctl belongs to
 * @change: what has changed; the running task made the change
 *
 * Context: any; does not sleep.
 */
void nj_sysctl_record(struct nj_journal *journal,
		      const struct nj_sysctl_change *change);

#endif
