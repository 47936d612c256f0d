/* SPDX-License-Identifier: GPL-2.0 */
/* The options of `netjournal log`. */
#ifndef NETJOURNAL_LOG_OPTIONS_H
#define NETJOURNAL_LOG_OPTIONS_H

#include "base/args.h"
#include "journal/domain.h"
#include "journal/query.h"

/*
 * In the order of the option's words.
 *
 * @LOG_SHORT: on a terminal, lines that fit
 * @LOG_FULL: whole states, in lines of any length
 * @LOG_CURSOR: short lines that end with a cursor
 */
enum log_output {
	LOG_SHORT,
	LOG_FULL,
	LOG_CURSOR,
	LOG_JSON,
};

/* @query becomes what the options ask for. @args and @domain belong to the caller. */
struct log_options {
	struct args *args;
	struct domain *domain;
	struct query query;
	enum log_output output;
	bool show_cursor, has_range, has_until;
};

extern const struct opt log_opts[];

/* Takes the option or word that args_next() returned as @id. Returns an enum status. */
int log_option_parse(struct log_options *o, int id);
/*
 * After the last option: refuses options that exclude each other, and decides where the
 * query begins. Returns an enum status.
 */
int log_options_end(struct log_options *o);

#endif
