// SPDX-License-Identifier: GPL-2.0
/* Records that do not come from the journal: lines of JSON, and captured messages. */
#include <stdio.h>

#include "decode/rebuild.h"
#include "net/domain_net.h"

struct nl_msg *domain_rebuild(const struct domain_event *event)
{
	const struct rebuild r = {
		.v = event->values, .event = event->at, .kind = event->kind, .del = event->del,
		.changed = event->changed, .number = event->number, .arg = event->arg,
	};

	return event_rebuild(&r);
}

uint32_t domain_message_kind(const struct nlmsghdr *nlh, size_t len, uint32_t *number, char *name, size_t size)
{
	struct event ev;

	if (event_parse(&ev, nlh, len))
		return 0;
	*name = '\0';
	if (ev.kind == NETJOURNAL_KIND_LINK && ev.ifindex && ev.ifname) {
		*number = ev.ifindex;
		snprintf(name, size, "%s", ev.ifname);
	}
	return ev.kind;
}
