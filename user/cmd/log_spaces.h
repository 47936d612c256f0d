/* SPDX-License-Identifier: GPL-2.0 */
/* Reads the journals of all network namespaces, also of those that have ended, and holds their records. */
#ifndef NETJOURNAL_LOG_SPACES_H
#define NETJOURNAL_LOG_SPACES_H

#include "cmd/log_options.h"
#include "cmd/off.h"
#include "journal/held.h"

#define LOG_LABEL_MAX	64

struct number_name;

/*
 * One namespace.
 *
 * @label: what its lines begin with
 * @name: its name, or ""
 * @ended: its cookie, if it has ended
 * @query: stays open, because the domain forgets what it has learned when it is closed
 * @processes: of its records
 * @off: which kinds of those that are asked for it does not record; "": none
 * @names: private
 * @open: private
 * @held_error: a record could not be held
 */
struct log_space {
	struct log_space *next;
	char label[LOG_LABEL_MAX], name[LOG_LABEL_MAX];
	uint64_t inode, ended;
	struct log_options options;
	struct processes processes;
	struct number_name *names;
	struct held held;
	char off[OFF_TEXT_MAX];
	bool open;
	int held_error;
};

/*
 * All namespaces.
 *
 * @fresh: the arguments before any was read; they are read again for each namespace
 * @dropped, @dropped_records: the journals of ended namespaces that are no longer kept, and how many records they had
 * @error: a text for people, if reading fails
 */
struct log_spaces {
	const struct args *fresh;
	struct log_space *first, **end;
	uint64_t dropped, dropped_records;
	char error[512];
};

/* Reads all. Returns 0 or a negative errno. */
int log_spaces_read(struct log_spaces *all, const struct args *fresh);
/* Returns whether records are missing. */
bool log_spaces_lack(const struct log_spaces *all);
/* Says on stderr which of the kinds that are asked for are not recorded, and where. */
void log_spaces_complain_off(struct log_spaces *all);
void log_spaces_drop(struct log_spaces *all);

#endif
