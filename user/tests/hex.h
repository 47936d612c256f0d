/* SPDX-License-Identifier: GPL-2.0 */
/* Numbers of netlink in hexadecimal: their bytes, in the order that this machine has. */
#ifndef TESTS_HEX_H
#define TESTS_HEX_H

#include <endian.h>

/* The most significant byte comes first in the arguments, which are strings. */
#if __BYTE_ORDER == __LITTLE_ENDIAN
#define HEX16(a, b)		b a
#define HEX32(a, b, c, d)	d c b a
#else
#define HEX16(a, b)		a b
#define HEX32(a, b, c, d)	a b c d
#endif

#endif
