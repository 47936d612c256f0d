/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Prints a message again. Of many messages in a row, like the routes of one daemon, often
 * only the value of one attribute differs, and the text before it and after it is the same.
 */
#ifndef NETJOURNAL_REPEAT_H
#define NETJOURNAL_REPEAT_H

#include "decode/decode.h"

#define REPEAT_BYTES	128	/* of a message */
#define REPEAT_TEXT	256

/* A text of two parts, and what it was made from. One that is all zero is empty. */
struct repeat {
	bool json, colour, details;
	uint32_t len;			/* bytes of the header and the attributes; 0: empty */
	uint32_t at, differs;		/* where the value is that may differ, and its length */
	uint8_t bytes[REPEAT_BYTES];
	char dev[RT_NAME_LEN];		/* the name of the event's device */
	size_t before_len, after_len;
	char before[REPEAT_TEXT], after[REPEAT_TEXT];
};

/*
 * Returns whether @d's message is that of @r except for the value of the attribute @but,
 * which may be NULL, and whether its device has the same name. If so, prints the text
 * before the value; the caller prints the value, and then calls repeat_after().
 */
bool repeat_before(const struct repeat *r, struct decode *d, const uint8_t *but);
void repeat_after(const struct repeat *r, struct decode *d);

/*
 * Keeps two texts in @r: from @begin to @value, and from @after on. The texts must contain no
 * name of a device except that of the event.
 */
void repeat_keep(struct repeat *r, struct decode *d, const uint8_t *but, struct out_mark begin,
		 struct out_mark value, struct out_mark after);

#endif
