/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the program was built with, and what it runs with.
 */
#ifndef NL_VERSION_H
#define NL_VERSION_H

/* Prints both as one line. @family is the version of the family. */
void version_print(int family);

#endif
