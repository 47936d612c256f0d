/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Finds out which code of the module a request has run through. Needs a kernel
 * with KCOV, and a module that was built with KCOV_INSTRUMENT=y. Each task has
 * its own trace.
 */
#ifndef FUZZ_KCOV_H
#define FUZZ_KCOV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All code seen so far by all tasks; shared memory that was zero at first. */
#define KCOV_PLACES	(1u << 14)
#define KCOV_STEPS	(1u << 16)
struct kcov_seen {
	_Atomic uint64_t places[KCOV_PLACES];	/* hash table of addresses, 0: free */
	_Atomic uint32_t n_places;
	_Atomic uint8_t steps[KCOV_STEPS];	/* by the hash of two consecutive addresses */
	_Atomic uint32_t n_steps;
};

/* Begins tracing this task. Returns false if the kernel cannot. Needs root. */
bool kcov_open(void);
void kcov_reset(void);
/*
 * Adds the code that has run since kcov_reset(). Returns whether a step is new.
 */
bool kcov_collect(struct kcov_seen *seen);

#endif
