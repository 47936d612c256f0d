// SPDX-License-Identifier: GPL-2.0
/* Finds the acts that follow from those of a command. See aftermath.h. */
#include <errno.h>

#include "net/aftermath.h"
#include "net/cause.h"
#include "net/domain_net.h"

static bool has_act(const struct aftermath *a, uint64_t act)
{
	size_t i;

	for (i = a->n; act && i; i--)
		if (a->acts[i - 1] == act)
			return true;
	return false;
}

bool aftermath_has(const struct aftermath *a, const struct record *rec)
{
	return has_act(a, rec->act);
}

void aftermath_take(struct aftermath *a, const struct record *rec)
{
	struct cause cause;

	if (rec->is_gap || !rec->act || a->n == AFTERMATH_MAX || has_act(a, rec->act))
		return;
	if (a->is_inside(rec, a->arg) || (cause_of(rec, &cause) && has_act(a, cause.act)))
		a->acts[a->n++] = rec->act;
}

static int on_record(const struct record *rec, void *arg)
{
	aftermath_take(arg, rec);
	return 0;
}

int aftermath_read(struct aftermath *a, uint64_t seq, bool (*is_inside)(const struct record *rec, void *arg), void *arg)
{
	const struct reader_handler handler = { .record = on_record, .arg = a };
	struct reader reader = { .wish.use = PAST_NONE, .single = true };
	struct domain *domain = domain_new();
	int err;

	a->n = 0;
	a->is_inside = is_inside;
	a->arg = arg;
	if (!domain)
		return -ENOMEM;
	/* A carrier is the state of a link. */
	err = reader_open(&reader, 1u << NETJOURNAL_KIND_LINK, domain);
	if (!err) {
		reader.handler = &handler;
		reader_enter_last(&reader);
		reader.cursor.seq = seq;
		err = reader_catch_up(&reader);
		reader_close(&reader);
	}
	domain_free(domain);
	if (err)
		a->n = 0;
	return err;
}
