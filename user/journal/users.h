/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names and ids of users. They come only from /etc/passwd, because a service on the network may
 * not answer while somebody repairs the network.
 */
#ifndef NETJOURNAL_USERS_H
#define NETJOURNAL_USERS_H

#include <stdint.h>

/* Returns the name of @uid, or NULL. It is valid until the next call. */
const char *user_name(uint32_t uid);

/* Sets @uid to the id of the user @name. Returns 0, or -ENOENT if there is none. */
int user_id(const char *name, uint32_t *uid);

/* The path of the file with the users; tests set it. */
extern const char *users_file;

#endif
