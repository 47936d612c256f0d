/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The present names of network devices, by interface index. The kernel is asked for a name
 * when it is first needed, and the answer is remembered.
 */
#ifndef NETJOURNAL_LINKNAMES_H
#define NETJOURNAL_LINKNAMES_H

#include <stdint.h>

struct linknames;

/*
 * @fd: a netlink socket in the network namespace. It must stay open. Returns NULL if there
 * is no memory.
 */
struct linknames *linknames_new(int fd);
void linknames_free(struct linknames *l);

/*
 * Returns the name of @ifindex, or NULL if the device does not exist. The name is valid
 * until the device is set or the table is freed. This is a function for struct
 * event_names; @linknames is a struct linknames.
 */
const char *linknames_find(void *linknames, uint32_t ifindex);

/*
 * Stores that @ifindex has the name @name (of at most 15 bytes), or that it is gone if
 * @name is NULL. The name comes from a message, so the kernel need not be asked, and the
 * name may be newer than a remembered one.
 */
void linknames_set(struct linknames *l, uint32_t ifindex, const char *name);

/* The device is gone. Its name is kept for a while, because later messages may name it. */
void linknames_gone(struct linknames *l, uint32_t ifindex);

/* Forgets all names, so that the kernel is asked again. */
void linknames_forget(struct linknames *l);

#endif
