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
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "journal/cursorfile.h"

int cursor_file_read(const char *path, struct cursor *cursor)
{
	char text[CURSOR_TEXT_MAX + 1];
	/* The open of a pipe without a writer does not wait. */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	ssize_t len;
	int err;

	if (fd < 0)
		return -errno;
	len = read(fd, text, sizeof(text) - 1);
	err = len < 0 ? -errno : 0;
	/* The write would put a file in the place of a pipe, or of /dev/null. */
	if (!err && (fstat(fd, &st) || !S_ISREG(st.st_mode)))
		err = -EINVAL;
	close(fd);
	if (err)
		return err;
	text[len] = '\0';
	if (!text[0]) {
		*cursor = (struct cursor){ .has_instance = true };
		return 0;
	}
	text[strcspn(text, "\n")] = '\0';
	return cursor_parse(text, cursor) || !cursor->has_instance ? -EINVAL : 0;
}

/* Makes the file that a symbolic link points to. */
static int make_target(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);

	if (fd < 0)
		return -errno;
	close(fd);
	return 0;
}

/*
 * Writes the path of the file itself into @target, because a file that replaces a symbolic link
 * would not be where the link points.
 */
static int find_target(const char *path, char target[PATH_MAX])
{
	struct stat st;
	int err;

	if (realpath(path, target))
		return 0;
	if (errno != ENOENT)
		return -errno;
	if (lstat(path, &st) || !S_ISLNK(st.st_mode))
		return snprintf(target, PATH_MAX, "%s", path) < PATH_MAX ? 0 : -ENAMETOOLONG;
	err = make_target(path);
	if (err)
		return err;
	return realpath(path, target) ? 0 : -errno;
}

int cursor_file_write(const char *path, const struct cursor *cursor)
{
	char text[CURSOR_TEXT_MAX], target[PATH_MAX], temp[PATH_MAX];
	int fd, err = find_target(path, target);
	size_t len;

	if (err)
		return err;
	if (snprintf(temp, sizeof(temp), "%s.new", target) >= (int)sizeof(temp))
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
	if (close(fd) || rename(temp, target)) {
		err = -errno;
		goto remove;
	}
	return 0;
remove:
	unlink(temp);
	return err;
}
