/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What network devices were called, by interface index and sequence number. A
 * route says "device 7"; what 7 was called then, the journal's own records of
 * links know, also when the device is gone or has another name now.
 */
#ifndef NETJOURNAL_IFNAMES_H
#define NETJOURNAL_IFNAMES_H

#include <stdint.h>

struct ifnames;

/* Returns NULL if there is no memory. */
struct ifnames *ifnames_new(void);
void ifnames_free(struct ifnames *n);
void ifnames_clear(struct ifnames *n);

/*
 * At @seq the device @ifindex was called @name. Without memory it is forgotten.
 */
void ifnames_add(struct ifnames *n, uint32_t ifindex, uint64_t seq,
		 const char *name);

/*
 * What @ifindex was called at @seq: the last name before it, else the first
 * after it, else NULL.
 */
const char *ifnames_find(const struct ifnames *n, uint32_t ifindex,
			 uint64_t seq);

#endif
