/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The generic netlink family.
 */
#ifndef NJ_FAMILY_H
#define NJ_FAMILY_H

/**
 * nj_family_register - open the family to user space
 *
 * Context: may sleep. Return: 0 or a negative error code.
 */
int nj_family_register(void);

/**
 * nj_family_unregister - close the family
 *
 * When it returns, no request and no notification is under way.
 *
 * Context: may sleep.
 */
void nj_family_unregister(void);

#endif
