// SPDX-License-Identifier: GPL-2.0
/*
 * Finds functions of the kernel by name. See locate.h.
 */
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "locate.h"

/* A kprobe, and the name by which it is registered: FUNCTION or MODULE:FUNCTION. */
struct located {
	struct kprobe probe;
	char name[64];
};

/*
 * Unregistering takes an RCU grace period, so all kprobes are unregistered together.
 */
struct nj_locator {
	unsigned int n;
	struct kprobe *probes[NJ_LOCATE_MAX];
	struct located located[NJ_LOCATE_MAX];
};

struct nj_locator *nj_locator_new(void)
{
	return kzalloc(sizeof(struct nj_locator), GFP_KERNEL);
}

void nj_locator_free(struct nj_locator *locator)
{
	if (locator)
		unregister_kprobes(locator->probes, locator->n);
	kfree(locator);
}

/* Whether a module has the function at @address. */
static bool address_is_in_module(const void *address)
{
	char text[64];

	/* "FUNCTION [MODULE]" or "FUNCTION". */
	snprintf(text, sizeof(text), "%ps", address);
	return strchr(text, ' ');
}

int nj_locate(struct nj_locator *locator, const char *module, const char *name,
	      void **address)
{
	struct located *located;
	int err;

	if (!locator)
		return -ENOMEM;
	if (locator->n == NJ_LOCATE_MAX)
		return -ENOSPC;
	located = &locator->located[locator->n];
	snprintf(located->name, sizeof(located->name), "%s%s%s", module ?: "",
		 module ? ":" : "", name);
	located->probe = (struct kprobe){
		.symbol_name = located->name,
		.flags = KPROBE_FLAG_DISABLED,
	};
	err = register_kprobe(&located->probe);
	if (err)
		return err;
	locator->probes[locator->n++] = &located->probe;
	if (!module && address_is_in_module(located->probe.addr))
		return -ENOENT;
	*address = located->probe.addr;
	return 0;
}
