// SPDX-License-Identifier: GPL-2.0
/*
 * The list of the module's parts, and its description.
 *
 * The state exists before the family is open and after it is closed, so that
 * every request finds it.
 */
#include <linux/module.h>

#include "family.h"
#include "part.h"
#include "state.h"

const struct example_part *const example_parts[] = {
	&example_state_part,
	&example_family_part,
	NULL
};

MODULE_DESCRIPTION("Channels that are read, set and watched over generic netlink");
