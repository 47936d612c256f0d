// SPDX-License-Identifier: GPL-2.0
/* What takes the place of the system journal in a program that was built without libsystemd. */
#include <errno.h>

#include "journal/sysjournal.h"

bool sysjournal_exists(void)
{
	return false;
}

int sysjournal_send(const struct sysjournal_entry *entry)
{
	(void)entry;
	return -EOPNOTSUPP;
}
