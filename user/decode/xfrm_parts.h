/* SPDX-License-Identifier: GPL-2.0 */
/* Internal to the decoder: the parts of security associations and policies of XFRM. */
#ifndef NETJOURNAL_DECODE_XFRM_PARTS_H
#define NETJOURNAL_DECODE_XFRM_PARTS_H

#include <linux/xfrm.h>

#include "decode/decode.h"

size_t xfrm_family_len(uint16_t family);
struct event_addr xfrm_address(const xfrm_address_t *a, uint16_t family, unsigned int len);

/* Prints an address, or a prefix if it is shorter. */
void xfrm_print_prefix(struct decode *d, const char *key, const char *fmt, const struct event_addr *a);
/* Prints what a selector has besides its prefixes. */
void xfrm_print_upper(struct decode *d, const struct xfrm_selector *sel);
/* Prints the selector of an association, if it selects anything. */
void xfrm_print_selector(struct decode *d, const struct xfrm_selector *sel);
/* Prints the limits of the life that are set. */
void xfrm_print_limits(struct decode *d, const struct xfrm_lifetime_cfg *life);
/* Print the attributes. */
void xfrm_print_encap(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
void xfrm_print_mark(struct decode *d, const struct attr_desc *desc, const uint8_t *a);
/* Prints what happens to packets that no policy matches. */
void xfrm_print_default(struct decode *d);

#endif
