/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Finds a message that has come before, without parsing it. What flaps, is announced in the same words
 * again and again. A cache: a message can push another one out. Does no I/O.
 */
#ifndef NETJOURNAL_ECHOES_H
#define NETJOURNAL_ECHOES_H

#include <linux/netlink.h>
#include <stddef.h>
#include <stdint.h>

/*
 * @nlh: the message, which the caller keeps as long as the entry
 * @object, @path: what the caller wants to know of it
 */
struct echo {
	const struct nlmsghdr *nlh;
	void *object;
	uint32_t path;
};

/* One that is all zero is empty. */
struct echoes {
	/* private */
	struct echo *entries;
};

/*
 * Returns the entry of a message with the same type, flags and content, or NULL. Who sent it, and its number, do not
 * matter. @len: the bytes at @nlh
 */
const struct echo *echoes_find(const struct echoes *e, const struct nlmsghdr *nlh, size_t len);
/* Adds an entry. Without memory, does nothing. */
void echoes_add(struct echoes *e, const struct echo *entry);
/* Removes the entry of @nlh, which is the caller's own message, if it is still there. */
void echoes_remove(struct echoes *e, const struct nlmsghdr *nlh);
void echoes_drop(struct echoes *e);

#endif
