// SPDX-License-Identifier: GPL-2.0
/*
 * Questions to the journal: which records and gaps pass, and in which order.
 */
#include <errno.h>
#include <stdlib.h>

#include "base/tool.h"
#include "build.h"
#include "journal/query.h"
#include "tap.h"

static char answer[256];
static size_t answer_len;
static int flushes;

static void on_record(const struct record *rec, void *arg)
{
	(void)arg;
	if (answer_len >= sizeof(answer))
		return;
	answer_len += snprintf(answer + answer_len, sizeof(answer) - answer_len,
			       rec->is_gap ? " %d-" : " %d",
			       (int)(rec->is_gap ? rec->gap.first : rec->seq));
}

static int on_flush(void *arg)
{
	(void)arg;
	flushes++;
	return tool_stop ? -EINTR : 0;
}

static const struct query_handler handler = {
	.record = on_record, .flush = on_flush,
};

static struct query query;

/* A question that is not asked yet. */
static struct query *ask(void)
{
	query = (struct query){ .reader.domain = domain_new() };
	query_init(&query);
	answer[0] = '\0';
	answer_len = 0;
	return &query;
}

/* The journal: records 1 to 9, one a second, of which 4 and 5 are missing. */
static int64_t time_of(uint64_t seq)
{
	return seq * 1000000000ll;
}

static int take_record(struct query *q, uint64_t seq)
{
	struct nl_msg *msg = nlmsg_alloc_simple(0, 0);
	struct record rec;
	int err;

	nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, NETJOURNAL_KIND_NOTE);
	if (seq == 4) {
		build_gap(msg, 4, 5, NETJOURNAL_GAP_REASON_LOST);
	} else {
		nla_put_u64(msg, NETJOURNAL_A_RECORD_SEQ, seq);
		nla_put_u64(msg, NETJOURNAL_A_RECORD_TIME, time_of(seq));
	}
	err = build_parse(msg, &rec);
	if (!err)
		err = query_take(q, &rec);
	nlmsg_free(msg);
	return err;
}

static const char *answer_to(struct query *q)
{
	uint64_t seq;
	int err = 0;

	query_begin(q, &handler);
	for (seq = 1; !err && seq <= 9; seq++)
		if (seq != 5)
			err = take_record(q, seq);
	if (!err)
		err = query_end(q);
	if (err)
		snprintf(answer, sizeof(answer), "%d", err);
	held_drop(&q->held);
	domain_free(q->reader.domain);
	return answer;
}

static void test_order(void)
{
	struct query *q = ask();

	is_str(answer_to(q), " 1 2 3 4- 6 7 8 9", "all");
	q = ask();
	q->reverse = true;
	is_str(answer_to(q), " 9 8 7 6 4- 3 2 1", "print the newest record first");
	q = ask();
	q->has_lines = true;
	q->lines = 4;
	is_str(answer_to(q), " 6 7 8 9", "the last ones");
	q = ask();
	q->has_lines = true;
	q->lines = 5;
	q->reverse = true;
	is_str(answer_to(q), " 9 8 7 6 4- 3", "the last ones, newest first");
}

static void test_window(void)
{
	struct query *q = ask();

	q->has_since = true;
	q->filter.since = time_of(7);
	is_str(answer_to(q), " 7 8 9", "a gap before the time is not told");
	q = ask();
	q->has_since = true;
	q->filter.since = time_of(6);
	is_str(answer_to(q), " 4- 6 7 8 9", "one that may reach into it is");
	q = ask();
	q->has_since = true;
	q->filter.since = time_of(100);
	is_str(answer_to(q), "", "of a time to come there is nothing");
	q = ask();
	q->filter.until = time_of(3);
	is_str(answer_to(q), " 1 2 3 4-", "a gap that may begin in time is told");
	q = ask();
	q->filter.until = time_of(2);
	is_str(answer_to(q), " 1 2", "not one after the time");
	q = ask();
	q->filter.last = 3;
	is_str(answer_to(q), " 1 2 3", "nor one after the last number");
	q = ask();
	q->filter.first = 7;
	is_str(answer_to(q), " 4- 7 8 9", "no other filter hides a gap");
}

/* Once the past is printed, records are handed out as they come. */
static void test_follow(void)
{
	struct query *q = ask();

	q->has_lines = true;
	q->lines = 1;
	query_begin(q, &handler);
	take_record(q, 1);
	take_record(q, 2);
	is_str(answer, "", "the last one waits");
	query_end(q);
	is_str(answer, " 2", "until the end of the past");
	take_record(q, 3);
	take_record(q, 4);
	is_str(answer, " 2 3 4-", "then nothing does");
	domain_free(q->reader.domain);
}

static void test_signal(void)
{
	struct query *q = ask();

	q->reverse = true;
	query_begin(q, &handler);
	take_record(q, 1);
	tool_stop = 1;
	is_num(query_end(q), -EINTR, "a signal ends it");
	is_str(answer, "", "with nothing printed");
	is_num(held_count(&q->held), 1, "what was not printed is still there");
	tool_stop = 0;
	held_drop(&q->held);
	domain_free(q->reader.domain);
}

static void test_many(void)
{
	struct query *q = ask();
	uint64_t i;

	q->reverse = true;
	query_begin(q, &handler);
	for (i = 0; i < 3000; i++)
		take_record(q, 4);
	flushes = 0;
	answer_len = sizeof(answer);	/* not what is of interest */
	query_end(q);
	is_num(flushes, 2, "a long answer is written on the way");
	domain_free(q->reader.domain);
}

int main(void)
{
	test_order();
	test_window();
	test_follow();
	test_signal();
	test_many();
	return tap_done();
}
