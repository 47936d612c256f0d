/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files of others as a store in memory: the JSON lines that `log -j` has printed, and messages that were captured
 * from the kernel. Their records have less in them than those of a store:
 *
 * - Lines have no message of the kernel. As far as a line has the members for it, the domain makes one again.
 * - Captured messages have no author.
 */
#ifndef JOURNAL_LINES_H
#define JOURNAL_LINES_H

#include "journal/archive.h"

/*
 * The attribute of a record that has the line which it was made of, as text. The kernel does not have it.
 */
#define LINES_TEXT	62

/* Returns the line of the record, and its length in @len; NULL: it was not made of a line. */
const char *lines_text(const struct record *rec, size_t *len);

/*
 * Reads the file @path. Returns 0; -EUCLEAN if it is no such file; or another negative errno, with a text for people in
 * @error. The caller closes @a. @from_lines is set if the file has lines.
 */
int lines_open(struct archive **a, const char *path, bool *from_lines, char *error, size_t size);

#endif
