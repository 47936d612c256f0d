// SPDX-License-Identifier: GPL-2.0
/*
 * Keeps a cursor in a file. The file is not synced to the disk, because that would
 * delay a follower, and a crash of the machine ends the journal too. A crash can
 * leave a file that is empty or all zero.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "journal/cursorfile.h"

int cursor_file_read(const char *path, struct cursor *cursor)
{
	char text[CURSOR_TEXT_MAX + 1];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t len;

	if (fd < 0)
		return -errno;
	len = read(fd, text, sizeof(text) - 1);
	close(fd);
	if (len < 0)
		return -EIO;
	text[len] = '\0';
	if (!text[0]) {
		*cursor = (struct cursor){ .has_instance = true };
		return 0;
	}
	text[strcspn(text, "\n")] = '\0';
	return cursor_parse(text, cursor) || !cursor->has_instance ? -EINVAL : 0;
}

int cursor_file_write(const char *path, const struct cursor *cursor)
{
	char text[CURSOR_TEXT_MAX], temp[PATH_MAX];
	int fd, err;
	size_t len;

	if (snprintf(temp, sizeof(temp), "%s.new", path) >= (int)sizeof(temp))
		return -ENAMETOOLONG;
	cursor_text(cursor, text);
	len = strlen(text);
	text[len++] = '\n';

	fd = open(temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0)
		return -errno;
	if (write(fd, text, len) != (ssize_t)len) {
		err = -(errno ? errno : ENOSPC);
		close(fd);
		goto remove;
	}
	if (close(fd) || rename(temp, path)) {
		err = -errno;
		goto remove;
	}
	return 0;
remove:
	unlink(temp);
	return err;
}
