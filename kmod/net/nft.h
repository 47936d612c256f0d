/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Commits of nftables.
 */
#ifndef NJ_NFT_H
#define NJ_NFT_H

#include "ear.h"

/* Hear of each change while a commit is made. */
extern struct nj_hook nj_hook_nft_table;
extern struct nj_hook nj_hook_nft_chain;
extern struct nj_hook nj_hook_nft_rule;
extern struct nj_hook nj_hook_nft_set;
extern struct nj_hook nj_hook_nft_element;
extern struct nj_hook nj_hook_nft_object;
extern struct nj_hook nj_hook_nft_flowtable;

/* Hears of the end of each commit. */
extern struct nj_hook nj_hook_nft_end;

/**
 * nj_nft_forget - drop what is known of unfinished commits
 *
 * Context: the hooks above are not in force; may sleep.
 */
void nj_nft_forget(void);

#endif
