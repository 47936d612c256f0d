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
 * nj_late_record - call a function that makes a record, if the journal is there
 * @net: network namespace, to which the caller has a reference
 * @record: must not sleep
 * @arg: for @record
 *
 * Context: any.
 */
void nj_late_record(const struct net *net,
		    void (*record)(struct nj_journal *journal, const void *arg),
		    const void *arg);

#endif
