/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The character device that existed before the family.
 */
#ifndef EXAMPLE_CHARDEV_H
#define EXAMPLE_CHARDEV_H

#include "part.h"

/* Lets programs open /dev/example. It starts after the family, which sends its events. */
extern const struct example_part example_chardev_part;

#endif
