// SPDX-License-Identifier: GPL-2.0
/* Says that kinds which somebody asks for are not recorded. */
#include "base/tool.h"
#include "cmd/off.h"

void complain_off(const char *verb, struct reader *reader, uint32_t kinds)
{
	struct reach reach;
	char text[512];

	if (kinds != RECORD_ALL_KINDS && reader->live && !reach_read(reader, &reach) &&
	    reach_off(&reach, kinds, text, sizeof(text)))
		complain("%s: not recorded now: %s", verb, text);
}
