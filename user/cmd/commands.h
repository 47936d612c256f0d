/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The verbs of the journal, each in a file of its own, and the table of those that
 * the domain adds.
 */
#ifndef NETJOURNAL_COMMANDS_H
#define NETJOURNAL_COMMANDS_H

#include <stddef.h>

#include "base/program.h"

extern const struct verb verb_log;
extern const struct verb verb_show;
extern const struct verb verb_note;
extern const struct verb verb_status;
extern const struct verb verb_config;
extern const struct verb verb_clear;

extern const struct verb *const domain_verbs[];
extern const size_t domain_n_verbs;
extern const struct value_words domain_values[];

#endif
