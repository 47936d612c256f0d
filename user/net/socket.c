// SPDX-License-Identifier: GPL-2.0
/* A socket for one reading. See socket.h. */
#include <errno.h>
#include <stdlib.h>

#include "net/socket.h"

struct netlink *socket_new(int protocol, int *err)
{
	struct netlink *n = malloc(sizeof(*n));

	*err = n ? netlink_open(n, protocol) : -ENOMEM;
	if (!*err)
		return n;
	free(n);
	return NULL;
}

void socket_free(struct netlink *n)
{
	if (n)
		netlink_close(n);
	free(n);
}
