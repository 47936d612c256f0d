/* SPDX-License-Identifier: GPL-2.0 */
/* What others must know of the VLANs of bridges. */
#ifndef NETJOURNAL_DECODE_VLAN_H
#define NETJOURNAL_DECODE_VLAN_H

#include "decode/event.h"

/* The last number that a VLAN can have in a message. */
#define VLAN_ID_MAX	4095

/* Returns whether untagged frames belong to the VLAN. A device has one such VLAN. */
bool vlan_is_pvid(const struct event *ev);
/* Returns whether the event is about VLAN 0, which no bridge has. Linux 6.12 announces that it goes if there was no PVID. */
bool vlan_is_none(const struct event *ev);
/* Returns whether the event is about the options of a VLAN of a whole bridge. */
bool vlan_is_global(const struct event *ev);
/* Changes the message about a VLAN: it is not the PVID any more. */
void vlan_clear_pvid(struct nlmsghdr *nlh);

#endif
