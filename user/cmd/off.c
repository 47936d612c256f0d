// SPDX-License-Identifier: GPL-2.0
/* Says that kinds which somebody asks for are not recorded. */
#include "base/tool.h"
#include "cmd/off.h"

bool off_text(struct reader *reader, uint32_t kinds, char *text, size_t size)
{
	struct reach reach;

	return kinds != RECORD_ALL_KINDS && reader->live && !reach_read(reader, &reach) &&
	       reach_off(&reach, kinds, text, size);
}

uint32_t off_untold(uint32_t kinds)
{
	return kinds == RECORD_ALL_KINDS ? kinds : 0;
}

void complain_off(const char *verb, struct reader *reader, uint32_t kinds)
{
	char text[OFF_TEXT_MAX];

	if (off_text(reader, kinds, text, sizeof(text)))
		complain("%s: not recorded now: %s", verb, text);
}
