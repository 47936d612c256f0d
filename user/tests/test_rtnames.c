// SPDX-License-Identifier: GPL-2.0
/* Names of tables and so on: built in, from files, and from their .d folders. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "decode/rtnames.h"
#include "tap.h"

static char dir[] = "/tmp/rtnames.XXXXXX";

static void write_file(const char *name, const char *text)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "w");
	if (!f)
		exit(1);
	fputs(text, f);
	fclose(f);
}

static void make_folder(const char *name)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	mkdir(path, 0700);
}

static void is_name(enum rt_names which, uint32_t id, const char *want)
{
	char buf[RT_NAME_LEN];

	is_str(rt_name(which, id, buf), want, want);
}

static void is_id(enum rt_names which, const char *word, long long want)
{
	uint32_t id = 0;

	is_num(rt_number(which, word, &id) ? (long long)id : -1, want, word);
}

int main(void)
{
	char usr[64], etc[64], command[128];

	rt_names_folders("/nonexistent", "/nonexistent");
	is_name(RT_TABLES, 254, "main");
	is_name(RT_TABLES, 255, "local");
	is_name(RT_TABLES, 77, "77");
	is_name(RT_TABLES, 4294967295, "4294967295");
	is_name(RT_PROTOS, 2, "kernel");
	is_name(RT_PROTOS, 16, "dhcp");
	is_name(RT_SCOPES, 253, "link");
	is_name(RT_GROUPS, 0, "default");
	is_name(RT_REALMS, 0, "cosmos");
	is_name(RT_DSFIELDS, 0x10, "0x10");
	is_name(RT_DSFIELDS, 0xb8, "EF");
	is_name(RT_ADDRPROTOS, 1, "kernel_lo");
	is_id(RT_TABLES, "main", 254);
	is_id(RT_TABLES, "1000", 1000);
	is_id(RT_TABLES, "0x10", 16);
	is_id(RT_TABLES, "4294967296", -1);
	is_id(RT_TABLES, "mian", -1);
	is_id(RT_TABLES, "-1", -1);
	is_id(RT_TABLES, "", -1);
	is_id(RT_TABLES, "10x", -1);

	if (!mkdtemp(dir))
		return 1;
	make_folder("usr");
	make_folder("etc");
	make_folder("etc/rt_tables.d");
	write_file("usr/rt_tables", "254 main\n100 from_usr\n200\tusr # why\n");
	write_file("etc/rt_tables", "# 5 no\n200 etc\n\n  300   blue  \nx bad\n7\n");
	write_file("etc/rt_tables.d/a.conf", "0x1f4 five_hundred\n70000 big\n");
	write_file("etc/rt_tables.d/b.conf", "70000 bigger\n");
	write_file("etc/rt_tables.d/README", "400 not_this\n");
	snprintf(usr, sizeof(usr), "%s/usr", dir);
	snprintf(etc, sizeof(etc), "%s/etc", dir);
	rt_names_folders(usr, etc);
	is_name(RT_TABLES, 100, "from_usr");
	is_name(RT_TABLES, 200, "etc");
	is_name(RT_TABLES, 300, "blue");
	is_name(RT_TABLES, 400, "400");
	is_name(RT_TABLES, 500, "five_hundred");
	is_name(RT_TABLES, 70000, "bigger");
	is_name(RT_TABLES, 255, "local");
	is_name(RT_TABLES, 7, "7");
	is_id(RT_TABLES, "bigger", 70000);
	is_id(RT_TABLES, "big", -1);
	is_id(RT_TABLES, "blue", 300);

	rt_names_folders("/nonexistent", "/nonexistent");
	is_name(RT_TABLES, 300, "300");
	snprintf(command, sizeof(command), "rm -r '%s'", dir);
	if (system(command))
		return 1;
	return tap_done();
}
