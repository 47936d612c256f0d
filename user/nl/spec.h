/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The spec of a family as tables: names and types of its attributes and enums.
 * With them the tool prints any message and names the attribute that an error
 * is about, without a line of code for each attribute. The tables of this
 * family are in spec_tables.h.
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
	SPEC_U32,
	SPEC_U64,
	SPEC_STRING,
	SPEC_BINARY,
	SPEC_NEST,
};

struct spec_enum {
	const char *const *names;	/* by value; NULL where there is none */
	unsigned int max;
};

struct spec_attr {
	const char *name;
	enum spec_type type;
	bool multi;			/* may occur several times */
	bool flags;			/* a mask of bits 1 << value of @values */
	const struct spec_enum *values;
	const struct spec_set *nest;
};

struct spec_set {
	const struct spec_attr *attrs;	/* by number */
	unsigned int max;
};

extern const struct spec_set spec_ctrl;	/* what this program sends to nlctrl */

/* The name of @value, or "?" */
const char *spec_name(const struct spec_enum *e, uint32_t value);
/* The value of @name, or 0. */
uint32_t spec_value(const struct spec_enum *e, const char *name);

/*
 * Called for each attribute in place of printing it: returns true if it has
 * printed the member (JSON) or the value (text, where the name is printed).
 */
typedef bool (*spec_override)(struct out *o, const struct spec_set *set,
			  const struct nlattr *attr, void *arg);

/*
 * Prints the @len bytes of attributes at @attrs: in JSON as members of the
 * object that is open, with the spec's names; as text one line for each,
 * indented by @indent. What the spec does not know is printed by number.
 */
void spec_print(struct out *o, const struct spec_set *set,
		const struct nlattr *attrs, int len, unsigned int indent,
		spec_override hook, void *arg);

/*
 * Writes the name of the attribute that begins @offset bytes after @attrs into
 * @name, with those of the nests around it ("config.size"). Returns false if
 * there is none.
 */
bool spec_path(const struct spec_set *set, const struct nlattr *attrs, int len,
	       unsigned int offset, char *name, size_t size);

/*
 * The same for an attribute of number @type that is missing, at the top level
 * or, if @nest is not negative, in the nest that begins @nest bytes after @attrs.
 */
bool spec_missing(const struct spec_set *set, const struct nlattr *attrs,
		  int len, int nest, unsigned int type, char *name, size_t size);

#endif
