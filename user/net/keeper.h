/* SPDX-License-Identifier: GPL-2.0 */
/* Keeps the journals of all network namespaces of the machine in a store. */
#ifndef NETJOURNAL_KEEPER_H
#define NETJOURNAL_KEEPER_H

#include "journal/recorder.h"
#include "net/netspaces.h"

/*
 * @path: of the store
 * @max_size: bytes of the store; 0: any
 * @max_age: how long records are kept, in ns; 0: for good
 * @committed: called after each batch with the number of records in the store by this keeper, or NULL
 */
struct keeper {
	const char *path;
	uint64_t max_size;
	int64_t max_age;
	void (*committed)(uint64_t records);
	/* private */
	struct recording recording;
	struct netspaces spaces;
	struct netspaces_handler spaces_handler;
	int epoll, wait;
	int64_t scan_at, retry_at;	/* CLOCK_MONOTONIC in ns */
	bool failing;			/* the user was told */
	bool entered;			/* at least one namespace */
	uint64_t ended;			/* cookie of the last namespace whose end was kept; 0: none */
	char error[512];
};

/*
 * Opens the store, and keeps journals until a signal. Returns -EINTR after a signal, or another negative
 * errno with the text in @k->error.
 */
int keeper_run(struct keeper *k);

#endif
