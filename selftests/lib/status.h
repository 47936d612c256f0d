/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The reply to status-get. It describes every ring, so it shows any change.
 */
#ifndef SELFTESTS_STATUS_H
#define SELFTESTS_STATUS_H

#include <stddef.h>

struct status_bytes {
	size_t len;
	char bytes[16384];
};

void status_bytes_read(struct status_bytes *s);

#endif
