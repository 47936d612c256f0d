/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copies messages without the secrets in them.
 */
#ifndef NJ_REDACT_H
#define NJ_REDACT_H

#include <linux/types.h>

struct nlmsghdr;
struct nj_journal;

/* The whole value of an attribute is kept. */
#define NJ_KEEP_ALL	U16_MAX

struct nj_redaction;

/**
 * struct nj_redacted - how attributes of one type are copied
 * @type: their type
 * @keep: how many bytes of the value are kept
 * @nest: not NULL: the attribute is a nest, and its attributes are copied by this
 */
struct nj_redacted {
	u16 type;
	u16 keep;
	const struct nj_redaction *nest;
};

/**
 * struct nj_redaction - how attributes are copied
 * @max: the greatest type that is known; of others only the header is kept
 * @n: number of @attrs
 * @attrs: the attributes that are not kept whole
 * @elements: not NULL: every attribute is a nest, whatever its type is, and its
 *	attributes are copied by this
 */
struct nj_redaction {
	u16 max;
	u16 n;
	const struct nj_redacted *attrs;
	const struct nj_redaction *elements;
};

/**
 * nj_redacted_record - record a message without its secrets
 * @journal: the journal
 * @kind: enum netjournal_kind
 * @nlh: the message
 * @hdr_len: bytes between its header and its attributes
 * @type: nlmsg_type of the record
 * @port_id: netlink port of the request
 * @redaction: how its attributes are copied
 *
 * If there is no memory for the copy, the change counts as lost.
 *
 * Context: the task that makes the change; any but hard interrupts; does not sleep.
 */
void nj_redacted_record(struct nj_journal *journal, u32 kind,
			const struct nlmsghdr *nlh, unsigned int hdr_len,
			u16 type, u32 port_id, const struct nj_redaction *redaction);

#endif
