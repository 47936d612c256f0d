// SPDX-License-Identifier: GPL-2.0
/* See journal_told.h. */
#include <stdlib.h>
#include <string.h>

#include "journal_told.h"

void lost_ever(int *lost)
{
	struct ring_status st;

	for (int kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		if (ring_status(&st, kind))
			abort();
		lost[kind] = st.lost;
	}
}

void journal_tells(struct told *told, uint64_t after, const int *lost_before)
{
	struct recs recs;

	memset(told, 0, sizeof(*told));
	if (lost_before) {
		lost_ever(told->lost);
		for (int kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
			told->lost[kind] -= lost_before[kind];
	}
	if (recs_read(&recs, after, KINDS_ALL))
		abort();
	for (size_t i = 0; i < recs.n; i++) {
		const struct rec *rec = &recs.rec[i];

		if (!rec->is_gap) {
			told->records[rec->kind]++;
			told->last[rec->kind] = rec->seq;
		} else if (rec->reason == NETJOURNAL_GAP_REASON_LOST) {
			told->gaps[rec->kind]++;
			told->last[rec->kind] = rec->last;
		} else {
			told->strange++;
		}
	}
	recs_free(&recs);
}
