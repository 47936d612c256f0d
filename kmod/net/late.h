/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records that a task makes when it leaves a system call; see leave.h. The module can
 * be unloaded meanwhile.
 */
#ifndef NJ_LATE_H
#define NJ_LATE_H

#include "part.h"

struct net;
struct nj_journal;

/* On unload, waits until no task makes such a record any more; starts after the journal. */
extern const struct nj_part nj_late_part;

/**
 * nj_late_begin - find the journal for a record
 * @net: network namespace, to which the caller has a reference
 *
 * Context: any. Return: the journal, or NULL if there is none, and in each case
 * nj_late_end() must follow. Until then nothing may sleep.
 */
struct nj_journal *nj_late_begin(const struct net *net);

/* See nj_late_begin(). */
void nj_late_end(void);

#endif
