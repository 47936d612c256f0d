// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>

#include "journal.h"
#include "status.h"

static void take_status(const struct nlmsghdr *nlh, void *arg)
{
	struct status_bytes *s = arg;

	s->len = NLMSG_PAYLOAD(nlh, GENL_HDRLEN);
	if (s->len > sizeof(s->bytes))
		abort();
	memcpy(s->bytes, (char *)NLMSG_DATA(nlh) + GENL_HDRLEN, s->len);
}

void status_bytes_read(struct status_bytes *s)
{
	struct nl_req *req = malloc(sizeof(*req));

	memset(s, 0, sizeof(*s));
	nj_begin(req, NETJOURNAL_CMD_STATUS_GET, 0);
	if (nl_talk_once(req, take_status, s))
		abort();
	free(req);
}
