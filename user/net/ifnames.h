/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The names of network devices, by interface index and sequence number. A route contains
 * only an index. The records of links say which name the device had at that time, even if
 * the device is gone or has another name now.
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
 * Stores that the device @ifindex had the name @name at @seq. Does nothing if there is no
 * memory.
 */
void ifnames_add(struct ifnames *n, uint32_t ifindex, uint64_t seq,
		 const char *name);

/*
 * Returns the name of @ifindex at @seq: the last name before @seq, otherwise the first
 * name after it, otherwise NULL.
 */
const char *ifnames_find(const struct ifnames *n, uint32_t ifindex,
			 uint64_t seq);

/* Calls @each for every name of every device. */
void ifnames_each(const struct ifnames *n, void (*each)(const char *name, void *arg),
		  void *arg);

#endif
