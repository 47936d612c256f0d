/* SPDX-License-Identifier: GPL-2.0 */
/* `netjournal log --all-netns`. */
#ifndef NETJOURNAL_LOG_ALL_H
#define NETJOURNAL_LOG_ALL_H

#include "cmd/log_options.h"

/*
 * Prints the records of all network namespaces, merged by time. @fresh: the arguments before any was read; they
 * are read again for each namespace. @options: what they ask for. Returns an enum status.
 */
int log_all_run(const struct args *fresh, const struct log_options *options);

#endif
