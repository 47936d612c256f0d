/* SPDX-License-Identifier: GPL-2.0 */
/* The options of `netjournal log`. */
#ifndef NETJOURNAL_LOG_OPTIONS_H
#define NETJOURNAL_LOG_OPTIONS_H

#include "base/args.h"
#include "journal/domain.h"
#include "journal/query.h"

/*
 * In the order of the option's words, and the choice if there is no option.
 *
 * @LOG_SHORT: on a terminal, lines that fit
 * @LOG_FULL: whole states, in lines of any length
 * @LOG_ACTS: see acts.h
 * @LOG_SUMMARY: see summary.h
 * @LOG_CURSOR: short lines that end with a cursor
 * @LOG_SYSTEM: entries of the system journal
 */
enum log_output {
	LOG_SHORT,
	LOG_FULL,
	LOG_ACTS,
	LOG_SUMMARY,
	LOG_CURSOR,
	LOG_JSON,
	LOG_SYSTEM,
	LOG_DEFAULT,
};

/* @query becomes what the options ask for. @args and @domain belong to the caller. */
struct log_options {
	struct args *args;
	struct domain *domain;
	struct query query;
	enum log_output output;
	bool limited;		/* with LOG_ACTS: print only as many of them as @query.lines */
	bool verbose;		/* print minor records (see domain_minor()) */
	bool show_cursor, has_range, has_until;
	bool all_netns;		/* the journals of all network namespaces; see log_all.h */
};

extern const struct opt log_opts[];

/*
 * For other verbs about a selection of records: the words of `log`, and of its options those
 * that say which time. log_options_selection() reads the command line of the verb, and makes a
 * query of it. @more, which may be NULL, takes the options that the verb has besides, and
 * returns 0 for others. Returns an enum status. The caller frees @o->domain, which is NULL if only the
 * help was wanted.
 */
extern const struct opt log_selection_opts[];
int log_options_selection(struct log_options *o, struct args *a,
			  int (*more)(int id, const char *value));
/* Nothing was found: complains if a word can be a mistake, and returns whether it did. */
bool log_options_misspelt(const struct log_options *o);
void log_print_words(void);
void log_complete_words(int n, char **words);

/* Takes the option or word that args_next() returned as @id. Returns an enum status. */
int log_option_parse(struct log_options *o, int id);
/*
 * After the last option: refuses options that exclude each other, and decides where the
 * query begins. Returns an enum status.
 */
int log_options_end(struct log_options *o);

#endif
