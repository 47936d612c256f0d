// SPDX-License-Identifier: GPL-2.0
/*
 * How much memory the rings of a network namespace may use.
 *
 * The rings of all namespaces except the initial one share netns_memory_max. All
 * namespaces of one quota together may use at most as many bytes as they leave for
 * others. So no quota gets more than half, and a later one still gets some.
 *
 * One user can make many namespaces, so all namespaces of a user share one quota. A
 * user who is root of the host is trusted to make containers for others: each of his
 * user namespaces, with those inside it, has its own quota, and so has each network
 * namespace that belongs to the initial user namespace.
 */
#include <linux/capability.h>
#include <linux/hash.h>
#include <linux/moduleparam.h>
#include <linux/uidgid.h>
#include <linux/user_namespace.h>
#include <net/net_namespace.h>

#include "quota.h"

/*
 * The file mode of a parameter is not enough: root of a container can be the
 * same user as root of the host, and may write the file.
 */
static int limit_set(const char *val, const struct kernel_param *kp)
{
	return capable(CAP_NET_ADMIN) ? param_set_ulong(val, kp) : -EPERM;
}

const struct kernel_param_ops nj_limit_ops = {
	.set = limit_set,
	.get = param_get_ulong,
};

static unsigned long netns_memory_max = 256 << 20;
module_param_cb(netns_memory_max, &nj_limit_ops, &netns_memory_max, 0644);
MODULE_PARM_DESC(netns_memory_max, "Most bytes of all rings of all network namespaces except the initial one; the namespaces of one user may use at most half of what the others leave (default 256 MiB)");

/* Bytes in the rings of all network namespaces except the initial one. */
static atomic_long_t netns_memory = ATOMIC_LONG_INIT(0);

#define USER_BITS	8

/* Bytes in the rings of users, by a hash. Users with the same hash share a quota. */
static atomic_long_t user_memory[1 << USER_BITS];

static u32 user_hash(const struct user_namespace *ns)
{
	u32 key;

	/*
	 * The user who made the outermost namespace is responsible for all
	 * namespaces inside it.
	 */
	while (ns->parent != &init_user_ns)
		ns = ns->parent;
	key = uid_eq(ns->owner, GLOBAL_ROOT_UID) ? ns->ns.inum :
						   __kuid_val(ns->owner);
	return hash_32(key, USER_BITS);
}

u32 nj_quota_owner(const struct net *net)
{
	BUILD_BUG_ON(NJ_QUOTA_OWNERS != 1 + (1 << USER_BITS));
	return net->user_ns == &init_user_ns ? 0 : 1 + user_hash(net->user_ns);
}

void nj_quota_init(struct nj_quota *quota, const struct net *net)
{
	atomic_long_set(&quota->own, 0);
	if (net_eq(net, &init_net))
		quota->used = NULL;
	else if (net->user_ns == &init_user_ns)
		quota->used = &quota->own;
	else
		quota->used = &user_memory[user_hash(net->user_ns)];
}

bool nj_quota_take(struct nj_quota *quota, size_t size)
{
	unsigned long most = READ_ONCE(netns_memory_max);
	unsigned long used, all;

	if (!quota->used)
		return true;
	used = atomic_long_add_return(size, quota->used);
	all = atomic_long_add_return(size, &netns_memory);
	if (all <= most && used <= most - all)
		return true;
	nj_quota_give(quota, size);
	return false;
}

void nj_quota_give(struct nj_quota *quota, size_t size)
{
	if (!quota->used)
		return;
	atomic_long_sub(size, quota->used);
	atomic_long_sub(size, &netns_memory);
}
