/* SPDX-License-Identifier: GPL-2.0 */
/* Writes records into the system journal of systemd, with fields of their own. */
#ifndef JOURNAL_SYSJOURNAL_H
#define JOURNAL_SYSJOURNAL_H

#include "journal/domain.h"
#include "journal/process.h"
#include "journal/record.h"

/*
 * A record or a gap, and what is known of it.
 *
 * @message: the line for people
 * @instance: of the journal, if @rec does not say it
 * @index: by what it can be searched
 * @process: who made the change, or NULL
 */
struct sysjournal_entry {
	const char *message;
	uint64_t instance;
	const struct record *rec;
	const struct domain_index *index;
	const struct process *process;
};

/* Returns whether this program was built with libsystemd. */
bool sysjournal_exists(void);
/* Returns 0 or a negative errno. */
int sysjournal_send(const struct sysjournal_entry *entry);

#endif
