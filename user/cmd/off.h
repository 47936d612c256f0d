/* SPDX-License-Identifier: GPL-2.0 */
/* Says that kinds which somebody asks for are not recorded. */
#ifndef CMD_OFF_H
#define CMD_OFF_H

#include "journal/reach.h"

/*
 * Says on stderr which of @kinds (a mask) the journal that @reader reads does not record, and how to
 * switch them on. All kinds: nobody asked for one of them.
 */
void complain_off(const char *verb, struct reader *reader, uint32_t kinds);

#endif
