// SPDX-License-Identifier: GPL-2.0
/*
 * Does something wrong when it is loaded, so that the tests see that the kernel of a test run
 * reports it: fault=NAME.
 */
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

static char *fault = "overflow";
module_param(fault, charp, 0);

static int canary_overflow(void)
{
	char *memory = kmalloc(100, GFP_KERNEL);

	if (!memory)
		return -ENOMEM;
	OPTIMIZER_HIDE_VAR(memory);
	memory[128] = 1;
	kfree(memory);
	return 0;
}

static int canary_use_after_free(void)
{
	char *memory = kmalloc(100, GFP_KERNEL);

	if (!memory)
		return -ENOMEM;
	kfree(memory);
	OPTIMIZER_HIDE_VAR(memory);
	WRITE_ONCE(memory[50], 1);
	return 0;
}

/* Do it more than once, because an old value of a register may still refer to one of them. */
static int canary_leak(void)
{
	int i;

	for (i = 0; i < 10; i++)
		if (!kmalloc(1000, GFP_KERNEL))
			return -ENOMEM;
	return 0;
}

/* Allocate in a cache that is named like the module's own caches, and that stays. */
static int canary_cache(void)
{
	struct kmem_cache *cache = kmem_cache_create("netjournal_canary", 64, 0, 0, NULL);

	if (!cache)
		return -ENOMEM;
	return kmem_cache_alloc(cache, GFP_KERNEL) ? 0 : -ENOMEM;
}

static DEFINE_MUTEX(canary_a);
static DEFINE_MUTEX(canary_b);

static int canary_lock_order(void)
{
	mutex_lock(&canary_a);
	mutex_lock(&canary_b);
	mutex_unlock(&canary_b);
	mutex_unlock(&canary_a);
	mutex_lock(&canary_b);
	mutex_lock(&canary_a);
	mutex_unlock(&canary_a);
	mutex_unlock(&canary_b);
	return 0;
}

static DEFINE_SPINLOCK(canary_lock);

static int canary_sleep(void)
{
	spin_lock(&canary_lock);
	might_sleep();
	spin_unlock(&canary_lock);
	return 0;
}

static int __rcu *canary_pointer;

static int canary_rcu(void)
{
	return rcu_dereference(canary_pointer) ? -EINVAL : 0;
}

static const struct {
	const char *name;
	int (*make)(void);
} canaries[] = {
	{ "overflow", canary_overflow },
	{ "use-after-free", canary_use_after_free },
	{ "leak", canary_leak },
	{ "cache", canary_cache },
	{ "lock-order", canary_lock_order },
	{ "sleep", canary_sleep },
	{ "rcu", canary_rcu },
};

static int __init canary_init(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(canaries); i++)
		if (!strcmp(fault, canaries[i].name))
			return canaries[i].make();
	return -EINVAL;
}

static void __exit canary_exit(void)
{
}

module_init(canary_init);
module_exit(canary_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A deliberate fault");
