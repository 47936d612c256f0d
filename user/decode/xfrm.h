/* SPDX-License-Identifier: GPL-2.0 */
/* What others must know of XFRM. */
#ifndef NETJOURNAL_DECODE_XFRM_H
#define NETJOURNAL_DECODE_XFRM_H

#include "decode/event.h"
#include "decode/identity.h"

/* Returns whether all objects of a sort are gone. */
bool xfrm_is_flush(const struct event *ev);
/* Returns whether the identity is that of a message for which xfrm_is_flush() is true. */
bool xfrm_identity_is_flush(const struct identity *id);
/* Returns whether @flush deletes all objects of a sort, and that of @ev is one of them. */
bool xfrm_flushes(const struct event *flush, const struct event *ev);

#endif
