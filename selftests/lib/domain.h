/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the selftests of the journal need of the domain: a way to make records
 * of one kind, many and fast.
 */
#ifndef SELFTESTS_DOMAIN_H
#define SELFTESTS_DOMAIN_H

#include "journal.h"

/* The kind that churn() makes records of. */
#define CHURN_KIND	NETJOURNAL_KIND_ROUTE
#define CHURN_GROUP	NETJOURNAL_MCGRP_ROUTE
#define CHURN_KINDS	KINDS(ROUTE)

/*
 * Makes the network namespace fit for churn(): a device d0 is up, and there is
 * no IPv6. Nothing happens in it by itself.
 */
void quiet(void);
/* Enters a new one that is. */
void new_netns_quiet(void);

/*
 * Adds and deletes one IPv4 route of table @who over d0, @times times; each
 * makes two records. It is one task and one socket that does it.
 */
void churn(uint32_t who, uint32_t times);

/* The same in parts, for a test that has something to do in between. */
struct churn {
	struct nl nl;
	uint32_t oif;
};
void churn_open(struct churn *c);
void churn_over(struct churn *c, uint32_t who, uint32_t times);
void churn_close(struct churn *c);

/* Attribute @type of the RTM message in @rec, whose header has @hdrlen bytes. */
const struct nlattr *rec_attr(const struct rec *rec, size_t hdrlen, int type);

/*
 * The flags (RTNH_F_*) of the leg over @dev in the last announcement of a
 * multipath route after @after; -1: there was none. @n: how many there were.
 */
int leg_flags(struct recs *recs, uint64_t after, const char *dev, int *n);

#endif
