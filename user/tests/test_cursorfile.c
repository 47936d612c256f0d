// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of cursorfile.c.
 */
#include <errno.h>
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

	is_num(cursor_file_write("/proc/none/cursor", &c), -ENOENT,
	       "a folder that is not there");
	is_num(cursor_file_read(dir, &back), -EIO, "a folder is no file");
	is_num(cursor_file_write(dir, &c), -EISDIR, "nor is it overwritten");
	rmdir(dir);
	return tap_done();
}
