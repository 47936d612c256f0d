// SPDX-License-Identifier: GPL-2.0
/* Finds out how far back the journal reaches. */
#include <errno.h>
#include <inttypes.h>
#include <netlink/attr.h>
#include <stdio.h>
#include <string.h>

#include "base/timeparse.h"
#include "journal/domain.h"
#include "journal/reach.h"
#include "nl/genl.h"
#include "nl/spec_tables.h"

/* Somebody who asks about more kinds does not want to be told each time what cannot be seen. */
#define KINDS_NAMED	3

static void take_unseen(struct reach *r, const struct nlattr *nla)
{
	struct reach_unseen *u = &r->unseen[r->n_unseen];

	if (r->n_unseen == REACH_UNSEEN_MAX)
		return;
	u->kinds = domain_unseen(nla, u->text, sizeof(u->text));
	r->n_unseen += u->kinds != 0;
}

static int take_status(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *nla = genl_attrs(nlh);
	int rem = genl_attrs_len(nlh);
	struct reach *r = arg;
	uint32_t enabled, kind;

	for (; nla_ok(nla, rem); nla = nla_next(nla, &rem)) {
		take_unseen(r, nla);
		if (nla_type(nla) != NETJOURNAL_A_STATUS_RING)
			continue;
		enabled = genl_nest_number(nla, NETJOURNAL_A_RING_ENABLED);
		kind = genl_nest_number(nla, NETJOURNAL_A_RING_KIND) & 31;
		if (!enabled)
			r->off |= 1u << kind;
		else if (enabled == 1 && domain_left_out(kind))
			r->partly |= 1u << kind;
	}
	return 0;
}

static int take_oldest(const struct nlmsghdr *nlh, void *arg)
{
	struct reach *r = arg;
	struct record rec;

	if (!record_parse(&rec, genl_attrs(nlh), genl_attrs_len(nlh)))
		r->time = rec.time;
	return 0;
}

/* How far back the store reaches. Returns 1 if it does not have the journal. */
static int find_in_past(struct reader *reader, struct reach *r)
{
	const struct archive_journal *j = reader->in_past;
	uint64_t oldest;
	int64_t time;
	int err = j ? archive_oldest(reader->past.archive, j, &oldest, &time) : 1;

	if (err)
		return err;
	r->last = j->last > r->last ? j->last : r->last;
	if (oldest && (oldest < r->first || !r->first)) {
		r->first = oldest;
		r->time = time;
	}
	return 0;
}

int reach_find(struct client *c, struct reach *r)
{
	struct client_status status;
	int err;

	*r = (struct reach){ 0 };
	err = client_status(c, &status, take_status, r);
	if (err)
		return err;
	r->first = status.first_seq;
	r->last = status.next_seq - 1;
	if (r->first > r->last)
		return 0;
	err = client_record(c, status.instance, r->first, take_oldest, r);
	/* The record may have been overwritten since the status was read. */
	return err == -ENOENT ? 0 : err;
}

int reach_read(struct reader *reader, struct reach *r)
{
	bool live = reader->live && reader->cursor.instance == reader->status.instance;
	int err;

	*r = (struct reach){ 0 };
	err = live ? reach_find(&reader->client, r) : 0;
	if (err || !reader->in_past)
		return err;
	return find_in_past(reader, r) < 0 ? -EIO : 0;
}

bool reach_unseen(const struct reach *r, uint32_t kinds, char *text, size_t size)
{
	size_t len = 0;
	unsigned int i;

	if (__builtin_popcount(kinds) > KINDS_NAMED)
		return false;
	for (i = 0; i < r->n_unseen && len < size; i++)
		if (r->unseen[i].kinds & kinds)
			len += snprintf(text + len, size - len, "%s%s", len ? "; " : "", r->unseen[i].text);
	if (len && len < size)
		snprintf(text + len, size - len, " (see " TOOL_NAME " status)");
	return len;
}

bool reach_off(const struct reach *r, uint32_t kinds, char *text, size_t size)
{
	uint32_t off = r->off & kinds, kind;
	const char *name = NULL;
	size_t len = 0, n = 0;

	if (!off && reach_unseen(r, kinds, text, size))
		return true;
	/* Nobody wants to be told of a part each time. */
	for (kind = 1; kind <= spec_kinds.max; kind++) {
		if (kinds != 1u << kind || !(r->partly & kinds))
			continue;
		snprintf(text, size, "%s (" TOOL_NAME " config %s full)", domain_left_out(kind),
			 spec_name(&spec_kinds, kind));
		return true;
	}
	for (kind = 1; kind <= spec_kinds.max && len < size; kind++) {
		if (!(off & 1u << kind))
			continue;
		name = spec_name(&spec_kinds, kind);
		len += snprintf(text + len, size - len, "%s%s", n++ ? ", " : "", name);
	}
	if (len < size && n)
		snprintf(text + len, size - len, " (" TOOL_NAME " config %s on)", n == 1 ? name : "KIND");
	return n;
}

void reach_text(const struct reach *r, uint32_t kinds, char *text, size_t size)
{
	struct time_text time = { 0 };
	char off[512];
	size_t len;

	if (r->first > r->last)
		len = snprintf(text, size, "nothing, because the journal is empty");
	else
		len = snprintf(text, size, "#%" PRIu64 " to #%" PRIu64, r->first, r->last);
	if (r->first <= r->last && r->time) {
		time_text_set(&time, r->time);
		len += snprintf(text + len, size - len, ", since %s %s", time.date, time.clock);
	}
	if (len < size && reach_off(r, kinds, off, sizeof(off)))
		snprintf(text + len, size - len, "; not recorded: %s", off);
}
