/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A cursor kept in a file from one run to the next.
 */
#ifndef NETJOURNAL_CURSORFILE_H
#define NETJOURNAL_CURSORFILE_H

#include "journal/cursor.h"

/*
 * Reads the cursor in the file @path. Returns 0, -ENOENT if there is no file,
 * -EINVAL if there is something else in it, or another negative errno. A file
 * that a crash of the machine left empty has the cursor 0:0, of no journal.
 */
int cursor_file_read(const char *path, struct cursor *cursor);

/*
 * Replaces the file by one with @cursor: whoever looks finds the old one or the
 * new one, whole. Returns 0 or a negative errno.
 */
int cursor_file_write(const char *path, const struct cursor *cursor);

#endif
