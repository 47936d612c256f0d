// SPDX-License-Identifier: GPL-2.0
/*
 * The list of the module's parts, and its description.
 */
#include <linux/module.h>

#include "ear.h"
#include "multipath.h"
#include "family.h"
#include "netns.h"
#include "part.h"
#include "silent.h"

const struct nj_part *const nj_parts[] = {
	&nj_multipath_part,
	&nj_silent_part,
	&nj_journal_part,
	&nj_ear_part,
	&nj_family_part,
	NULL
};

MODULE_DESCRIPTION("A journal of network configuration changes, with who made them");
