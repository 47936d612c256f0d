/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Small macros that every folder uses.
 */
#ifndef BASE_UTIL_H
#define BASE_UTIL_H

#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))

#endif
