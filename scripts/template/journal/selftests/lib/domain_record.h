/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The attributes that this driver adds to a record.
 */
#ifndef SELFTESTS_DOMAIN_RECORD_H
#define SELFTESTS_DOMAIN_RECORD_H

#include <linux/netlink.h>
#include <stdint.h>

struct domain_record {
	uint32_t index, level;
};

/* @tb: the attributes of the record, up to EXAMPLE_A_RECORD_MAX. */
void domain_record_parse(struct domain_record *rec, const struct nlattr **tb);

#endif
