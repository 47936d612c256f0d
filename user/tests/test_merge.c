// SPDX-License-Identifier: GPL-2.0
/* The records of several journals, in the order of time. */
#include <stdlib.h>

#include "build.h"
#include "journal/merge.h"
#include "tap.h"

/* Holds a record. @time 0: a gap instead */
static void hold(struct held *h, uint64_t seq, uint64_t time)
{
	struct nl_msg *msg = nlmsg_alloc_simple(0, 0);
	struct record rec;

	nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, NETJOURNAL_KIND_NOTE);
	if (time) {
		nla_put_u64(msg, NETJOURNAL_A_RECORD_SEQ, seq);
		nla_put_u64(msg, NETJOURNAL_A_RECORD_TIME, time);
	} else {
		build_gap(msg, seq, seq, NETJOURNAL_GAP_REASON_LOST);
	}
	if (build_parse(msg, &rec) || held_add(h, &rec))
		abort();
	nlmsg_free(msg);
}

/* The merged items, as words: the journal, and the number of the record there. */
static const char *merged(struct held *a, struct held *b)
{
	static char text[256];
	struct merge m = { 0 };
	size_t i, len = 0;

	text[0] = '\0';
	if (merge_add(&m, a, "a") || merge_add(&m, b, "b"))
		abort();
	merge_sort(&m);
	for (i = 0; i < m.n && len < sizeof(text); i++)
		len += snprintf(text + len, sizeof(text) - len, " %s%zu", (const char *)m.items[i].owner,
				m.items[i].index);
	merge_drop(&m);
	held_drop(a);
	held_drop(b);
	return text;
}

int main(void)
{
	struct held a = { 0 }, b = { 0 };

	is_str(merged(&a, &b), "", "nothing is held");
	hold(&a, 1, 10);
	hold(&a, 2, 30);
	hold(&b, 1, 20);
	hold(&b, 2, 30);
	is_str(merged(&a, &b), " a0 b0 a1 b1", "the order of time; at one time, that of the journals");
	hold(&a, 1, 10);
	hold(&a, 2, 0);
	hold(&a, 3, 30);
	hold(&a, 4, 0);
	hold(&b, 1, 20);
	is_str(merged(&a, &b), " a0 b0 a1 a2 a3", "a gap is before the next record, and otherwise last");
	hold(&a, 1, 50);
	hold(&a, 2, 10);
	hold(&a, 3, 60);
	hold(&b, 1, 20);
	is_str(merged(&a, &b), " a0 a1 b0 a2", "the clock was set back: a journal keeps its order");
	return tap_done();
}
