// SPDX-License-Identifier: GPL-2.0
/*
 * The list of the module's parts, and its description.
 */
#include <linux/module.h>

#include "act.h"
#include "cause_events.h"
#include "cause_memory.h"
#include "crash.h"
#include "ear.h"
#include "genl.h"
#include "late.h"
#include "multipath.h"
#include "family.h"
#include "netns.h"
#include "part.h"
#include "silent.h"
#include "silent_source6.h"
#include "sysctl.h"
#include "spaces.h"

const struct nj_part *const nj_parts[] = {
	&nj_act_part,
	&nj_multipath_part,
#if IS_ENABLED(CONFIG_IPV6)
	&nj_source6_part,
#endif
	&nj_silent_part,
	&nj_cause_memory_part,
	&nj_journal_part,
	&nj_crash_part,
	&nj_cause_events_part,
	&nj_late_part,
	&nj_sysctl_part,
	&nj_spaces_part,
	&nj_ear_part,
	&nj_genl_part,
	&nj_family_part,
	NULL
};

MODULE_DESCRIPTION("A journal of network configuration changes, with who made them");
