/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The part that each attribute plays in an object. An attribute that is not in the table is
 * configuration, and must be equal. The table is the complete list of what the walk does not
 * compare, with the reason for each.
 */
#ifndef WALK_ATTRS_H
#define WALK_ATTRS_H

#include "object.h"

enum attr_role {
	ATTR_CORE,	/* configuration */
	ATTR_SLOT,	/* identifies the object */
	ATTR_VIA,	/* decided by the nexthop object, if the route has one */
	ATTR_STATE,	/* changed by the kernel itself */
	ATTR_MAYBE,	/* configuration of a protocol that the link does not always have */
	ATTR_NEST,	/* a nest, whose attributes play parts of their own */
	ATTR_LEGS,	/* RTA_MULTIPATH */
	ATTR_SKIP,	/* not compared; the table says why */
};

#define ATTR_DEPTH	3

/* @path: the attribute and those around it, the outermost first. @type: of the link, or NULL. */
enum attr_role attr_role(enum object_kind kind, const char *type, const uint16_t *path,
			 unsigned int depth);

#endif
