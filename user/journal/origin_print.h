/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Prints who made a change.
 */
#ifndef NETJOURNAL_ORIGIN_PRINT_H
#define NETJOURNAL_ORIGIN_PRINT_H

#include "base/out.h"
#include "journal/process.h"
#include "journal/record.h"

/*
 * Prints text for people. @process is NULL if the details are not known. @brief: for a
 * narrow terminal; a long command line is cut, and an ancestor has only its name.
 */
void origin_print_text(struct out *o, const struct origin *origin,
		       const struct process *process, bool brief);

/* Returns in words what the work item of a kernel thread does, or NULL if that is not known. */
const char *origin_work(const struct origin *origin);

/* Prints the details of @process as members of the open JSON object. */
void process_print_json(struct out *o, const struct process *process);

/* Prints a command line: as words for a shell in text, as an array in JSON. */
void cmdline_print(struct out *o, const char *key, const struct cmdline *c);

#endif
