// SPDX-License-Identifier: GPL-2.0
/*
 * Records that a task makes when it leaves a system call. See late.h.
 */
#include <linux/rcupdate.h>

#include "late.h"
#include "netns.h"

/* Cleared on unload: the journals are going. */
static bool journals_are_there;

void nj_late_record(const struct net *net,
		    void (*record)(struct nj_journal *journal, const void *arg),
		    const void *arg)
{
	struct nj_journal *journal;

	rcu_read_lock();
	journal = READ_ONCE(journals_are_there) ? nj_netns_hear(net) : NULL;
	if (journal)
		record(journal, arg);
	rcu_read_unlock();
}

static int late_init(void)
{
	WRITE_ONCE(journals_are_there, true);
	return 0;
}

static void late_exit(void)
{
	WRITE_ONCE(journals_are_there, false);
	synchronize_rcu();
}

const struct nj_part nj_late_part = {
	.init = late_init,
	.exit = late_exit,
};
