/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What feeds the journal. A source hands nj_journal_add() a kind, an origin and
 * attributes; the rest of the module knows sources by this table only.
 */
#ifndef NJ_SOURCES_H
#define NJ_SOURCES_H

#include "part.h"

struct nj_journal;

/**
 * struct nj_source - one source
 * @init: called once when the module is loaded; may be NULL
 * @exit: undoes @init; may be NULL
 * @start: starts to feed a journal; returns the source's state for it, which the
 *	source owns, or ERR_PTR()
 * @stop: stops; when it returns the source does not touch the journal any more
 *
 * All of them may sleep.
 */
struct nj_source {
	int (*init)(void);
	void (*exit)(void);
	void *(*start)(struct nj_journal *journal);
	void (*stop)(void *state);
};

/* Starts the sources for each network namespace, and stops them. */
extern const struct nj_part nj_sources_part;

#endif
