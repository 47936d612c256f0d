/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The verbs, each in a file of its own.
 */
#ifndef NETJOURNAL_COMMANDS_H
#define NETJOURNAL_COMMANDS_H

#include "base/args.h"

extern const struct verb verb_log;
extern const struct verb verb_show;
/* domain: verbs */
extern const struct verb verb_blame;
/* end of domain */
extern const struct verb verb_note;
extern const struct verb verb_status;
extern const struct verb verb_config;
extern const struct verb verb_clear;
extern const struct verb verb_list;
/* domain: live */
extern const struct verb verb_watch;
/* end of domain */

#endif
