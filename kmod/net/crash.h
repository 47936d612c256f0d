/* SPDX-License-Identifier: GPL-2.0 */
/* Prints the last records when the kernel panics. */
#ifndef NJ_CRASH_H
#define NJ_CRASH_H

#include "part.h"

extern const struct nj_part nj_crash_part;

#endif
