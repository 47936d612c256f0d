// SPDX-License-Identifier: GPL-2.0
/* Finds what differs before and after a part of a journal. */
#include <errno.h>
#include <linux/neighbour.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"
#include "decode/mdb.h"
#include "decode/neigh.h"
#include "net/delta.h"

const struct difference *delta_states(struct deltas *d, const struct delta *delta,
				      struct domain *domain, const struct event **old,
				      const struct event **new)
{
	static struct event was, is;
	static struct difference diff;
	const struct span_object *obj = delta->obj;

	*old = *new = NULL;
	if (obj->then && !event_parse(&was, obj->then, obj->then->nlmsg_len))
		*old = &was;
	if (obj->left && !event_parse(&is, obj->left, obj->left->nlmsg_len))
		*new = &is;
	if (!*old || !*new ||
	    changes_find(&d->changes, &was, &is, domain_names(domain, delta->seq)))
		return NULL;
	diff = (struct difference){ &was, &is, &d->changes };
	return &diff;
}

/* Returns whether nobody configures such an object: the kernel has learned it. */
static bool is_learned(const struct event *ev)
{
	struct ndmsg ndm;

	if (ev->kind == NETJOURNAL_KIND_FDB)
		return fdb_is_learned(ev);
	if (ev->kind == NETJOURNAL_KIND_MDB)
		return mdb_is_learned(ev);
	if (ev->kind != NETJOURNAL_KIND_NEIGH)
		return false;
	memcpy(&ndm, ev->hdr, sizeof(ndm));
	return !(ndm.ndm_state & (NUD_PERMANENT | NUD_NOARP)) && !(ndm.ndm_flags & NTF_PROXY);
}

bool delta_is_kernels_own(const struct event *ev)
{
	return event_is_own(ev) || is_learned(ev);
}

static bool is_minor(const struct record *last, const struct event *old, const struct event *new,
		     const struct difference *diff, enum delta_which which)
{
	const struct event *ev = new ? new : old;

	if (which == DELTA_ALL)
		return false;
	if (diff)
		return !difference_is_any(diff);
	if (which == DELTA_UNDO && (ev->kind == NETJOURNAL_KIND_ADDR || ev->kind == NETJOURNAL_KIND_FDB))
		return is_learned(ev);
	if (event_is_own(ev) && !record_is_asked_for(last))
		return true;
	return is_learned(ev);
}

static int add_delta(struct deltas *d, const struct delta *delta)
{
	size_t max = d->max ? 2 * d->max : 64;
	struct delta *more;

	if (d->n == d->max) {
		more = reallocarray(d->list, max, sizeof(*more));
		if (!more)
			return -ENOMEM;
		d->list = more;
		d->max = max;
	}
	d->list[d->n++] = *delta;
	return 0;
}

static int take_object(struct deltas *d, const struct span_object *obj, struct domain *domain,
		       const struct selector *sel, enum delta_which which)
{
	struct delta delta = { .obj = obj, .before = obj->before, .sign = '~' };
	const struct event_names *names;
	const struct event *old, *new;
	const struct difference *diff;
	struct record last, author;

	if (!obj->touched || !record_copy_get(&obj->last, &last))
		return 0;
	delta.seq = last.seq;
	diff = delta_states(d, &delta, domain, &old, &new);
	if ((!old && !new) || (diff && !diff->changes->n))
		return 0;
	names = domain_names(domain, delta.seq);
	if (sel && !(old && selector_match(sel, old, names)) && !(new && selector_match(sel, new, names)))
		return 0;
	if (!new)
		delta.sign = '-';
	else if (!old && delta.before != SPAN_CHANGED)
		delta.sign = '+';
	if (!span_author(obj, diff, &author))
		return -ENOMEM;
	delta.author = author.seq;
	if (is_minor(&author, old, new, diff, which)) {
		d->folded++;
		return 0;
	}
	return add_delta(d, &delta);
}

static int compare_seqs(const void *a, const void *b)
{
	const struct delta *x = a, *y = b;

	return compare_u64(x->seq, y->seq);
}

/* Several VLANs can be from one record. */
static int compare_authors(const void *a, const void *b)
{
	const struct delta *x = a, *y = b;
	int order = compare_u64(x->author, y->author);

	return order ? order : compare_u64(x->obj->is.node.id.id, y->obj->is.node.id.id);
}

int deltas_find(struct deltas *d, const struct span *s, struct domain *domain,
		const struct selector *sel, enum delta_which which)
{
	const struct span_object *obj = NULL;
	int err = 0;

	while (!err && (obj = span_walk(s, obj)))
		err = take_object(d, obj, domain, sel, which);
	if (!err && d->n)
		qsort(d->list, d->n, sizeof(*d->list), which == DELTA_UNDO ? compare_seqs : compare_authors);
	return err;
}

void deltas_drop(struct deltas *d)
{
	changes_free(&d->changes);
	free(d->list);
	*d = (struct deltas){ 0 };
}
