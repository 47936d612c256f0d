/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The record of one table of nftables, while a commit is made.
 */
#ifndef NJ_NFT_DRAFT_H
#define NJ_NFT_DRAFT_H

#include <linux/netjournal.h>
#include <linux/types.h>

#include "nlbuf.h"

struct nj_journal;

/**
 * struct nj_nft_change - one change
 * @object: enum netjournal_nft_object
 * @action: enum netjournal_nft_action
 * @handle: the handle; 0: none
 * @name: the name; NULL: none
 * @comment: the comment of a rule, @comment_len bytes; NULL: none
 * @comment_len: see above
 * @expressions: names of expressions; NULL: none
 * @base: the change is about a base chain, which has the members below
 * @hook: see enum nft-change in the specification, like the members below
 * @priority: see above
 * @policy: see above
 */
struct nj_nft_change {
	u32 object;
	u32 action;
	u64 handle;
	const char *name;
	const void *comment;
	u16 comment_len;
	const char *expressions;
	bool base;
	u32 hook;
	s32 priority;
	u32 policy;
};

/**
 * struct nj_nft_draft - the record of one table
 * @table: the table, only to be compared
 * @family: NFPROTO_*
 * @attrs: the message so far; its buffer is NULL if the draft is not in use
 * @counts: how many changes, by object and action
 * @unlisted: how many changes are not in @attrs
 * @run: the set whose elements the last change is about, only to be compared
 * @run_action: the action of this change
 * @run_number: where in the buffer its number of elements is
 */
struct nj_nft_draft {
	const void *table;
	u8 family;
	struct nj_attrs attrs;
	u32 counts[NETJOURNAL_NFT_OBJECT_MAX + 1][NETJOURNAL_NFT_ACTION_MAX + 1];
	u32 unlisted;
	const void *run;
	u32 run_action;
	u32 run_number;
};

/**
 * nj_nft_draft_begin - begin the record of a table
 * @draft: not in use
 * @family: NFPROTO_*
 * @name: the name of the table
 *
 * Context: any but hard interrupts; does not sleep.
 * Return: false if there is no memory.
 */
bool nj_nft_draft_begin(struct nj_nft_draft *draft, u8 family, const char *name);

/* Returns whether the draft is about this table. */
bool nj_nft_draft_is(const struct nj_nft_draft *draft, u8 family, const char *name);

/* Adds a change. */
void nj_nft_draft_add(struct nj_nft_draft *draft, const struct nj_nft_change *change);

/**
 * nj_nft_draft_element - count an element
 * @draft: the draft
 * @set: its set, only to be compared
 * @action: enum netjournal_nft_action
 *
 * Return: false if the element is the first in a row; the caller then calls
 * nj_nft_draft_elements().
 */
bool nj_nft_draft_element(struct nj_nft_draft *draft, const void *set, u32 action);

/* Adds the first of elements in a row. @name: the name of their set. */
void nj_nft_draft_elements(struct nj_nft_draft *draft, const void *set, u32 action,
			   const char *name);

/**
 * nj_nft_draft_end - record the draft, and end its use
 * @draft: in use
 * @journal: the journal
 * @port_id: netlink port of the request
 * @generation: the generation of the ruleset; 0: not yet known
 *
 * Context: the task that makes the commit; does not sleep.
 */
void nj_nft_draft_end(struct nj_nft_draft *draft, struct nj_journal *journal,
		      u32 port_id, u32 generation);

/* Ends the use of the draft, which may not be in use, without a record. */
void nj_nft_draft_drop(struct nj_nft_draft *draft);

#endif
