/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names and ids of users, from /etc/passwd alone: services that answer over the network may not
 * answer while the network is what is being repaired.
 */
#ifndef NETJOURNAL_USERS_H
#define NETJOURNAL_USERS_H

#include <stdint.h>

/* Returns the name of @uid, or NULL. It is valid until the next call. */
const char *user_name(uint32_t uid);

/* Sets @uid to the id of the user @name. Returns 0, or -ENOENT if there is none. */
int user_id(const char *name, uint32_t *uid);

/* Where the users are; tests set it. */
extern const char *users_file;

#endif
