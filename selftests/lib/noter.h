/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processes that add notes, for tests of the details of processes. A program that uses this calls itself:
 * `PROGRAM --note TEXT` adds a note, and `PROGRAM --wait` waits for its children.
 */
#ifndef SELFTESTS_NOTER_H
#define SELFTESTS_NOTER_H

#include "process.h"

/* Returns the last note after @after, or NULL. */
const struct rec *last_note(struct recs *recs, uint64_t after);
/* Runs this program in a child, with these arguments. Returns the child's pid when it has ended. */
pid_t run_self(char *const argv[]);
/* Reads the details of the process of the last note. Returns whether it is complete. */
bool note_process(struct process *process, struct recs *recs, uint64_t after);
/* Becomes root of a container: with namespaces of users, processes, cgroups and networks. */
int become_container(void);
/* Runs @test in a child. Returns what it returns. */
int in_child(int (*test)(bool), bool arg);

#endif
