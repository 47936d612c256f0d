/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Writes the records of readers into a store, in batches. A recording is the store with the batch that is
 * open, and a recorder writes what one reader reads.
 */
#ifndef JOURNAL_RECORDER_H
#define JOURNAL_RECORDER_H

#include "journal/memo.h"
#include "journal/processes.h"
#include "journal/reader.h"

#define RECORDER_PENDING	256

/*
 * @max_age: in ns; 0: records are kept for good
 * @records: that were committed
 * @error: why the last batch failed; 0: it did not. Until recording_recover(), nothing is written.
 */
struct recording {
	struct archive *archive;
	int64_t max_age;
	uint64_t records;
	int error;
	/* private */
	struct recorder *recorders;
	unsigned int batch;	/* records in the open batch */
	size_t bytes;		/* of them */
	bool open;
	int64_t opened;		/* when, CLOCK_MONOTONIC in ns */
};

/* A process whose details are read when the batch ends. By then they are complete. */
struct recorder_process {
	uint64_t id, instance;
	uint32_t pid;
};

/* @committed: the place in the journal up to which the store has it */
struct recorder {
	struct recorder *next;
	struct recording *recording;
	struct reader reader;
	struct domain *domain;
	struct archive_journal journal;
	uint64_t committed;
	/* private */
	struct reader_handler handler;
	struct processes processes;
	struct memo known;	/* processes that the store has */
	struct recorder_process pending[RECORDER_PENDING];
	unsigned int n_pending;
};

/*
 * Begins to write what @rec->reader reads, which is open. @place has what is known of the namespace; NULL: it
 * is the present one. Returns 0 or a negative errno. recorder_close() closes the reader, too.
 */
int recorder_begin(struct recorder *rec, struct recording *to, const struct archive_journal *place);
void recorder_close(struct recorder *rec);

/* Ends the batch. Returns 0 or a negative errno, with the text in archive_error(); nothing of it is there then. */
int recording_commit(struct recording *r);
/* Returns whether the open batch is so old that it must end. */
bool recording_is_due(const struct recording *r);

/*
 * After recording_commit() or a reader has failed: goes back to what the store has. The next call of a
 * reader reads the rest again.
 */
int recording_recover(struct recording *r);

#endif
