/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The network objects that the kernel has before a command on trial. The journal does not know the state of an object
 * that is older than itself.
 */
#ifndef NETJOURNAL_PRIOR_H
#define NETJOURNAL_PRIOR_H

#include "base/store.h"

/*
 * @seq: the last record before the objects were read; what they are after it is in the records
 * @messages: an object each
 */
struct prior {
	uint64_t seq;
	struct store messages;
	char error[256];
};

/*
 * Reads the objects of @kinds, a mask. Sysctls are left out, because their records have the value before.
 * Returns 0 or a negative errno with a text for people in @p->error. The caller has set @p->seq.
 */
int prior_read(struct prior *p, uint32_t kinds);
void prior_drop(struct prior *p);

#endif
