// SPDX-License-Identifier: GPL-2.0
/*
 * The buffer of records that wait: order, the limit, and which gaps it drops.
 */
#include <stdlib.h>

#include "build.h"
#include "journal/held.h"
#include "tap.h"

static void add_record(struct held *h, uint64_t seq)
{
	struct nl_msg *msg = build_begin(seq, NETJOURNAL_KIND_NOTE);
	struct record rec;

	if (build_parse(msg, &rec) || held_add(h, &rec))
		abort();
	nlmsg_free(msg);
}

static void add_gap(struct held *h, uint64_t first, uint64_t last)
{
	struct nl_msg *msg = nlmsg_alloc_simple(0, 0);
	struct record rec;

	nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, NETJOURNAL_KIND_NOTE);
	build_gap(msg, first, last, NETJOURNAL_GAP_REASON_LOST);
	if (build_parse(msg, &rec) || held_add(h, &rec))
		abort();
	nlmsg_free(msg);
}

/* What is held, as words: the number of a record, FIRST-LAST of a gap. */
static const char *held_words(const struct held *h)
{
	static char text[256];
	struct record rec;
	size_t i, len = 0;

	text[0] = '\0';
	for (i = 0; i < held_count(h) && len < sizeof(text); i++) {
		if (!held_get(h, i, &rec))
			return "?";
		if (rec.is_gap)
			len += snprintf(text + len, sizeof(text) - len, " %d-%d",
					(int)rec.gap.first, (int)rec.gap.last);
		else
			len += snprintf(text + len, sizeof(text) - len, " %d",
					(int)rec.seq);
	}
	return text;
}

static void test_order(void)
{
	struct held h = { 0 };

	is_num(held_count(&h), 0, "nothing is held at first");
	add_record(&h, 1);
	add_gap(&h, 2, 4);
	add_record(&h, 5);
	is_str(held_words(&h), " 1 2-4 5", "records and gaps keep their order");
	held_drop_gaps(&h, 9);
	is_str(held_words(&h), " 1 2-4 5", "a gap behind a record stays");
	held_drop(&h);
	is_num(held_count(&h), 0, "nothing is held after a drop");
	add_record(&h, 7);
	is_str(held_words(&h), " 7", "and it can be used again");
	held_drop(&h);
}

static void test_limit(void)
{
	struct held h = { .limited = true, .limit = 2 };

	add_gap(&h, 1, 1);
	add_record(&h, 2);
	add_gap(&h, 3, 4);
	add_record(&h, 5);
	is_str(held_words(&h), " 1-1 2 3-4 5", "as many as the limit, with their gaps");
	add_record(&h, 6);
	is_str(held_words(&h), " 5 6", "the oldest record goes, with the gaps around it");
	held_drop(&h);

	add_gap(&h, 1, 9);
	add_record(&h, 2);
	add_record(&h, 3);
	add_record(&h, 4);
	is_str(held_words(&h), " 1-9 3 4", "a gap that reaches further stays");
	held_drop(&h);

	h.limit = 0;
	add_gap(&h, 1, 1);
	add_record(&h, 2);
	is_str(held_words(&h), "", "no record is kept, nor a gap before it");
	add_gap(&h, 3, 4);
	is_str(held_words(&h), " 3-4", "a gap after it is");
	held_drop(&h);
}

static void test_drop_gaps(void)
{
	struct held h = { 0 };

	add_gap(&h, 1, 3);
	add_gap(&h, 1, 8);
	add_gap(&h, 4, 5);
	held_drop_gaps(&h, 3);
	is_str(held_words(&h), " 1-3 1-8 4-5", "gaps that end at the record stay");
	held_drop_gaps(&h, 6);
	is_str(held_words(&h), " 1-8", "those that end before it go");
	held_drop(&h);
}

/* So many that the array grows, and moves along. */
static void test_many(void)
{
	struct held h = { .limited = true, .limit = 1000 };
	struct record rec;
	uint64_t i, good = 0;

	for (i = 1; i <= 100000; i++)
		add_record(&h, i);
	is_num(held_count(&h), 1000, "of many the last ones");
	for (i = 0; i < 1000; i++)
		good += held_get(&h, i, &rec) && rec.seq == 99001 + i;
	is_num(good, 1000, "each in its place");
	ok(h.max <= 4096, "in an array of bounded size");
	held_drop(&h);
}

int main(void)
{
	test_order();
	test_limit();
	test_drop_gaps();
	test_many();
	return tap_done();
}
