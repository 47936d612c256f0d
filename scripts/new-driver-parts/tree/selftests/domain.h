/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the selftests of the journal need of the domain: a way to make records
 * of one kind, many and fast. Included by nl.h.
 */
#ifndef SELFTESTS_DOMAIN_H
#define SELFTESTS_DOMAIN_H

/* The kind that churn() makes records of. */
#define CHURN_KIND	NETJOURNAL_KIND_CHANNEL
#define CHURN_GROUP	NETJOURNAL_MCGRP_CHANNEL
#define CHURN_KINDS	KINDS(CHANNEL)

/* Makes the network namespace fit for churn(): nothing happens in it by itself. */
void quiet(void);
/* Enters a new one that is. */
void new_netns_quiet(void);

/*
 * Sets the label of a channel, which @who tells, and takes it away again, @times
 * times; each makes two records. It is one task and one socket that does it.
 */
void churn(uint32_t who, uint32_t times);

/* The same in parts, for a test that has something to do in between. */
struct churn {
	struct nl nl;
	uint16_t family;
};
void churn_open(struct churn *c);
void churn_over(struct churn *c, uint32_t who, uint32_t times);
void churn_close(struct churn *c);

#endif
