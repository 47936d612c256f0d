/* SPDX-License-Identifier: GPL-2.0 */
/* What differs between the objects before and after a part of a journal. Does no I/O. */
#ifndef NETJOURNAL_DELTA_H
#define NETJOURNAL_DELTA_H

#include "net/difference.h"
#include "net/domain_net.h"
#include "net/span.h"

/*
 * An object that differs.
 *
 * @sign: '+' new, '-' gone, '~' changed
 * @before: what is known of the state before. SPAN_CHANGED and SPAN_UNKNOWN: it may be the same
 * @seq: the last record about it, which is @obj->last
 * @author: the record that made it so; see span_author()
 */
struct delta {
	const struct span_object *obj;
	char sign;
	enum span_before before;
	uint64_t seq, author;
};

struct deltas {
	struct delta *list;	/* in the order of their authors; for DELTA_UNDO, of their last records */
	size_t n;
	size_t folded;		/* minor ones, which are left out */
	/* private */
	size_t max;
	struct changes changes;
};

/*
 * Which differences count.
 *
 * @DELTA_CONFIG: those of the configuration
 * @DELTA_UNDO: also addresses, and entries of bridges, that the kernel makes by itself, because somebody can delete them
 * @DELTA_ALL: also what changes by itself, and what the kernel makes by itself
 */
enum delta_which {
	DELTA_CONFIG,
	DELTA_UNDO,
	DELTA_ALL,
};

/*
 * Finds what differs, from a span that keeps records. Returns 0 or -ENOMEM. The answer is valid as long as @s.
 */
int deltas_find(struct deltas *d, const struct span *s, struct domain *domain,
		const struct selector *sel, enum delta_which which);

/* Returns whether the kernel itself makes such objects, and nobody configures them. */
bool delta_is_kernels_own(const struct event *ev);

/*
 * Sets the states before and after of a difference. Each is NULL if there is none, or if it is not
 * known. Returns how they differ, or NULL unless both are known. Valid until the next call.
 */
const struct difference *delta_states(struct deltas *d, const struct delta *delta,
				      struct domain *domain, const struct event **old,
				      const struct event **new);

void deltas_drop(struct deltas *d);

#endif
