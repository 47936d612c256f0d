// SPDX-License-Identifier: GPL-2.0
/* Visits all network namespaces once. */
#include "journal/domain.h"
#include "net/netspaces.h"

struct visitor {
	int (*each)(const struct domain_space *space, void *arg);
	void *arg;
};

static int on_found(struct netspace *ns, void *arg)
{
	const struct visitor *v = arg;
	const struct domain_space space = {
		.inode = ns->inode, .name = ns->name, .pid = ns->pid, .comm = ns->comm,
	};

	return v->each(&space, v->arg);
}

static void on_gone(struct netspace *ns, void *arg)
{
	(void)ns;
	(void)arg;
}

int domain_spaces(int (*each)(const struct domain_space *space, void *arg), void *arg)
{
	struct visitor v = { each, arg };
	const struct netspaces_handler handler = { .found = on_found, .gone = on_gone, .arg = &v };
	struct netspaces spaces;
	int err;

	netspaces_allow_files();
	err = netspaces_open(&spaces, &handler);
	if (err)
		return err;
	err = netspaces_scan(&spaces);
	netspaces_close(&spaces);
	return err;
}
