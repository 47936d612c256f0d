/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Turn this process into another user for good. Return 0 or -errno.
 */
#ifndef SELFTESTS_BECOME_H
#define SELFTESTS_BECOME_H

/* A user without privileges. */
int become_user(void);
/* Root in a container that uses the host's network. */
int become_userns_root(void);
/* Root in a container with its own network. */
int become_container_root(void);

#endif
