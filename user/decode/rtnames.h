/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names of routing tables, protocols, scopes, realms, groups of devices and DS fields,
 * from the files of iproute2. The files are read when they are first needed.
 */
#ifndef NETJOURNAL_RTNAMES_H
#define NETJOURNAL_RTNAMES_H

#include <stdbool.h>
#include <stdint.h>

enum rt_names {
	RT_TABLES,
	RT_PROTOS,
	RT_SCOPES,
	RT_REALMS,
	RT_GROUPS,
	RT_DSFIELDS,
	RT_ADDRPROTOS,
	RT_DOWN_REASONS,
	RT_NAMES_MAX
};

#define RT_NAME_LEN	16

/* Returns the name of @id, or the number as text in @buf. */
const char *rt_name(enum rt_names which, uint32_t id, char buf[RT_NAME_LEN]);
/* Reads a name or a number. Returns false if @word is neither. */
bool rt_number(enum rt_names which, const char *word, uint32_t *id);

/*
 * Sets the folders to read instead of /usr/share/iproute2 and /etc/iproute2, for tests.
 * The second folder takes precedence. Forgets all names that were read.
 */
void rt_names_folders(const char *usr, const char *etc);

#endif
