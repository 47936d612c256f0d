/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the journal reports about a time: records, and changes that it lost.
 */
#ifndef SELFTESTS_JOURNAL_TOLD_H
#define SELFTESTS_JOURNAL_TOLD_H

#include "journal.h"

/*
 * By kind: records, changes that were lost, gaps with the reason `lost`, and the number of the newest
 * record or gap. @strange: gaps with another reason
 */
struct told {
	int records[NETJOURNAL_KIND_MAX + 1];
	int lost[NETJOURNAL_KIND_MAX + 1];
	int gaps[NETJOURNAL_KIND_MAX + 1];
	int strange;
	uint64_t last[NETJOURNAL_KIND_MAX + 1];
};

/* Counts the lost changes of each kind, from the status, because the bounds of a gap do not say how many. */
void lost_ever(int *lost);
/*
 * Reads what the journal reports after @after. @lost_before: what lost_ever() counted at the beginning; NULL: do not
 * count
 */
void journal_tells(struct told *told, uint64_t after, const int *lost_before);

#endif
