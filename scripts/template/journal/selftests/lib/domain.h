/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Makes many records of one kind fast, for the selftests of the journal.
 */
#ifndef SELFTESTS_DOMAIN_H
#define SELFTESTS_DOMAIN_H

#include "journal.h"

/* The kind of the records that churn() makes. */
#define CHURN_KIND	EXAMPLE_KIND_CHANGE
#define CHURN_GROUP	EXAMPLE_MCGRP_CHANGE
#define CHURN_KINDS	KINDS(CHANGE)

/* Nothing happens in a namespace by itself. */
void quiet(void);
/* Enters a new namespace. */
void new_netns_quiet(void);

/*
 * Sets the channel @who twice, @times times. Each time makes two records. One task
 * and one socket make all changes.
 */
void churn(uint32_t who, uint32_t times);

/* The parts of churn(), for a test that does something in between. */
struct churn {
	struct nl nl;
	uint16_t family;
};

void churn_open(struct churn *c);
void churn_over(struct churn *c, uint32_t who, uint32_t times);
void churn_close(struct churn *c);

#endif
