/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The spec of a family as tables: the names and types of its attributes and enums.
 * With these tables the tool prints any message, and names the attribute that an
 * error points at, without code for each attribute. The tables of this family are in
 * spec_tables.h.
 */
#ifndef NL_SPEC_H
#define NL_SPEC_H

#include <linux/netlink.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/out.h"

enum spec_type {
	SPEC_UNKNOWN,
	SPEC_PAD,
	SPEC_FLAG,
	SPEC_U8,
	SPEC_U16,
	SPEC_U32,
	SPEC_U64,
	SPEC_S8,
	SPEC_S16,
	SPEC_S32,
	SPEC_S64,
	SPEC_STRING,
	SPEC_BINARY,
	SPEC_NEST,
};

struct spec_enum {
	const char *const *names;	/* indexed by value; NULL where there is none */
	unsigned int max;
};

/*
 * @json: the name as the key of a member, with quotes and colon; @json_len: its length
 */
struct spec_attr {
	const char *name;
	char json[OUT_KEY_SIZE];
	unsigned char json_len;
	enum spec_type type;
	bool multi;			/* may occur several times */
	bool flags;			/* a mask of bits 1 << value of @values */
	const struct spec_enum *values;
	const struct spec_set *nest;
};

/* @n is a string: strings in parentheses cannot be joined. NOLINTNEXTLINE(bugprone-macro-parentheses) */
#define SPEC_NAME(n)	.name = n, .json = "\"" n "\":", .json_len = sizeof(n) + 2

struct spec_set {
	const struct spec_attr *attrs;	/* indexed by attribute type */
	unsigned int max;
};

extern const struct spec_set spec_ctrl;	/* what this program sends to nlctrl */

/* Returns the name of @value, or "?". */
const char *spec_name(const struct spec_enum *e, uint32_t value);
/* Returns the value of @name, or 0. */
uint32_t spec_value(const struct spec_enum *e, const char *name);

/*
 * Called before an attribute is printed; in JSON only for binary values and nests.
 * Returns true if it has printed the attribute itself: the member in JSON, the value
 * after the name in text.
 */
typedef bool (*spec_override)(struct out *o, const struct spec_set *set,
			  const struct nlattr *attr, void *arg);

/*
 * Prints the @len bytes of attributes at @attrs, with the spec's names. In JSON they
 * are members of the open object. In text each is a line, indented by @indent.
 * Attributes that the spec does not know are printed by number.
 */
void spec_print(struct out *o, const struct spec_set *set,
		const struct nlattr *attrs, int len, unsigned int indent,
		spec_override hook, void *arg);

/*
 * Writes the name of the attribute that begins @offset bytes after @attrs into
 * @name, with the names of the nests around it ("config.size"). Returns false if
 * no attribute begins there.
 */
bool spec_path(const struct spec_set *set, const struct nlattr *attrs, int len,
	       unsigned int offset, char *name, size_t size);

/*
 * Writes the name of a missing attribute of type @type into @name. It is missing in
 * the nest that begins @nest bytes after @attrs, or at the top level if @nest is
 * negative. Returns false if the spec does not know it.
 */
bool spec_missing(const struct spec_set *set, const struct nlattr *attrs,
		  int len, int nest, unsigned int type, char *name, size_t size);

#endif
