/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Makes many records of one kind fast, for the selftests of the journal.
 */
#ifndef SELFTESTS_DOMAIN_H
#define SELFTESTS_DOMAIN_H

#include "journal.h"

/* The kind of the records that churn() makes. */
#define CHURN_KIND	NETJOURNAL_KIND_ROUTE
#define CHURN_GROUP	NETJOURNAL_MCGRP_ROUTE
#define CHURN_KINDS	KINDS(ROUTE)

/*
 * Prepares the network namespace for churn(): the device d0 is up, and IPv6 is off, so
 * that nothing happens in the namespace by itself.
 */
void quiet(void);
/* Enters a new namespace and prepares it. */
void new_netns_quiet(void);

/*
 * Adds and deletes one IPv4 route of table @who over d0, @times times. Each time makes
 * two records. One task and one socket make all changes.
 */
void churn(uint32_t who, uint32_t times);

/* The parts of churn(), for a test that does something in between. */
struct churn {
	struct nl nl;
	uint32_t oif;
};

void churn_open(struct churn *c);
void churn_over(struct churn *c, uint32_t who, uint32_t times);
void churn_close(struct churn *c);

/* Returns the attribute @type of the RTM message in @rec, whose header has @hdrlen bytes. */
const struct nlattr *rec_attr(const struct rec *rec, size_t hdrlen, int type);

/*
 * Returns the flags (RTNH_F_*) of the leg over @dev in the last announcement of a multipath
 * route after @after, or -1 if there was none. Sets @n to the number of these announcements.
 */
int leg_flags(struct recs *recs, uint64_t after, const char *dev, int *n);

#endif
