// SPDX-License-Identifier: GPL-2.0
/*
 * Names of tables, protocols, scopes and so on. Each set of names begins with built-in
 * defaults. FILE and FILE.d/<name>.conf are then read in the folder of the distribution
 * and in /etc; a later line wins. Nearly all ids are below 256 and are found by index.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"
#include "decode/rtnames.h"

#define DIRECT_MAX	256

struct builtin {
	uint32_t id;
	const char *name;
};

struct entry {
	uint32_t id;
	char *name;
};

struct names {
	const char *file;
	const struct builtin *builtin;
	bool loaded;
	bool hex;		/* numbers are written in hexadecimal */
	char *direct[DIRECT_MAX];
	struct entry *large;	/* sorted by id */
	size_t n_large;
};

static const struct builtin tables[] = {
	{ 0, "unspec" }, { 253, "default" }, { 254, "main" }, { 255, "local" },
	{ 0, NULL }
};

static const struct builtin protos[] = {
	{ 0, "unspec" }, { 1, "redirect" }, { 2, "kernel" }, { 3, "boot" },
	{ 4, "static" }, { 8, "gated" }, { 9, "ra" }, { 10, "mrt" },
	{ 11, "zebra" }, { 12, "bird" }, { 13, "dnrouted" }, { 14, "xorp" },
	{ 15, "ntk" }, { 16, "dhcp" }, { 18, "keepalived" }, { 42, "babel" },
	{ 84, "ovn" }, { 99, "openr" }, { 186, "bgp" }, { 187, "isis" },
	{ 188, "ospf" }, { 189, "rip" }, { 192, "eigrp" },
	{ 0, NULL }
};

static const struct builtin scopes[] = {
	{ 0, "global" }, { 200, "site" }, { 253, "link" }, { 254, "host" },
	{ 255, "nowhere" },
	{ 0, NULL }
};

static const struct builtin realms[] = { { 0, "cosmos" }, { 0, NULL } };

static const struct builtin groups[] = { { 0, "default" }, { 0, NULL } };

static const struct builtin dsfields[] = {
	{ 0x00, "default" }, { 0x20, "CS1" }, { 0x28, "AF11" },
	{ 0x30, "AF12" }, { 0x38, "AF13" }, { 0x40, "CS2" }, { 0x48, "AF21" },
	{ 0x50, "AF22" }, { 0x58, "AF23" }, { 0x60, "CS3" }, { 0x68, "AF31" },
	{ 0x70, "AF32" }, { 0x78, "AF33" }, { 0x80, "CS4" }, { 0x88, "AF41" },
	{ 0x90, "AF42" }, { 0x98, "AF43" }, { 0xa0, "CS5" }, { 0xb8, "EF" },
	{ 0xc0, "CS6" }, { 0xe0, "CS7" },
	{ 0, NULL }
};

static const struct builtin addrprotos[] = {
	{ 0, "unspec" }, { 1, "kernel_lo" }, { 2, "kernel_ra" },
	{ 3, "kernel_ll" },
	{ 0, NULL }
};

static const struct builtin none[] = { { 0, NULL } };

static struct names all[RT_NAMES_MAX] = {
	[RT_TABLES]	= { .file = "rt_tables", .builtin = tables },
	[RT_PROTOS]	= { .file = "rt_protos", .builtin = protos },
	[RT_SCOPES]	= { .file = "rt_scopes", .builtin = scopes },
	[RT_REALMS]	= { .file = "rt_realms", .builtin = realms },
	[RT_GROUPS]	= { .file = "group", .builtin = groups },
	[RT_DSFIELDS]	= { .file = "rt_dsfield", .builtin = dsfields,
			    .hex = true },
	[RT_ADDRPROTOS]	= { .file = "rt_addrprotos", .builtin = addrprotos,
			    .hex = true },
	/* Why a device is held down. Indexed by the number of the bit. */
	[RT_DOWN_REASONS] = { .file = "protodown_reasons", .builtin = none },
};

static const char *folders[] = { "/usr/share/iproute2", "/etc/iproute2" };

/* Returns the position in @n->large where @id is or belongs. */
static size_t find_large(const struct names *n, uint32_t id)
{
	size_t low = 0, high = n->n_large;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (n->large[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void add_name(struct names *n, uint32_t id, const char *name)
{
	char *copy = strdup(name);
	struct entry *large;
	size_t at;

	if (!copy)
		return;
	if (id < DIRECT_MAX) {
		free(n->direct[id]);
		n->direct[id] = copy;
		return;
	}

	at = find_large(n, id);
	if (at < n->n_large && n->large[at].id == id) {
		free(n->large[at].name);
		n->large[at].name = copy;
		return;
	}
	large = realloc(n->large, (n->n_large + 1) * sizeof(*large));
	if (!large) {
		free(copy);
		return;
	}
	n->large = large;
	memmove(large + at + 1, large + at, (n->n_large - at) * sizeof(*large));
	large[at] = (struct entry){ .id = id, .name = copy };
	n->n_large++;
}

static bool parse_number(const char *word, uint32_t *id)
{
	unsigned long long v;
	char *end;

	if (*word < '0' || *word > '9')
		return false;
	errno = 0;
	v = strtoull(word, &end, 0);
	if (errno || *end || v > UINT32_MAX)
		return false;
	*id = v;
	return true;
}

static void read_file(struct names *n, const char *path)
{
	char line[512], *save, *word, *name;
	FILE *f = fopen(path, "re");
	uint32_t id;

	if (!f)
		return;
	while (fgets(line, sizeof(line), f)) {
		line[strcspn(line, "#\n")] = '\0';
		word = strtok_r(line, " \t", &save);
		name = strtok_r(NULL, " \t", &save);
		if (word && name && parse_number(word, &id))
			add_name(n, id, name);
	}
	fclose(f);
}

static int is_conf(const struct dirent *d)
{
	size_t len = strlen(d->d_name);

	return d->d_name[0] != '.' && len > 5 &&
	       !strcmp(d->d_name + len - 5, ".conf");
}

static void read_folder(struct names *n, const char *folder)
{
	struct dirent **list;
	char path[4096];
	int i, count;

	snprintf(path, sizeof(path), "%s/%s", folder, n->file);
	read_file(n, path);

	snprintf(path, sizeof(path), "%s/%s.d", folder, n->file);
	count = scandir(path, &list, is_conf, alphasort);
	for (i = 0; i < count; i++) {
		snprintf(path, sizeof(path), "%s/%s.d/%s", folder, n->file,
			 list[i]->d_name);
		read_file(n, path);
		free(list[i]);
	}
	if (count >= 0)
		free(list);
}

static struct names *load_names(enum rt_names which)
{
	struct names *n = &all[which];
	const struct builtin *b;
	size_t i;

	if (n->loaded)
		return n;
	n->loaded = true;
	for (b = n->builtin; b->name; b++)
		add_name(n, b->id, b->name);
	for (i = 0; i < ARRAY_SIZE(folders); i++)
		read_folder(n, folders[i]);
	return n;
}

void rt_names_folders(const char *usr, const char *etc)
{
	struct names *n;
	size_t i;

	folders[0] = usr;
	folders[1] = etc;
	for (n = all; n < all + RT_NAMES_MAX; n++) {
		for (i = 0; i < DIRECT_MAX; i++)
			free(n->direct[i]);
		for (i = 0; i < n->n_large; i++)
			free(n->large[i].name);
		free(n->large);
		memset(n->direct, 0, sizeof(n->direct));
		n->large = NULL;
		n->n_large = 0;
		n->loaded = false;
	}
}

const char *rt_name(enum rt_names which, uint32_t id, char buf[RT_NAME_LEN])
{
	struct names *n = load_names(which);
	char *digit;
	size_t at;

	if (id < DIRECT_MAX) {
		if (n->direct[id])
			return n->direct[id];
	} else if (n->n_large) {
		at = find_large(n, id);
		if (at < n->n_large && n->large[at].id == id)
			return n->large[at].name;
	}
	if (n->hex) {
		snprintf(buf, RT_NAME_LEN, "0x%02x", id);
		return buf;
	}
	/* With many routes, tables without a name are frequent, so this must be fast. */
	digit = buf + RT_NAME_LEN;
	*--digit = '\0';
	do {
		*--digit = '0' + id % 10;
		id /= 10;
	} while (id);
	return digit;
}

bool rt_number(enum rt_names which, const char *word, uint32_t *id)
{
	struct names *n = load_names(which);
	size_t i;

	for (i = 0; i < DIRECT_MAX; i++) {
		if (n->direct[i] && !strcmp(n->direct[i], word)) {
			*id = i;
			return true;
		}
	}
	for (i = 0; i < n->n_large; i++) {
		if (!strcmp(n->large[i].name, word)) {
			*id = n->large[i].id;
			return true;
		}
	}
	return parse_number(word, id);
}
