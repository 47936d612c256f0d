/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the kernel announces over rtnetlink.
 */
#ifndef NJ_ANNOUNCED_H
#define NJ_ANNOUNCED_H

#include "ear.h"

/* Hears each announcement of the kernel. */
extern struct nj_hook nj_hook_broadcast;

/* Hears of each announcement that the kernel could not make. */
extern struct nj_hook nj_hook_set_err;

/**
 * nj_announced_check - make sure that announcements are heard
 *
 * Sends a message to a group without members, and checks that the hook hears
 * it. It would not hear it if the compiler had inlined the hooked function into
 * its callers.
 *
 * Context: may sleep; the hooks are registered. Return: 0 or a negative error
 * code, and then the reason is in the kernel's log.
 */
int nj_announced_check(void);

#endif
