/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Adds a record about the running task.
 */
#ifndef NJ_NET_RECORD_H
#define NJ_NET_RECORD_H

#include "journal.h"
#include "origin.h"

struct nlmsghdr;

/**
 * nj_record - record a message, with the event from which the change follows
 * @journal: the journal
 * @kind: enum netjournal_kind
 * @nlh: the whole message
 * @pieces: what to record of the message; the first piece is or contains its header
 * @n: number of @pieces
 * @more: an attribute that tells more of the change, or NULL
 *
 * Context: the task that makes the change; any but hard interrupts; does not sleep.
 */
void nj_record(struct nj_journal *journal, u32 kind, const struct nlmsghdr *nlh,
	       const struct kvec *pieces, unsigned int n, const struct nj_attr *more);

/**
 * nj_record_add - add a record of a change that the running task makes
 * @journal: the journal
 * @kind: enum netjournal_kind
 * @port_id: netlink port of the task's request; 0: there is no request
 * @attrs: the record's attributes
 * @n_attrs: number of @attrs
 *
 * Context: the task that makes the change; any but hard interrupts; does not sleep.
 */
static inline void nj_record_add(struct nj_journal *journal, u32 kind,
				 u32 port_id, const struct nj_attr *attrs,
				 unsigned int n_attrs)
{
	const struct nj_origin *origin;

	origin = nj_origin_get(&journal->processes, port_id);
	nj_journal_add(journal, kind, origin, attrs, n_attrs);
	nj_origin_put(origin);
}

#endif
