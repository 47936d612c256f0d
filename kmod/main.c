// SPDX-License-Identifier: GPL-2.0
/*
 * Load and unload.
 *
 * module.c lists the parts. They start in that order and stop in the reverse.
 */
#include <linux/module.h>
#include <net/net_namespace.h>

#include "part.h"

static int part_start(const struct nj_part *part)
{
	int err = part->init ? part->init() : 0;

	if (err || !part->netns)
		return err;
	err = register_pernet_subsys(part->netns);
	if (err && part->exit)
		part->exit();
	return err;
}

static void part_stop(const struct nj_part *part)
{
	if (part->netns)
		unregister_pernet_subsys(part->netns);
	if (part->exit)
		part->exit();
}

/* Stops the parts before @end, the last one first. */
static void parts_stop(const struct nj_part *const *end)
{
	while (end != nj_parts)
		part_stop(*--end);
}

static const struct nj_part *const *parts_end(void)
{
	const struct nj_part *const *part = nj_parts;

	while (*part)
		part++;
	return part;
}

static int __init nj_init(void)
{
	const struct nj_part *const *part;
	int err;

	for (part = nj_parts; *part; part++) {
		err = part_start(*part);
		if (err) {
			parts_stop(part);
			return err;
		}
	}
	return 0;
}

static void __exit nj_exit(void)
{
	parts_stop(parts_end());
}

module_init(nj_init);
module_exit(nj_exit);

MODULE_LICENSE("GPL");
