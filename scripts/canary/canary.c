// SPDX-License-Identifier: GPL-2.0
/*
 * Writes past the end of its memory, for scripts/test to see that the kernel
 * of a test run would tell.
 */
#include <linux/module.h>
#include <linux/slab.h>

static int __init canary_init(void)
{
	char *memory = kmalloc(100, GFP_KERNEL);

	if (!memory)
		return -ENOMEM;
	OPTIMIZER_HIDE_VAR(memory);
	memory[128] = 1;
	kfree(memory);
	return 0;
}

static void __exit canary_exit(void)
{
}

module_init(canary_init);
module_exit(canary_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A deliberate fault");
