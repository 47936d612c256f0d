// SPDX-License-Identifier: GPL-2.0
/* Finds out how far back the journal reaches. */
#include <errno.h>
#include <inttypes.h>
#include <netlink/attr.h>
#include <stdio.h>
#include <string.h>

#include "base/timeparse.h"
#include "journal/reach.h"
#include "nl/spec_tables.h"

static uint32_t number_of(const struct nlattr *nest, int type)
{
	const struct nlattr *nla = nla_find(nla_data(nest), nla_len(nest), type);

	return nla && nla_len(nla) == sizeof(uint32_t) ? nla_get_u32(nla) : 0;
}

static int take_status(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *nla = genl_attrs(nlh);
	int rem = genl_attrs_len(nlh);
	struct reach *r = arg;

	for (; nla_ok(nla, rem); nla = nla_next(nla, &rem))
		if (nla_type(nla) == NETJOURNAL_A_STATUS_RING &&
		    !number_of(nla, NETJOURNAL_A_RING_ENABLED))
			r->off |= 1u << (number_of(nla, NETJOURNAL_A_RING_KIND) & 31);
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

void reach_text(const struct reach *r, uint32_t kinds, char *text, size_t size)
{
	const char *separator = "; not recorded: ";
	struct time_text time = { 0 };
	size_t len = 0;
	uint32_t kind;

	if (r->first > r->last)
		len = snprintf(text, size, "nothing, because the journal is empty");
	else
		len = snprintf(text, size, "#%" PRIu64 " to #%" PRIu64, r->first, r->last);
	if (r->first <= r->last && r->time) {
		time_text_set(&time, r->time);
		len += snprintf(text + len, size - len, ", since %s %s", time.date, time.clock);
	}
	for (kind = 1; kind <= spec_kinds.max && len < size; kind++) {
		if (!(r->off & kinds & 1u << kind))
			continue;
		len += snprintf(text + len, size - len, "%s%s", separator,
				spec_name(&spec_kinds, kind));
		separator = ", ";
	}
}
