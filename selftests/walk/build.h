/* SPDX-License-Identifier: GPL-2.0 */
/* Between the files that read objects from messages: the object under construction. */
#ifndef WALK_BUILD_H
#define WALK_BUILD_H

#include "object.h"
#include "text.h"

struct built {
	struct object object;
	struct text slot, core, via, state, maybe;
	char type[16];			/* of a link */
	uint32_t oif;			/* of a route with one leg */
	const struct nlattr *legs;	/* of a route with several */
};

extern struct built built;

void build_begin(enum object_kind kind);
void build_end(struct objects *list);
/* Adds a number from the message's header. */
void build_field(struct text *text, const char *name, uint32_t value);
/* Adds bytes from the message's header. */
void build_bytes(struct text *text, const char *name, const void *data, size_t len);
/* Adds attributes, each by its role. @path has room for ATTR_DEPTH types, of which @depth are given. */
void build_attrs(const void *begin, size_t len, uint16_t *path, unsigned int depth);
/* Adds the attributes after a header of @hdrlen bytes. */
void build_message(const struct nlmsghdr *nlh, size_t hdrlen);
/* Adds the legs in @built.legs, in their order. */
void build_legs(void);
/* Returns the attribute of the message, or NULL. */
const struct nlattr *message_attr(const struct nlmsghdr *nlh, size_t hdrlen, int type);

void parse_fdb(struct objects *list, const struct nlmsghdr *nlh);
void parse_vlan(struct objects *list, const struct nlmsghdr *nlh);
void parse_mdb(struct objects *list, const struct nlmsghdr *nlh);
void parse_mpls(struct objects *list, const struct nlmsghdr *nlh);
void parse_mroute(struct objects *list, const struct nlmsghdr *nlh);
void parse_policy(struct objects *list, const struct nlmsghdr *nlh);
void parse_sysctl(struct objects *list, const struct nlmsghdr *nlh);
void parse_nft(struct objects *list, const struct nlmsghdr *nlh);

#endif
