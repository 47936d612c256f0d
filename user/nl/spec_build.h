/* SPDX-License-Identifier: GPL-2.0 */
/* Makes attributes of the JSON that spec_print() has written. */
#ifndef NL_SPEC_BUILD_H
#define NL_SPEC_BUILD_H

#include <netlink/msg.h>

#include "base/values.h"
#include "nl/spec.h"

/*
 * Adds the members of the object @at as attributes of @set. Leaves out members that the spec does not know,
 * members with bytes, and values that do not fit. Returns 0 or -ENOMEM if the message has no room.
 */
int spec_build(struct nl_msg *msg, const struct spec_set *set, const struct values *v, size_t at);

#endif
