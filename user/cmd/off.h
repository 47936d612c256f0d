/* SPDX-License-Identifier: GPL-2.0 */
/* Says that kinds which somebody asks for are not recorded. */
#ifndef CMD_OFF_H
#define CMD_OFF_H

#include "journal/reach.h"

#define OFF_TEXT_MAX	512

/* Writes what complain_off() would say. Returns false if all is recorded, or all kinds are asked for. */
bool off_text(struct reader *reader, uint32_t kinds, char *text, size_t size);
/*
 * Says on stderr which of @kinds (a mask) the journal that @reader reads does not record, and how to
 * switch them on. All kinds: nobody asked for one of them.
 */
void complain_off(const char *verb, struct reader *reader, uint32_t kinds);
/* Returns those of @kinds of which complain_off() does not tell. An empty answer does, because they may be why it is empty. */
uint32_t off_untold(uint32_t kinds);

#endif
