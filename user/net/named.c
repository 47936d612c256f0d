// SPDX-License-Identifier: GPL-2.0
/*
 * Finds out how a network namespace was called. The kernel does not know the names of `ip netns`: they are files on
 * which a namespace is mounted. So this goes by the command line that made the namespace.
 */
#include <stdlib.h>
#include <string.h>

#include "decode/attr.h"
#include "decode/event.h"
#include "journal/client.h"
#include "journal/domain.h"
#include "journal/processes.h"
#include "net/named.h"

bool named_by(const struct process *process, const char *name)
{
	const struct cmdline *c = &process->cmdline;
	const char *arg = NULL;
	bool netns = false;
	size_t len;

	if (!process->comm || strcmp(process->comm, "ip") || !c->text)
		return false;
	while ((arg = cmdline_next(c, arg, &len))) {
		if (netns && len == strlen(name) && !memcmp(arg, name, len))
			return true;
		netns |= len >= 3 && len <= 5 && !memcmp(arg, "netns", len);
	}
	return false;
}

struct named {
	const char *name;
	uint64_t instance;
	uint64_t cookie;
	struct processes processes;
};

static int take_record(const struct nlmsghdr *nlh, void *arg)
{
	struct named *n = arg;
	const struct process *process;
	const uint8_t *cookie;
	struct record rec;
	struct event ev;

	if (record_parse(&rec, genl_attrs(nlh), genl_attrs_len(nlh)) || !rec.message ||
	    event_parse(&ev, rec.message, rec.message_len) || ev.del || ev.kind != NETJOURNAL_KIND_NETNS)
		return 0;
	rec.instance = n->instance;
	process = processes_find(&n->processes, &rec);
	cookie = ev.attr[NETJOURNAL_A_NETNS_COOKIE];
	if (process && cookie && named_by(process, n->name))
		n->cookie = attr_uint(cookie);
	return 0;
}

uint64_t domain_named(const char *name)
{
	static struct named n;
	const struct netlink_handler h = { .message = take_record, .arg = &n };
	struct client_status status;
	struct client c;

	memset(&n, 0, sizeof(n));
	n.name = name;
	if (client_open(&c))
		return 0;
	if (!client_status(&c, &status, NULL, NULL)) {
		n.instance = status.instance;
		client_records(&c, status.instance, 0, 1u << NETJOURNAL_KIND_NETNS, &h);
	}
	client_close(&c);
	processes_drop(&n.processes);
	return n.cookie;
}
