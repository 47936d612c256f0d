// SPDX-License-Identifier: GPL-2.0
/*
 * A client of the journal for the selftests. See journal.h.
 */
#include <stdlib.h>
#include <string.h>

#include "journal.h"
#include "wait.h"

void nj_begin(struct nl_req *req, uint8_t cmd, uint16_t flags)
{
	struct nl_family family;

	if (nl_family(&family, NETJOURNAL_FAMILY_NAME))
		abort();
	nl_begin_genl(req, family.id, cmd, flags);
}

int nj_join(struct nl *nl, const char *group)
{
	struct nl_family family;
	int err = nl_family(&family, NETJOURNAL_FAMILY_NAME);

	return err ?: nl_join(nl, nl_group(&family, group));
}

int nj_join_all(struct nl *nl)
{
	struct nl_family family;
	int err = nl_family(&family, NETJOURNAL_FAMILY_NAME);

	for (uint32_t i = 0; !err && i < family.n_groups; i++)
		err = nl_join(nl, family.groups[i].id);
	return err;
}

static void rec_parse_origin(struct rec *rec, const struct nlattr *nest)
{
	const struct nlattr *tb[NETJOURNAL_A_ORIGIN_MAX + 1];

	nl_parse(tb, NETJOURNAL_A_ORIGIN_MAX, nl_data(nest), nl_len(nest));
	rec->context = nl_u32(tb[NETJOURNAL_A_ORIGIN_CONTEXT]);
	rec->has_pid = tb[NETJOURNAL_A_ORIGIN_PID];
	rec->pid = nl_u32(tb[NETJOURNAL_A_ORIGIN_PID]);
	rec->tid = nl_u32(tb[NETJOURNAL_A_ORIGIN_TID]);
	rec->has_comm = tb[NETJOURNAL_A_ORIGIN_COMM];
	nl_str(rec->comm, sizeof(rec->comm), tb[NETJOURNAL_A_ORIGIN_COMM]);
	nl_str(rec->leader, sizeof(rec->leader), tb[NETJOURNAL_A_ORIGIN_LEADER_COMM]);
	rec->has_uid = tb[NETJOURNAL_A_ORIGIN_UID];
	rec->uid = nl_u32(tb[NETJOURNAL_A_ORIGIN_UID]);
	rec->has_loginuid = tb[NETJOURNAL_A_ORIGIN_LOGINUID];
	rec->loginuid = nl_u32(tb[NETJOURNAL_A_ORIGIN_LOGINUID]);
	rec->cgroup_id = nl_u64(tb[NETJOURNAL_A_ORIGIN_CGROUP_ID]);
	rec->netns = nl_u32(tb[NETJOURNAL_A_ORIGIN_NETNS]);
	rec->port_id = nl_u32(tb[NETJOURNAL_A_ORIGIN_PORT_ID]);
	rec->process = nl_u64(tb[NETJOURNAL_A_ORIGIN_PROCESS]);
	nl_str(rec->work, sizeof(rec->work), tb[NETJOURNAL_A_ORIGIN_WORK]);
	rec->io_uring = tb[NETJOURNAL_A_ORIGIN_IO_URING];
	nl_for_each(nla, nl_data(nest), nl_len(nest)) {
		const struct nlattr *ptb[NETJOURNAL_A_PARENT_MAX + 1];

		if ((nla->nla_type & NLA_TYPE_MASK) != NETJOURNAL_A_ORIGIN_PARENT ||
		    rec->n_parents == NETJOURNAL_PARENTS_MAX)
			continue;
		nl_parse(ptb, NETJOURNAL_A_PARENT_MAX, nl_data(nla), nl_len(nla));
		rec->parents[rec->n_parents].pid = nl_u32(ptb[NETJOURNAL_A_PARENT_PID]);
		nl_str(rec->parents[rec->n_parents].comm, 16, ptb[NETJOURNAL_A_PARENT_COMM]);
		rec->n_parents++;
	}
}

void rec_parse(struct rec *rec, const struct nlmsghdr *nlh)
{
	const struct nlattr *tb[NETJOURNAL_A_RECORD_MAX + 1];
	const struct nlattr *sub[NETJOURNAL_A_RING_MAX + 1];

	memset(rec, 0, sizeof(*rec));
	nl_parse(tb, NETJOURNAL_A_RECORD_MAX, (char *)NLMSG_DATA(nlh) + GENL_HDRLEN,
		 NLMSG_PAYLOAD(nlh, GENL_HDRLEN));
	rec->seq = nl_u64(tb[NETJOURNAL_A_RECORD_SEQ]);
	rec->prev_seq = nl_u64(tb[NETJOURNAL_A_RECORD_PREV_SEQ]);
	rec->time = nl_u64(tb[NETJOURNAL_A_RECORD_TIME]);
	rec->boot_time = nl_u64(tb[NETJOURNAL_A_RECORD_BOOT_TIME]);
	rec->instance = nl_u64(tb[NETJOURNAL_A_RECORD_INSTANCE]);
	rec->bookmark = nl_u64(tb[NETJOURNAL_A_RECORD_BOOKMARK]);
	rec->act = nl_u64(tb[NETJOURNAL_A_RECORD_ACT]);
	rec->kind = nl_u32(tb[NETJOURNAL_A_RECORD_KIND]);
	if (tb[NETJOURNAL_A_RECORD_ORIGIN])
		rec_parse_origin(rec, tb[NETJOURNAL_A_RECORD_ORIGIN]);
	if (tb[NETJOURNAL_A_RECORD_GAP]) {
		const struct nlattr *gap = tb[NETJOURNAL_A_RECORD_GAP];

		nl_parse(sub, NETJOURNAL_A_GAP_MAX, nl_data(gap), nl_len(gap));
		rec->is_gap = true;
		rec->first = nl_u64(sub[NETJOURNAL_A_GAP_FIRST]);
		rec->last = nl_u64(sub[NETJOURNAL_A_GAP_LAST]);
		rec->reason = nl_u32(sub[NETJOURNAL_A_GAP_REASON]);
	}
	nl_str(rec->note, sizeof(rec->note), tb[NETJOURNAL_A_RECORD_NOTE]);
	rec->cleared = nl_u32(tb[NETJOURNAL_A_RECORD_CLEARED]);
	if (tb[NETJOURNAL_A_RECORD_CONFIG]) {
		const struct nlattr *config = tb[NETJOURNAL_A_RECORD_CONFIG];

		nl_parse(sub, NETJOURNAL_A_RING_MAX, nl_data(config), nl_len(config));
		rec->has_config = true;
		rec->config_kind = nl_u32(sub[NETJOURNAL_A_RING_KIND]);
		rec->config_size = nl_u64(sub[NETJOURNAL_A_RING_SIZE]);
		rec->config_enabled = nl_u32(sub[NETJOURNAL_A_RING_ENABLED]);
	}
	domain_record_parse(&rec->domain, tb);
}

static void recs_take(const struct nlmsghdr *nlh, void *arg)
{
	struct recs *recs = arg;
	struct rec *rec;

	if (recs->n == recs->room) {
		recs->room = recs->room ? 2 * recs->room : 64;
		recs->rec = realloc(recs->rec, recs->room * sizeof(*recs->rec));
		if (!recs->rec)
			abort();
	}
	rec = &recs->rec[recs->n];
	rec_parse(rec, nlh);
	if (rec->bookmark || !rec->kind) {
		recs->bookmark = rec->bookmark;
		recs->instance = rec->instance;
	} else {
		recs->n++;
	}
}

int recs_ask(struct recs *recs, struct nl_req *req)
{
	memset(recs, 0, sizeof(*recs));
	return nl_talk_once(req, recs_take, recs);
}

int recs_read(struct recs *recs, uint64_t after, uint32_t kinds)
{
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	nj_begin(req, NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP);
	nl_put_u64(req, NETJOURNAL_A_RECORD_AFTER, after);
	nl_put_u32(req, NETJOURNAL_A_RECORD_KINDS, kinds);
	err = recs_ask(recs, req);
	free(req);
	return err;
}

void recs_free(struct recs *recs)
{
	free(recs->rec);
	memset(recs, 0, sizeof(*recs));
}

size_t recs_gaps(const struct recs *recs)
{
	size_t n = 0;

	for (size_t i = 0; i < recs->n; i++)
		n += recs->rec[i].is_gap;
	return n;
}

size_t recs_holes(const struct recs *recs, uint64_t after)
{
	uint64_t seen[NETJOURNAL_KIND_MAX + 1];
	size_t n = 0;

	for (int kind = 0; kind <= NETJOURNAL_KIND_MAX; kind++)
		seen[kind] = after;
	for (size_t i = 0; i < recs->n; i++) {
		const struct rec *rec = &recs->rec[i];
		uint64_t *last = &seen[rec->kind];

		if (rec->is_gap) {
			n += rec->first <= after || rec->last < rec->first || rec->last <= *last;
			*last = rec->last;
		} else {
			n += rec->seq <= *last || rec->prev_seq > *last;
			*last = rec->seq;
		}
	}
	return n;
}

struct status_arg {
	struct ring_status *st;
	uint32_t kind;
};

static void status_take(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *begin = (void *)((char *)NLMSG_DATA(nlh) + GENL_HDRLEN);
	const struct nlattr *tb[NETJOURNAL_A_RING_MAX + 1];
	size_t len = NLMSG_PAYLOAD(nlh, GENL_HDRLEN);
	struct status_arg *a = arg;

	nl_parse(tb, NETJOURNAL_A_STATUS_MAX, begin, len);
	a->st->instance = nl_u64(tb[NETJOURNAL_A_STATUS_INSTANCE]);
	a->st->first_seq = nl_u64(tb[NETJOURNAL_A_STATUS_FIRST_SEQ]);
	a->st->next_seq = nl_u64(tb[NETJOURNAL_A_STATUS_NEXT_SEQ]);
	nl_for_each(nla, begin, len) {
		if ((nla->nla_type & NLA_TYPE_MASK) != NETJOURNAL_A_STATUS_RING)
			continue;
		nl_parse(tb, NETJOURNAL_A_RING_MAX, nl_data(nla), nl_len(nla));
		if (nl_u32(tb[NETJOURNAL_A_RING_KIND]) != a->kind)
			continue;
		a->st->size = nl_u64(tb[NETJOURNAL_A_RING_SIZE]);
		a->st->enabled = nl_u32(tb[NETJOURNAL_A_RING_ENABLED]);
		a->st->used = nl_u64(tb[NETJOURNAL_A_RING_USED]);
		a->st->records = nl_u64(tb[NETJOURNAL_A_RING_RECORDS]);
		a->st->overwritten = nl_u64(tb[NETJOURNAL_A_RING_OVERWRITTEN]);
		a->st->lost = nl_u64(tb[NETJOURNAL_A_RING_LOST]);
	}
}

int ring_status(struct ring_status *st, uint32_t kind)
{
	struct nl_req *req = malloc(sizeof(*req));
	struct status_arg arg = { st, kind };
	int err;

	memset(st, 0, sizeof(*st));
	nj_begin(req, NETJOURNAL_CMD_STATUS_GET, 0);
	err = nl_talk_once(req, status_take, &arg);
	free(req);
	return err;
}

uint64_t journal_last(void)
{
	struct ring_status st;

	if (ring_status(&st, NETJOURNAL_KIND_NOTE))
		abort();
	return st.next_seq - 1;
}

uint64_t journal_settle(void)
{
	uint64_t last = journal_last(), end = 0, now;
	unsigned int calm = 0;

	while (calm < 1000000 / WAIT_PAUSE_US && wait_more(&end)) {
		now = journal_last();
		calm = now == last ? calm + 1 : 0;
		last = now;
	}
	return last;
}

int config_set(uint32_t kind, uint64_t size, int enabled)
{
	struct nl_req *req = malloc(sizeof(*req));
	size_t nest;
	int err;

	nj_begin(req, NETJOURNAL_CMD_CONFIG_SET, 0);
	nest = nl_nest(req, NETJOURNAL_A_RECORD_CONFIG);
	nl_put_u32(req, NETJOURNAL_A_RING_KIND, kind);
	if (size)
		nl_put_u64(req, NETJOURNAL_A_RING_SIZE, size);
	if (enabled >= 0)
		nl_put_u32(req, NETJOURNAL_A_RING_ENABLED, enabled);
	nl_nest_end(req, nest);
	err = nl_talk_once(req, NULL, NULL);
	free(req);
	return err;
}

static void rec_take(const struct nlmsghdr *nlh, void *arg)
{
	rec_parse(arg, nlh);
}

int note_add(const char *text, uint64_t *seq)
{
	struct nl_req *req = malloc(sizeof(*req));
	struct rec rec = {};
	int err;

	nj_begin(req, NETJOURNAL_CMD_NOTE_ADD, 0);
	nl_put_str(req, NETJOURNAL_A_RECORD_NOTE, text);
	err = nl_talk_once(req, rec_take, &rec);
	if (seq)
		*seq = rec.seq;
	free(req);
	return err;
}

int journal_clear(uint32_t kinds)
{
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	nj_begin(req, NETJOURNAL_CMD_CLEAR, 0);
	if (kinds)
		nl_put_u32(req, NETJOURNAL_A_RECORD_KINDS, kinds);
	err = nl_talk_once(req, NULL, NULL);
	free(req);
	return err;
}

int rec_get(struct rec *rec, uint64_t seq)
{
	struct nl_req *req = malloc(sizeof(*req));
	int err;

	memset(rec, 0, sizeof(*rec));
	nj_begin(req, NETJOURNAL_CMD_RECORD_GET, 0);
	nl_put_u64(req, NETJOURNAL_A_RECORD_SEQ, seq);
	err = nl_talk_once(req, rec_take, rec);
	free(req);
	return err;
}

int recs_read_again(struct recs *recs, uint64_t after, uint32_t kinds)
{
	recs_free(recs);
	return recs_read(recs, after, kinds);
}

bool rec_same(struct rec a, const struct rec *b)
{
	a.instance = b->instance;
	return !memcmp(&a, b, sizeof(a));
}

int journal_wait(struct nl *nl, uint8_t cmd, struct nl_req *buf)
{
	struct genlmsghdr *genl = NLMSG_DATA(&buf->nlh);

	for (;;) {
		int got = nl_wait(nl, buf, 2000);

		if (got < 0 || genl->cmd == cmd)
			return got;
	}
}

int journal_wait_rec(struct nl *nl, struct rec *rec)
{
	struct nl_req *buf = malloc(sizeof(*buf));
	int got = journal_wait(nl, NETJOURNAL_CMD_RECORD_NTF, buf);

	if (got >= 0)
		rec_parse(rec, &buf->nlh);
	free(buf);
	return got < 0 ? got : 0;
}

int journal_subscribe(struct nl *nl, const char *group)
{
	return nl_open(nl, NETLINK_GENERIC) ?: nj_join(nl, group);
}

/* Reads all messages in the queue of @nl, and counts those of @kind and those of others. */
void journal_drain(struct nl *nl, uint32_t kind, int *of_kind, int *of_others)
{
	struct nl_req *buf = malloc(sizeof(*buf));
	struct rec rec;

	*of_kind = 0;
	*of_others = 0;
	while (nl_wait(nl, buf, 0) > 0) {
		rec_parse(&rec, &buf->nlh);
		++*(rec.kind == kind ? of_kind : of_others);
	}
	free(buf);
}
