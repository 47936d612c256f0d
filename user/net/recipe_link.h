/* SPDX-License-Identifier: GPL-2.0 */
/* Commands of `ip` that make a link, and that set its properties. Does no I/O. */
#ifndef NETJOURNAL_RECIPE_LINK_H
#define NETJOURNAL_RECIPE_LINK_H

#include "net/changes.h"
#include "net/recipe.h"

/*
 * Makes the command that creates the link of @ev. @peer: the name of its peer, if it is a veth. Returns
 * 0, or -ENOTSUP with the reason in @r->why.
 */
int recipe_link_add(struct recipe *r, const struct event *ev, const struct event_names *names,
		    const char *peer);
/* Makes the command that deletes the device @dev. */
void recipe_link_delete(struct recipe *r, const char *dev);

/*
 * Makes a command that sets the property @path (a path of changes_find()) of @dev to the value @at of
 * @v; 0: to none. @type: of the link. Returns 0; -ENOENT if nobody sets this property, because the
 * kernel does; or -ENOTSUP with the reason in @r->why.
 */
int recipe_link_set(struct recipe *r, const char *dev, const char *type, const char *path,
		    const struct values *v, size_t at);

/* Makes the command that sets the flags of @dev from @old to @new, without IFF_UP. -ENOENT: none differs. */
int recipe_link_flags(struct recipe *r, const char *dev, unsigned int old, unsigned int new);
/* Makes the command that sets the device up or down. */
void recipe_link_up(struct recipe *r, const char *dev, bool up);

/* Returns the flags of a link (IFF_*). */
unsigned int link_flags_of(const struct event *ev);
/* Copies the type of a link, such as "vlan"; "" if it has none. */
#define LINK_TYPE_MAX	32
void link_type_of(const struct event *ev, char type[LINK_TYPE_MAX]);

#endif
