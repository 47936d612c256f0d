/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The part that each attribute plays in an object. Those that are not in the
 * table are configuration and have to be equal. The table is the whole list of
 * what the walk does not compare, with the reason for each.
 */
#ifndef WALK_ATTRS_H
#define WALK_ATTRS_H

#include "object.h"

enum attr_role {
	ATTR_CORE,	/* configuration */
	ATTR_SLOT,	/* tells which object it is */
	ATTR_VIA,	/* decided by the nexthop object, where the route has one */
	ATTR_STATE,	/* what the kernel changes by itself */
	ATTR_UNTOLD,	/* of a link that is down, changes are not announced */
	ATTR_MAYBE,	/* configuration of a protocol that is not always on the link */
	ATTR_NEST,	/* attributes in it play parts of their own */
	ATTR_LEGS,	/* RTA_MULTIPATH */
	ATTR_SKIP,	/* not compared; the table says why */
};

#define ATTR_DEPTH	3

/* @path: the attribute and those around it, the outermost first. @type: of the link, or NULL. */
enum attr_role attr_role(enum object_kind kind, const char *type, const uint16_t *path,
			 unsigned int depth);

#endif
