/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Exit statuses, error messages and signals, for all commands.
 */
#ifndef BASE_TOOL_H
#define BASE_TOOL_H

#include <signal.h>
#include <stdbool.h>

/* The exit status of the program. */
enum status {
	STATUS_DONE,
	STATUS_USAGE,	/* the command line is wrong */
	STATUS_SYSTEM,	/* the kernel or the system refused */
	STATUS_LOST,	/* done, but records are missing or a dump is inconsistent */
};

/* SIGINT and SIGTERM set this, so that loops end after the current line. */
extern volatile sig_atomic_t tool_stop;

/*
 * Catches SIGINT and SIGTERM, and makes a closed pipe an error of write().
 * Returns 0 or a negative errno.
 */
int tool_catch_signals(void);

/*
 * Returns a set for tool_wait(), which waits until @fd can be read, a signal ends the program,
 * or nobody reads the standard output any more. close() closes the set. Returns a negative
 * errno if it cannot be made.
 */
int tool_wait_open(int fd);

/*
 * Waits for the set @set of tool_wait_open(). Returns 0, -EINTR if a signal ends the program,
 * -EPIPE if nobody reads the standard output any more, or another negative errno.
 */
int tool_wait(int set);

/*
 * Flushes stdout. Returns 0 or a negative errno, and prints the error on stderr unless
 * the reader closed the pipe, because that is no mistake.
 */
int tool_flush(void);

/*
 * Prints "TOOL_NAME: ...", with control characters escaped, as one line on
 * stderr.
 */
void complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
