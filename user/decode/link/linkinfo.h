/* SPDX-License-Identifier: GPL-2.0 */
/* Inside the decoder: what the kinds of network devices say of themselves. */
#ifndef NETJOURNAL_DECODE_LINKINFO_H
#define NETJOURNAL_DECODE_LINKINFO_H

#include "decode/decode.h"

extern const struct attr_table linkinfo_table;		/* IFLA_LINKINFO */
extern const struct attr_table bridge_port_table;	/* IFLA_BRPORT_* */

#endif
