/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Runs commands, makes namespaces, and reads the settings of this run.
 */
#ifndef SELFTESTS_RUN_H
#define SELFTESTS_RUN_H

/* Returns the number after @word on the kernel's command line, or @otherwise. */
unsigned long cmdline_number(const char *word, unsigned long otherwise);
/*
 * Returns selftest.percent= percent of @n, but at least 1. Long tests use this for their number
 * of rounds.
 */
unsigned int percent_of(unsigned int n);
/* Runs a shell command; aborts the test program if it fails. */
void run(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Runs a shell command and returns its wait status. */
int try_run(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Writes @text into a file that exists. Returns 0 or -errno. */
int write_file(const char *path, const char *text);
/* Enters a new network namespace with lo up. */
void new_netns(void);
/*
 * Becomes root in a new user namespace. Who calls this as root stays the owner of root's files; call setuid() before to
 * lose them. Returns 0 or -errno.
 */
int new_userns(void);

#endif
