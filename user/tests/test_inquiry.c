// SPDX-License-Identifier: GPL-2.0
/* What an inquiry takes from the records of a journal. */
#include <net/if.h> /* before <linux/xfrm.h>, after which it cannot be included */
#include <arpa/inet.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/xfrm.h>
#include <stdlib.h>

#include "build.h"
#include "net/domain_net.h"
#include "net/inquiry.h"
#include "rtmsg.h"
#include "tap.h"

static struct selector sel;

static void begin(struct inquiry *q)
{
	memset(q, 0, sizeof(*q));
	q->selector = &sel;
	q->domain = domain_new();
	if (!q->domain)
		abort();
	inquiry_begin(q);
}

static void end(struct inquiry *q)
{
	inquiry_drop(q);
	domain_free(q->domain);
}

/* Takes the record in @msg, which is freed. */
static void take(struct inquiry *q, struct nl_msg *msg)
{
	struct record rec;

	if (build_parse(msg, &rec) || inquiry_take(q, &rec))
		abort();
	nlmsg_free(msg);
}

/* Takes a record of @message, which is freed. */
static void take_message(struct inquiry *q, uint64_t seq, uint32_t kind, struct nl_msg *message)
{
	struct nl_msg *msg = build_begin(seq, kind);

	build_message(msg, message);
	take(q, msg);
}

static void take_route(struct inquiry *q, uint64_t seq, const char *dst)
{
	take_message(q, seq, NETJOURNAL_KIND_ROUTE,
		     rtmsg_via(RTM_NEWROUTE, 0, dst, 16, "10.0.0.1"));
}

static void take_gap(struct inquiry *q, uint32_t kind, uint64_t first, uint64_t last)
{
	struct nl_msg *msg = nlmsg_alloc_simple(0, 0);

	nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, kind);
	build_gap(msg, first, last, NETJOURNAL_GAP_REASON_LOST);
	take(q, msg);
}

/* The ring of @kind got a size, or with @switched it was switched off. */
static void take_config(struct inquiry *q, uint32_t kind, bool switched)
{
	struct nl_msg *msg = build_begin(9, NETJOURNAL_KIND_CONFIG);
	struct nlattr *nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_CONFIG);

	nla_put_u32(msg, NETJOURNAL_A_RING_KIND, kind);
	if (switched)
		nla_put_u32(msg, NETJOURNAL_A_RING_ENABLED, 0);
	else
		nla_put_u64(msg, NETJOURNAL_A_RING_SIZE, 1 << 20);
	nla_nest_end(msg, nest);
	take(q, msg);
}

static void test_objects(void)
{
	struct inquiry q;

	begin(&q);
	is_num(inquiry_select(&q), 0, "an empty journal");
	is_num(q.n, 0, "has no objects");
	take_route(&q, 1, "10.9.0.0");
	take_route(&q, 2, "10.8.0.0");
	take_message(&q, 3, NETJOURNAL_KIND_LINK, rtmsg_link(RTM_NEWLINK, 7, "d0", 0, 0));
	is_num(inquiry_select(&q), 0, "a journal with several objects");
	is_num(q.n, 1, "the selected one is found");
	is_num(q.objects[0]->last_seq, 1, "with its record");
	is_num(q.records, 2, "only records of the kind count");
	take_route(&q, 4, "10.9.0.0");
	is_num(inquiry_select(&q), 0, "more records");
	is_num(q.n, 1, "no more objects");
	is_num(q.objects[0]->last_seq, 4, "the last record");
	end(&q);
}

static void take_via(struct inquiry *q, uint64_t seq, int flags, const char *gateway)
{
	take_message(q, seq, NETJOURNAL_KIND_ROUTE,
		     rtmsg_via(RTM_NEWROUTE, flags, "10.9.0.0", 16, gateway));
}

/* A route that is not selected, but has the key of one that is. */
static void test_near(void)
{
	char *words[] = { "10.9.0.0/16", "via", "10.0.0.2" };
	char err[256];
	struct selector all = sel;
	struct inquiry q;

	if (selector_parse(&sel, NETJOURNAL_KIND_ROUTE, 3, words, err, sizeof(err)))
		abort();
	begin(&q);
	take_via(&q, 1, 0, "10.0.0.1");
	take_via(&q, 2, NLM_F_APPEND, "10.0.0.2");
	take_via(&q, 3, NLM_F_REPLACE, "10.0.0.3");
	is_num(inquiry_select(&q), 0, "a route before the selected one is replaced");
	is_num(q.n, 1, "the selected one is found");
	is_num(q.objects[0]->last_seq, 2, "and was not replaced itself");
	end(&q);
	sel = all;
}

/* A commit changed @chain of the table t; NULL: very much was changed. @flags: 0 if the table is new */
static void take_commit(struct inquiry *q, uint64_t seq, int flags, const char *chain)
{
	const struct nfgenmsg header = { .nfgen_family = AF_INET };
	struct nl_msg *msg = nlmsg_alloc_simple(NETLINK_NETFILTER << 8 | NFT_MSG_NEWTABLE, flags);
	struct nlattr *nest;

	nlmsg_append(msg, (void *)&header, sizeof(header), NLMSG_ALIGNTO);
	nla_put_string(msg, NETJOURNAL_A_NFT_TABLE_NAME, "t");
	if (chain) {
		nest = nla_nest_start(msg, NETJOURNAL_A_NFT_TABLE_CHANGE);
		nla_put_u32(msg, NETJOURNAL_A_NFT_CHANGE_OBJECT, NETJOURNAL_NFT_OBJECT_RULE);
		nla_put_u32(msg, NETJOURNAL_A_NFT_CHANGE_ACTION, NETJOURNAL_NFT_ACTION_SET);
		nla_put_string(msg, NETJOURNAL_A_NFT_CHANGE_NAME, chain);
		nla_nest_end(msg, nest);
	} else {
		nla_put_u32(msg, NETJOURNAL_A_NFT_TABLE_UNLISTED, 500);
	}
	take_message(q, seq, NETJOURNAL_KIND_NFT, msg);
}

/* Returns the record of the last change of the chain "one", or 0. */
static uint64_t last_commit(struct inquiry *q)
{
	struct record rec;

	if (inquiry_select(q))
		abort();
	return q->n && history_by_action(q->objects[0], HISTORY_CHANGED, &rec) ? rec.seq : 0;
}

/* A commit about another chain is none about the selected one. */
static void test_chain(void)
{
	char *words[] = { "ip", "t", "chain", "one" };
	struct selector all = sel;
	struct record rec;
	struct inquiry q;
	char err[256];

	if (selector_parse(&sel, NETJOURNAL_KIND_NFT, 4, words, err, sizeof(err)))
		abort();
	begin(&q);
	take_commit(&q, 1, 0, "two");
	is_num(inquiry_select(&q), 0, "a table without the chain");
	is_num(q.n, 0, "is not selected");
	take_commit(&q, 2, NLM_F_REPLACE, "one");
	is_num(last_commit(&q), 2, "a rule of the chain");
	ok(history_by_action(q.objects[0], HISTORY_ADDED, &rec) && rec.seq == 1,
	   "who added the table is known");
	take_commit(&q, 3, NLM_F_REPLACE, "two");
	is_num(last_commit(&q), 2, "a rule of another chain");
	take_commit(&q, 4, NLM_F_REPLACE, NULL);
	is_num(last_commit(&q), 4, "a commit that is not listed whole");
	end(&q);
	sel = all;
}

static struct nl_msg *xfrm_message(int type, const void *header, size_t len)
{
	struct nl_msg *msg = nlmsg_alloc_simple(NETLINK_XFRM << 8 | type, 0);

	nlmsg_append(msg, (void *)header, len, NLMSG_ALIGNTO);
	return msg;
}

/* A flush deletes what is known, and is told by itself only if nothing is known. */
static void test_flush(void)
{
	const struct xfrm_userpolicy_info policy = {
		.sel = { .family = AF_INET, .daddr.a4 = htonl(0x0a090000), .prefixlen_d = 16 },
	};
	char *words[] = { "policy", "dst", "10.9.0.0/16" };
	struct selector all = sel;
	const struct event *shown;
	struct event ev, flush;
	struct record rec;
	struct inquiry q;
	char err[256];

	if (selector_parse(&sel, NETJOURNAL_KIND_XFRM, 3, words, err, sizeof(err)))
		abort();
	begin(&q);
	take_message(&q, 1, NETJOURNAL_KIND_XFRM, xfrm_message(XFRM_MSG_FLUSHPOLICY, NULL, 0));
	is_num(inquiry_select(&q), 0, "a flush of unknown policies");
	is_num(q.n, 1, "is told by itself");
	take_message(&q, 2, NETJOURNAL_KIND_XFRM,
		     xfrm_message(XFRM_MSG_NEWPOLICY, &policy, sizeof(policy)));
	take_message(&q, 3, NETJOURNAL_KIND_XFRM, xfrm_message(XFRM_MSG_FLUSHPOLICY, NULL, 0));
	is_num(inquiry_select(&q), 0, "a flush of a known policy");
	is_num(q.n, 1, "is told with the policy");
	ok(history_by_action(q.objects[0], HISTORY_DELETED, &rec) && rec.seq == 3 &&
	   !event_parse(&flush, rec.message, rec.message_len), "which it deleted");
	shown = history_shown(q.objects[0], &rec, &flush, &ev);
	ok(shown == &ev && ev.dst.len == 16, "and which is shown in place of the flush");
	end(&q);
	sel = all;
}

static void test_gaps(void)
{
	struct inquiry q;
	struct record gap;

	begin(&q);
	take_gap(&q, NETJOURNAL_KIND_LINK, 1, 2);
	ok(!record_copy_get(&q.gap, &gap), "a gap of another kind");
	take_gap(&q, NETJOURNAL_KIND_ROUTE, 3, 4);
	take_gap(&q, NETJOURNAL_KIND_ROUTE, 5, 8);
	ok(record_copy_get(&q.gap, &gap), "gaps of the kind");
	is_num(gap.gap.first, 5, "the last one is kept");
	is_num(q.records, 2, "and they count as records");
	end(&q);
}

static void test_pauses(void)
{
	struct inquiry q;

	begin(&q);
	take_config(&q, NETJOURNAL_KIND_LINK, true);
	ok(!q.paused, "another kind was switched off");
	take_config(&q, NETJOURNAL_KIND_ROUTE, false);
	ok(!q.paused, "the ring of the kind got another size");
	take_config(&q, NETJOURNAL_KIND_ROUTE, true);
	ok(q.paused, "the kind was switched off");
	take_route(&q, 10, "10.9.0.0");
	ok(q.paused, "that is remembered");
	end(&q);
}

int main(void)
{
	char *words[] = { "10.9.0.0/16" };
	char err[256];

	if (selector_parse(&sel, NETJOURNAL_KIND_ROUTE, 1, words, err, sizeof(err)))
		abort();
	test_objects();
	test_near();
	test_chain();
	test_flush();
	test_gaps();
	test_pauses();
	return tap_done();
}
