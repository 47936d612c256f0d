/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How much memory the rings of a network namespace may use.
 */
#ifndef NJ_QUOTA_H
#define NJ_QUOTA_H

#include <linux/atomic.h>
#include <linux/moduleparam.h>
#include <linux/types.h>

struct net;

/* Operations of a parameter with a limit that only root of the host may change. */
extern const struct kernel_param_ops nj_limit_ops;

/**
 * struct nj_quota - the quota of a network namespace
 * @own: bytes in its rings, if it shares the quota with no other namespace
 * @used: bytes in the rings of all namespaces with this quota: @own, or a counter
 *	that the namespaces of one user share; NULL: there is no limit
 */
struct nj_quota {
	atomic_long_t own;
	atomic_long_t *used;
};

/* How many owners nj_quota_owner() tells apart. */
#define NJ_QUOTA_OWNERS	257

/**
 * nj_quota_owner - find out who answers for a network namespace
 * @net: the namespace
 *
 * Context: any. Return: 0: root of the host; otherwise a number below NJ_QUOTA_OWNERS,
 * which is the same for all namespaces of a user, and of a container of root.
 */
u32 nj_quota_owner(const struct net *net);

/**
 * nj_quota_init - find the quota of a namespace
 * @quota: filled
 * @net: the namespace
 *
 * Context: any.
 */
void nj_quota_init(struct nj_quota *quota, const struct net *net);

/**
 * nj_quota_take - use memory, if there is some
 * @quota: the quota
 * @size: bytes
 *
 * Context: any. Return: false if the caller must not use the memory.
 */
bool nj_quota_take(struct nj_quota *quota, size_t size);

/**
 * nj_quota_give - use memory no longer
 * @quota: the quota
 * @size: bytes
 *
 * Context: any.
 */
void nj_quota_give(struct nj_quota *quota, size_t size);

#endif
