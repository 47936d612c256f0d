/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The measuring program of scripts/bench/run. It runs in the virtual machine and
 * prints each sample as a line of JSON; scripts/bench/table.py makes the
 * medians.
 */
#ifndef BENCH_H
#define BENCH_H

#include <linux/rtnetlink.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* The sizes of the measurements, from the environment. See scripts/bench/run. */
extern unsigned int rounds;	/* ROUNDS */
extern unsigned int changes;	/* CHANGES: routes added and deleted in a round */
extern unsigned int records;	/* RECORDS: of a replay */
extern unsigned int namespaces;	/* NAMESPACES: of a large machine */
extern unsigned int routes;	/* ROUTES: of a large router */

/* Starts and stops the clock of work_ns(). See clock.c. */
void clock_start(void);
void clock_stop(void);
uint64_t now_ns(void);
/* Like now_ns(), but without the idle time if there is only one processor. */
uint64_t work_ns(void);
/* Waits until the machine has nothing to do. Returns the work_ns() of when that began. */
uint64_t settle(void);

/* Prints one sample of @what (with its unit) for a case of a row. */
void sample(const char *row, const char *name, const char *what, double value);

/* Starts a shell command. Its output goes to @fd, or to /dev/null if @fd is -1. */
pid_t start(int fd, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Kills what start() started, and waits for it. */
void stop(pid_t pid);
/* Returns the work_ns() that a shell command takes. The command must succeed. */
uint64_t timed(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* The most memory, in KiB, that a process of the last timed() has used. */
extern unsigned long peak_kib;

/* Receives a whole dump of routes and links from the journal, and does nothing with it. Returns nanoseconds. */
double receive_all(void);

void module_load(void);
void module_unload(void);

/* Adds or deletes host routes from 10.@first on, as fast as possible. */
void routes_change(int type, uint32_t first, uint32_t n);
/* Changes some routes, because emulation must translate newly loaded code first. */
void warm_up(void);

/* Writes the files for batches_run(). */
void batches_write(void);
/* Adds and deletes all routes with `ip -batch`. Returns the nanoseconds for each change. */
double batches_run(void);

/* Idle network namespaces. */
struct crowd {
	pid_t pid;
	int end;
};

void crowd_make(struct crowd *crowd, unsigned int n);
void crowd_end(struct crowd *crowd);

void bench_record(void);
void bench_namespaces(void);
void bench_listener(void);
void bench_making(void);
void bench_veth(void);
void bench_load(void);
void bench_paths(void);
void bench_followers(void);
void bench_rings(void);
void bench_writers(void);
void bench_replay(void);
void bench_ask(void);
void bench_follow(void);
void bench_roundtrip(void);
void bench_bytes(void);

#endif
