// SPDX-License-Identifier: GPL-2.0
/*
 * Prints at which offset the running kernel has a member of a structure, for each argument STRUCTURE.MEMBER. The
 * kernel describes its structures in /sys/kernel/btf/vmlinux. A probe of tracefs needs the offsets as numbers.
 */
#include <err.h>
#include <linux/btf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *data;
static struct btf_header *header;

/* How many bytes follow the struct btf_type of each kind: always, and for each of its members. */
static const struct {
	size_t fixed, each;
} sizes[NR_BTF_KINDS] = {
	[BTF_KIND_INT] = { 4, 0 },
	[BTF_KIND_ARRAY] = { sizeof(struct btf_array), 0 },
	[BTF_KIND_STRUCT] = { 0, sizeof(struct btf_member) },
	[BTF_KIND_UNION] = { 0, sizeof(struct btf_member) },
	[BTF_KIND_ENUM] = { 0, sizeof(struct btf_enum) },
	[BTF_KIND_FUNC_PROTO] = { 0, sizeof(struct btf_param) },
	[BTF_KIND_VAR] = { sizeof(struct btf_var), 0 },
	[BTF_KIND_DATASEC] = { 0, sizeof(struct btf_var_secinfo) },
	[BTF_KIND_DECL_TAG] = { sizeof(struct btf_decl_tag), 0 },
	[BTF_KIND_ENUM64] = { 0, sizeof(struct btf_enum64) },
};

static void read_all(const char *path)
{
	size_t room = 64 << 20, len;
	FILE *file = fopen(path, "r");

	data = malloc(room);
	if (!file || !data)
		err(1, "%s", path);
	len = fread(data, 1, room, file);
	header = (struct btf_header *)data;
	if (len < sizeof(*header) || len == room || header->magic != BTF_MAGIC)
		errx(1, "%s has another form", path);
	fclose(file);
}

static const char *name_at(__u32 offset)
{
	return data + header->hdr_len + header->str_off + offset;
}

static const struct btf_member *find_member(const struct btf_type *type, const char *name)
{
	const struct btf_member *member = (void *)(type + 1);
	unsigned int i;

	for (i = 0; i < BTF_INFO_VLEN(type->info); i++)
		if (!strcmp(name_at(member[i].name_off), name))
			return &member[i];
	return NULL;
}

static unsigned int find_offset(const char *structure, const char *name)
{
	char *at = data + header->hdr_len + header->type_off;
	const char *end = at + header->type_len;

	while (at < end) {
		const struct btf_type *type = (void *)at;
		unsigned int kind = BTF_INFO_KIND(type->info);
		const struct btf_member *member = NULL;

		if (kind >= NR_BTF_KINDS)
			errx(1, "a type of the unknown kind %u", kind);
		if (kind == BTF_KIND_STRUCT && !strcmp(name_at(type->name_off), structure))
			member = find_member(type, name);
		if (member)
			return (BTF_INFO_KFLAG(type->info) ? BTF_MEMBER_BIT_OFFSET(member->offset) :
							     member->offset) / 8;
		at += sizeof(*type) + sizes[kind].fixed + sizes[kind].each * BTF_INFO_VLEN(type->info);
	}
	errx(1, "no %s.%s", structure, name);
}

int main(int argc, char **argv)
{
	int i;

	read_all("/sys/kernel/btf/vmlinux");
	for (i = 1; i < argc; i++) {
		char *dot = strchr(argv[i], '.');

		if (!dot)
			errx(1, "offsets STRUCTURE.MEMBER...");
		*dot = '\0';
		printf("%u\n", find_offset(argv[i], dot + 1));
	}
	return 0;
}
