/* SPDX-License-Identifier: GPL-2.0 */
/* In which ranges of objects a store is searched for a selector. Does no I/O. */
#ifndef NETJOURNAL_COLUMNS_H
#define NETJOURNAL_COLUMNS_H

#include "decode/selector.h"
#include "journal/archive.h"

/*
 * Fills @narrow with the objects that @sel can mean, and those that can take their place. It has more
 * objects than @sel rather than fewer.
 */
void columns_narrow(struct archive_narrow *narrow, const struct selector *sel);

#endif
