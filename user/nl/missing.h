/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Why a family is not there.
 */
#ifndef NL_MISSING_H
#define NL_MISSING_H

#include <stddef.h>

/*
 * Writes into @text that @module is not loaded, and how to load it. If the kernel
 * accepts only modules with a signature, @text also says how to sign.
 */
void module_missing(char *text, size_t size, const char *module);

#endif
