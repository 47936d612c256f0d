/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lets chosen allocations of the kernel fail. Needs CONFIG_FAILSLAB, as in the kernels that
 * scripts/machine/debug-kernel builds.
 */
#ifndef SELFTESTS_FAULT_H
#define SELFTESTS_FAULT_H

#include <stdbool.h>

#include "netlink.h"

#define FAULTS_MAX	20000	/* more allocations than any request makes */

/*
 * Lets allocations that may sleep fail too, switches off the traces in the log, and calls
 * faults_open(). Returns -ENOENT if this kernel makes no faults.
 */
int faults_set_up(void);
/* The thread that calls fault_arm() must have called this; a child calls it again. */
void faults_open(void);

/* From now on this thread's @nth allocation fails. */
void fault_arm(unsigned int nth);
/* Lets no allocation fail any more. Returns whether one failed. */
bool fault_disarm(void);

/* Lets only allocations of the module fail. Returns 0 or -errno. */
int faults_only_module(void);
/* Lets all allocations fail again. Returns 0 or -errno. */
int faults_anywhere(void);

/* Opens a socket with a time-out, because the reply may be lost together with the error. */
void faults_sock_open(struct nl *nl, int protocol);

#endif
