/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Keeps a cursor in a file between runs.
 */
#ifndef NETJOURNAL_CURSORFILE_H
#define NETJOURNAL_CURSORFILE_H

#include "journal/cursor.h"

/*
 * Reads the cursor in the file @path. Returns 0, -ENOENT if the file does not exist,
 * -EINVAL if it contains no cursor, or another negative errno. If a crash of the
 * machine left the file empty, the cursor is 0:0, which belongs to no journal.
 */
int cursor_file_read(const char *path, struct cursor *cursor);

/*
 * Replaces the file with one that contains @cursor. A reader finds the complete old
 * file or the complete new one. Returns 0 or a negative errno.
 */
int cursor_file_write(const char *path, const struct cursor *cursor);

#endif
