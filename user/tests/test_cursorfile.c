// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of cursorfile.c.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "journal/cursorfile.h"
#include "tap.h"

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	fputs(text, file);
	fclose(file);
}

static void test_content(const char *path, const char *text, int want)
{
	struct cursor c;

	put(path, text);
	is_num(cursor_file_read(path, &c), want, text);
}

static bool is_link(const char *path)
{
	struct stat st;

	return !lstat(path, &st) && S_ISLNK(st.st_mode);
}

/* @path: the file that a symbolic link in the folder @dir points to; it does not exist yet */
static void test_link(const char *dir, const char *path)
{
	struct cursor c = { .has_instance = true, .instance = 0x1f, .seq = 7 }, back = { 0 };
	char link[64];

	snprintf(link, sizeof(link), "%s/link", dir);
	if (symlink("cursor", link))
		abort();
	is_num(cursor_file_write(link, &c), 0, "a symbolic link to a file that does not exist");
	ok(is_link(link) && !cursor_file_read(path, &back) && back.seq == 7, "makes the file");
	c.seq = 8;
	is_num(cursor_file_write(link, &c), 0, "and again");
	ok(is_link(link) && !cursor_file_read(path, &back) && back.seq == 8, "replaces the file, not the link");
	unlink(path);
	unlink(link);
	if (symlink("/proc/none/cursor", link))
		abort();
	is_num(cursor_file_write(link, &c), -ENOENT, "a link into a folder that is not there");
	ok(is_link(link), "stays as it is");
	unlink(link);
}

int main(void)
{
	char dir[] = "/tmp/netjournal-test.XXXXXX", path[64], temp[64];
	struct cursor c = { .has_instance = true, .instance = 0x1f, .seq = 99 };
	struct cursor back = { 0 };
	struct stat before, after;

	if (!mkdtemp(dir))
		return 1;
	snprintf(path, sizeof(path), "%s/cursor", dir);
	snprintf(temp, sizeof(temp), "%s/cursor.new", dir);

	is_num(cursor_file_read(path, &back), -ENOENT, "no file yet");
	is_num(cursor_file_write(path, &c), 0, "write");
	is_num(cursor_file_read(path, &back), 0, "read");
	ok(back.instance == 0x1f && back.seq == 99, "the same cursor");

	stat(path, &before);
	c.seq = 100;
	is_num(cursor_file_write(path, &c), 0, "write again");
	stat(path, &after);
	ok(before.st_ino != after.st_ino, "the file is replaced, not changed");
	ok(access(temp, F_OK) < 0, "nothing else is left");

	test_content(path, "", 0);
	is_num(cursor_file_read(path, &back), 0, "emptied by a crash");
	ok(back.has_instance && !back.instance && !back.seq,
	   "emptied by a crash: of no journal");
	test_content(path, "\n", -EINVAL);
	test_content(path, "rubbish\n", -EINVAL);
	test_content(path, "42\n", -EINVAL);
	test_content(path, "1f:42\nmore\n", 0);
	test_content(path, "0000000000000001:18446744073709551615000000000000000000\n",
		     -EINVAL);
	unlink(path);
	if (mkfifo(path, 0600))
		abort();
	is_num(cursor_file_read(path, &back), -EINVAL, "a pipe without a writer, which is not waited for");
	unlink(path);
	is_num(cursor_file_read("/dev/null", &back), -EINVAL, "a device is no file that a cursor can replace");
	test_link(dir, path);

	is_num(cursor_file_write("/proc/none/cursor", &c), -ENOENT,
	       "a folder that is not there");
	is_num(cursor_file_read(dir, &back), -EISDIR, "a folder is no file");
	is_num(cursor_file_write(dir, &c), -EISDIR, "nor is it overwritten");
	rmdir(dir);
	return tap_done();
}
