/* SPDX-License-Identifier: GPL-2.0 */
/* The verbs of the domain, each in a file of its own. */
#ifndef NETJOURNAL_DOMAIN_VERBS_H
#define NETJOURNAL_DOMAIN_VERBS_H

#include "base/args.h"

extern const struct verb verb_blame;
extern const struct verb verb_why;
extern const struct verb verb_fights;
extern const struct verb verb_timeline;
extern const struct verb verb_confirm;
extern const struct verb verb_diff;
extern const struct verb verb_keep;
extern const struct verb verb_list;
extern const struct verb verb_save;
extern const struct verb verb_try;
extern const struct verb verb_undo;
extern const struct verb verb_watch;

#endif
