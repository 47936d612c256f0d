/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the kernel announces over rtnetlink.
 */
#ifndef NJ_ANNOUNCED_H
#define NJ_ANNOUNCED_H

#include "ear.h"

/* Hears each announcement of the kernel. */
extern struct nj_hook nj_hook_broadcast;

/* Hears of each announcement that could not be made. */
extern struct nj_hook nj_hook_set_err;

/**
 * nj_announced_check - make sure that announcements are heard
 *
 * Announces something to nobody, and sees whether the hook hears it. The
 * compiler may have put the hooked function into its callers.
 *
 * Context: may sleep; the hooks are registered. Return: 0 or a negative error
 * code, and then the reason is in the kernel's log.
 */
int nj_announced_check(void);

#endif
