/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the network devices of this network namespace are called now, by
 * interface index: asked of the kernel when first needed, and remembered.
 */
#ifndef NETJOURNAL_LINKNAMES_H
#define NETJOURNAL_LINKNAMES_H

#include <stdint.h>

struct linknames;

/*
 * @fd: a netlink socket of the network namespace in question, which must stay
 * open. Returns NULL if there is no memory.
 */
struct linknames *linknames_new(int fd);
void linknames_free(struct linknames *l);

/*
 * The name of @ifindex, or NULL if there is no such device; valid until the
 * device is set or the table is freed. Of the form that event_names wants;
 * @linknames is the struct.
 */
const char *linknames_find(void *linknames, uint32_t ifindex);

/*
 * @ifindex is called @name (of at most 15 bytes), or with NULL is no more: from
 * a message, which spares asking, or may be newer than what was asked.
 */
void linknames_set(struct linknames *l, uint32_t ifindex, const char *name);

/* The device is no more. What others still say of it has its name, for a while. */
void linknames_gone(struct linknames *l, uint32_t ifindex);

/* All are asked of the kernel again. */
void linknames_forget(struct linknames *l);

#endif
